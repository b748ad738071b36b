"""What happens in one turn? Read this first."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from content.models import Library
from dialogs.conversation import Conversation, Incoming
from dialogs.events import Event
from dialogs.messages import Message, Value


class Turn(Value):
    """The outcome of one turn, a plain value: what to keep, what to say, what to journal.

    `said`: her act as the transcript shows it (her text, or the label she pressed).
    `answered`: on a press, what the pressed bubble becomes (« Enseigne : Midas »), '' otherwise.
    `wants`: what only the outside can do: « export » (/mesdonnees) or « erase » (/effacer, confirmed).
    """

    conversation: Conversation
    messages: tuple[Message, ...]
    events: tuple[Event, ...] = ()
    said: str = ""
    answered: str = ""
    change_code: str = ""
    wants: Literal["", "export", "erase"] = ""


def take_turn(conversation: Conversation, incoming: Incoming, library: Library, now: datetime) -> Turn:
    raise NotImplementedError
