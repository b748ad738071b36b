"""What is a text about: a question we know, an emergency, small talk? And does it ask at all?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from content.models import Library, Topic
from dialogs import denials, spoken
from dialogs.phrasebook import Phrasebook
from dialogs.words import find_phrase, has_phrase, normalise, parts, phrase_words, tokens, up_to

ABOUT_US = ("about_us",)
PASSING = ("small_talk", "out_of_scope", *ABOUT_US)
ALL_BUT_URGENT = ("question", *PASSING)
FIRM = 2
"""Words: one alone tells a subject to who asks; in an answer to a question of ours, it takes two."""
MOST_ASKED = 3
"""Questions kept of one message."""


def topics_in(
    text: str, library: Library, kinds: Sequence[str], near: Container[str] = (), firmly: bool = False
) -> tuple[Topic, ...]:
    """The topics a free text is about, the most clearly heard first; a wider one that another covers is left out.

    `near`: the topics of what stands in front of her, beside which a vague word tells enough. `firmly`: one loose word
    does not.
    """
    plain = normalise(text)
    heard: dict[str, list[frozenset[str]]] = defaultdict(list)
    for topic, phrase in (*_heard_as(library).likely(plain.split()), *_heard_near(plain, library, near)):
        kept = _but_unless(plain, topic.unless) if topic.unless else plain
        if topic.kind in kinds and _is_heard(kept, phrase, library) and not _is_denied(kept, topic, phrase, library):
            heard[topic.id].append(frozenset(phrase.replace("&", " ").split()))
    weights = {name: max(map(len, phrases)) for name, phrases in heard.items()}
    left_out = {name for name, words in weights.items() if firmly and words < FIRM}
    left_out |= {wider for name in heard for wider in library.topics[name].covers} | _only_in_passing(heard, library)
    told = sorted(heard.keys() - left_out, key=lambda name: (-weights[name], name))
    return tuple(library.topics[name] for name in told)


def _only_in_passing(heard: Mapping[str, Sequence[frozenset[str]]], library: Library) -> set[str]:
    """The questions whose every word belongs to what another was heard by: « google » in « mes avis google »."""
    asked = {name: phrases for name, phrases in heard.items() if library.topics[name].kind == "question"}
    said = [(name, words) for name, phrases in asked.items() for words in phrases]
    return {
        name
        for name, phrases in asked.items()
        if all(any(words < other for by, other in said if by != name) for words in phrases)
    }


def answered_at_once(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Those that no line of the list and no step is for: what is said of them is all they get."""
    return tuple(topic for topic in topics if topic.kind == "question" and not topic.barriers)


def emergencies_in(
    text: str, library: Library, already: Sequence[str] = (), near: Container[str] = ()
) -> tuple[Topic, ...]:
    """All that has happened to her; what she fears only beside it, or once an emergency was heard (`already`)."""
    told = _without_denied_words(text, library)
    found = topics_in(told, library, ("emergency",), near)
    if not found or topics_in(_without_fears(told, library), library, ("emergency",), near):
        return found
    return tuple(topic for topic in found if topic.id not in already) if urgent_barriers(already, library) else ()


def urgent_barriers(topics: Sequence[str], library: Library) -> frozenset[str]:
    """The barriers of what has happened to her: what answers them goes before the rest, and stays."""
    named = (library.topics[topic] for topic in topics if topic in library.topics)
    return frozenset(barrier for topic in named if topic.kind == "emergency" for barrier in topic.barriers)


def asks(text: str, library: Library) -> bool:
    """Is it a question or a complaint, rather than the name of a trade?"""
    return "?" in text or bool(spoken.named_in(text, {"asks": library.spoken["asking_cues"]}))


def _without_denied_words(text: str, library: Library) -> str:
    """Each clause without the word that « pas », « jamais » denies: « j'ai pas cliqué » tells of no click."""
    return ", ".join(" ".join(_not_denied(tokens(clause), library)) for clause in parts(text))


def _not_denied(words: Sequence[str], library: Library) -> Iterator[str]:
    before = ("", *words)
    return (word for word, last in zip(words, before, strict=False) if last not in library.spoken["denied_before"])


def _without_fears(text: str, library: Library) -> str:
    """Each clause up to what she fears, or wants to keep from happening."""
    return " ".join(" ".join(up_to(tokens(clause), library.spoken["fears"])) for clause in parts(text))


@lru_cache(maxsize=8)
def phrases_with(moves: tuple[str, ...], library: Library) -> tuple[str, ...]:
    """The phrases of subjects that hold, in a row, words which alone would be a move."""
    subjects = (topic for topic in library.topics.values() if topic.kind == "question")
    phrases = (" ".join(phrase_words(phrase)) for topic in subjects for phrase in topic.heard)
    book = Phrasebook((phrase_words(move), move) for move in moves)
    return tuple(dict.fromkeys(p for p in phrases if any(has_phrase(p, move) for move in book.likely(p.split()))))


def _is_heard(plain: str, phrase: str, library: Library) -> bool:
    """A phrase marked `=` must be all she writes, greetings and interjections aside."""
    if not phrase.startswith("="):
        return has_phrase(plain, phrase)
    said = [word for word in plain.split() if word not in library.spoken["greetings"]]
    bare = [word for word in said if word not in library.spoken["interjections"]]
    return phrase_words(phrase) in (said, bare)


@lru_cache(maxsize=64)
def _but_unless(plain: str, unless: Sequence[str]) -> str:
    """Without the words that make another thing of it: « mon code » given « à ma comptable »; the rest still counts."""
    words = plain.split()
    for phrase in unless:
        if has_phrase(plain, phrase):
            words = _without(words, phrase.split("&"))
    return " ".join(words)


def _without(words: list[str], parts: Iterable[str]) -> list[str]:
    for part in parts:
        while span := find_phrase(words, part):
            words = [*words[: span.start], *words[span.stop :]]
    return words


def _heard_near(plain: str, library: Library, near: Container[str]) -> list[tuple[Topic, str]]:
    found = _vaguely_heard_as(library).likely(plain.split()) if near else []
    return [(topic, phrase) for topic, phrase in found if any(other in near for other in topic.near)]


@lru_cache(maxsize=8)
def _vaguely_heard_as(library: Library) -> Phrasebook[tuple[Topic, str]]:
    said = ((topic, phrase) for topic in library.topics.values() for phrase in topic.heard_near)
    return Phrasebook((phrase_words(phrase), (topic, phrase)) for topic, phrase in said)


def topics_denied(text: str, library: Library) -> tuple[str, ...]:
    """The topics whose thing she says she does not want or have, and that nothing else in her text raises."""
    plain, heard = normalise(text), topics_in(text, library, ("question",))
    likely = _heard_as(library).likely(plain.split())
    asked = ((t, phrase) for t, phrase in likely if t.kind == "question" and t not in heard)
    named = ((topic, phrase) for topic, phrase in asked if _is_heard(plain, phrase, library))
    denied = (topic.id for topic, phrase in named if _is_denied(plain, topic, phrase, library))
    return tuple(dict.fromkeys(denied))


def _is_denied(plain: str, topic: Topic, phrase: str, library: Library) -> bool:
    """« j'ai pas de boutique en ligne », « je veux pas de site »: a thing that she refuses or lacks is no question."""
    words = plain.split()
    spans = [span for part in phrase.split("&") if (span := find_phrase(words, part))]
    refusals = [refusal.split() for kind in topic.denied_by for refusal in library.spoken[kind]]
    return any(denials.refuses(words, span.start, refusals, library.spoken) for span in spans)


@lru_cache(maxsize=8)
def _heard_as(library: Library) -> Phrasebook[tuple[Topic, str]]:
    said = ((topic, phrase) for topic in library.topics.values() for phrase in topic.heard)
    return Phrasebook((phrase_words(phrase), (topic, phrase)) for topic, phrase in said)
