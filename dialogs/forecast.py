"""How many questions are left? About as many as the likeliest answers lead to, at most as many as may be put.

A surprising answer renews the doubt and lengthens the path: only what the interview may put at most is a promise.
"""

from __future__ import annotations

from collections.abc import Mapping

from content.models import Library, Question
from dialogs.interview import Shares, next_question, possible_answers, typing_questions
from dialogs.profile import evidence_of, shares
from dialogs.progress import Story


def left(story: Story) -> tuple[int, int]:
    """(about, at most) the questions to come after the one on the screen. The most never grows, unless she corrects."""
    library, known, asked = story.library, dict(story.known), len(story.typing_asked)
    question, walked = story.question, 0
    while question is not None and walked < library.interview.max_questions:
        known[question.id] = _likeliest(question, known, library)
        walked += 1
        question = next_question(known, asked + walked, library)
    unanswered = sum(question.id not in story.known for question in typing_questions(library))
    most = min(library.interview.max_questions - asked, unanswered) - 1
    return min(max(0, walked - 1), most), most


def _likeliest(question: Question, known: Mapping[str, str], library: Library) -> str:
    beliefs = shares(evidence_of(known, library), library)

    def expected(common: Shares) -> float:
        return sum([share * common[type_id] for type_id, share in beliefs])

    answers = possible_answers(question.id, library)
    return max(answers, key=lambda answer: expected(answer[1]))[0]
