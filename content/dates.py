"""What does the content say on this day?

A text changes on a day written beside it, a step leaves when its dates end and another takes its place, and what
a person saw on a page grows old. Pure: the day is given.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar, cast

from content.models import Barrier, Dated, GlossaryWord, Library, Model, Proposal, ToldTo, Topic

Item = TypeVar("Item", Barrier, Proposal, GlossaryWord, Topic)
A_DAY = timedelta(days=1)


def library_on(library: Library, day: date) -> Library:
    """The library as it speaks that day: dated texts have taken over, the steps out of their dates are absent."""
    passed = [turn for turn in turning_days(library) if turn <= day]
    return _since(library, passed[-1] if passed else date.min)


@lru_cache(maxsize=8)
def turning_days(library: Library) -> tuple[date, ...]:
    """The days on which something that we say changes, in order."""
    items: chain[Any] = chain(*(table.values() for table in _tables(library).values()))
    days = {change.from_day for item in items for change in item.dated}
    for step in library.proposals.values():
        last = last_day(step)
        days |= {day for day in (step.starts_on, last and last + A_DAY) if day}
    return tuple(sorted(days))


def on(item: Item, day: date) -> Item:
    """The item as said on that day. A change to a field that is not there is left aside: `check` tells it."""
    for change in sorted(item.dated, key=lambda dated: dated.from_day):
        if change.from_day <= day:
            with suppress(KeyError):
                item = changed(item, change)
    return item


def changed(item: Item, change: Dated | ToldTo) -> Item:
    """The item with this text in its place. Raises KeyError when the item has no such field."""
    return cast(Item, _with_text(item, change.field, change.text))


def in_time(proposal: Proposal, day: date, library: Library) -> bool:
    """Whether it may be proposed that day: its dates hold, and the step it replaces has left."""
    replaced = library.proposals.get(proposal.replaces)
    return _dates_hold(proposal, day) and (replaced is None or not _dates_hold(replaced, day))


def seen_by_person(item: Proposal, today: date, library: Library) -> bool:
    """Whether a person has opened its page, recently enough for a fact of its kind."""
    return item.checked_on is not None and today < look_again_on(item, item.checked_on, library)


def look_again_on(item: Proposal, seen_on: date, library: Library) -> date:
    """The day from which what was seen that day is too old to be told as seen."""
    limits, kind = library.freshness, library.kind(item.id)
    on_a_list = item.guarantee is not None and item.guarantee.level in limits.lists
    days: int = limits.listed if on_a_list else getattr(limits, kind)
    again = seen_on + timedelta(days=days)
    return min(again, date(seen_on.year + 1, 1, 1)) if kind in limits.new_year else again


def last_day(proposal: Proposal) -> date | None:
    """The last day it may be proposed; None when nothing ends it."""
    ends = (proposal.ends_on, proposal.guarantee.until if proposal.guarantee else None)
    return min((end for end in ends if end), default=None)


def _dates_hold(proposal: Proposal, day: date) -> bool:
    last = last_day(proposal)
    return (proposal.starts_on is None or proposal.starts_on <= day) and (last is None or day <= last)


# ------------------------------------------------------------------ the library from one turning day to the next


@lru_cache(maxsize=8)
def _since(library: Library, day: date) -> Library:
    """The same library when nothing differs: what was computed from it stays good."""
    tables = _tables(library)
    said: dict[str, Any] = {name: {key: on(item, day) for key, item in table.items()} for name, table in tables.items()}
    said["proposals"] = {key: step for key, step in said["proposals"].items() if in_time(step, day, library)}
    same = all(said[name].get(key) is item for name, table in tables.items() for key, item in table.items())
    return library if same else replace(library, **said)


def _tables(library: Library) -> dict[str, Any]:
    return {name: getattr(library, name) for name in ("barriers", "proposals", "glossary", "topics")}


def _with_text(inside: Any, path: str, text: str) -> Any:
    """A copy where the field at this path (« steps.prix.text ») reads this text. Raises KeyError for no such field."""
    name, _, rest = path.partition(".")
    if not name:
        return text
    if isinstance(inside, Model) and name in type(inside).model_fields:
        return inside.model_copy(update={name: _with_text(getattr(inside, name), rest, text)})
    if isinstance(inside, dict) and name in inside:
        return {**inside, name: _with_text(inside[name], rest, text)}
    if isinstance(inside, tuple) and name in (keys := _keys(inside)):
        place = keys.index(name)
        return (*inside[:place], _with_text(inside[place], rest, text), *inside[place + 1 :])
    raise KeyError(path)


def _keys(items: tuple[Any, ...]) -> list[str]:
    """How the checks name each item of a list: by its id, else by its place."""
    return [str(getattr(item, "id", place)) for place, item in enumerate(items, start=1)]
