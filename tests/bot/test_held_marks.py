"""Does every mark of the program read in words, in what we hold about her?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest

from bot import held_journal, held_rest
from bot.channels.telegram.drawing import draw
from dialogs import start
from dialogs.conversation import UNKNOWN, Conversation, OwnQuestion
from dialogs.messages import Message
from dialogs.progress import CHOSEN, SECTOR, TYPE, Story
from dialogs.retention import OURS
from dialogs.screens import SCREENS
from tests.bot.holding import NOW, Her, read, rest
from tests.browser.serving import Service
from tests.builders import KEY, a_turn


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path)


def test_all_that_the_program_marks_has_its_words(service: Service) -> None:
    """Whatever a conversation or a message may hold: the name of each field, each of its own words, each screen."""
    replies = service.library.replies
    held = fields(Conversation) | fields(Message)
    names = [name for name in held if f"kept.{name}" not in replies and name not in held_rest.SORT_OF]
    words = {one for values in held.values() for one in values} | set(SCREENS) | {*OURS, "her", "us"}

    assert len(held) > 50
    assert [name for name in names if name not in WHOLES] == []
    assert sorted(one for one in words if f"kept_as.{one}" not in replies) == []


def test_what_telegram_still_has_to_show_reads_in_words(service: Service) -> None:
    Her(service).does()
    held, version = service.store.load(KEY)
    turn = a_turn("Bonjour **vous**", conversation=held)
    service.store.commit(KEY, version, "e", turn, draw(turn, service.library.replies), NOW)
    marks = "\n".join(rest(service))

    assert "message à envoyer" in marks
    assert not re.search(r"\b(send|edit|bold|is_disabled|entities|payload|callback)", marks)


def test_the_marks_of_a_tool_and_of_a_reminder_read_in_words(service: Service) -> None:
    her = Her(service)
    her.reaches_her_plan()
    her.answers_a_tool()
    her.does("rappelez-moi demain soir")
    marks = "\n".join(rest(service))

    assert "• forme des boutons\u00a0: petit bouton" in marks
    assert "rappel demandé, " in marks
    assert not re.search(r"\b(True|quiet|answered|asked|trade|lesson|week|done|proposed)\b", marks)


def test_a_conversation_played_to_the_end_shows_no_mark_of_ours(service: Service) -> None:
    """A lesson to the question at its end, two lines that hold her back, an answer she does not know."""
    her = Her(service)
    her.reaches_her_plan()
    lesson = her.does_a_lesson()
    held, version = service.store.load(KEY)
    held = held.with_answer("temps", UNKNOWN).with_answer("freins", "F5,F6")
    held = held.with_answer(TYPE, next(iter(service.library.types)), said=CHOSEN)
    service.store.commit(KEY, version, "e", a_turn(conversation=held), (), NOW)
    told = read(service)

    assert f"pas 2 sur {len(lesson.steps)}" in told
    assert "la question de la fin" in told
    assert "(choisie par vous)" in told
    assert not re.search(r"=proof|\bF\d|\*\*(?!fleur)(?<!fleur\*\*)|inconnu|[{}]", told)
    assert not any(f"\u00a0: {step.id}" in line for step in lesson.steps for line in rest(service))


def test_a_sector_told_at_the_trade_is_told_among_what_she_did(service: Service) -> None:
    rows = [{"day": "2026-11-28", "kind": "answered", "fact": SECTOR, "value": "artisanat"}]
    (line,) = held_journal.lines(rows, Story(start(KEY, NOW), service.library, NOW))

    assert line.endswith("l’artisanat")


def test_what_she_asked_is_told_apart_from_what_she_told(service: Service) -> None:
    Her(service).does()
    held, version = service.store.load(KEY)
    asked = held.asking(OwnQuestion(text="la mairie, faut il un accord"), OwnQuestion(text="j'ai cliqué sur le lien"))
    service.store.commit(KEY, version, "e", a_turn(conversation=asked.changed(no_more=True)), (), NOW)
    lines = read(service).split("\n")

    assert "Vous avez demandé\u00a0: la mairie, faut il un accord" in lines
    assert "Vous avez dit\u00a0: j'ai cliqué sur le lien" in lines
    assert "Vous ne voulez plus de relance." in lines


def fields(kind: type[Any]) -> dict[str, set[str]]:
    """Each name that a value of this kind may be kept by -> the words of ours that it may hold."""
    found: dict[str, set[str]] = {}
    for name, hint in get_type_hints(kind).items():
        for part in parts_of(hint):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                found |= fields(part)
        found[name] = found.get(name, set()) | {word for part in parts_of(hint) for word in ours(part)}
    return found


def parts_of(hint: Any) -> Iterator[Any]:
    yield hint
    for part in () if get_origin(hint) is Literal else get_args(hint):
        yield from parts_of(part)


def ours(part: Any) -> Iterator[str]:
    if get_origin(part) is Literal:
        yield from get_args(part)
    elif isinstance(part, type) and issubclass(part, StrEnum):
        yield from (one.value for one in part)


WHOLES = {"plan", "shown", "steps", "reminders", "lessons", "more_questions", "spans", "progress"}
"""The names of what holds other names, never a value."""
