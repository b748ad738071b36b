"""How many questions are left? The path of the most likely answers, walked to its end."""

from __future__ import annotations

from collections.abc import Mapping

from content.models import Library, Question
from dialogs.interview import next_question
from dialogs.profile import evidence_of, how_common, shares
from dialogs.progress import Story


def left(story: Story) -> tuple[int, int]:
    """(at least, at most about) the questions to come after the one on the screen."""
    library, known, asked = story.library, dict(story.known), len(story.typing_asked)
    question, walked = story.question, 0
    while question is not None and walked < library.interview.max_questions:
        known[question.id] = _likeliest(question, known, library)
        walked += 1
        question = next_question(known, asked + walked, library)
    least = max(0, walked - 1)
    return least, min(least + 1, library.interview.max_questions - asked - 1)


def _likeliest(question: Question, known: Mapping[str, str], library: Library) -> str:
    beliefs = shares(evidence_of(known, library), library)

    def expected(value: str) -> float:
        return sum(share * (how_common(library.types[t], question.id, value, library) or 0.0) for t, share in beliefs)

    return max((option.value for option in question.options), key=expected)
