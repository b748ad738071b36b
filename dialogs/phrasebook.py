"""Which of many phrases may stand in a text? Few are then compared word by word: those whose longest word is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from dialogs.words import TOLERANT_FROM

T = TypeVar("T")


class Phrasebook(Generic[T]):
    """Items, each with the words of its phrase: all must be in a text, `voitur*` takes any word that starts so."""

    def __init__(self, phrases: Iterable[tuple[Sequence[str], T]]) -> None:
        kept = [(words, item) for words, item in phrases if words]
        self._items = [item for _, item in kept]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, (words, _) in enumerate(kept):
            for spelling in _spellings(max(words, key=len)):
                self._places[spelling].append(place)

    def likely(self, words: Iterable[str]) -> list[T]:
        """The items whose phrase may be in these words, in the book's order; the others surely are not."""
        found = {place for word in set(words) for form in _may_be(word) for place in self._places.get(form, ())}
        return [self._items[place] for place in sorted(found)]


def _spellings(expected: str) -> Iterable[str]:
    """Where a phrase is filed: its longest word, and, when one typing error is allowed in it, less one letter."""
    tolerant = len(expected) >= TOLERANT_FROM and not expected.endswith("*")
    return _less_one_letter(expected) | {expected} if tolerant else {expected}


def _may_be(typed: str) -> Iterator[str]:
    """Where a typed word is looked up. Two words one error apart are the same once each has lost one letter."""
    yield typed
    yield from _less_one_letter(typed)
    yield from (f"{typed[:end]}*" for end in range(1, len(typed) + 1))


def _less_one_letter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}
