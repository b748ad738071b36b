"""Which numbers are written out in French? « cent vingt » is 120, « quatre-vingt-dix » is 90."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

HUNDRED, THOUSAND = 100, 1000
FOUR, TWENTY, SIXTY, EIGHTY = 4, 20, 60, 80
LAST_TEEN = 16
AND, ONES = "et", (1, 11)
MOST_DIGITS = 7
"""A longer number is no amount: a telephone, an account, a hand left on the key."""


def count(word: str, numbers: Mapping[str, int]) -> int | None:
    """« 20 », « vingt »; None for another word."""
    return int(word) if is_written(word) else numbers.get(word)


def is_written(word: str) -> bool:
    return word.isdigit() and len(word) <= MOST_DIGITS


def in_digits(words: Sequence[str], numbers: Mapping[str, int]) -> list[str]:
    """These words with each number of several words in digits; one word alone (« un », « vingt ») stays as it is."""
    left, found = _joined(words, numbers), []
    while left:
        run = _run(left, numbers)
        found.append(left[0] if len(run) < 2 else str(_value(run)))
        left = left[max(1, len(run)) :]
    return found


# ---------------------------------------------------------------- one number


def _joined(words: Sequence[str], numbers: Mapping[str, int]) -> list[str]:
    """« vingt et un » as « vingt un »."""
    around = pairwise(["", *words, ""])
    after = [after for _, after in pairwise([*words, ""])]
    return [
        word
        for (before, word), follows in zip(around, after, strict=False)
        if not (word == AND and numbers.get(before, 0) >= TWENTY and numbers.get(follows) in ONES)
    ]


def _run(words: Sequence[str], numbers: Mapping[str, int]) -> list[int]:
    """What each word of the number that begins these words stands for; only its first may be in digits."""
    run: list[int] = []
    for word in words:
        value = numbers.get(word) if run else count(word, numbers)
        if value is None or (run and not _goes_on(run, value)):
            break
        run.append(value)
    return run


def _goes_on(run: Sequence[int], value: int) -> bool:
    """May this word follow: « quatre » « vingt », « vingt » « deux », « trois » « cent »?"""
    last = run[-1]
    if value == THOUSAND:
        return 1 < last < THOUSAND
    if value == HUNDRED:
        return 0 < last < 10 or last == THOUSAND
    if last in (HUNDRED, THOUSAND):
        return 0 < value < last
    tens = EIGHTY if list(run[-2:]) == [FOUR, TWENTY] else last
    teens = 10 <= value <= LAST_TEEN and tens in (SIXTY, EIGHTY)
    return teens or (last, value) == (FOUR, TWENTY) or (0 < value < 10 and tens >= 10 and tens % 10 == 0)


def _value(run: Sequence[int]) -> int:
    thousands = below = 0
    for value in run:
        if value == THOUSAND:
            thousands, below = max(below, 1) * THOUSAND, 0
        elif value == HUNDRED:
            below = max(below, 1) * HUNDRED
        else:
            below += EIGHTY - FOUR if (below % 10, value) == (FOUR, TWENTY) else value
    return thousands + below
