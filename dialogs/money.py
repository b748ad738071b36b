"""How much could she spend a month, told as money? « 20 euro par mois », « 150 par an », « une centaine d'euros »

A number counts with its money or its period; where the question is put, alone too. What she pays already (« je paye
50 euros mon logiciel ») is said back there, and tells nothing elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.models import Library
from dialogs.words import find_phrase, normalise

UNIT = "€"
MONTHS = {"a_month": 1.0, "a_year": 1 / 12, "a_week": 4.0}
"""What one of it makes in a month."""
NOT_ONE = ["pas", "un"]
"""« pas un euro » is none."""
A_PERIOD = 3
"""Words: how far after an amount its period is told."""
MOST_DIGITS = 7
"""A longer number is no amount: a telephone, an account, a hand left on the key."""
_GLUED = re.compile(r"\b(\d+)(e|eur|euros?|balles)\b")
_THOUSANDS = re.compile(r"\b\d{1,3}(?: \d{3})+\b")
_CLAUSES = re.compile(r"[.,;!?…\n]+|\b(?:et|mais)\b")


@dataclass(frozen=True)
class _Amount:
    a_month: float
    at: range
    sure: bool
    """With its money: « 20 euros », not « 20 par mois »."""


def asked(text: str, library: Library) -> list[int]:
    """Euros a month, where how much she may spend is asked: her amounts, else the one number she writes."""
    words = _words(text)
    return [_whole(one.a_month) for one in (*_amounts(words, library), *_bare(words))]


def told(text: str, library: Library) -> list[int]:
    """Euros a month, whatever is asked: a part of this text that tells an amount of money and nothing else."""
    if is_paid(text, library):
        return []
    found = (_alone(_words(part), library) for part in _CLAUSES.split(text))
    return [_whole(one.a_month) for one in found if one]


def is_paid(text: str, library: Library) -> bool:
    """« je paye », « mon loyer »: money that goes already, not what she could add."""
    return any(find_phrase(_words(text), one) for one in library.spoken["paid_already"])


# ---------------------------------------------------------------- the amounts


def _words(text: str) -> list[str]:
    plain = _GLUED.sub(r"\1 euros", normalise(text))
    return _THOUSANDS.sub(lambda one: one[0].replace(" ", ""), plain).split()


def _amounts(words: Sequence[str], library: Library) -> Iterator[_Amount]:
    """« 20 euros », « cent euros par an », « une centaine d'euros », « 150 par an »."""
    for at, word in enumerate(words):
        count = 0 if list(words[max(0, at - 1) : at + 1]) == NOT_ONE else _count(word, library)
        after = at + 1 + (list(words[at + 1 : at + 2]) in (["d"], ["de"]))
        sure = list(words[after : after + 1]) != [] and words[after] in library.spoken["money"]
        end = after + 1 if sure else at + 1
        period = _period(words[end : end + A_PERIOD], library)
        if count is not None and (sure or period):
            yield _Amount(count * MONTHS[period or "a_month"], range(at, end), sure)


def _bare(words: Sequence[str]) -> list[_Amount]:
    """« je peux mettre 30 »: where money is asked for, the one number she writes."""
    found = [at for at, word in enumerate(words) if _is_written(word)]
    return [_Amount(float(words[at]), range(at, at + 1), sure=False) for at in found] if len(found) == 1 else []


def _count(word: str, library: Library) -> int | None:
    return int(word) if _is_written(word) else library.moments.numbers.get(word)


def _is_written(word: str) -> bool:
    return word.isdigit() and len(word) <= MOST_DIGITS


def _period(words: Sequence[str], library: Library) -> str:
    said = list(words)
    return next((name for name in MONTHS if any(find_phrase(said, one) for one in library.spoken[name])), "")


def _alone(words: list[str], library: Library) -> _Amount | None:
    """The amount of a part that tells nothing beside it; told by its period alone, it wants the budget named."""
    found = list(_amounts(words, library))
    taken = {place for amount in found for place in amount.at}
    small = {*library.spoken["thin"], *library.spoken["beside_money"]}
    alone = all(word in small for place, word in enumerate(words) if place not in taken)
    named = bool(set(words) & set(library.spoken["spending"]))
    return found[0] if found and alone and (found[0].sure or named) else None


def _whole(a_month: float) -> int:
    return -int(-a_month // 1)
