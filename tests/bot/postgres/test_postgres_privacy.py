"""Does PostgreSQL forget what it must, and keep no trace of whoever erased everything?"""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from bot.store import Limits
from bot.store.postgres import PostgresStore
from dialogs.events import Event
from tests.bot.postgres.together import rows_of
from tests.builders import KEY, NOW, a_turn, an_outgoing, reminding
from tests.waiting import until


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
