"""Does the PostgreSQL store keep the store's promises, and those of its own?"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import psycopg
import pytest

from bot.store import AlreadyTaken, Limits, Outgoing, StaleVersion, StoreUnavailable
from bot.store.postgres import PostgresStore
from bot.store.postgres.pool import PATIENCE
from bot.store.postgres.sql import ONE_PLACE_AT_A_TIME, PERSONAL, WAITING
from dialogs.events import Event
from tests.builders import KEY, NOW, a_turn, an_outgoing, reminding
from tests.postgres import PASSWORD, Cluster
from tests.privacy_contract import PrivacyContract
from tests.reminders_contract import RemindersContract
from tests.store_contract import StoreContract

SHORT = 0.6
Opened = Callable[..., PostgresStore]


@pytest.fixture
def opened(postgres_url: str) -> Iterator[Opened]:
    """Opens stores on the test's database, as processes would."""
    with ExitStack() as stack:

        def open_one(patience: float = PATIENCE) -> PostgresStore:
            store = PostgresStore(postgres_url, patience)
            stack.callback(store.disconnect)
            return store

        yield open_one


@pytest.fixture
def store(opened: Opened) -> PostgresStore:
    return opened()


@pytest.fixture
def replica(opened: Opened) -> PostgresStore:
    """Another process on the same database."""
    return opened()


@pytest.fixture
def hasty(opened: Opened) -> PostgresStore:
    """One that waits less than in service."""
    return opened(SHORT)


@pytest.fixture
def beside(postgres_url: str) -> Iterator[psycopg.Connection[Any]]:
    """An administrator's own connection to the same database."""
    with psycopg.connect(postgres_url, autocommit=True) as conn:
        yield conn


class TestPostgresStore(StoreContract, PrivacyContract, RemindersContract):
    pass


# ------------------------------------------------------------ several at once


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


# ------------------------------------------------------------ trouble


def test_no_database_is_said_at_once_and_its_password_is_not(cluster: Cluster) -> None:
    nowhere = cluster.url("nowhere")
    wrong = nowhere.replace(PASSWORD, "mauvais-" + PASSWORD)
    closed = nowhere.replace(f":{cluster.port}/", ":1/")

    for url in (nowhere, wrong, closed):
        with pytest.raises(StoreUnavailable) as refused:
            PostgresStore(url)
        assert PASSWORD not in str(refused.value)


def test_a_database_that_went_away_is_said_and_comes_back(cluster: Cluster, hasty: PostgresStore) -> None:
    hasty.commit(KEY, 0, "e1", a_turn("un"), (), NOW)

    with cluster.away():
        with pytest.raises(StoreUnavailable):
            hasty.load(KEY)
        assert not hasty.health()
    until(hasty.health)

    assert [entry.message.text for entry in hasty.transcript(KEY)] == ["un"]


def test_connections_that_were_cut_are_not_noticed(store: PostgresStore, beside: psycopg.Connection[Any]) -> None:
    at_once(*[store.health] * 6)
    cut = beside.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'premier-pas'"
                         " and datname = current_database()").fetchall()  # fmt: skip

    store.commit(KEY, 0, "e1", a_turn("un"), (), NOW)

    assert len(cut) >= 1
    assert len(store.transcript(KEY)) == 1


def test_a_server_that_is_frozen_is_said(hasty: PostgresStore, beside: psycopg.Connection[Any]) -> None:
    hasty.commit(KEY, 0, "e1", a_turn("un"), (), NOW)
    version = hasty.load(KEY)[1]
    theirs = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    pids = [pid for (pid,) in beside.execute(theirs)]

    signal_all(pids, signal.SIGSTOP)
    try:
        with pytest.raises(StoreUnavailable):
            hasty.commit(KEY, version, "e2", a_turn("deux"), (), NOW)
    finally:
        signal_all(pids, signal.SIGCONT)
    with suppress(AlreadyTaken, StaleVersion):  # the server had it, and did it once it could
        hasty.commit(KEY, version, "e2", a_turn("deux"), (), NOW)

    assert [entry.message.text for entry in hasty.transcript(KEY)] == ["un", "deux"]


def test_a_conversation_held_by_another_is_said_and_loses_nothing(
    hasty: PostgresStore, beside: psycopg.Connection[Any]
) -> None:
    hasty.commit(KEY, 0, "e1", a_turn("un"), (), NOW)
    version = hasty.load(KEY)[1]

    with beside.transaction(force_rollback=True):
        beside.execute("select from conversation for update")
        with pytest.raises(StoreUnavailable):
            hasty.commit(KEY, version, "e2", a_turn("deux"), (), NOW)
        hasty.commit("other", 0, "e3", a_turn(key="other"), (), NOW)
    hasty.commit(KEY, version, "e2", a_turn("deux"), (), NOW)

    assert [entry.message.text for entry in hasty.transcript(KEY)] == ["un", "deux"]


def test_a_database_that_is_read_only_can_still_be_read(
    store: PostgresStore, opened: Opened, beside: psycopg.Connection[Any]
) -> None:
    store.commit(KEY, 0, "e1", a_turn("un"), (), NOW)
    beside.execute(f"alter database {beside.info.dbname} set default_transaction_read_only = on")

    reader = opened()

    assert len(reader.transcript(KEY)) == 1
    assert not reader.health()
    with pytest.raises(StoreUnavailable):
        reader.commit("other", 0, "e2", a_turn(key="other"), (), NOW)


def test_a_database_that_acknowledges_too_early_is_asked_not_to(
    opened: Opened, beside: psycopg.Connection[Any]
) -> None:
    beside.execute(f"alter database {beside.info.dbname} set synchronous_commit = off")

    assert opened()._rows("show synchronous_commit") == [("on",)]


def test_text_that_postgresql_does_not_take_is_kept(store: PostgresStore) -> None:
    said = "ca\x00fé"

    store.commit(KEY, 0, "e1", a_turn(said, said=said), (an_outgoing(said, keyboard=True),), NOW)

    assert [entry.message.text for entry in store.transcript(KEY)] == [said, said]
    assert store.next_unsent(1, NOW)[0].payload["text"] == said
    assert store.last_sent_id(KEY) is None


# ------------------------------------------------------------ what is left of a person


def test_event_ids_are_forgotten_after_two_days(store: PostgresStore, beside: psycopg.Connection[Any]) -> None:
    for name, hours in (("old", 49), ("young", 47)):
        store.commit(name, 0, name, a_turn(key=name), (), NOW)
        beside.execute("update event_id set at = at - make_interval(hours => %s) where id = %s", (hours, name))

    store.purge(NOW)

    assert [store.taken(name) for name in ("old", "young")] == [False, True]


def test_whom_no_backup_may_bring_back_is_known_for_thirty_five_days(
    store: PostgresStore, beside: psycopg.Connection[Any]
) -> None:
    now = datetime.now(UTC)
    for name, days in (("old", 36), ("young", 34)):
        store.commit(name, 0, name, a_turn(key=name), (), NOW)
        store.erase(name, name + " erased", now - timedelta(days=days))

    store.purge(NOW)

    assert beside.execute("select at from erased").fetchall() == [(now - timedelta(days=34),)]


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


def test_a_conversation_of_a_newer_version_is_not_erased_by_ours_before_thirty_days(
    store: PostgresStore, beside: psycopg.Connection[Any]
) -> None:
    store.commit(KEY, 0, "e1", a_turn(), (), NOW)
    beside.execute("update conversation set state = '{}', due_at = '-infinity'")

    assert store.purge(NOW + timedelta(days=29)).people == 0
    assert store.purge(NOW + timedelta(days=31)).people == 1


def test_every_table_that_names_a_person_is_emptied_of_her(
    store: PostgresStore, beside: psycopg.Connection[Any]
) -> None:
    named = beside.execute("select table_name from information_schema.columns where column_name = 'key'").fetchall()
    event = Event(kind="answered", fact="metier")
    told = a_turn("un", said="oui", events=[event], **reminding())
    store.commit(KEY, 0, "e1", told, (an_outgoing(),), NOW, b"secret")
    store.next_unsent(1, NOW, limits=Limits())
    assert all(rows_of(beside).values())

    store.erase(KEY)

    assert {name for (name,) in named} <= set(rows_of(beside))
    assert rows_of(beside) == {**dict.fromkeys(rows_of(beside), 0), "pace": 1}  # the bot's own line


def test_what_a_sender_writes_of_her_while_she_erases_everything_goes_too(
    store: PostgresStore, beside: psycopg.Connection[Any]
) -> None:
    store.commit(KEY, 0, "e1", a_turn(), (an_outgoing(),), NOW)
    erasing = threading.Thread(target=store.erase, args=(KEY,))
    with beside.transaction():
        beside.execute("select number from outgoing for update")
        erasing.start()
        until(lambda: beside.execute("select from pg_locks where not granted").rowcount > 0)
        beside.execute("insert into pace values (%s, 1)", (KEY,))
    erasing.join()

    assert rows_of(beside) == dict.fromkeys(rows_of(beside), 0)


def test_what_an_erased_person_wrote_is_in_no_page_of_the_tables(
    store: PostgresStore, beside: psycopg.Connection[Any]
) -> None:
    beside.execute("create extension pgstattuple")
    event = Event(kind="answered", fact="metier")
    for key in (KEY, "gone", "other"):
        turn = a_turn("un" * 3000, said="oui", key=key, events=[event])
        seen = turn.conversation.changed(last_seen=NOW + timedelta(days=key == "other"))
        store.commit(key, 0, key, turn.changed(conversation=seen), (an_outgoing(),), seen.last_seen, b"secret")

    store.erase(KEY)
    store.purge(NOW + timedelta(days=30, hours=1))

    for table in rows_of(beside):
        [(dead,)] = beside.execute("select dead_tuple_count from pgstattuple(%s)", (table,)).fetchall()
        assert (table, dead) == (table, 0)
    assert len(store.transcript("other")) == 2


def test_the_journal_names_nobody(store: PostgresStore, beside: psycopg.Connection[Any]) -> None:
    turn = a_turn("un", said="mot à elle", events=[Event(kind="answered", fact="metier", value="fleuriste")])
    store.commit(KEY, 0, "e1", turn, (), NOW)

    [(day, number, *fact)] = beside.execute("select day, number, kind, fact, value from journal").fetchall()

    assert (day.isoformat(), fact) == ("2026-03-02", ["answered", "metier", "fleuriste"])
    assert number not in (KEY, "")


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


# ------------------------------------------------------------------ below


def signal_all(pids: list[int], what: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, what)


def until(true: Callable[[], bool]) -> None:
    limit = time.monotonic() + 20
    while not true():
        assert time.monotonic() < limit


def at_once(*works: Callable[[], Any]) -> list[type[Exception]]:
    """What those that were refused raised."""
    gate, raised = threading.Barrier(len(works)), []

    def work(one: Callable[[], Any]) -> None:
        gate.wait()
        try:
            one()
        except (AlreadyTaken, StaleVersion) as error:
            raised.append(type(error))

    threads = [threading.Thread(target=work, args=(one,)) for one in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def rows_of(conn: psycopg.Connection[Any]) -> dict[str, int]:
    """The tables about people, each with its number of rows."""
    counted = {name: conn.execute(f"select count(*) from {name}").fetchone() for name in PERSONAL.split(", ")}
    return {name: found[0] if found else 0 for name, found in counted.items()}
