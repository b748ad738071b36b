"""Does she name a network, or something that only looks like one?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from content.models import Library, LookAlike, Network
from dialogs.phrasebook import Phrasebook
from dialogs.words import find_phrase, normalise, tokens

T = TypeVar("T")
_IF_YOU = re.compile(r"\bs['’ ](ils?)\b", re.IGNORECASE)
"""« un point s'il vous plaît » is not the network Point S."""


@dataclass(frozen=True)
class NetworkFound:
    """A network named: only to be proposed, she may name it to deny it. `words` are those that name it."""

    network: Network
    words: tuple[str, ...]


def found(text: str, library: Library) -> NetworkFound | None:
    """The network named in this text, the longest name first; whole words, one typing error in a long one."""
    words = _words(text)
    span_network = next(_named(words, library), None)
    if span_network is None:
        return None
    span, network = span_network
    return NetworkFound(network, tuple(words[span.start : span.stop]))


def look_alike(text: str, library: Library) -> LookAlike | None:
    """A selling platform, a badge, a discount list named in this text: it never sets the network."""
    words = _words(text)
    likely = _look_alikes(library).likely(words)
    named = (look for form, look in likely if _find(words, form, library))
    return next(named, None)


def without_networks(text: str, library: Library, instead: Sequence[str] = ()) -> str:
    """The text without the names of networks (« garagiste midas » -> « garagiste »), these words in their place."""
    words = _words(text)
    while (named := next(_named(words, library), None)) is not None:
        span, _ = named
        words = [*words[: span.start], *instead, *words[span.stop :]]
    return " ".join(words)


def _words(text: str) -> list[str]:
    return tokens(_IF_YOU.sub(r"si \1", text))


def _named(words: Sequence[str], library: Library) -> Iterator[tuple[range, Network]]:
    for form, network in _forms(library).likely(words):
        span = _find(words, form, library)
        if span is None:
            continue
        before = words[: span.start]
        elsewhere = _ends_with("not_after", before, library, aside=("after_cue", "cues"))
        if not elsewhere and (not _needs_cue(form, network) or _ends_with("cues", before, library)):
            yield span, network


def _needs_cue(form: str, network: Network) -> bool:
    """« Paul » does; another form that an editor wrote (« agence l'adresse ») is clear by itself."""
    return network.only_after_cue and form == normalise(network.name)


def _find(words: Sequence[str], form: str, library: Library) -> range | None:
    """An ordinary word never counts as a name with a typing error."""
    span = find_phrase(words, form)
    if span is None:
        return None
    ordinary = set(words[span.start : span.stop]) & word_list("ordinary", library)
    return None if ordinary - set(form.split()) else span


def _ends_with(name: str, words: Sequence[str], library: Library, aside: Sequence[str] = ("after_cue",)) -> bool:
    """Is the last of these words, small words aside, in this list of trade_words.toml?"""
    small = frozenset().union(*(word_list(list_name, library) for list_name in aside))
    left = [word for word in words if word not in small]
    return bool(left) and left[-1] in word_list(name, library)


@lru_cache(maxsize=16)
def word_list(name: str, library: Library) -> frozenset[str]:
    """The words of one list of trade_words.toml."""
    return frozenset(library.trade_words[name])


@lru_cache(maxsize=8)
def _forms(library: Library) -> Phrasebook[tuple[str, Network]]:
    return _longest_first([(form, n) for n in library.networks for form in (n.name, *n.says)])


@lru_cache(maxsize=8)
def _look_alikes(library: Library) -> Phrasebook[tuple[str, LookAlike]]:
    return _longest_first([(form, look) for look in library.look_alikes for form in (look.name, *look.says)])


def _longest_first(forms: list[tuple[str, T]]) -> Phrasebook[tuple[str, T]]:
    plain = sorted(((normalise(form), item) for form, item in forms), key=lambda pair: -len(pair[0]))
    return Phrasebook((form.split(), (form, item)) for form, item in plain)
