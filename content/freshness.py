"""What must a person open and read again, and where?

A fact that nobody has opened, or seen too long ago for its kind (`fr/freshness.toml`), is told as « d'après… » until
somebody looks. The rule itself is in `content.dates`, where the dialogue finds it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from content.bubbles import item_file, texts_of
from content.dates import in_time, seen_by_person
from content.models import Library, Proposal

_ADDRESS = re.compile(r"https?://[^\s,;]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…:])\s+")
_FIGURE = re.compile(r"(?<!\w)\d+(?!\w)")
MOST_FIGURES = 6


@dataclass(frozen=True)
class ToSee:
    """A fact to open again. `seen_on`: None when nobody ever did. `address`: '' when there is no page to open."""

    file: str
    address: str
    seen_on: date | None
    told_on: str
    look_for: tuple[str, ...]


def to_see(library: Library, today: date) -> list[ToSee]:
    """Those never seen first, then the oldest."""
    found = (_to_see(step) for step in _unseen(library, today))
    return sorted(found, key=lambda one: (one.seen_on or date.min, not one.address, one.told_on, one.file))


def in_one_line(library: Library, today: date) -> str:
    """For whoever starts the service."""
    left = _unseen(library, today)
    never = sum(step.checked_on is None for step in left)
    if not left:
        return "Faits à revoir : aucun, une personne les a tous vus."
    return f"Faits à revoir par une personne : {len(left)}, dont {never} jamais vus (python -m bot check --freshness)."


def lines(library: Library, today: date) -> Iterator[str]:
    """The report, for editors."""
    for one in to_see(library, today):
        yield one.file
        yield f"    vu : {one.seen_on:%d/%m/%Y}" if one.seen_on else "    vu : jamais"
        yield f"    page : {one.address}" if one.address else "    page : aucune, c'est notre conseil ; à relire"
        yield from (f"    regarder : {what}" for what in one.look_for)
    yield in_one_line(library, today)


def _unseen(library: Library, today: date) -> list[Proposal]:
    steps = (step for step in library.proposals.values() if in_time(step, today, library))
    return [step for step in steps if not seen_by_person(step, today, library)]


def _to_see(step: Proposal) -> ToSee:
    found = _ADDRESS.search(step.source)
    address = step.url or (found[0] if found else "")
    return ToSee(item_file(step), address, step.checked_on, step.source_date, tuple(_look_for(step)))


def _look_for(step: Proposal) -> Iterator[str]:
    yield f"le prix, « {step.cost} »"
    if step.guarantee:
        until = f", jusqu'au {step.guarantee.until:%d/%m/%Y}" if step.guarantee.until else ""
        yield f"qui s'en porte garant, « {step.guarantee.by} »{until}"
    if step.ends_on:
        yield f"la fin, le {step.ends_on:%d/%m/%Y}"
    sentences = (one for _, _, text in texts_of(step) for one in _SENTENCE_END.split(text.replace("**", "")))
    figures = dict.fromkeys(one for one in sentences if _FIGURE.search(one))
    yield from (f"« {one} »" for one in list(figures)[:MOST_FIGURES])
