"""Does the harness see what it should? Each seeded defect of launch.py turns it red."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs import reminders
from tests.dialogs.talk import Talk
from tests.faults.checker import library
from tests.faults.conftest import World
from tests.faults.crowd import all_at_once, ended
from tests.telegram.phone import until

MONDAY, CATALOGUE = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Paris")), "petit-catalogue"
LONG = pytest.mark.long
STORES = pytest.mark.parametrize(
    "world", ["sqlite, posted", pytest.param("postgresql, posted", marks=LONG)], indirect=True
)


@STORES
@pytest.mark.parametrize("defect", ["", "no de-duplication"])
def test_an_act_delivered_twice(world: World, defect: str) -> None:
    her = world.person()
    world.service(DEFECT=defect)
    her.acts(2)

    world.telegram.ask("again_last")

    found = world.verdict()
    assert found.sound == (not defect), found


@STORES
@pytest.mark.parametrize("defect", ["", "no lock"])
def test_her_words_and_her_press_at_once(world: World, defect: str) -> None:
    """Two acts of one person, delivered in two lines: each must count."""
    her = world.person()
    world.service(DEFECT=defect)
    her.acts(1)
    turn = her.turn()

    for number in range(12):
        her.owner.writes(f"mot {number}")
        world.telegram.ask("forge", chat=her.chat, message_id=1, data=f"1|m:{number}")
    until(lambda: not world.telegram.ask("pending"), "all are taken")
    until(lambda: her.turn() > turn, "a reply")

    kept = world.store().load(world.key(her))[0]
    assert kept
    assert (kept.turn == 1 + 24) == (not defect)


@STORES
@pytest.mark.parametrize("defect", ["", "acknowledged before commit"])
def test_a_death_just_after_the_answer(world: World, defect: str) -> None:
    her = world.person()
    service = world.service(DEFECT=defect)
    her.acts(2)

    her.ledger.wrote("pourquoi ?")
    her.owner.writes("pourquoi ?")
    until(lambda: not world.telegram.ask("pending"), "acknowledged")
    service.kill()
    service.starts_again()

    found = world.verdict()
    assert found.sound == (not defect), found


@STORES
@pytest.mark.parametrize("defect", ["", "sent inside the transaction"])
def test_a_death_before_the_commit(world: World, defect: str) -> None:
    """What was said of a turn that never was is said again: more often than a death may cause."""
    her = world.person()
    service = world.service(DEFECT=defect, CHAT=str(her.chat), FAULT="turn taken:3")

    talking = all_at_once(lambda: her.acts(3))
    until(lambda: not service.alive, "dead before its commit")
    service.starts_again()
    ended(talking)

    found = world.verdict()
    assert (found.sound and not found.repeated) == (not defect), found


@pytest.mark.parametrize("turn_check", [True, False])
def test_a_reminder_whose_turn_has_moved_on(monkeypatch: pytest.MonkeyPatch, turn_check: bool) -> None:
    """Its check left out, it speaks of a lesson that is done."""
    talk = Talk(library(), MONDAY, can_push=True).to_plan(barriers=("F8", "F9"))
    for code in (f"p:{CATALOGUE}", f"l:{CATALOGUE}"):
        talk.code(code)
    talk.say("rappelez-moi demain")
    talk.say("/reprendre")
    for step in library().lesson(CATALOGUE).steps:
        talk.code(f"d:{CATALOGUE}:{step.id}")
    talk.code(f"v:{CATALOGUE}:0")
    if not turn_check:
        monkeypatch.setattr(reminders, "_is_pointless", lambda *_: False)

    talk.now = MONDAY + timedelta(hours=21)

    assert (talk.comes_due() == []) == turn_check
