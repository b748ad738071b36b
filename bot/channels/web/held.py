"""What do we keep about her, in words she can read?"""

from __future__ import annotations

from content.models import Library
from content.typography import typeset
from dialogs import Conversation
from dialogs.progress import Story
from dialogs.screens import answer_label

FILE = "mes-donnees.json"
AS_FILE = f'attachment; filename="{FILE}"'


def answers(conversation: Conversation, library: Library) -> list[str]:
    """Her answers, one a line: « Métier : fleuriste »."""
    story = Story(conversation, library, conversation.last_seen)
    labels = [answer_label(answer.fact, answer.value, story) for answer in conversation.answers]
    return [typeset(label) for label in labels if label]
