"""How do the tests of reminders talk, on a Monday at noon, on a channel that can push or on a page?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.dialogs.talk import Talk

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=PARIS)
CATALOGUE = "petit-catalogue"
REMINDED = "Voici le rappel que vous vouliez. Il reste quelques questions sur votre entreprise."


def kinds(talk: Talk) -> list[str]:
    return sorted(one.kind for one in talk.conversation.reminders)


def due(talk: Talk, kind: str = "asked") -> str:
    found = next(one for one in talk.conversation.reminders if one.kind == kind)
    return f"{found.due.astimezone(talk.story.place.zone):%Y-%m-%d %H:%M}"


def at(talk: Talk, moment: str) -> list[str]:
    talk.now = datetime.fromisoformat(moment).replace(tzinfo=PARIS)
    return talk.comes_due()


def finished_lesson(talk: Talk, lesson: str = CATALOGUE) -> None:
    """Played to its end, from her plan."""
    talk.code(f"l:{lesson}", turn=0)
    for step in talk.library.lesson(lesson).steps:
        talk.code(f"d:{lesson}:{step.id}")
    talk.code(f"v:{lesson}:0")
