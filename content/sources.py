"""Where does what we say come from? The sources and attributions, made from the content itself; a page in Markdown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from content.models import Library

_ADDRESS = re.compile(r"https?://[^\s,;]+")
Group = dict[str, set[tuple[str, str]]]
"""Name of the source -> its (address or text, date)."""


@dataclass(frozen=True)
class Place:
    """An address or a text, '' when the name says it all, and the days of what was read there, as told in French."""

    address: str
    days: tuple[str, ...]

    @property
    def is_page(self) -> bool:
        return self.address.startswith("http")


@dataclass(frozen=True)
class Source:
    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Sources:
    """`lists`: the attributions of the lists we use, one sentence each."""

    advice: tuple[Source, ...]
    networks: tuple[Source, ...]
    lists: tuple[str, ...]


def sources(library: Library) -> Sources:
    """The sources of our advice, those of the networks we recognise, the lists we use."""
    return Sources(
        advice=tuple(_named(_of_advice(library))),
        networks=tuple(_named(_of_networks(library))),
        lists=tuple(_attributions(library)),
    )


def page(library: Library) -> str:
    """The same in Markdown."""
    said, found = library.replies, sources(library)
    return "\n\n".join(
        (
            f"# {said['sources.title']}",
            said["sources.intro"],
            f"## {said['sources.advice']}",
            "\n".join(_line(source) for source in found.advice),
            f"## {said['sources.networks']}",
            "\n".join(_line(source) for source in found.networks),
            f"## {said['sources.lists']}",
            "\n".join(f"- {line}" for line in found.lists),
        )
    )


def _of_advice(library: Library) -> Group:
    found: Group = defaultdict(set)
    for step in library.proposals.values():
        addresses = _ADDRESS.findall(step.source) or [step.source]
        found[step.source_name] |= {(address, step.source_date) for address in addresses}
    return found


def _of_networks(library: Library) -> Group:
    """By site: a page for each of a hundred and fifty networks would say no more."""
    found: Group = defaultdict(set)
    for network in library.networks:
        for source in _ADDRESS.findall(network.source) or [network.source]:
            site = re.sub(r"^https?://(www\.)?|/.*$", "", source)
            found[site] |= {("", day) for day in network.source_date.split(" ; ")}
    return found


def _named(group: Group) -> Iterator[Source]:
    for name in sorted(group, key=str.casefold):
        yield Source(name, tuple(_places(group[name])))


def _places(places: Iterable[tuple[str, str]]) -> Iterator[Place]:
    """Each address once, with the days of what was read there."""
    days: dict[str, set[str]] = defaultdict(set)
    for address, day in places:
        days[address].add(day)
    for address, known in sorted(days.items()):
        yield Place(address, tuple(_in_french(day) for day in sorted(known)))


def _line(source: Source) -> str:
    return f"- **{source.name}** : {' ; '.join(map(_place, source.places))}"


def _place(place: Place) -> str:
    read_on = ", ".join(place.days)
    address = f"<{place.address}>" if place.is_page else place.address
    return f"{address} ({read_on})" if address else read_on


def _in_french(day: str) -> str:
    """« 2026-03-25 » as « 25/03/2026 »."""
    return "/".join(reversed(day.split("-")))


def _attributions(library: Library) -> Iterator[str]:
    said = library.replies
    yield said["sources.places"]
    versions = sorted({trade.naf_version for trade in library.trades.values()})
    yield said["sources.trades"].format(versions=", ".join(versions))
    taken = sorted({chamber.source_date for chamber in library.chambers.values()})
    if taken:
        yield said["sources.chambers"].format(day=f"{taken[0]:%d/%m/%Y}")
    yield said["sources.words"]
