"""Several processes, several devices, the same act twice, acts that overtake each other, thousands waiting."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.keys import Keys
from tests.browser.visitor import Visitor
from tests.faults.checker import HERE, replayed, said
from tests.faults.conftest import SECRET, World
from tests.faults.crowd import Ledger, all_at_once, ended
from tests.telegram.phone import until

HEADER = {"X-Telegram-Bot-Api-Secret-Token": Keys(SECRET).webhook_secret}
CLIENT = httpx.Client(trust_env=False, timeout=30)
MIB = 1024 * 1024


@pytest.mark.parametrize("world", ["postgresql, posted", "sqlite, posted"], indirect=True)
def test_one_update_at_once_at_two_replicas_is_applied_once(world: World) -> None:
    """F14"""
    replicas = [world.service(), world.service()]
    updates = [words(number, f"mot {number}") for number in range(1, 6)]

    for update in updates:
        with ThreadPoolExecutor() as at_once:
            answers = list(at_once.map(posted, [r.url for r in replicas] * 3, [update] * 6))
        assert answers == [200] * 6

    assert hers(world) == [f"mot {number}" for number in range(1, 6)]


@pytest.mark.parametrize("world", ["postgresql, posted"], indirect=True)
def test_a_press_that_overtakes_her_words_answers_its_own_question(world: World) -> None:
    """F15: the press was made on the screen of turn 3; her words, written before, arrive after."""
    her = world.person()
    service = world.service()
    her.owner.writes("/start")
    her.owner.sees("métier")
    her.owner.writes("je vends des fleurs")
    until(lambda: her.turn() == 2, "the trade is proposed")
    yes = next(b for m in her.owner.told()[-1:] for row in m["reply_markup"]["inline_keyboard"] for b in row)
    her.owner.presses(yes["text"])
    until(lambda: her.turn() == 3, "the first question")
    asked = her.owner.told()[-1]
    button = asked["reply_markup"]["inline_keyboard"][0][0]

    telegram_says = [press(501, her.chat, asked["message_id"], button["callback_data"]), words(500, "oui", her.chat)]
    assert [posted(service.url, update) for update in telegram_says] == [200, 200]

    fact, value = button["callback_data"].split(":")[1:3]
    kept = world.store().load(Keys(SECRET).telegram_key(her.chat))[0]
    assert kept
    assert kept.value(fact) == value


@pytest.mark.parametrize("world", ["postgresql, posted", "sqlite, posted"], indirect=True)
def test_two_devices_at_once_make_some_order_of_their_acts(world: World) -> None:
    """F18"""
    service = world.service()
    one = Visitor(service.url)
    one.open()
    one.say("je vends des fleurs")
    other = Visitor(service.url)
    other.client.cookies = one.client.cookies
    other.open()

    ended(all_at_once(lambda: one.say("oui"), lambda: other.say("pourquoi ?")))
    after = one.open().lines

    first = [("", "/start"), ("", "je vends des fleurs")]
    orders = [[*first, ("", "oui"), ("", "pourquoi ?")], [*first, ("", "pourquoi ?"), ("", "oui")]]
    assert [text for who, text in after if who == "her"][1:] in (["oui", "pourquoi ?"], ["pourquoi ?", "oui"])
    assert len(after) in [len(alone(order)) for order in orders]


def test_what_waited_while_it_was_away_is_taken_in_order(world: World) -> None:
    """F25, short; a presses' queue and a chat's stay in order whatever waits."""
    backlog(world, people=10, each=10)


@pytest.mark.long
def test_five_thousand_updates_that_waited_are_taken_in_order(world: World) -> None:
    """F25"""
    backlog(world, people=100, each=50)


@pytest.mark.parametrize("world", ["sqlite, posted"], indirect=True)
def test_a_small_machine_is_enough_for_fifty_turns_a_second(world: World) -> None:
    """F26: what the process ever held of memory, after 50 turns a second for as long as they take."""
    service = world.service()
    began = time.monotonic()
    with ThreadPoolExecutor(8) as at_once:
        turns = [words(number, f"mot {number}", 5000 + number % 50) for number in range(1, 401)]
        assert set(at_once.map(lambda update: posted(service.url, update), turns)) == {200}
    rate = len(turns) / (time.monotonic() - began)

    assert service.process
    status = Path(f"/proc/{service.process.pid}/status").read_text()
    peak = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024
    print(f"{rate:.0f} turns a second, {peak / MIB:.0f} MiB at most")
    assert peak < 256 * MIB


# ------------------------------------------------------------------ below


def backlog(world: World, people: int, each: int) -> None:
    for number in range(each):
        for chat in range(people):
            world.telegram.ask("text", chat=7000 + chat, text=f"mot {number}")

    began = time.monotonic()
    world.service()
    limit = began + 600
    while world.telegram.ask("pending"):
        assert time.monotonic() < limit
        time.sleep(0.2)
    print(f"{people * each} updates taken in {time.monotonic() - began:.1f} s")

    for chat in range(people):
        assert hers(world, 7000 + chat) == [f"mot {number}" for number in range(each)]


def words(number: int, text: str, chat: int = 4242) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Jeanne"}
    message = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person, "text": text}
    return {"update_id": number, "message": message}


def press(number: int, chat: int, message_id: int, data: str) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Jeanne"}
    message = {"message_id": message_id, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "?"}
    query = {"id": str(number), "from": person, "chat_instance": "1", "data": data, "message": message}
    return {"update_id": number, "callback_query": query}


def posted(url: str, update: dict[str, Any]) -> int:
    return CLIENT.post(f"{url}/telegram", content=json.dumps(update), headers=HEADER).status_code


def hers(world: World, chat: int = 4242) -> list[str]:
    entries = world.store().transcript(Keys(SECRET).telegram_key(chat))
    return [entry.message.text for entry in entries if entry.who == "her"]


def alone(acts: list[tuple[str, str]]) -> list[str]:
    ledger = Ledger()
    for _, text in acts:
        ledger.wrote(text)
    return [line for line in said(replayed(ledger)[0].transcript(HERE)) if line != "her: /start"]
