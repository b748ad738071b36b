"""Which forms of the trades look or sound like a run of her words, and how near is each?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from content.models import Library, Trade
from dialogs.networks import word_list
from dialogs.sounds import sound_of
from dialogs.words import tokens

STRANGE_WORD = 15.0
"""What a form loses when a word that tells has nothing like it on the other side."""
LIKE_ENOUGH = 84.5
"""A form less like her words than this is another word."""
SHORT = 4
LONGER = 1.6
"""A form this many times longer or shorter than her words is another thing."""
WORTH_A_LOOK = 0.76
"""Less alike than this both in spelling and in sound, a form cannot be LIKE_ENOUGH."""


@dataclass(frozen=True)
class Word:
    plain: str
    sound: str


@dataclass(frozen=True)
class Form:
    trade: str
    sells: bool
    words: tuple[Word, ...]
    text: str
    sound: str


def content_words(text: str, library: Library) -> list[Word]:
    """The words that may tell a trade, as spelt and as sounded: no number, no small word."""
    sounds = tokens(text.replace("ç", "ss").replace("Ç", "ss"))
    pairs = zip(tokens(text), sounds, strict=True)
    return [Word(w, sound_of(s)) for w, s in pairs if not w.isdigit() and not is_filler(w, library)]


def is_filler(word: str, library: Library) -> bool:
    return word in word_list("fillers", library)


def is_weak(word: Word, library: Library) -> bool:
    return word.plain in word_list("weak", library)


@lru_cache(maxsize=4_096)
def forms_like(run: tuple[Word, ...], library: Library) -> list[tuple[Form, float]]:
    """The forms like this run. Weak words only (« auto-école ») must be the very form; « meunier », another trade
    with a name of its own, is no misspelling of « menuisier »."""
    text, sound = " ".join(w.plain for w in run), " ".join(w.sound for w in run)
    weak = all(is_weak(word, library) for word in run)
    other = {word.plain for word in run} & word_list("other_trades", library)
    found = []
    for form in _worth_a_look(text, sound, library):
        if not other <= {word.plain for word in form.words}:
            continue
        like = 100.0 if text == form.text else 0.0
        if not (weak or like) and _comparable(text, sound, form):
            strange = STRANGE_WORD if _is_strange(run, form.words, library) else 0.0
            like = _likeness(text, sound, form.text, form.sound) - strange
        if like >= LIKE_ENOUGH:
            found.append((form, like))
    return found


def _likeness(text: str, sound: str, other: str, other_sound: str) -> float:
    """How near two forms are, 0 to 100: spelling twice, sound once."""
    spelt = fuzz.WRatio(text, other) + 100 * JaroWinkler.similarity(text, other)
    return float(spelt + 100 * JaroWinkler.similarity(sound, other_sound)) / 3


def _comparable(text: str, sound: str, form: Form) -> bool:
    """About the same length; very short forms must sound the same."""
    short, long = sorted((len(text), len(form.text)))
    if short <= SHORT:
        return sound == form.sound and len(sound) > 2
    return long <= LONGER * short


def _is_strange(run: Sequence[Word], form: Sequence[Word], library: Library) -> bool:
    """Does one side have a telling word with nothing like it on the other? (« location plagne », « location salle »)"""
    if len(run) == len(form) == 1 or _glued(run) == _glued(form):
        return False
    return _unmatched(run, form, library) or _unmatched(form, run, library)


def _unmatched(words: Sequence[Word], others: Sequence[Word], library: Library) -> bool:
    telling = [word for word in words if not is_weak(word, library)]
    return not all(any(_alike(word, other) for other in others) for word in telling)


def _alike(one: Word, other: Word) -> bool:
    return (
        JaroWinkler.similarity(one.plain, other.plain) >= 0.84 or JaroWinkler.similarity(one.sound, other.sound) >= 0.88
    )


def _glued(words: Sequence[Word]) -> str:
    return "".join(word.plain for word in words)


# ------------------------------------------------------------------ the forms, computed once for a revision


def _worth_a_look(text: str, sound: str, library: Library) -> Iterator[Form]:
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

    forms: tuple[Form, ...]
    lengths: tuple[int, ...]
    texts: tuple[str, ...]
    sounds: tuple[str, ...]
    by_sound: dict[str, set[int]]


@lru_cache(maxsize=8)
def _index(library: Library) -> _Index:
    """Every form of every trade, without its small words."""
    said = ((trade, form) for trade in library.trades.values() for form in (trade.label, *trade.says))
    found = [_form(trade, words) for trade, form in said if (words := content_words(form, library))]
    forms = tuple(sorted(found, key=lambda form: len(form.text)))
    texts, sounds = tuple(form.text for form in forms), tuple(form.sound for form in forms)
    by_sound: dict[str, set[int]] = defaultdict(set)
    for place, sound in enumerate(sounds):
        by_sound[sound].add(place)
    return _Index(forms, tuple(map(len, texts)), texts, sounds, by_sound)


def _form(trade: Trade, words: Sequence[Word]) -> Form:
    text, sound = " ".join(w.plain for w in words), " ".join(w.sound for w in words)
    return Form(trade.id, trade.verb == "vendre", tuple(words), text, sound)
