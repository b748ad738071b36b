"""Which kind of business is it, how sure are we, and because of which answers?

Naive Bayes over the four types of the study (sections 2d, 3, 4): each type's file says how common an answer is;
`interview.toml` says the number behind each word. Pure functions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from content.models import UNKNOWN, CompanyType, Library, TypeId

Sureness = Literal["sure", "likely", "close"]
TRADE = "metier"
PARTING = 0.3
"""As log-evidence: an answer that parts two types by less is no reason to tell."""
Answers = tuple[tuple[str, str], ...]
"""The typing answers that carry evidence, sorted by fact: the key of every memo here."""


@dataclass(frozen=True)
class Inference:
    """`candidates`: (type, share), best first. `because`: (fact, value), the heaviest first, three at most.

    `against`: the answers that speak for the second type more than for the first, when the two are close.
    """

    type: TypeId
    sureness: Sureness
    candidates: tuple[tuple[TypeId, float], ...]
    because: tuple[tuple[str, str], ...]
    against: tuple[tuple[str, str], ...] = ()

    @property
    def confidence(self) -> float:
        return self.candidates[0][1]


def infer_type(known: Mapping[str, str], library: Library) -> Inference:
    """The inference from what is known so far (fact -> value); unknown answers carry no evidence."""
    return _infer(evidence_of(known, library), library)


def evidence_of(known: Mapping[str, str], library: Library) -> Answers:
    """The typing answers that speak: a fact some type's file mentions, or a known trade."""
    speaking = _speaking(library)
    return tuple(sorted((f, v) for f, v in known.items() if f in speaking and v != UNKNOWN))


@lru_cache(maxsize=8)
def _speaking(library: Library) -> frozenset[str]:
    return frozenset(fact for kind in library.types.values() for fact in kind.evidence) | {TRADE}


@lru_cache(maxsize=5_000)
def shares(answers: Answers, library: Library) -> tuple[tuple[TypeId, float], ...]:
    """(type, share), the shares adding up to 1, best first; ties go by type id."""
    logs = {
        type_id: sum(weights.get(type_id, 0.0) for weights in _weights(answers, library)) for type_id in _ids(library)
    }
    top = max(logs.values())
    raw = {type_id: math.exp(log - top) for type_id, log in logs.items()}
    total = sum(raw.values())
    return tuple(sorted(((t, raw[t] / total) for t in raw), key=lambda pair: (-round(pair[1], 9), pair[0])))


@lru_cache(maxsize=5_000)
def _infer(answers: Answers, library: Library) -> Inference:
    candidates = shares(answers, library)
    sureness = _sureness(candidates, library)
    for_second = _against(answers, library) if sureness == "close" else ()
    return Inference(candidates[0][0], sureness, candidates, _because(answers, library), for_second)


def _sureness(candidates: tuple[tuple[TypeId, float], ...], library: Library) -> Sureness:
    first, second = candidates[0][1], candidates[1][1]
    if first >= library.interview.sure:
        return "sure"
    if first >= library.interview.likely or second < library.interview.close * first:
        return "likely"
    return "close"


def _because(answers: Answers, library: Library) -> tuple[tuple[str, str], ...]:
    """The answers that speak for the best type more than for any other, those that part it most from the next first."""
    (best, _), (following, _), *others = shares(answers, library)
    pulls = []
    for (fact, value), weights in zip(answers, _weights(answers, library), strict=True):
        own = weights.get(best, 0.0)
        if any(weights.get(t, 0.0) >= own for t, _ in others):
            continue
        pulls.append((own - weights.get(following, 0.0), fact, value))
    return _heaviest(pulls)


def _heaviest(pulls: list[tuple[float, str, str]]) -> tuple[tuple[str, str], ...]:
    parting = sorted((p for p in pulls if p[0] > PARTING), key=lambda p: (-round(p[0], 6), p[1]))
    return tuple((fact, value) for _, fact, value in parting[:3])


def _against(answers: Answers, library: Library) -> tuple[tuple[str, str], ...]:
    """The answers that speak for the second type more than for the best one, the heaviest first."""
    (best, _), (second, _), *_ = shares(answers, library)
    weighed = zip(answers, _weights(answers, library), strict=True)
    pulls = [(weights.get(second, 0.0) - weights.get(best, 0.0), fact, value) for (fact, value), weights in weighed]
    return _heaviest(pulls)


def _weights(answers: Answers, library: Library) -> list[dict[TypeId, float]]:
    """For each answer, its log-evidence for each type, tempered (the trade, which is a prior, is not)."""
    return [
        trade_weights(value, library) if fact == TRADE else answer_weights(fact, value, library)
        for fact, value in answers
    ]


@lru_cache(maxsize=2_000)
def answer_weights(fact: str, value: str, library: Library) -> dict[TypeId, float]:
    """What this answer says for each type, as log-evidence, tempered; nothing when no type speaks of it."""
    temper = library.interview.temper
    spoken = {kind.id: common for kind in library.types.values() if (common := how_common(kind, fact, value, library))}
    return {type_id: temper * math.log(common) for type_id, common in spoken.items()} if spoken else {}


def how_common(kind: CompanyType, fact: str, value: str, library: Library) -> float | None:
    """The share of this answer among such businesses, 0 to 1; None when the type's file does not speak of it."""
    answers = kind.evidence.get(fact)
    if not answers or value not in answers:
        return None
    numbers = library.interview.words
    return numbers[answers[value]] / sum(numbers[word] for word in answers.values())


@lru_cache(maxsize=500)
def trade_weights(trade_id: str, library: Library) -> dict[TypeId, float]:
    """Where this trade is found, as log-evidence; two types are at most `trade_ratio` apart (study, 2d)."""
    trade = library.trades.get(trade_id)
    if trade is None or not trade.prior:
        return {}
    words = library.interview.words
    raw = {type_id: words[trade.prior.get(type_id, "parfois")] for type_id in _ids(library)}
    floor = max(raw.values()) / library.interview.trade_ratio
    return {type_id: math.log(max(number, floor)) for type_id, number in raw.items()}


def _ids(library: Library) -> tuple[TypeId, ...]:
    return tuple(kind.id for kind in library.types.values())
