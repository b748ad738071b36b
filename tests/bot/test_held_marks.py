"""Does every mark of the program read in words, in what we hold about her?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest

from bot import held_rest
from bot.channels.telegram.drawing import draw
from dialogs.conversation import Conversation
from dialogs.messages import Message
from dialogs.retention import OURS
from dialogs.screens import SCREENS
from tests.bot.holding import NOW, Her, read
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
    marks = read(service).split("\n")[-1]

    assert "message à envoyer" in marks
    assert not re.search(r"\b(send|edit|bold|is_disabled|entities|payload|callback)", marks)


def test_the_marks_of_a_tool_and_of_a_reminder_read_in_words(service: Service) -> None:
    her = Her(service)
    her.reaches_her_plan()
    her.answers_a_tool()
    her.does("rappelez-moi demain soir")
    marks = read(service).split("\n")[-1]

    assert "place d’un bouton\u00a0: petit bouton" in marks
    assert "nom d’une étape ou d’un rappel\u00a0: demandé-" in marks
    assert not re.search(r"\b(True|quiet|answered|asked|trade|lesson|week|done|proposed)\b", marks)


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
