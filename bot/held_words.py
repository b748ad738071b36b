"""How is one thing that we hold called, in words she can read?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

from content.models import ALL_TYPES, Library, Tool
from content.typography import typeset
from dialogs.hours import PARIS
from dialogs.progress import BRAND, FAMILY, KEPT, SECTOR, TRADE, TYPE
from dialogs.wording import day, hour

FACTS = {
    TRADE: "answers.trade", BRAND: "answers.brand", TYPE: "answers.type", KEPT: "answers.barriers",
    FAMILY: "held.family", SECTOR: "held.sector",
}  # fmt: skip
"""The facts that are no question of the content -> the reply that says them."""
ANSWERS = {FAMILY: "verbs.", SECTOR: "for_whom."}
"""Those whose answers are replies too -> how their names begin."""
DAY = len("2026-11-28")
_ISO = re.compile(r"\d{4}-\d\d-\d\d($|[T ]\d\d:\d\d)")
JOINED = ("words_came", "subject", "id")
"""The names of what is made of several ids."""
_BETWEEN = re.compile(r"([ :|,]+|(?<=[a-z])-(?=\d))")


def in_words(name: str, value: str, library: Library) -> tuple[str, ...]:
    """The value as it is kept, then all that the content calls it by: the minute of a moment, a fact, its answer."""
    when, names = day_or_moment(value, library), _names(library)
    whole = names.get(f"{name}:{value}") or names.get(value)
    parts = _part_by_part(value, names) if name in JOINED and not whole else ()
    return (value, typeset(value), *([when] if when else whole or parts))


def moment(at: datetime, library: Library) -> str:
    """« 28 novembre 2026 à 14 h 05 »"""
    here = at.astimezone(PARIS)
    return said(library, "moment").format(day=day(here.date()), hour=hour(here, library))


def day_or_moment(value: str, library: Library) -> str:
    """« 28 novembre 2026 », with its minute when it has one; '' for anything else, as words of hers that begin with
    a date. The store's own are in UTC."""
    if not _ISO.match(value):
        return ""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return ""
    return day(at.date()) if len(value) == DAY else moment(at if at.tzinfo else at.replace(tzinfo=UTC), library)


def heading(reply: str) -> str:
    """« Métier », of « Métier : {value} »"""
    return reply.partition(" :")[0]


def said(library: Library, name: str) -> str:
    return typeset(library.replies[f"held.{name}"])


def _part_by_part(value: str, names: dict[str, tuple[str, ...]]) -> list[str]:
    """« réponse Salariés », of « answer effectif »; « demandé-26 », of « asked-26 »; nothing when it stays the same."""
    parts = [(names.get(part) or names.get(f"question:{part}") or (part,))[0] for part in _BETWEEN.split(value)]
    return ["".join(parts)] if "".join(parts) != value else []


@lru_cache(maxsize=8)
def _names(library: Library) -> dict[str, tuple[str, ...]]:
    """id, or fact:answer -> the words she reads for it."""
    found: dict[str, list[str]] = {}
    for one, words in (*_named(library), *_ours(library)):
        found.setdefault(one, []).append(typeset(words))
    return {one: tuple(words) for one, words in found.items()}


def _named(library: Library) -> Iterator[tuple[str, str]]:
    for question in library.questions.values():
        yield question.id, question.short
        for option in question.options:
            yield from ((f"{question.id}:{option.value}", words) for words in (option.told, option.label) if words)
    yield from ((one.id, one.label) for one in library.trades.values())
    yield from ((one.id, one.name) for one in library.topics.values() if one.name)
    yield from ((one.id, one.name) for one in library.chambers.values())
    yield from ((f"{TYPE}:{one.id}", one.label) for one in library.types.values())
    for proposal in library.proposals.values():
        yield from ((proposal.id, words) for words in (proposal.button, proposal.title))
        if isinstance(proposal, Tool):
            of_tool = [(kept_by, question) for question in proposal.questions for kept_by in ("question", proposal.id)]
            yield from ((f"{kept_by}:{question.id}", question.text) for kept_by, question in of_tool)
    for barrier in library.barriers.values():
        yield from ((barrier.id, barrier.worded(kind).label) for kind in ALL_TYPES)


def _ours(library: Library) -> Iterator[tuple[str, str]]:
    """What the program's own marks are called."""
    yield from ((fact, heading(library.replies[reply])) for fact, reply in FACTS.items())
    for key, words in library.replies.items():
        table, _, one = key.partition(".")
        if table == "kept_as":
            yield one, words
        if table == "journal":
            yield f"kind:{one}", heading(words)
        yield from ((f"{fact}:{key[len(start) :]}", words) for fact, start in ANSWERS.items() if key.startswith(start))
