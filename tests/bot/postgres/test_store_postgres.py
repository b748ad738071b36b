"""Does the PostgreSQL store keep the store's promises, and those of its own, with several at once?"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import psycopg
import pytest

from bot.store import AlreadyTaken, Limits, Outgoing, StaleVersion
from bot.store.postgres import PostgresStore
from bot.store.postgres.sql import ONE_PLACE_AT_A_TIME, WAITING
from dialogs.events import Event
from tests.bot.postgres.together import at_once, rows_of
from tests.builders import KEY, NOW, a_turn, an_outgoing
from tests.outgoing_contract import OutgoingContract
from tests.privacy_contract import PrivacyContract
from tests.reminders_contract import RemindersContract
from tests.store_contract import StoreContract
from tests.waiting import until


class TestPostgresStore(StoreContract, OutgoingContract, PrivacyContract, RemindersContract):
    pass


def test_a_replica_sees_what_was_committed(store: PostgresStore, replica: PostgresStore) -> None:
    store.commit(KEY, 0, "e1", a_turn("gardé"), (), NOW)

    assert [entry.message.text for entry in replica.transcript(KEY)] == ["gardé"]
    assert replica.load(KEY) == store.load(KEY)


def test_of_two_turns_on_one_version_one_is_kept(store: PostgresStore, replica: PostgresStore) -> None:
    for number in range(12):
        version = store.load(KEY)[1]

        refused = at_once(
            partial(store.commit, KEY, version, f"a{number}", a_turn("un", said="oui"), (an_outgoing(),), NOW),
            partial(replica.commit, KEY, version, f"b{number}", a_turn("un", said="oui"), (an_outgoing(),), NOW),
        )

        assert refused == [StaleVersion]
    assert len(store.transcript(KEY)) == 24
    assert len(store.export(KEY)["outgoing"]) == 12


def test_one_act_delivered_to_two_replicas_counts_once(store: PostgresStore, replica: PostgresStore) -> None:
    for number in range(12):
        version = store.load(KEY)[1]

        [refused] = at_once(
            partial(store.commit, KEY, version, f"e{number}", a_turn("un"), (), NOW),
            partial(replica.commit, KEY, version, f"e{number}", a_turn("un"), (), NOW),
        )

        assert refused in (AlreadyTaken, StaleVersion)
    assert len(store.transcript(KEY)) == 12


def test_a_turn_and_an_erasure_at_once_leave_all_or_nothing(
    store: PostgresStore, replica: PostgresStore, beside: psycopg.Connection[Any]
) -> None:
    event = Event(kind="answered", fact="metier")
    for number in range(12):
        store.commit(KEY, 0, f"a{number}", a_turn("un", events=[event]), (), NOW)
        version = store.load(KEY)[1]

        at_once(
            partial(store.commit, KEY, version, f"b{number}", a_turn("deux", events=[event]), (), NOW),
            partial(replica.erase, KEY),
        )

        assert store.load(KEY) == (None, 0)
        assert rows_of(beside) == dict.fromkeys(rows_of(beside), 0)


def test_two_senders_never_take_the_same_reply(store: PostgresStore, replica: PostgresStore) -> None:
    people, each = 15, 3
    for person in range(people):
        pushed = tuple(an_outgoing(f"{person}-{place}") for place in range(each))
        store.commit(f"k{person}", 0, f"e{person}", a_turn(key=f"k{person}"), pushed, NOW)
    sent: list[str] = []

    def sender(one: PostgresStore) -> None:
        while len(sent) < people * each:
            for out in one.next_unsent(4, datetime.now().astimezone()):
                sent.append(out.payload["text"])
                one.mark_sent(out.conversation_key, out.number, 1, NOW)

    at_once(lambda: sender(store), lambda: sender(replica))

    assert len(sent) == people * each
    for person in range(people):
        assert [text for text in sent if text.startswith(f"{person}-")] == [f"{person}-{i}" for i in range(each)]


def test_a_reply_that_another_sender_is_taking_is_left_to_it(
    store: PostgresStore, beside: psycopg.Connection[Any]
) -> None:
    for key in ("one", "two"):
        store.commit(key, 0, key, a_turn(key=key), (an_outgoing(key),), NOW)

    with beside.transaction():
        beside.execute("select from outgoing where key = 'one' for update")
        taken = store.next_unsent(9, NOW)

    assert [out.payload["text"] for out in taken] == ["two"]


def test_a_replica_whose_clock_is_wrong_takes_no_lease_away(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    class HourAhead(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + timedelta(hours=1)

    store.commit(KEY, 0, "e1", a_turn(), (an_outgoing(),), NOW)
    [out] = store.next_unsent(9, datetime.now().astimezone())
    monkeypatch.setattr("bot.store.postgres.queue.datetime", HourAhead)

    assert store.next_unsent(9, HourAhead.now().astimezone()) == []
    store.release(KEY, out.number, HourAhead.now().astimezone())
    assert store.next_unsent(9, HourAhead.now().astimezone()) == [out]


def test_text_that_postgresql_does_not_take_is_kept(store: PostgresStore) -> None:
    said = "ca\x00fé"

    store.commit(KEY, 0, "e1", a_turn(said, said=said), (an_outgoing(said, keyboard=True),), NOW)

    assert [entry.message.text for entry in store.transcript(KEY)] == [said, said]
    assert store.next_unsent(1, NOW)[0].payload["text"] == said
    assert store.last_sent_id(KEY) is None


def test_places_are_given_by_one_process_at_a_time(store: PostgresStore, beside: psycopg.Connection[Any]) -> None:
    store.commit(KEY, 0, "e1", a_turn(), (an_outgoing(),), NOW)
    taken: list[Outgoing] = []
    asking = threading.Thread(target=lambda: taken.extend(store.next_unsent(1, NOW, limits=Limits())))
    with beside.transaction():
        beside.execute(ONE_PLACE_AT_A_TIME)
        asking.start()
        until(lambda: beside.execute("select from pg_locks where not granted").rowcount > 0)
        beside.execute("update pace set free_at = %s where key = 'bot'", (NOW.timestamp() + 3600,))
    asking.join()

    assert taken == []


def test_looking_for_what_waits_never_reads_all_that_was_sent(
    store: PostgresStore, beside: psycopg.Connection[Any]
) -> None:
    store.commit(KEY, 0, "e1", a_turn(), (), NOW)
    beside.execute("insert into outgoing (key, kind, payload, has_keyboard, queued_at, sent_at)"
                   " select %s, 'send', '{}', false, now(), now() from generate_series(1, 5000)", (KEY,))  # fmt: skip
    store.commit("other", 0, "e2", a_turn(key="other"), (an_outgoing(),), NOW)
    beside.execute("analyze outgoing")

    plan = [line for (line,) in beside.execute(f"explain {WAITING}", {"at": 0, "limit": 9}).fetchall()]

    assert not any("Seq Scan on outgoing" in line for line in plan), "\n".join(plan)
