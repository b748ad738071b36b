"""What else do we hold about her? All that no other part says, short: one line for each sort."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from content.models import ALL_TYPES, Library, Tool
from content.typography import typeset
from dialogs.progress import BRAND, FAMILY, KEPT, SECTOR, TRADE, TYPE
from dialogs.wording import day, hour

PARIS = ZoneInfo("Europe/Paris")
SORTS = {
    "numbers": ("key", "journal_number", "number", "remote_id"),
    "moments": (
        "started_at", "last_seen", "made_on", "finished_on", "words_came", "at", "due", "day", "reminded",
        "asked_until", "sent_at", "due_at",
    ),
    "buttons": ("label", "button", "code", "change_code", "vouch"),
    "marks": (),
}  # fmt: skip
"""sort -> the names that its values are kept by; any other name is a mark of the program."""
FACTS = {
    TRADE: "answers.trade", BRAND: "answers.brand", TYPE: "answers.type", KEPT: "answers.barriers",
    FAMILY: "held.family", SECTOR: "held.sector",
}  # fmt: skip
"""The facts that are no question of the content -> the reply that says them."""
DAY = len("2026-11-28")
_ISO = re.compile(r"\d{4}-\d\d-\d\d($|[T ]\d\d:\d\d)")
SORT_OF = {name: sort for sort, names in SORTS.items() for name in names}


def lines(exported: Mapping[str, Sequence[Mapping[str, Any]]], readable: str, library: Library) -> Iterator[str]:
    """Numbers, moments, buttons, marks: each said once, in words where the content has a word for it."""
    found: dict[str, dict[str, None]] = {sort: {} for sort in SORTS}
    for name, value in (leaf for rows in exported.values() for row in rows for leaf in leaves(row)):
        told = in_words(name, value, library)
        if not any(words in readable for words in told):
            found[_sort(name, value, library)][told[-1]] = None
    said = [f"{_said(library, f'rest_{sort}')} {' ; '.join(values)}" for sort, values in found.items() if values]
    yield from ([_said(library, "rest"), *said] if said else ())


def _sort(name: str, value: str, library: Library) -> str:
    sort = SORT_OF.get(name, "marks")
    return "marks" if sort == "moments" and not _day_or_moment(value, library) else sort


def leaves(held: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """(the name it is kept by, what) of each value that is not empty: the value of a fact, by that fact.

    A button's code is told by its label.
    """
    if isinstance(held, Mapping):
        named, fact = held.get("label") or held.get("button"), str(held.get("fact") or "")
        for key, value in held.items():
            yield from () if key == "code" and named else leaves(value, fact if key == "value" and fact else key)
    elif isinstance(held, list | tuple):
        for value in held:
            yield from leaves(value, name)
    elif held not in (None, "", False):
        yield name, str(held)


def in_words(name: str, value: str, library: Library) -> tuple[str, ...]:
    """The value as it is kept, then all that the content calls it by: the minute of a moment, a fact, its answer."""
    when, names = _day_or_moment(value, library), _names(library)
    of_fact = names.get(f"{name}:{value}") or names.get(value.partition(":")[2])
    return (value, typeset(value), *([when] if when else of_fact or names.get(value.rpartition(":")[2], ())))


def moment(at: datetime, library: Library) -> str:
    """« 28 novembre 2026 à 14 h 05 »"""
    here = at.astimezone(PARIS)
    return _said(library, "moment").format(day=day(here.date()), hour=hour(here, library))


def _day_or_moment(value: str, library: Library) -> str:
    """« 28 novembre 2026 », with its minute when it has one; '' for anything else, as words of hers that begin with
    a date. The store's own are in UTC."""
    if not _ISO.match(value):
        return ""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return ""
    return day(at.date()) if len(value) == DAY else moment(at if at.tzinfo else at.replace(tzinfo=UTC), library)


@lru_cache(maxsize=4)
def _names(library: Library) -> dict[str, tuple[str, ...]]:
    """id, or fact:answer -> the words she reads for it."""
    found: dict[str, list[str]] = {}
    for one, words in _named(library):
        found.setdefault(one, []).append(typeset(words))
    return {one: tuple(words) for one, words in found.items()}


def _named(library: Library) -> Iterator[tuple[str, str]]:
    for question in library.questions.values():
        yield question.id, question.short
        for option in question.options:
            yield from ((f"{question.id}:{option.value}", words) for words in (option.told, option.label) if words)
    yield from ((one.id, one.label) for one in library.trades.values())
    yield from ((one.id, one.name) for one in library.topics.values() if one.name)
    for proposal in library.proposals.values():
        yield from ((proposal.id, words) for words in (proposal.button, proposal.title))
        if isinstance(proposal, Tool):
            yield from ((question.id, question.text) for question in proposal.questions)
    for barrier in library.barriers.values():
        yield from ((barrier.id, barrier.worded(kind).label) for kind in ALL_TYPES)
    yield from ((fact, library.replies[reply].partition(" :")[0]) for fact, reply in FACTS.items())


def _said(library: Library, name: str) -> str:
    return typeset(library.replies[f"held.{name}"])
