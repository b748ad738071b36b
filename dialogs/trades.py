"""Which trade is she speaking of, in her own words, and how sure are we?

Every run of her words is compared with every form that the content lists, by spelling and by sound.
A proposal is only ever a question: the worst error is to be sure and wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from content.models import Library, Trade
from dialogs import spoken
from dialogs.networks import without_networks, word_list
from dialogs.phrasebook import Phrasebook
from dialogs.sounds import sound_of
from dialogs.words import find_phrase, has_phrase, phrase_words, tokens

Level = Literal["sure", "half", "none"]
SURE = 86.0
"""Proposed alone from this score…"""
LEAD = 5.0
"""…and this far before any other trade."""
HALF = 79.0
"""Among three buttons from this score; below, the families are asked."""
BEHIND = 16.0
"""A trade this far behind the first is no candidate."""
UNSAID = 20.0
"""What a form loses when it explains none of her words (in proportion)."""
UNSAID_ACTION = 8.0
"""What selling a thing loses when she says that she repairs or makes it."""
UNKNOWN_TRADE = 4.0
"""What a form loses when a word it does not explain sounds like a trade (« torréfacteur, café »)."""
LATER = 1.0
"""What a form loses for each word before it: people name their trade first."""
STRANGE_WORD = 15.0
"""What a form loses when a word that tells has nothing like it on the other side."""
LIKE_ENOUGH = 84.5
"""A form less like her words than this is another word."""
MOST_WORDS = 24
LONGEST_RUN = 5
SHORT = 4
LONGER = 1.6
"""A form this many times longer or shorter than her words is another thing."""
_HAS_NOT = re.compile(r"\b(?:pas|jamais) d(?:['’ ] ?|e )\w+", re.IGNORECASE)
"""« pas d'ordinateur » tells no trade of computers."""
WORTH_A_LOOK = 0.76
"""Less alike than this both in spelling and in sound, a form cannot be LIKE_ENOUGH."""


@dataclass(frozen=True)
class TradeProposal:
    """`candidates`: (trade id, score out of 100), best first, three at most."""

    candidates: tuple[tuple[str, float], ...]
    level: Level

    @property
    def best(self) -> str | None:
        return self.candidates[0][0] if self.level != "none" else None

    @property
    def alone(self) -> bool:
        """One trade to confirm by a button: a sure one, or the only one that may be hers."""
        return self.level == "sure" or (self.level == "half" and len(self.candidates) == 1)


NOTHING = TradeProposal((), "none")


@dataclass(frozen=True)
class _Word:
    plain: str
    sound: str


@dataclass(frozen=True)
class _Form:
    trade: str
    sells: bool
    words: tuple[_Word, ...]
    text: str
    sound: str


def propose(text: str, library: Library) -> TradeProposal:
    """The trades this text may mean; none when it is a refusal or only small words."""
    words = _telling(text, library)
    if not words or _is_refusal(text, library):
        return NOTHING
    scores = _scores(words, library)
    best = sorted(scores.items(), key=lambda pair: (-round(pair[1], 6), pair[0]))[:3]
    near = tuple((trade, round(score, 1)) for trade, score in best if score >= best[0][1] - BEHIND)
    return TradeProposal(near, _level([score for _, score in near]))


def says_nothing(text: str, library: Library) -> bool:
    """Only small words, or the name of a network: no trade to say back (« bonjour », « je suis chez Midas »)."""
    return not _content_words(without_networks(text, library), library)


def _level(scores: Sequence[float]) -> Level:
    first, second = [*scores, 0.0, 0.0][:2]
    if first < HALF:
        return "none"
    return "sure" if first >= SURE and first - second >= LEAD else "half"


# ------------------------------------------------------------------ her words


def _telling(text: str, library: Library) -> list[_Word]:
    """The words that may tell a trade: no network's name, no small word, nothing she says she has not or only uses."""
    text = _HAS_NOT.sub(" ", text)
    named = _content_words(without_networks(text, library), library) or _content_words(text, library)
    return _without_tools(named, text, library)[:MOST_WORDS]


def _without_tools(words: list[_Word], text: str, library: Library) -> list[_Word]:
    """« internet rame » tells no trade; « je vends sur internet » does."""
    if spoken.named_in(text, {"cue": library.trade_words["tool_cues"]}):
        return words
    return [word for word in words if word.plain not in word_list("tools", library)]


def _content_words(text: str, library: Library) -> list[_Word]:
    sounds = tokens(text.replace("ç", "ss").replace("Ç", "ss"))
    pairs = zip(tokens(text), sounds, strict=True)
    return [_Word(w, sound_of(s)) for w, s in pairs if not w.isdigit() and not _is_filler(w, library)]


def _is_filler(word: str, library: Library) -> bool:
    return word in word_list("fillers", library)


def _is_weak(word: _Word, library: Library) -> bool:
    return word.plain in word_list("weak", library)


def _is_refusal(text: str, library: Library) -> bool:
    """Nothing telling is left once the refusals are taken away (« non merci », « je sais pas trop »)."""
    left = tokens(text)
    for refusal in _refusals(library).likely(left):
        if (span := find_phrase(left, refusal)) is not None:
            left = left[: span.start] + left[span.stop :]
    return all(_is_filler(word, library) for word in left)


@lru_cache(maxsize=4)
def _refusals(library: Library) -> Phrasebook[str]:
    longest_first = sorted(library.trade_words["refusals"], key=lambda refusal: -len(refusal))
    return Phrasebook((phrase_words(refusal), refusal) for refusal in longest_first)


# ------------------------------------------------------------------ how near a form is


def _scores(words: Sequence[_Word], library: Library) -> dict[str, float]:
    """trade -> its best score over every run of her words and every form."""
    best: dict[str, float] = {}
    actions = _actions(library).likely(word.plain for word in words)
    for start, stop in _runs(words, library):
        outside = [word.plain for word in (*words[:start], *words[stop:])]
        lost = UNSAID * len(outside) / len(words) + LATER * start
        lost += UNKNOWN_TRADE if any(_is_a_trade(word, library) for word in outside) else 0.0
        acts = UNSAID_ACTION if _acts(outside, actions) else 0.0
        for form, near in _near(tuple(words[start:stop]), library):
            score = near - lost - (acts if form.sells else 0.0)
            best[form.trade] = max(best.get(form.trade, 0.0), score)
    return best


def _runs(words: Sequence[_Word], library: Library) -> Iterator[tuple[int, int]]:
    """Every run of neighbouring words; a weak word (« auto ») only when she says nothing else."""
    for start in range(len(words)):
        for stop in range(start + 1, min(start + LONGEST_RUN, len(words)) + 1):
            if stop - start > 1 or len(words) == 1 or not _is_weak(words[start], library):
                yield start, stop


@lru_cache(maxsize=4_096)
def _near(run: tuple[_Word, ...], library: Library) -> list[tuple[_Form, float]]:
    """The forms like this run. Weak words only (« auto-école ») must be the very form; « meunier », another trade
    with a name of its own, is no misspelling of « menuisier »."""
    text, sound = " ".join(w.plain for w in run), " ".join(w.sound for w in run)
    weak = all(_is_weak(word, library) for word in run)
    other = {word.plain for word in run} & word_list("other_trades", library)
    found = []
    for form in _worth_a_look(text, sound, library):
        if not other <= {word.plain for word in form.words}:
            continue
        like = 100.0 if text == form.text else 0.0
        if not (weak or like) and _comparable(text, sound, form):
            strange = STRANGE_WORD if _is_strange(run, form.words, library) else 0.0
            like = likeness(text, sound, form.text, form.sound) - strange
        if like >= LIKE_ENOUGH:
            found.append((form, like))
    return found


def likeness(text: str, sound: str, other: str, other_sound: str) -> float:
    """How near two forms are, 0 to 100: spelling twice, sound once."""
    spelt = fuzz.WRatio(text, other) + 100 * JaroWinkler.similarity(text, other)
    return float(spelt + 100 * JaroWinkler.similarity(sound, other_sound)) / 3


def _comparable(text: str, sound: str, form: _Form) -> bool:
    """About the same length; very short forms must sound the same."""
    short, long = sorted((len(text), len(form.text)))
    if short <= SHORT:
        return sound == form.sound and len(sound) > 2
    return long <= LONGER * short


def _is_strange(run: Sequence[_Word], form: Sequence[_Word], library: Library) -> bool:
    """Does one side have a telling word with nothing like it on the other? (« location plagne », « location salle »)"""
    if len(run) == len(form) == 1 or _glued(run) == _glued(form):
        return False
    return _unmatched(run, form, library) or _unmatched(form, run, library)


def _unmatched(words: Sequence[_Word], others: Sequence[_Word], library: Library) -> bool:
    telling = [word for word in words if not _is_weak(word, library)]
    return not all(any(_alike(word, other) for other in others) for word in telling)


def _alike(one: _Word, other: _Word) -> bool:
    return (
        JaroWinkler.similarity(one.plain, other.plain) >= 0.84 or JaroWinkler.similarity(one.sound, other.sound) >= 0.88
    )


def _glued(words: Sequence[_Word]) -> str:
    return "".join(word.plain for word in words)


def _is_a_trade(word: str, library: Library) -> bool:
    return len(word) > SHORT and word.endswith(library.trade_words["trade_endings"])


def _acts(words: Sequence[str], actions: Sequence[str]) -> bool:
    text = " ".join(words)
    return any(has_phrase(text, action) for action in actions)


@lru_cache(maxsize=4)
def _actions(library: Library) -> Phrasebook[str]:
    return Phrasebook((phrase_words(action), action) for action in library.trade_words["actions"])


# ------------------------------------------------------------------ the forms, computed once for a revision


def _worth_a_look(text: str, sound: str, library: Library) -> Iterator[_Form]:
    """The forms of about its length that look or sound a little like it, and those that sound the same."""
    index = _index(library)
    first, last = bisect_left(index.lengths, len(text) / LONGER), bisect_right(index.lengths, len(text) * LONGER)
    places = {*_like(text, index.texts[first:last]), *_like(sound, index.sounds[first:last])}
    same_sound = index.by_sound.get(sound, set())
    return (index.forms[place] for place in same_sound | {first + place for place in places})


def _like(one: str, others: Sequence[str]) -> Iterator[int]:
    """The places of those a little like it."""
    found = process.extract(one, others, scorer=JaroWinkler.similarity, score_cutoff=WORTH_A_LOOK, limit=None)
    return (place for _, _, place in found)


@dataclass(frozen=True)
class _Index:
    """The forms from the shortest to the longest, and what is looked up in them, at the same places."""

    forms: tuple[_Form, ...]
    lengths: tuple[int, ...]
    texts: tuple[str, ...]
    sounds: tuple[str, ...]
    by_sound: dict[str, set[int]]


@lru_cache(maxsize=4)
def _index(library: Library) -> _Index:
    """Every form of every trade, without its small words."""
    said = ((trade, form) for trade in library.trades.values() for form in (trade.label, *trade.says))
    found = [_form(trade, words) for trade, form in said if (words := _content_words(form, library))]
    forms = tuple(sorted(found, key=lambda form: len(form.text)))
    texts, sounds = tuple(form.text for form in forms), tuple(form.sound for form in forms)
    by_sound: dict[str, set[int]] = defaultdict(set)
    for place, sound in enumerate(sounds):
        by_sound[sound].add(place)
    return _Index(forms, tuple(map(len, texts)), texts, sounds, by_sound)


def _form(trade: Trade, words: Sequence[_Word]) -> _Form:
    text, sound = " ".join(w.plain for w in words), " ".join(w.sound for w in words)
    return _Form(trade.id, trade.verb == "vendre", tuple(words), text, sound)
