"""Does each reminder come due once, whoever looks, however often, and whatever breaks?"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from contextlib import ExitStack
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from bot.reminders import AT_ONCE, Reminders
from bot.store import Store, StoreUnavailable
from bot.turns import TurnHandler, nothing_to_push
from content.loader import load
from content.models import Library
from dialogs import Conversation, Incoming, Turn, take_turn
from dialogs.hours import Place, first_allowed
from tests.bot.test_kill import SECRET, Process, opened
from tests.bot.turn_taker import push
from tests.builders import KEY, a_turn, an_outgoing
from tests.fakes import MemoryStore

MONDAY = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
EVENING = MONDAY.replace(hour=19)
SOON = 0.02
PEOPLE, KILLS = 40, 4
WANTED = "Voici le rappel que vous vouliez."


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


class Service:
    """Our own dialogue on a store, with a clock that the test moves."""

    def __init__(self, store: Store, library: Library) -> None:
        self.now = MONDAY
        self.store = store
        self.handler = TurnHandler(store, lambda: library, lambda: self.now)
        self._acts = count()

    def says(self, *texts: str, key: str = KEY, can_push: bool = True) -> Turn | None:
        turn = None
        for text in texts:
            act = Incoming(conversation_key=key, event_id=f"{key}-{next(self._acts)}", text=text, can_push=can_push)
            turn = self.handler.handle(act, push if can_push else nothing_to_push)
        return turn

    def asks(self, moment: str, key: str = KEY, can_push: bool = True) -> None:
        self.says("/start", "fleuriste", "oui", f"rappelez-moi {moment}", key=key, can_push=can_push)

    def queued(self) -> list[tuple[str, str]]:
        """(key, text) of what waits to leave, which then has left."""
        found = []
        while waiting := self.store.next_unsent(50, self.now):
            for out in waiting:
                self.store.mark_sent(out.conversation_key, out.number, None, self.now)
                found.append((out.conversation_key, out.payload["text"]))
        return found


@pytest.fixture
def service(library: Library) -> Service:
    return Service(MemoryStore(), library)


def broken_for_some(conversation: Conversation, act: Incoming, library: Library, now: datetime) -> Turn:
    if act.reminder and conversation.key.startswith("broken"):
        raise ValueError("des mots à elle")
    return take_turn(conversation, act, library, now)


def looked_at_three_times(service: Service) -> None:
    service.now = EVENING
    reminders = Reminders(service.handler)
    for _ in range(3):
        reminders.round()


def told(service: Service, key: str = KEY) -> list[str]:
    return [entry.message.text for entry in service.store.transcript(key) if entry.message.text.startswith(WANTED)]


def test_the_event_of_a_reminder_tells_nothing_of_whose_it_is(library: Library) -> None:
    """Event ids outlive an erasure by two days."""
    store = MemoryStore()
    service = Service(store, library)
    service.asks("ce soir")
    service.now = EVENING

    Reminders(service.handler).round()

    [event_id] = [one for one in store._event_ids if one.startswith("reminder:")]
    assert KEY not in event_id


def test_what_has_come_due_is_said_and_queued_once(service: Service) -> None:
    service.asks("ce soir")
    service.queued()
    reminders = Reminders(service.handler, push)
    reminders.round()
    assert service.queued() == []

    service.now = EVENING
    reminders.round()
    reminders.round()

    assert [text.startswith(WANTED) for _, text in service.queued()] == [True]
    assert len(told(service)) == 1


def test_the_last_one_we_start_in_a_day_leaves_before_the_evening_or_never(service: Service) -> None:
    here = Place(ZoneInfo("Europe/Paris"))
    minutes = [datetime(2026, 3, 3, 12, tzinfo=here.zone) + timedelta(minutes=one) for one in range(480)]
    last = max(one for one in minutes if first_allowed(one, here) == one)
    service.store.commit("late", 0, "e1", a_turn(key="late"), (an_outgoing(once=True),), last)
    [out] = service.store.next_unsent(1, last)

    assert not service.store.depart("late", out.number, last.replace(hour=20, minute=0))


def test_on_a_page_it_is_said_in_the_conversation_and_queued_for_nobody(service: Service) -> None:
    service.asks("ce soir", can_push=False)
    service.now = EVENING

    Reminders(service.handler).round()

    assert len(told(service)) == 1
    assert service.queued() == []


def test_more_than_a_batch_is_taken_in_several(service: Service) -> None:
    for number in range(AT_ONCE + 5):
        service.asks("ce soir", key=f"her-{number}")
    service.now = EVENING
    reminders = Reminders(service.handler, push)

    assert reminders.round()
    assert not reminders.round()

    assert service.store.due(99, service.now) == []


def test_one_that_breaks_is_set_aside_and_the_others_are_said(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.handler.take = broken_for_some
    service.asks("ce soir", key="broken")
    service.asks("ce soir")

    looked_at_three_times(service)

    assert len(told(service)) == 1
    assert [record.getMessage() for record in caplog.records] == [
        "Un rappel n'a pas pu être dit, il est laissé de côté une heure (ValueError)."
    ]


def test_however_many_break_the_others_are_said(service: Service) -> None:
    service.handler.take = broken_for_some
    for number in range(AT_ONCE + 5):
        service.asks("ce soir", key=f"broken-{number}")
    service.asks("ce soir")

    looked_at_three_times(service)

    assert len(told(service)) == 1


def test_nobody_is_reminded_of_what_is_erased(service: Service) -> None:
    service.asks("ce soir")
    due = service.store.due(9, EVENING)
    service.store.erase(KEY)
    service.now = EVENING
    key, reminder = due[0]

    taken = service.handler.handle(Incoming(conversation_key=key, event_id="late", reminder=reminder), push)

    assert taken is None
    assert service.store.load(KEY) == (None, 0)


def test_a_line_of_the_table_that_the_conversation_no_longer_knows_is_swept_away(service: Service) -> None:
    """As when the version of ours before this one took a turn during a deployment."""
    service.asks("ce soir")
    conversation, version = service.store.load(KEY)
    assert conversation is not None
    forgetful = Turn(conversation=conversation.changed(reminders=()), messages=())
    service.store.commit(KEY, version, "old", forgetful, (), MONDAY)
    service.now = EVENING

    Reminders(service.handler).round()

    assert told(service) == []
    assert service.store.due(9, EVENING) == []


def test_a_database_away_for_a_moment_is_looked_at_again(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    class Away(MemoryStore):
        times = 2

        def due(self, limit: int, now: datetime) -> list[tuple[str, str]]:
            self.times -= 1
            if self.times >= 0:
                raise StoreUnavailable("locked")
            return super().due(limit, now)

    service = Service(Away(), library)
    service.asks("ce soir")
    service.now = EVENING

    async def lives() -> None:
        reminders = Reminders(service.handler, every=SOON)
        running = asyncio.create_task(reminders.run())
        async with asyncio.timeout(10):
            while not told(service):
                await asyncio.sleep(SOON)
        await reminders.stop()
        await running

    asyncio.run(lives())

    assert len(caplog.records) == 2


# ------------------------------------------------------------------ several processes


@pytest.fixture
def crowd(database_url: str, library: Library) -> Service:
    """Forty people to be reminded this evening."""
    service = Service(opened(database_url), library)
    for number in range(PEOPLE):
        service.asks("ce soir", key=f"her-{number}")
    service.queued()
    service.now = EVENING
    return service


def test_three_schedulers_in_three_processes_say_each_once(crowd: Service, database_url: str) -> None:
    with ExitStack() as stack:
        running = [stack.enter_context(scheduler(database_url)) for _ in range(3)]
        outputs = [process.ends() for process in running]

    assert outputs == [["ready", "done"]] * 3
    assert reminded(crowd) == dict.fromkeys((f"her-{n}" for n in range(PEOPLE)), 1)


def test_a_scheduler_killed_at_any_moment_says_each_once(crowd: Service, database_url: str) -> None:
    moments = random.Random(22)
    for _ in range(KILLS):
        with scheduler(database_url) as process:
            assert next(process.lines()) == "ready"
            time.sleep(moments.uniform(0, 0.1))
            process.popen.kill()
    with scheduler(database_url) as last:
        assert last.ends()[-1] == "done"

    assert reminded(crowd) == dict.fromkeys((f"her-{n}" for n in range(PEOPLE)), 1)


def scheduler(database_url: str) -> Process:
    known = {"DATABASE_URL": database_url, "SECRET_KEY": SECRET, "AT": EVENING.isoformat()}
    return Process("-m", "tests.bot.reminder_runner", **known)


def reminded(service: Service) -> dict[str, int]:
    """How many times each was reminded, in her conversation and in the queue alike."""
    queue = Counter(key for key, text in service.queued() if text.startswith(WANTED))
    said = {f"her-{n}": len(told(service, f"her-{n}")) for n in range(PEOPLE)}
    assert queue == said
    return said
