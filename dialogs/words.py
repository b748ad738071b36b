"""Which words are in this text? Shared by everything that understands what she writes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

TOLERANT_FROM = 6
"""A word this long still counts with one typing error."""
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "&": " et ", "€": " euros "})
_PART = re.compile(r"[^.,;:!?…\n()]+\s*\??")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=64)
def normalise(text: str) -> str:
    """Lower case, no accents, no punctuation, one space between words (« Œuf » -> « oeuf »).

    Said of what it gave, it changes nothing (« agréée » is « agre »). A text is read some thirty times in a turn;
    only the last ones are remembered.
    """
    bare = text.lower().translate(_LIGATURES) if text.isascii() else _bare(text)
    return _NOT_A_WORD.sub(" ", _STRETCHED.sub(r"\1", bare)).strip()


def tokens(text: str) -> list[str]:
    """The words of a text as typed."""
    return normalise(text).split()


def parts(text: str, joints: Sequence[str] = ()) -> list[str]:
    """What stands between two marks, with its « ? »; cut too at these words, which join two things told at once."""
    found = _PART.findall(text)
    if joints:
        found = [piece for part in found for piece in _joint(tuple(joints)).split(part)]
    return [stripped for part in found if (stripped := part.strip())]


def has_phrase(text_normalised: str, phrase: str) -> bool:
    """Are the phrase's words in this normalised text, whole and in a row?

    `&` in the phrase separates parts that must all be there, in any order; `voitur*` takes any word
    that starts so; a word of six letters or more counts with one typing error.
    """
    words = text_normalised.split()
    parts = _parts(phrase)
    return bool(parts) and all(start_of(part, words) is not None for part in parts)


def find_phrase(words: Sequence[str], phrase: str) -> range | None:
    """Where the phrase (without `&`) stands in these words; None when it is not there."""
    parts = _parts(phrase)
    start = start_of(parts[0], words) if len(parts) == 1 else None
    return None if start is None else range(start, start + len(parts[0]))


def start_of(phrase: Sequence[str], words: Sequence[str]) -> int | None:
    """Where the words of a phrase, taken one by one, begin in these words; None when they are not there."""
    last = len(words) - len(phrase)
    return next((i for i in range(last + 1) if all(map(_matches, words[i : i + len(phrase)], phrase))), None)


def up_to(words: Sequence[str], phrases: Iterable[str]) -> Sequence[str]:
    """The words before the first of these phrases; all of them when none is there."""
    spans = (find_phrase(words, phrase) for phrase in phrases)
    return words[: min((span.start for span in spans if span), default=len(words))]


def phrase_words(phrase: str) -> list[str]:
    """The words of a phrase, those of all its parts."""
    return [word for part in _parts(phrase) for word in part]


def same_word(typed: str, expected: str) -> bool:
    """The same word, one typing error allowed in a long one."""
    if typed == expected:
        return True
    return len(expected) >= TOLERANT_FROM and one_error_apart(typed, expected)


def one_error_apart(one: str, other: str) -> bool:
    """One letter too many, missing, changed, or two neighbours swapped."""
    return bool(OSA.distance(one, other, score_cutoff=1) == 1)


def _bare(text: str) -> str:
    lowered = unicodedata.normalize("NFKC", text).lower().translate(_LIGATURES)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


@lru_cache(maxsize=32)
def _joint(joints: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, joints))})\b", re.IGNORECASE)


def _matches(typed: str, expected: str) -> bool:
    return typed.startswith(expected[:-1]) if expected.endswith("*") else same_word(typed, expected)


@lru_cache(maxsize=8192)
def _parts(phrase: str) -> tuple[tuple[str, ...], ...]:
    parts = (tuple(_phrase_words(part)) for part in phrase.split("&"))
    return tuple(part for part in parts if part)


def _phrase_words(part: str) -> list[str]:
    if "*" not in part:
        return tokens(part)
    found: list[str] = []
    for word in part.split():
        bare = tokens(word)
        if bare and word.endswith("*"):
            bare[-1] += "*"
        found.extend(bare)
    return found
