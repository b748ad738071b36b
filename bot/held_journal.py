"""What did she do, day by day, in words she can read?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from bot.held_words import heading, in_words, inner_label
from content.typography import typeset
from dialogs.barriers import worded
from dialogs.progress import Story
from dialogs.screens import answer_label
from dialogs.wording import day


def lines(rows: Sequence[Mapping[str, Any]], story: Story) -> Iterator[str]:
    """« 28 novembre 2026. Réponse : Salariés : De 3 à 5 »; what she did several times running, once."""
    yield from (line for line, _ in groupby(_line(row, story) for row in rows))


def _line(row: Mapping[str, Any], story: Story) -> str:
    what, told = _what(row, story), story.library.replies[f"journal.{row['kind']}"]
    told = told.format(what=what) if what else heading(told)
    return f"{day(date.fromisoformat(str(row['day'])))}. {typeset(told)}"


def _what(row: Mapping[str, Any], story: Story) -> str:
    """The answer, else what the ids name: a step and how far in it, a barrier, a question of hers."""
    fact, value = row.get("fact") or "", row.get("value") or ""
    answered = inner_label(fact, value, story.library) or (answer_label(fact, value, story) if fact and value else "")
    within = in_words(fact, value, story.library)[2:3] if fact in story.library.proposals else ()
    return answered or ", ".join((_named(fact, story), *within)) or _named(value, story)


def _named(one: str, story: Story) -> str:
    library = story.library
    if one in library.barriers:
        return worded(one, story.company_type, library).label
    if one in library.proposals:
        return library.proposals[one].button
    return library.topics[one].name if one in library.topics else ""
