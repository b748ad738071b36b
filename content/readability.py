"""Is this bubble plain French? Six measures, and what an editor should change.

`measure(text)` says how long, how easy and how common the words of one bubble are.
The frequency of words needs wordfreq and simplemma, which only tests and editors install:
without them that one measure is left out, and `frequency_note()` says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

MAX_CHARACTERS, MAX_SENTENCES = 300, 4
MAX_MEAN, MAX_WORDS = 12, 18
MIN_EASE = 60
MAX_SHARE = 0.05
COMMONEST = 5000
FEW_WORDS = 8
"""Below this many words (a button), a mean or a share says nothing."""

_FOLDER = Path(__file__).parent / "fr"
_LINK = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|com|eu|org|net)\b(?:/\S*)?"
)
_HOLE = re.compile(r"\{[^{}]*\}")
_SENTENCE_END = re.compile(r"\n+|(?<=[.!?…])(?=[\s»\")]|$)")
_WORD = re.compile(r"\d{1,2}\s?h(?:\s?\d{2})?\b|[^\W_]+(?:[-'’.,/&][^\W_]+)*")
"""« 8 h 30 » is read as one."""
_PIECE = re.compile(r"[^\W\d_]+")
_EXPLAINS = re.compile(r"\bc['’]est\b|veut dire|autrement dit|on appelle|s['’]appelle", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One rule of plain French that a bubble misses. `hard`: it may not be published so."""

    rule: int
    sentence: str
    hard: bool = False


@dataclass(frozen=True)
class Reading:
    """What was measured on one bubble."""

    characters: int
    sentences: int
    words: int
    mean: float
    longest: int
    ease: float
    uncommon: tuple[str, ...]
    long_words: tuple[str, ...]
    jargon: tuple[str, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def problems(self) -> list[str]:
        return [finding.sentence for finding in self.findings]

    @property
    def within_aims(self) -> bool:
        """The measures of rules 1 to 5 hold."""
        return all(finding.rule > 5 for finding in self.findings)


@lru_cache(maxsize=10_000)
def measure(text: str, explained: bool = False, names: frozenset[str] = frozenset()) -> Reading:
    """The measures of one bubble. `explained`: its hard words stand behind a « C'est quoi ? » button.

    `names`: words that name somebody or something, even in lower case.
    """
    bare = _bare(text)
    sentences = [words for words in (_WORD.findall(one) for one in _SENTENCE_END.split(bare)) if words]
    words = [word for sentence in sentences for word in sentence]
    pieces = [piece for word in words for piece in _PIECE.findall(word)]
    reading = Reading(
        characters=len(bare),
        sentences=len(sentences),
        words=len(words),
        mean=len(words) / max(1, len(sentences)),
        longest=max((len(sentence) for sentence in sentences), default=0),
        ease=_ease(words, len(sentences)),
        uncommon=_uncommon(sentences, names),
        long_words=tuple(piece for piece in pieces if syllables(piece) >= 4),
        jargon=() if explained else unexplained_jargon(bare),
    )
    allowed = max(1, math.floor(MAX_SHARE * len(pieces)))
    return replace(reading, findings=tuple(_findings(reading, bare.count("?"), allowed)))


def unexplained_jargon(text: str) -> tuple[str, ...]:
    """The jargon words of a bubble that nothing in it explains."""
    if _EXPLAINS.search(text):
        return ()
    return tuple(word for word, _, found in _jargon() if found(text))


def syllables(word: str) -> int:
    """How many syllables a French word has: « client » 2, « ordinateur » 4, « boutique » 2."""
    word = word.lower()
    for pattern, instead in _SYLLABLE_RULES:
        word = pattern.sub(instead, word)
    return max(1, len(_VOWELS.findall(word)))


def frequency_note() -> str:
    """« » when the frequency of words is measured, else the one line that says it is not."""
    if _commonest() is not None:
        return ""
    return "La fréquence des mots n'est pas mesurée : wordfreq et simplemma ne sont pas installés."


# ------------------------------------------------------------------ the findings


def _findings(reading: Reading, questions: int, allowed: int) -> list[Finding]:
    """In the order of the rules; the hard ones may not be published."""
    enough = reading.words >= FEW_WORDS
    uncommon, long_words = map(", ".join, (reading.uncommon, reading.long_words))
    mean, ease = round(reading.mean, 1), math.floor(reading.ease)
    rules = (
        (
            1,
            reading.characters > MAX_CHARACTERS,
            f"{reading.characters} caractères : {MAX_CHARACTERS} au plus.",
            True,
        ),
        (
            1,
            reading.sentences > MAX_SENTENCES,
            f"{reading.sentences} phrases : {MAX_SENTENCES} au plus.",
            True,
        ),
        (
            2,
            reading.longest > MAX_WORDS,
            f"{reading.longest} mots dans une phrase : {MAX_WORDS} au plus.",
            True,
        ),
        (2, reading.mean > MAX_MEAN, f"{mean} mots par phrase en moyenne : {MAX_MEAN} au plus.", False),
        (
            3,
            enough and ease < MIN_EASE,
            f"lisibilité {ease} : {MIN_EASE} au moins (mots plus courts).",
            False,
        ),
        (4, enough and len(reading.uncommon) > allowed, f"mots peu courants : {uncommon}.", False),
        (
            5,
            enough and len(reading.long_words) > allowed,
            f"mots de quatre syllabes ou plus : {long_words}.",
            False,
        ),
        (6, bool(reading.jargon), f"à expliquer dans la même bulle : {_with_mends(reading.jargon)}.", True),
        (7, questions > 1, f"{questions} points d'interrogation : un seul.", True),
    )
    return [Finding(rule, sentence, hard) for rule, missed, sentence, hard in rules if missed]


# ------------------------------------------------------------------ words


def _bare(text: str) -> str:
    """The text as it is read: no address, no ** mark, one plain word for each {hole}."""
    return _HOLE.sub("mot", _LINK.sub("", text).replace("**", "")).strip()


def _ease(words: list[str], sentences: int) -> float:
    """Kandel and Moles: 60 and more is plain."""
    if not words:
        return 100.0
    spoken = sum(sum(map(syllables, _PIECE.findall(word))) or 1 for word in words)
    return 207 - 1.015 * len(words) / max(1, sentences) - 73.6 * spoken / len(words)


def _uncommon(sentences: list[list[str]], names: frozenset[str]) -> tuple[str, ...]:
    commonest = _commonest()
    if commonest is None:
        return ()
    return tuple(
        piece
        for sentence in sentences
        for place, word in enumerate(sentence)
        for piece in _PIECE.findall(word)
        if not (_is_name(piece, first=place == 0) or piece.lower() in names or commonest(piece.lower()))
    )


def _is_name(piece: str, first: bool) -> bool:
    return len(piece) <= 2 or (piece[0].isupper() and not first) or (piece.isupper() and len(piece) > 1)


@lru_cache(maxsize=1)
def _commonest() -> Callable[[str], bool] | None:
    """Whether a word or its dictionary form is common; None when that cannot be known."""
    try:
        import simplemma
        import wordfreq
    except ImportError:
        return None
    forms = set(wordfreq.top_n_list("fr", COMMONEST)) | _ELIDED
    lemmas = {simplemma.lemmatize(form, lang="fr") for form in forms} | shop_words()

    @cache
    def is_common(word: str) -> bool:
        return word in forms or word in lemmas or simplemma.lemmatize(word, lang="fr") in lemmas

    return is_common


_ELIDED = {"aujourd", "jusqu", "lorsqu", "puisqu", "quelqu", "quoiqu", "hui"}


@lru_cache(maxsize=1)
def shop_words() -> frozenset[str]:
    """The words of the reviewed list, each word of an expression by itself, with their plurals."""
    words = {piece for line in _lines("shop_words.txt") for piece in _PIECE.findall(line.lower())}
    return frozenset(words | {f"{word}s" for word in words} | {f"{word}x" for word in words})


@lru_cache(maxsize=1)
def _jargon() -> tuple[tuple[str, str, Callable[[str], bool]], ...]:
    """Each word, what to say instead, and how to find it."""
    pairs = (line.partition("=") for line in _lines("jargon.txt"))
    return tuple((word.strip(), instead.strip(), _finder(word.strip())) for word, _, instead in pairs)


def _with_mends(words: tuple[str, ...]) -> str:
    """« cloud, cookie ; ou remplacez *cloud* par *gardé sur internet* »"""
    mends = {word: instead for word, instead, _ in _jargon() if word in words and instead}
    instead = ", ".join(f"remplacez *{word}* par *{mend}*" for word, mend in mends.items())
    return ", ".join(words) + (f" ; ou {instead}" if instead else "")


def _finder(word: str) -> Callable[[str], bool]:
    """Whether a text uses this word without a parenthesis beside it that explains."""
    case = 0 if any(letter.isupper() for letter in word) else re.IGNORECASE
    found = re.compile(rf"(?<!\w){re.escape(word)}s?(?!\w)(?!\s*\()(?!\s*\))", case)
    return lambda text: found.search(text) is not None


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


# ------------------------------------------------------------------ syllables

_V = "aeiouyàâäéèêëîïôöùûüœæ"
_VOWELS = re.compile(f"[{_V}]+")
_SYLLABLE_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=[qg])u(?=[eéèêiîay])", ""),  # quatre, guide: this u is not heard
        (rf"(?<=[{_V}])y(?=[{_V}])", "i-i"),  # payer: pai-ier
        (r"(?<=[bcdfgptv][rl])i(?=[eéèaoâ])", "i-"),  # client, ouvrier, février
        (r"(?<=\bpa)y(?=s)", "i-i"),  # pays
        (r"é(?=[aeiouéèâ])", "é-"),  # créer, réel, théâtre
        (rf"(?<=[{_V}])(?=[ïëü])", "-"),  # naïf, maïs
        (r"ou(?=[aeéè])", "ou-"),  # louer, jouet
        (r"(?<![aeoq])u(?=[aeéèo])", "u-"),  # évaluer, situation
        (r"(?<=[aeiouéè])-e(?=s?$)|(?<=u)-e(?=nt$)", ""),  # loue, armée: the last e is not heard
        (rf"(?<=[^{_V}])es?$", ""),  # boutique, cartes
        (rf"(?<=[{_V}i])es?$", ""),  # vie, envoie
        (r"(?<=ai|oi)ent$", ""),  # étaient, voient
    )
)
