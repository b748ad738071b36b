"""Told to stop, out of disk, locked, read-only, without its database or Telegram: what is seen, what is kept."""

from __future__ import annotations

import os
import resource
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.browser.visitor import Visitor
from tests.faults.conftest import Launched, World
from tests.faults.crowd import OnTheWeb, all_at_once, ended
from tests.postgres import Cluster
from tests.telegram.phone import until

TEN_SECONDS = 10.0


def test_told_to_stop_under_load_it_ends_in_time_and_nothing_is_lost(world: World) -> None:
    """F3"""
    service = world.service()
    people = [world.person() for _ in range(6)]
    browser = OnTheWeb(service.url, 1)

    talking = all_at_once(*[lambda p=person: p.acts(8) for person in people], lambda: browser.acts(8))
    for _ in range(2):
        time.sleep(1)
        assert service.process
        service.process.terminate()
        assert service.process.wait(TEN_SECONDS) == 0
        service.start()
    ended(talking)

    verdict = world.verdict()
    assert verdict.sound, verdict
    assert sum(who == "her" for who, _ in browser.stands()) == 8


@pytest.mark.parametrize("world", ["sqlite, posted"], indirect=True)
def test_out_of_disk_it_says_so_and_goes_on_when_there_is_room_again(world: World) -> None:
    """F4: the kernel refuses every byte beyond the files as they are."""
    service = world.service()
    her, browser = world.person(), OnTheWeb(service.url, 1)
    her.acts(2)
    browser.acts(2)
    before = browser.stands()

    with no_room(service):
        refused = browser.visitor.say("plus de place ?")
        health = httpx.get(f"{service.url}/health", trust_env=False)
        talking = all_at_once(her.acts_once)
        until(lambda: 503 in world.telegram.ask("posts"), "Telegram is told to come again")
        kept = hers_in(world)
    ended(talking)
    browser.acts(1)

    assert (browser.visitor.answer.status_code, health.status_code) == (200, 503)
    assert "plus de place ?" in refused.html
    assert kept == hers_in(world, before=2)
    assert browser.stands()[: len(before)] == before
    assert world.verdict().sound


@pytest.mark.parametrize("world", ["postgresql, posted"], indirect=True)
def test_a_base_that_can_only_be_read_is_read(world: World, cluster: Cluster) -> None:
    """F5"""
    service = world.service()
    browser = OnTheWeb(service.url, 1)
    browser.acts(2)
    before = browser.stands()

    with read_only(world, cluster):
        until(lambda: httpx.get(f"{service.url}/health", trust_env=False).status_code == 503, "the health is told")
        page = Visitor(service.url)
        page.client.cookies = browser.visitor.client.cookies
        read = page.open().lines
        page.say("une réponse")
        written = page.answer.status_code
    browser.acts(1)

    assert read == before
    assert written == 503
    assert len(browser.stands()) > len(before)


@pytest.mark.parametrize("world", ["sqlite, posted"], indirect=True)
def test_locked_by_another_writer_it_waits_five_seconds_and_piles_nothing_up(world: World) -> None:
    """F6"""
    service = world.service()
    browsers = [OnTheWeb(service.url, number) for number in range(12)]
    for browser in browsers:
        browser.acts(1)
    other = sqlite3.connect(world.folder / "pas.db", isolation_level=None)
    other.execute("begin immediate")

    began = time.monotonic()
    answers: list[tuple[int, float]] = []
    talking = all_at_once(*[lambda b=browser: answers.append(said(b, began)) for browser in browsers])
    time.sleep(2)
    threads = threads_of(service)
    ended(talking)
    other.execute("rollback")
    for browser in browsers:
        browser.acts(1)

    print(f"refused after {min(answers)[1]:.1f} to {max(answers)[1]:.1f} s; {threads} threads")
    assert Counter(status for status, _ in answers) == {503: 12}
    assert threads <= 60
    assert all(sum(who == "her" for who, _ in browser.stands()) == 2 for browser in browsers)


@pytest.mark.parametrize("world", ["postgresql, posted"], indirect=True)
def test_its_database_restarted_it_is_back_and_nothing_is_lost(world: World, cluster: Cluster) -> None:
    """F8"""
    service = world.service()
    people = [world.person() for _ in range(6)]

    talking = all_at_once(*[lambda p=person: p.acts(8) for person in people])
    for _ in range(2):
        time.sleep(1)
        with cluster.away():
            time.sleep(0.5)
    restarted = time.monotonic()
    until(lambda: httpx.get(f"{service.url}/health", trust_env=False).status_code == 200, "it is back")
    back = time.monotonic() - restarted
    cluster.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                    " and datname = %s", world.database_url.rpartition("/")[2])  # fmt: skip
    ended(talking)

    verdict = world.verdict()
    assert verdict.sound, verdict
    assert verdict.repeated <= 3 * len(people)
    print(f"back {back:.1f} s after the database")


def test_without_telegram_replies_wait_then_leave_in_order_at_its_pace(world: World) -> None:
    """F9"""
    people = [world.person() for _ in range(40)]
    world.service(BOT_RATE="28")
    world.telegram.ask("fail", method="sendMessage", times=10**6, status=502, description="Bad Gateway")
    for person in people:
        person.ledger.wrote("/start")
        person.owner.writes("/start")
    until(lambda: not world.telegram.ask("pending"), "every turn is taken")
    until(lambda: len(world.telegram.refusals()) > 20, "many refusals")

    world.telegram.ask("mend")
    verdict = world.verdict()
    sent = sorted(call["at"] for call in world.telegram.calls_of("sendMessage") if not call["error"])

    assert verdict.sound, verdict
    assert len(sent) >= 2 * len(people)
    assert max(sum(start <= at < start + 1 for at in sent) for start in sent) <= 30


SILENCE = {"hang": 30}


@pytest.mark.parametrize("world", ["sqlite, posted"], indirect=True)
@pytest.mark.parametrize("trouble", [{"status": 502}, {"status": 504}, {"cut": True}, SILENCE], ids=str)
def test_whatever_telegram_answers_nobody_else_waits(world: World, trouble: dict[str, int]) -> None:
    """F12"""
    world.service()
    her, other = world.person(), world.person()
    world.telegram.ask("fail", method="sendMessage", chat=her.chat, **trouble)

    waiting = all_at_once(her.acts_once)
    other.acts(2)
    served_meanwhile = len(other.owner.told())
    ended(waiting)

    verdict = world.verdict()
    assert verdict.sound, verdict
    assert served_meanwhile
    assert verdict.repeated <= 1


# ------------------------------------------------------------------ what befalls it


@contextmanager
def no_room(service: Launched) -> Iterator[None]:
    assert service.process
    pid, (_, most) = service.process.pid, resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))


@contextmanager
def read_only(world: World, cluster: Cluster) -> Iterator[None]:
    name = world.database_url.rpartition("/")[2]
    end = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and pid <> pg_backend_pid()"
    for state in ("on", "off"):
        cluster.execute(f"alter database {name} set default_transaction_read_only = {state}")
        cluster.execute(end, name)
        if state == "on":
            yield


# ------------------------------------------------------------------ what is seen


def said(browser: OnTheWeb, began: float) -> tuple[int, float]:
    browser.visitor.say("une réponse")
    return browser.visitor.answer.status_code, time.monotonic() - began


def threads_of(service: Launched) -> int:
    assert service.process
    return len(os.listdir(f"/proc/{service.process.pid}/task"))


def hers_in(world: World, before: int | None = None) -> list[str]:
    """Her lines on Telegram, as the base has them: the first `before`."""
    from bot.keys import Keys
    from tests.faults.conftest import SECRET

    entries = world.store().transcript(Keys(SECRET).telegram_key(world.people[0].chat))
    return [entry.message.text for entry in entries if entry.who == "her"][:before]
