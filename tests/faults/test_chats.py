"""What does a person see when Telegram, or her own phone, misbehaves? On both databases, asked and posted."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.faults.conftest import ON_POSTGRES, ON_SQLITE, World, short_on
from tests.faults.crowd import OnTelegram, all_at_once, buttons, ended, is_answer
from tests.telegram.phone import until

WAIT = 2
"""Seconds that Telegram tells us to wait."""
POISON: tuple[tuple[str, Any], ...] = (
    ("never_seen_before", {"nonsense": True}),
    ("message", {"message_id": 1, "text": "neither a chat nor a date"}),
    ("callback_query", {"id": "1", "data": "x" * 5000}),
    ("my_chat_member", {"chat": None}),
)
STRANGE = ("a" * 1_000_000, "é" * 300_000, "\u202egauche\u202c", "avec \x00 dedans", "moitié \ud83d de signe")


@short_on(ON_POSTGRES)
def test_each_answer_cut_after_delivery_costs_one_copy(world: World) -> None:
    """F10"""
    world.service()
    her = world.person()
    her.acts(2)

    world.telegram.ask("fail", method="sendMessage", chat=her.chat, times=3, cut=True)
    her.acts(4)

    verdict = world.verdict()
    assert verdict.sound, verdict
    assert verdict.repeated <= 3


@short_on(ON_SQLITE)
def test_one_chat_told_to_wait_is_alone_to_wait(world: World) -> None:
    """F11"""
    world.service()
    her, other = world.person(), world.person()
    world.telegram.ask("fail", method="sendMessage", chat=her.chat, status=429, retry_after=WAIT)

    waiting = all_at_once(her.acts_once)
    told = until(lambda: refused(world, her), "the 429")[0]["at"]
    other.acts(2)
    before = [call for call in world.telegram.calls("sendMessage", other.chat) if call["at"] < told + WAIT]
    ended(waiting)

    assert before
    assert min(delivered(world, her)) >= told + WAIT
    assert world.verdict().sound


@short_on(ON_POSTGRES)
def test_the_bot_told_to_wait_no_process_sends_anything(world: World) -> None:
    """F11: a second chat is told to wait while the first one does: then it is the whole bot."""
    replicas = 1 if world.on_sqlite else 2
    for _ in range(replicas):
        world.service()
    people = [world.person() for _ in range(4)]
    world.telegram.ask("fail", method="sendMessage", times=2, status=429, retry_after=WAIT)

    waiting = all_at_once(people[0].acts_once, people[1].acts_once)
    until(lambda: len(world.telegram.refusals()) == 2, "two refusals")
    time.sleep(0.3)
    waiting += all_at_once(people[2].acts_once, people[3].acts_once)
    ended(waiting)

    told = max(call["at"] for person in people for call in refused(world, person))
    assert min(at for person in people for at in delivered(world, person)) >= told + WAIT
    assert world.verdict().sound


@short_on(ON_SQLITE)
@pytest.mark.parametrize("gone", ["blocked", "forgotten"])
def test_gone_nothing_more_is_tried_and_no_reminder_waits(world: World, gone: str) -> None:
    """F13"""
    world.service()
    her = world.person()
    her.acts(2)
    her.says("rappelez-moi demain")
    assert reminders(world) == 1

    world.telegram.ask("set", chat=her.chat, **{gone: True})
    her.owner.writes("un mot, et je pars")
    until(lambda: refused(world, her), "the refusal")
    until(lambda: world.store().oldest_unsent() is None, "nothing waits for her")
    other = world.person()
    other.acts(2)

    assert len(refused(world, her)) == 1
    assert reminders(world) == 0
    world.telegram.ask("set", chat=her.chat, **{gone: False})
    her.owner.writes("me revoilà")
    until(lambda: len(delivered(world, her)) > 4, "she is answered again")


@short_on(ON_POSTGRES)
def test_a_button_of_long_ago_is_answered_at_once_and_changes_that_answer_alone(world: World) -> None:
    """F16: after a restart too; what it does is what the dialogue says it does."""
    service = world.service()
    her = world.person()
    pressed = at_a_question(her)
    her.acts(3)
    service.kill()
    service.start()

    turn, _, code = pressed["data"].partition("|")
    her.ledger.pressed(code, int(turn))
    before, at = her.turn(), time.monotonic()
    world.telegram.ask("forge", chat=her.chat, **pressed)
    until(lambda: all(world.telegram.ask("queries").values()), "her press is answered")
    answered = max(call["at"] for call in world.telegram.calls_of("answerCallbackQuery"))
    until(lambda: her.turn() > before, "the screen that follows")

    print(f"answered {answered - at:.2f} s after")
    verdict = world.verdict()
    assert verdict.sound, verdict


@short_on(ON_SQLITE)
def test_her_presses_lost_in_an_outage_she_goes_on_with_the_same_words(world: World) -> None:
    """F17: Telegram keeps a press 150 s and a message a day."""
    service = world.service()
    her = world.person()
    at_a_question(her)
    answers = [button for message in her.owner.newest() for button in buttons(message) if is_answer(button)]
    service.kill()

    world.telegram.ask("press", chat=her.chat, label=answers[0]["text"], message_id=None)
    world.telegram.ask("lose_presses")
    her.owner.writes(answers[0]["text"])
    her.ledger.wrote(answers[0]["text"])
    before = her.turn()
    service.start()
    until(lambda: her.turn() > before, "she goes on")

    fact, value = answers[0]["callback_data"].split(":")[1:3]
    kept = world.store().load(world.key(her))[0]
    assert kept
    assert kept.value(fact) == value
    assert world.verdict().sound


@short_on(ON_POSTGRES)
def test_whatever_is_sent_to_us_what_comes_behind_flows(world: World) -> None:
    """F24"""
    service = world.service()
    her = world.person()
    her.acts(1)

    for kind, content in POISON:
        world.telegram.ask("raw", kind=kind, content=content)
    for text in STRANGE:
        her.owner.writes(text)
    her.owner.writes("la suite")
    until(lambda: not world.telegram.ask("pending"), "all is taken")

    assert service.alive
    assert [line.who for line in world.store().transcript(world.key(her))].count("her") >= 4
    assert said_by(world, her)[-1] == "la suite"
    assert "Traceback" not in service.says()


# ------------------------------------------------------------------ below


def at_a_question(her: OnTelegram) -> dict[str, Any]:
    """A button that answers, pressed by nobody yet: its message and its data."""
    her.says("/start")
    her.says("je vends des fleurs")
    for _ in range(5):
        message = her.owner.newest()[0]
        answers = [button for button in buttons(message) if is_answer(button)]
        if answers:
            return {"message_id": message["message_id"], "data": answers[-1]["callback_data"]}
        her.says("oui")
    raise AssertionError(f"no question: {her.owner.texts()}")


def refused(world: World, her: OnTelegram) -> list[dict[str, Any]]:
    """Sends and edits alike."""
    calls = world.telegram.ask("calls")
    return [call for call in calls if call["error"] and call["params"].get("chat_id") == her.chat]


def delivered(world: World, her: OnTelegram) -> list[float]:
    return [call["at"] for call in world.telegram.calls("sendMessage", her.chat) if not call["error"]]


def reminders(world: World) -> int:
    return int(world.read("select count(*) from reminder")[0][0])


def said_by(world: World, her: OnTelegram) -> list[str]:
    return [line.message.text for line in world.store().transcript(world.key(her)) if line.who == "her"]
