"""How much could she spend a month, told as money? « 20 euro par mois », « 150 par an », « une centaine d'euros »

A number counts with its money or its period; where the question is put, alone too. What she pays already (« je paye
50 euros mon logiciel ») is said back there, and tells nothing elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from content.models import Library
from dialogs.numerals import count, in_digits, is_written
from dialogs.words import find_phrase, normalise, parts

UNIT = "€"
MONTHS = {"a_month": 1.0, "a_year": 1 / 12, "a_week": 4.0, "a_day": 30.0, "a_quarter": 1 / 3}
"""What one of it makes in a month."""
NO_LONGER = "plus"
A_PERIOD = 3
"""Words: how far after an amount its period is told."""
A_RANGE = 2
"""Numbers: « 30 ou 40 »."""
FEW = 4
"""« un », « deux » alone are words of all sentences."""
A_TIME = "par"
PERCENT = " pourcent "
_GLUED = re.compile(r"\b(\d+)(e|eur|euros?|balles)\b")
_THOUSANDS = re.compile(r"\b\d{1,3}(?: \d{3})+\b")


@dataclass(frozen=True)
class _Amount:
    a_month: float
    at: range
    sure: bool
    """With its money: « 20 euros », not « 20 par mois »."""
    refused: bool = False
    """« je peux pas mettre 20 euros », « 50 euros c'est trop »."""


def asked(text: str, library: Library) -> list[int]:
    """Euros a month, where how much she may spend is asked: her amounts, else the numbers she writes."""
    words = _words(text, library)
    amounts = list(_amounts(words, library)) or _bare(words, library)
    return [_whole(one.a_month) for one in amounts if not one.refused]


def refused(text: str, library: Library) -> list[int]:
    """Euros a month: the amounts that she says she cannot spend."""
    return [_whole(one.a_month) for one in _amounts(_words(text, library), library) if one.refused]


def told(text: str, library: Library) -> list[int]:
    """Euros a month, whatever is asked: a part of this text that tells an amount of money and nothing else."""
    if is_paid(text, library) or refused(text, library):
        return []
    found = (_alone(_words(part, library), library) for part in parts(text, library.spoken["joined"]))
    return [_whole(one.a_month) for one in found if one]


def is_paid(text: str, library: Library) -> bool:
    """« je paye », « mon loyer »: money that goes already, not what she could add."""
    return any(find_phrase(_words(text, library), one) for one in library.spoken["paid_already"])


# ---------------------------------------------------------------- the amounts


def _words(text: str, library: Library) -> list[str]:
    plain = _GLUED.sub(r"\1 euros", normalise(text.replace("%", PERCENT).replace("/", f" {A_TIME} ")))
    joined = _THOUSANDS.sub(lambda one: one[0].replace(" ", ""), plain)
    return in_digits(joined.split(), library.moments.numbers)


def _amounts(words: Sequence[str], library: Library) -> Iterator[_Amount]:
    """« 20 euros », « cent euros par an », « une centaine d'euros », « 150 par an »."""
    for at, word in enumerate(words):
        is_none = " ".join(words[max(0, at - 1) : at + 1]) in library.spoken["not_one"]
        number = 0 if is_none else count(word, library.moments.numbers)
        after = at + 1 + (list(words[at + 1 : at + 2]) in (["d"], ["de"]))
        sure = list(words[after : after + 1]) != [] and words[after] in library.spoken["money"]
        end = after + 1 if sure else at + 1
        period = _period(words[end : end + A_PERIOD], library)
        if number is not None and (sure or (period and not _counts_time(words[end:], library))):
            month = (number + _is_above(words[:at], library)) * MONTHS[period or "a_month"]
            yield _Amount(month, range(at, end), sure, number > 0 and _is_refused(words, range(at, end), library))


def _bare(words: Sequence[str], library: Library) -> list[_Amount]:
    """« je peux mettre 30 »: where money is asked for, the number or two she writes, and nothing that they count."""
    numbers = library.moments.numbers
    found = [at for at, word in enumerate(words) if is_written(word) or numbers.get(word, 0) > FEW]
    time = any(_counts_time(words[at + 1 :], library) for at in found)
    if len(found) > A_RANGE or time or not _is_small(words, found, library):
        return []
    return [_alone_at(at, words, library) for at in found]


def _alone_at(at: int, words: Sequence[str], library: Library) -> _Amount:
    number = count(words[at], library.moments.numbers) or 0
    return _Amount(float(number), range(at, at + 1), False, _denied_before(words[:at], library))


def _counts_time(after: Sequence[str], library: Library) -> bool:
    """« 20 minutes », « 6 mois »; neither « 20 par mois » nor « 20 mensuel »."""
    return bool(after) and after[0] in (*library.moments.units, *library.spoken["years"])


def _is_small(words: Sequence[str], but: Container[int], library: Library) -> bool:
    """Are they the words of all sentences, or those that go with money?"""
    small = {*library.spoken["thin"], *library.spoken["interjections"], *library.spoken["beside_money"]}
    return all(word in small for place, word in enumerate(words) if place not in but)


def _period(words: Sequence[str], library: Library) -> str:
    said = list(words)
    return next((name for name in MONTHS if any(find_phrase(said, one) for one in library.spoken[name])), "")


def _alone(words: list[str], library: Library) -> _Amount | None:
    """The amount of a part that tells nothing beside it; told by its period alone, it wants the budget named."""
    found = list(_amounts(words, library))
    taken = {place for amount in found for place in amount.at}
    named = bool(set(words) & set(library.spoken["spending"]))
    return found[0] if found and _is_small(words, taken, library) and (found[0].sure or named) else None


# ---------------------------------------------------------------- more than it, or not it


def _is_above(before: Sequence[str], library: Library) -> bool:
    """« plus de 100 euros » is more than that; « pas plus de 100 euros » is at most that."""
    ends = (form.split() for form in library.spoken["above"])
    length = next((len(one) for one in ends if list(before[-len(one) :]) == one), 0)
    return length > 0 and not _denied_before(before[:-length], library)


def _is_refused(words: Sequence[str], at: range, library: Library) -> bool:
    after = list(words[at.stop :])
    after = after[2:] if after[:1] == [A_TIME] else after
    forms = (form.split() for form in library.spoken["amount_refused_after"])
    return _denied_before(words[: at.start], library) or any(after[: len(form)] == form for form in forms)


def _denied_before(before: Sequence[str], library: Library) -> bool:
    """« pas », « peux plus » before it, with small words only between."""
    spoken = library.spoken
    small = (word for word in reversed(before) if word not in spoken["between_denial_and_amount"])
    last, first = next(small, ""), next(small, "")
    return last in spoken["denied_before"] or (last == NO_LONGER and first in spoken["able"])


def _whole(a_month: float) -> int:
    return -int(-a_month // 1)
