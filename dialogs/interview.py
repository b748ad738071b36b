"""Which question comes next? The one expected to teach most about the type; none when it is clear enough."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from content.models import Library, Question, TypeId
from dialogs.profile import Answers, answer_weights, evidence_of, how_common, shares

Shares = dict[TypeId, float]


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


@lru_cache(maxsize=8)
def typing_questions(library: Library) -> tuple[Question, ...]:
    return tuple(q for q in library.questions.values() if q.group == "typing")


@lru_cache(maxsize=5_000)
def _most_informative(answers: Answers, remaining: tuple[str, ...], library: Library) -> Question | None:
    ranked = sorted(
        (-round(expected_gain(fact, answers, library), 6), library.questions[fact].order, fact) for fact in remaining
    )
    if not ranked or -ranked[0][0] < library.interview.min_gain:
        return None
    return library.questions[ranked[0][2]]


def expected_gain(fact: str, answers: Answers, library: Library) -> float:
    """How many bits of doubt about the type the answer is expected to remove."""
    before = shares(answers, library)
    after = 0.0
    for _, common, pull in possible_answers(fact, library):
        likelihood = sum([share * common[type_id] for type_id, share in before])
        after += likelihood * _doubt([share * pull[type_id] for type_id, share in before])
    return _doubt([share for _, share in before]) - after


@lru_cache(maxsize=500)
def possible_answers(fact: str, library: Library) -> list[tuple[str, Shares, Shares]]:
    """Each answer; how common it is in each type; by how much it multiplies the belief in each type."""
    found = []
    for option in library.questions[fact].options:
        weights = answer_weights(fact, option.value, library)
        common = {t.id: how_common(t, fact, option.value, library) or 0.0 for t in library.types.values()}
        found.append((option.value, common, {type_id: math.exp(weights.get(type_id, 0.0)) for type_id in common}))
    return found


def _doubt(beliefs: Sequence[float]) -> float:
    """In bits, once they add up to 1."""
    total = sum(beliefs)
    return -sum([belief / total * math.log2(belief / total) for belief in beliefs if belief > 0])
