"""Which trade is she speaking of, in her own words, and how sure are we?

Every run of her words is compared with every form that the content lists, by spelling and by sound.
A proposal is only ever a question: the worst error is to be sure and wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from content.models import Library
from dialogs.networks import without_networks
from dialogs.sounds import sound_of
from dialogs.words import find_phrase, has_phrase, same_word, tokens

Level = Literal["sure", "half", "none"]
SURE = 86.0
"""Proposed alone from this score…"""
LEAD = 5.0
"""…and this far before any other trade."""
HALF = 79.0
"""Among three buttons from this score; below, the families are asked."""
UNSAID_WORDS = 15.0
"""What a form loses when it explains none of her words (in proportion)."""
UNSAID_ACTION = 12.0
"""What a form loses when she says an action that it does not (« je répare… », « je loue… »)."""
MOST_WORDS = 24
LONGEST_RUN = 5
SHORT = 4


@dataclass(frozen=True)
class TradeProposal:
    """`candidates`: (trade id, score out of 100), best first, three at most."""

    candidates: tuple[tuple[str, float], ...]
    level: Level

    @property
    def best(self) -> str | None:
        return self.candidates[0][0] if self.level != "none" else None


NOTHING = TradeProposal((), "none")


@dataclass(frozen=True)
class _Form:
    trade: str
    words: tuple[str, ...]
    text: str
    sound: str


@dataclass(frozen=True)
class _Word:
    plain: str
    sound: str


def propose(text: str, library: Library) -> TradeProposal:
    """The trades this text may mean; none when it is a refusal or only small words."""
    words = _telling(text, library)
    if not words or _is_refusal(text, library):
        return NOTHING
    scores = _scores(words, library)
    best = sorted(scores.items(), key=lambda pair: (-round(pair[1], 6), pair[0]))[:3]
    return TradeProposal(tuple((trade, round(score, 1)) for trade, score in best), _level([s for _, s in best]))


def _level(scores: Sequence[float]) -> Level:
    first, second = [*scores, 0.0, 0.0][:2]
    if first < HALF:
        return "none"
    return "sure" if first >= SURE and first - second >= LEAD else "half"


# ------------------------------------------------------------------ her words


def _telling(text: str, library: Library) -> list[_Word]:
    """The words that may tell a trade: no network's name, no small word."""
    named = _content_words(without_networks(text, library), library)
    return (named or _content_words(text, library))[:MOST_WORDS]


def _content_words(text: str, library: Library) -> list[_Word]:
    sounds = tokens(text.replace("ç", "ss").replace("Ç", "ss"))
    pairs = zip(tokens(text), sounds, strict=True)
    return [_Word(w, sound_of(s)) for w, s in pairs if not w.isdigit() and not _is_filler(w, library)]


def _is_filler(word: str, library: Library) -> bool:
    return word in library.trade_words["fillers"]


def _is_refusal(text: str, library: Library) -> bool:
    """Nothing telling is left once the refusals are taken away (« non merci », « je sais pas trop »)."""
    left = tokens(text)
    for refusal in _refusals(library):
        if (span := find_phrase(left, refusal)) is not None:
            left = left[: span.start] + left[span.stop :]
    return all(_is_filler(word, library) for word in left)


@lru_cache(maxsize=4)
def _refusals(library: Library) -> tuple[str, ...]:
    return tuple(sorted(library.trade_words["refusals"], key=lambda refusal: -len(refusal)))


# ------------------------------------------------------------------ how near a form is


def _scores(words: Sequence[_Word], library: Library) -> dict[str, float]:
    """trade -> its best score over every run of her words and every form."""
    total = sum(len(word.plain) for word in words)
    best: dict[str, float] = {}
    for start, stop in _runs(words, library):
        run = words[start:stop]
        outside = [word.plain for word in (*words[:start], *words[stop:])]
        unsaid = UNSAID_WORDS * sum(map(len, outside)) / total
        for form, likeness in _near(run, library):
            action = UNSAID_ACTION if _acts(outside, library) else 0.0
            best[form.trade] = max(best.get(form.trade, 0.0), likeness - unsaid - action)
    return best


def _runs(words: Sequence[_Word], library: Library) -> Iterator[tuple[int, int]]:
    """Every run of neighbouring words, but for those that tell no trade alone (« salon »)."""
    weak = library.trade_words["weak"]
    for start in range(len(words)):
        for stop in range(start + 1, min(start + LONGEST_RUN, len(words)) + 1):
            if any(word.plain not in weak for word in words[start:stop]):
                yield start, stop


def _near(run: Sequence[_Word], library: Library) -> Iterator[tuple[_Form, float]]:
    text, sound = " ".join(w.plain for w in run), " ".join(w.sound for w in run)
    for form in _forms(library):
        if _comparable(text, sound, form):
            yield form, likeness(text, sound, form.text, form.sound)


def likeness(text: str, sound: str, other: str, other_sound: str) -> float:
    """How near two forms are, 0 to 100: spelling twice, sound once."""
    spelt = fuzz.WRatio(text, other) + 100 * JaroWinkler.similarity(text, other)
    return float(spelt + 100 * JaroWinkler.similarity(sound, other_sound)) / 3


def _comparable(text: str, sound: str, form: _Form) -> bool:
    """About the same length; very short forms must be the same (or sound the same)."""
    short, long = sorted((len(text), len(form.text)))
    if short <= SHORT:
        return text == form.text or (sound == form.sound and len(sound) > 2)
    return long <= 1.6 * short


def _acts(words: Sequence[str], library: Library) -> bool:
    text = " ".join(words)
    return any(has_phrase(text, action) for action in library.trade_words["actions"])


@lru_cache(maxsize=4)
def _forms(library: Library) -> tuple[_Form, ...]:
    """Every form of every trade without its small words, computed once for a content revision."""
    said = ((trade.id, form) for trade in library.trades.values() for form in (trade.label, *trade.says))
    forms = ((trade, _content_words(form, library)) for trade, form in said)
    return tuple(
        _Form(trade, tuple(w.plain for w in words), " ".join(w.plain for w in words), " ".join(w.sound for w in words))
        for trade, words in forms
        if words
    )
