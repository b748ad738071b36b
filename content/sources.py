"""Where does what we say come from? A page of sources and attributions, in Markdown, made from the content itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from content.models import Library

_ADDRESS = re.compile(r"https?://[^\s,;]+")
Group = dict[str, set[tuple[str, str]]]
"""Name of the source -> its (address or text, date)."""


def page(library: Library) -> str:
    """The page: the sources of our advice, those of the networks we recognise, the lists we use."""
    said = library.replies
    return "\n\n".join(
        (
            f"# {said['sources.title']}",
            said["sources.intro"],
            f"## {said['sources.advice']}",
            "\n".join(_listed(_of_advice(library))),
            f"## {said['sources.networks']}",
            "\n".join(_listed(_of_networks(library))),
            f"## {said['sources.lists']}",
            "\n".join(f"- {line}" for line in _attributions(library)),
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


def _listed(group: Group) -> Iterator[str]:
    for name in sorted(group, key=str.casefold):
        yield f"- **{name}** : {' ; '.join(_places(group[name]))}"


def _places(places: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each address once, with the days of what was read there."""
    days: dict[str, set[str]] = defaultdict(set)
    for address, day in places:
        days[address].add(day)
    for address, known in sorted(days.items()):
        read_on = ", ".join(_in_french(day) for day in sorted(known))
        yield f"{_link(address)} ({read_on})" if address else read_on


def _link(address: str) -> str:
    return f"<{address}>" if address.startswith("http") else address


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
