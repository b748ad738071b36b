"""How many questions are left? The path of the most likely answers, walked to its end."""

from __future__ import annotations

from collections.abc import Mapping

from content.models import Library, Question
from dialogs.interview import Shares, next_question, possible_answers
from dialogs.profile import evidence_of, shares
from dialogs.progress import Story

SURPRISES = 2
"""Answers that are not the most likely ones cost about two more questions."""


def left(story: Story) -> tuple[int, int]:
    """(at least, at most about) the questions to come after the one on the screen."""
    library, known, asked = story.library, dict(story.known), len(story.typing_asked)
    question, walked = story.question, 0
    while question is not None and walked < library.interview.max_questions:
        known[question.id] = _likeliest(question, known, library)
        walked += 1
        question = next_question(known, asked + walked, library)
    most = library.interview.max_questions - asked - 1
    least = min(max(0, walked - 1), most)
    return least, min(least + SURPRISES, most)


def _likeliest(question: Question, known: Mapping[str, str], library: Library) -> str:
    beliefs = shares(evidence_of(known, library), library)

    def expected(common: Shares) -> float:
        return sum([share * common[type_id] for type_id, share in beliefs])

    answers = possible_answers(question.id, library)
    return max(answers, key=lambda answer: expected(answer[1]))[0]
