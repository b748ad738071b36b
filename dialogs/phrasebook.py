"""Which of many phrases may stand in a text? Few are then compared word by word: those whose longest word is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from dialogs.words import TOLERANT_FROM

LONGEST = 40
"""Letters: no word of a phrase is longer, and a longer one typed must not cost more."""
T = TypeVar("T")


class Phrasebook(Generic[T]):
    """Items, each with the words of its phrase: all must be in a text, `voitur*` takes any word that starts so."""

    def __init__(self, phrases: Iterable[tuple[Sequence[str], T]]) -> None:
        kept = [(words, item) for words, item in phrases if words]
        self._items = [item for _, item in kept]
        self._places: dict[str, list[int]] = defaultdict(list)
        longest = [max(words, key=len) for words, _ in kept]
        self._has_beginnings = any(word.endswith("*") for word in longest)
        for place, word in enumerate(longest):
            for spelling in _spellings(word):
                self._places[spelling].append(place)

    def likely(self, words: Iterable[str]) -> list[T]:
        """The items whose phrase may be in these words, in the book's order; the others surely are not."""
        filed = self._places
        forms = (form for word in set(words) for form in _forms(word, self._has_beginnings))
        found = {place for form in forms if form in filed for place in filed[form]}
        return [self._items[place] for place in sorted(found)]


@lru_cache(maxsize=8_192)
def _forms(typed: str, beginnings: bool) -> frozenset[str]:
    """Where a typed word is looked up. Two words one error apart are the same once each has lost one letter."""
    whole = {typed} | _less_one_letter(typed) if len(typed) <= LONGEST else set()
    return frozenset(whole | _beginnings(typed[:LONGEST]) if beginnings else whole)


def _spellings(expected: str) -> Iterable[str]:
    """Where a phrase is filed: its longest word, and, when one typing error is allowed in it, less one letter."""
    tolerant = len(expected) >= TOLERANT_FROM and not expected.endswith("*")
    return _less_one_letter(expected) | {expected} if tolerant else {expected}


def _less_one_letter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _beginnings(word: str) -> set[str]:
    return {word[:end] + "*" for end in range(1, len(word) + 1)}
