"""Told to stop, out of disk, locked, read-only, without its database or Telegram: what is seen, what is kept."""

from __future__ import annotations

import os
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.browser.visitor import Visitor
from tests.faults.conftest import Launched, World
from tests.faults.crowd import OnTheWeb, all_at_once, ended
from tests.faults.launch import READ_ONLY
from tests.postgres import Cluster
from tests.statements import written_outside
from tests.telegram.phone import until

TEN_SECONDS = 10.0
A_FEW = 10
"""Messages that a busy machine may send late, and so close to the next ones."""
END_OTHERS = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and pid <> pg_backend_pid()"


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
        refused, status = browser.visitor.say("plus de place ?"), browser.visitor.answer.status_code
        health = httpx.get(f"{service.url}/health", trust_env=False)
        talking = all_at_once(her.acts_once)
        until(lambda: 503 in world.telegram.ask("posts"), "Telegram is told to come again")
        kept = hers_in(world)
    ended(talking)
    browser.acts(1)

    assert (status, health.status_code) == (503, 503)
    assert "plus de place ?" in refused.html
    assert kept == hers_in(world, before=2)
    assert browser.stands()[: len(before)] == before
    assert world.verdict().sound


def test_a_base_that_can_only_be_read_is_read(world: World, request: pytest.FixtureRequest) -> None:
    """F5"""
    service = world.service()
    browser = OnTheWeb(service.url, 1)
    browser.acts(2)
    before = browser.stands()

    with read_only(world, service, request):
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


@pytest.mark.parametrize("world", ["sqlite, posted", "postgresql, posted"], indirect=True)
def test_locked_by_another_writer_it_waits_five_seconds_and_piles_nothing_up(world: World) -> None:
    """F6"""
    service = world.service()
    browsers = [OnTheWeb(service.url, number) for number in range(12)]
    for browser in browsers:
        browser.acts(1)
    before = threads_of(service)

    answers: list[tuple[int, float]] = []
    with locked(world):
        began = time.monotonic()
        talking = all_at_once(*[lambda b=browser: answers.append(said(b, began)) for browser in browsers])
        time.sleep(2)
        threads = threads_of(service)
        ended(talking)
    for browser in browsers:
        browser.acts(1)

    waits = [wait for _, wait in answers]
    print(f"refused after {min(waits):.1f} to {max(waits):.1f} s; {before} threads before, {threads} meanwhile")
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
    cluster.execute(END_OTHERS, world.database_url.rpartition("/")[2])
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
    assert most_ahead(sent, per_second=30) <= A_FEW


@pytest.mark.parametrize("world", ["sqlite, posted"], indirect=True)
def test_every_write_of_the_service_begins_immediately(world: World) -> None:
    """F7"""
    file = world.folder / "statements.txt"
    service = world.service(TRACE=str(file))
    browser, her = world.browser(service), world.person()

    ended(all_at_once(lambda: browser.acts(4), lambda: her.acts(4)))
    her.says("rappelez-moi demain")
    her.owner.writes("/effacer")
    service.kill()

    connections: dict[str, list[str]] = {}
    for line in file.read_text().splitlines():
        number, _, statement = line.partition(" ")
        connections.setdefault(number, []).append(statement)
    begun = Counter(s for statements in connections.values() for s in statements if s.lower().startswith("begin"))
    assert set(begun) == {"begin immediate"}
    assert begun.total() > 20
    assert [found for statements in connections.values() for found in written_outside(statements)] == []


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
def read_only(world: World, service: Launched, request: pytest.FixtureRequest) -> Iterator[None]:
    """As a disk that the system has mounted again to be read, or a replica of the base that follows another."""
    becomes = only_read_by(service) if world.on_sqlite else only_read_on(request.getfixturevalue("cluster"), world)
    becomes("on")
    try:
        yield
    finally:
        becomes("off")


def only_read_by(service: Launched) -> Callable[[str], None]:
    assert service.process
    process = service.process
    return lambda _state: process.send_signal(READ_ONLY)


def only_read_on(cluster: Cluster, world: World) -> Callable[[str], None]:
    name = world.database_url.rpartition("/")[2]

    def becomes(state: str) -> None:
        cluster.execute(f"alter database {name} set default_transaction_read_only = {state}")
        cluster.execute(END_OTHERS, name)

    return becomes


@contextmanager
def locked(world: World) -> Iterator[None]:
    """By another writer, who takes her time."""
    with world.connected() as other:
        other.execute("begin immediate" if world.on_sqlite else "lock table conversation in exclusive mode")
        yield
        other.rollback()


# ------------------------------------------------------------------ what is seen


def most_ahead(sent: list[float], per_second: float) -> float:
    """How many messages more than so many a second, in whichever stretch of time they were the closest."""
    ahead = [
        last - first + 1 - per_second * (sent[last] - sent[first]) for last in range(len(sent)) for first in range(last)
    ]
    return max(ahead)


def said(browser: OnTheWeb, began: float) -> tuple[int, float]:
    browser.visitor.say("une réponse")
    return browser.visitor.answer.status_code, time.monotonic() - began


def threads_of(service: Launched) -> int:
    assert service.process
    return len(os.listdir(f"/proc/{service.process.pid}/task"))


def hers_in(world: World, before: int | None = None) -> list[str]:
    """Her lines on Telegram, as the base has them: the first `before`."""
    entries = world.store().transcript(world.key(world.people[0]))
    return [entry.message.text for entry in entries if entry.who == "her"][:before]
