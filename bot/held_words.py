"""How is one thing that we hold called, in words she can read?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

from content.models import ALL_TYPES, Lesson, Library, Tool
from content.typography import typeset
from dialogs.hours import PARIS
from dialogs.lessons import PROOF
from dialogs.progress import BRAND, FAMILY, KEPT, SECTOR, TRADE, TYPE
from dialogs.wording import day, hour, typeset_value

FACTS = {
    TRADE: "answers.trade", BRAND: "answers.brand", TYPE: "answers.type", KEPT: "answers.barriers",
    FAMILY: "held.family", SECTOR: "held.sector",
}  # fmt: skip
"""The facts that are no question of the content -> the reply that says them."""
ANSWERS = {FAMILY: "verbs.", SECTOR: "for_whom."}
"""Those whose answers are replies too -> how their names begin."""
DAY = len("2026-11-28")
_ISO = re.compile(r"\d{4}-\d\d-\d\d($|[T ]\d\d:\d\d)")
_REMINDER = re.compile(r"([a-z_]+)-\d+-(\d{12})")
_BETWEEN = re.compile(r"([ :|,]+)")


def in_words(name: str, value: str, library: Library) -> tuple[str, ...]:
    """The value as it is kept, then all that the content calls it by: the minute of a moment, a fact, its answer."""
    when, names = day_or_moment(value, library), _names(library)
    known = names.get(f"{name}:{value}") or names.get(value) or (MADE[name](value, library) if name in MADE else ())
    return (value, typeset(value), *([when] if when else known))


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


def step_in_words(lesson: Lesson, step: str, library: Library) -> str:
    """« pas 2 sur 4 », « question de la fin »; '' of a step that is no more."""
    if step == PROOF:
        return said(library, "proof")
    ids = [one.id for one in lesson.steps]
    return said(library, "step").format(number=ids.index(step) + 1, all=len(ids)) if step in ids else ""


def inner_label(fact: str, value: str, library: Library) -> str:
    """« Ce que vous faites : Je fabrique », of a fact that no button shows; '' for any other."""
    if fact not in ANSWERS:
        return ""
    words = typeset(library.replies.get(f"{ANSWERS[fact]}{value}", value))
    return typeset(library.replies[FACTS[fact]]).format(said=words)


def heading(reply: str) -> str:
    """« Métier », of « Métier : {value} »"""
    return reply.partition(" :")[0]


def said(library: Library, name: str) -> str:
    return typeset(library.replies[f"held.{name}"])


def _reminder(value: str, library: Library) -> tuple[str, ...]:
    """« rappel demandé, 5 décembre 2026 à 9 h », of « asked-26-202612050800 »"""
    found = _REMINDER.fullmatch(value)
    if not found:
        return ()
    due = datetime.strptime(found[2], "%Y%m%d%H%M").replace(tzinfo=UTC)
    return (typeset(f"{library.replies[f'kept_as.{found[1]}']}, {moment(due, library)}"),)


def _place(value: str, library: Library) -> tuple[str, ...]:
    """Where her words are told: « answer effectif », « tool mon-guide moment », « question 2 »."""
    where, _, what = value.partition(" ")
    if where == "question" and what:
        return _names(library)["words_came:question"]
    return _names(library).get(what.partition(" ")[0] or value, ())


def _part_by_part(value: str, library: Library) -> tuple[str, ...]:
    """« suivi:Copier mes fichiers », of « follow_up:sauvegarde »; nothing when it stays the same."""
    names = _names(library)
    parts = [(names.get(part) or names.get(f"question:{part}") or (part,))[0] for part in _BETWEEN.split(value)]
    return ("".join(parts),) if "".join(parts) != value else ()


MADE = {"id": _reminder, "words_came": _place, "subject": _part_by_part}
"""What is made of several ids -> its words."""


@lru_cache(maxsize=8)
def _names(library: Library) -> dict[str, tuple[str, ...]]:
    """id, or fact:answer -> the words she reads for it."""
    found: dict[str, list[str]] = {}
    for one, words in (*_named(library), *_ours(library)):
        found.setdefault(one, []).append(typeset_value(words))
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
        if isinstance(proposal, Lesson):
            yield from _of_lesson(proposal, library)
        if isinstance(proposal, Tool):
            yield from _of_tool(proposal)
    for barrier in library.barriers.values():
        yield from ((barrier.id, barrier.worded(kind).label) for kind in ALL_TYPES)


def _of_lesson(lesson: Lesson, library: Library) -> Iterator[tuple[str, str]]:
    """Its steps; the last is told too by saying that it is done."""
    for step in (*(one.id for one in lesson.steps), PROOF):
        yield f"{lesson.id}:{step}", step_in_words(lesson, step, library)
        yield f"fact:{step}", lesson.button
    yield f"{lesson.id}:{PROOF}", library.replies["held.lesson_done"]


def _of_tool(tool: Tool) -> Iterator[tuple[str, str]]:
    """Its questions, and what each answer is kept by: its rank."""
    for question in tool.questions:
        asked = f"{tool.id}:{question.id}"
        yield asked, question.text
        yield from ((f"{asked}:{rank}", option.label) for rank, option in enumerate(question.options))


def _ours(library: Library) -> Iterator[tuple[str, str]]:
    """What the program's own marks are called."""
    yield from ((fact, heading(library.replies[reply])) for fact, reply in FACTS.items())
    yield from (("words_came:question", heading(library.replies[f"held.{one}"])) for one in ("told", "question"))
    for key, words in library.replies.items():
        table, _, one = key.partition(".")
        if table == "kept_as":
            yield one, words
        if table == "journal":
            yield f"kind:{one}", heading(words)
        if key.startswith("held.lesson_"):
            yield f"state:{key.removeprefix('held.lesson_')}", words
        yield from ((f"{fact}:{key[len(start) :]}", words) for fact, start in ANSWERS.items() if key.startswith(start))
