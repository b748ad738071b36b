"""Is a PostgreSQL that is away, slow, frozen or read-only said, and is nothing lost?"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import Any

import psycopg
import pytest

from bot.store import AlreadyTaken, StaleVersion, StoreUnavailable
from bot.store.postgres import PostgresStore
from tests.bot.postgres.conftest import Opened
from tests.bot.postgres.together import at_once
from tests.builders import KEY, NOW, a_turn
from tests.postgres import PASSWORD, Cluster
from tests.waiting import until


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


def signal_all(pids: list[int], what: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, what)
