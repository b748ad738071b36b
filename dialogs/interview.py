"""Which question comes next? The one expected to teach most about the type; none when it is clear enough."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from content.models import Library, Question, TypeId
from dialogs.profile import Answers, evidence_of, how_common, shares


def next_question(known: Mapping[str, str], asked: int, library: Library) -> Question | None:
    """The next typing question, None when the type is clear, the maximum reached, or nothing left to learn.

    `known` holds fact -> value, `inconnu` included (a question answered « je ne sais pas » is not put again);
    `asked` counts the typing questions already put.
    """
    answers = evidence_of(known, library)
    if asked >= library.interview.max_questions or shares(answers, library)[0][1] >= library.interview.sure:
        return None
    remaining = tuple(q.id for q in typing_questions(library) if q.id not in known)
    return _most_informative(answers, remaining, library)


def typing_questions(library: Library) -> tuple[Question, ...]:
    return tuple(q for q in library.questions.values() if q.group == "typing")


@lru_cache(maxsize=20_000)
def _most_informative(answers: Answers, remaining: tuple[str, ...], library: Library) -> Question | None:
    ranked = sorted(
        (-round(expected_gain(fact, answers, library), 6), library.questions[fact].order, fact) for fact in remaining
    )
    if not ranked or -ranked[0][0] < library.interview.min_gain:
        return None
    return library.questions[ranked[0][2]]


def expected_gain(fact: str, answers: Answers, library: Library) -> float:
    """How many bits of doubt about the type the answer is expected to remove."""
    before = dict(shares(answers, library))
    after = 0.0
    for option in library.questions[fact].options:
        likelihood = sum(share * _common(type_id, fact, option.value, library) for type_id, share in before.items())
        if likelihood > 0:
            then = shares(tuple(sorted((*answers, (fact, option.value)))), library)
            after += likelihood * _doubt(dict(then))
    return _doubt(before) - after


def _common(type_id: TypeId, fact: str, value: str, library: Library) -> float:
    return how_common(library.types[type_id], fact, value, library) or 0.0


def _doubt(beliefs: Mapping[TypeId, float]) -> float:
    return -sum(share * math.log2(share) for share in beliefs.values() if share > 0)
