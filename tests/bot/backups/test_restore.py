"""Does a backup come back whole, without whoever erased everything since, and never over what serves?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from bot.backup import listing
from bot.errors import OperatorError
from bot.store import Store
from dialogs.conversation import Reminder
from tests.bot.backups.commands import (
    GONE,
    New,
    Opened,
    back_up,
    bot,
    everything,
    fill,
    kill_when,
    leave,
    said,
)
from tests.builders import KEY, NOW, a_conversation, a_turn, an_outgoing
from tests.postgres import PASSWORD


def test_whoever_erased_everything_since_the_backup_stays_erased(
    database_url: str, opened: Opened, tmp_path: Path
) -> None:
    store = opened(database_url)
    erased_after_a_backup(store, database_url, tmp_path / "base.bak")
    leave(store)

    restored = bot("restore", str(tmp_path / "base.bak"), "--replace", DATABASE_URL=database_url)

    assert restored[0] == 0, restored[1]
    store = opened(database_url)
    assert said(store, "gone") == []
    assert (store.export("gone"), store.address("gone")) == ({}, None)
    assert said(store, "here") == ["reste"]
    leave(store)
    assert GONE.encode() not in everything(database_url)


def test_whoever_came_back_after_erasing_everything_is_not_erased_again(
    database_url: str, opened: Opened, tmp_path: Path
) -> None:
    store = opened(database_url)
    fill(store, "she", "avant")
    store.erase("she")
    fill(store, "she", "après")
    back_up(database_url, tmp_path / "base.bak")
    leave(store)

    bot("restore", str(tmp_path / "base.bak"), "--replace", DATABASE_URL=database_url)

    assert said(opened(database_url), "she") == ["après"]


def test_when_the_base_is_lost_the_list_kept_elsewhere_does_it(
    database_url: str, new_base: New, opened: Opened, tmp_path: Path
) -> None:
    store = opened(database_url)
    erased_after_a_backup(store, database_url, tmp_path / "base.bak")
    back_up(database_url, tmp_path / "erased.txt", "--erased-only")
    fresh = new_base()

    restored = bot("restore", str(tmp_path / "base.bak"), "--erased", str(tmp_path / "erased.txt"), DATABASE_URL=fresh)
    back_up(fresh, tmp_path / "again.txt", "--erased-only")

    assert restored[0] == 0, restored[1]
    assert said(opened(fresh), "gone") == []
    assert said(opened(fresh), "here") == ["reste"]
    assert listing.read(tmp_path / "again.txt").keys() == listing.read(tmp_path / "erased.txt").keys()
    assert "gone" not in (tmp_path / "erased.txt").read_text()


def test_what_leaves_at_most_once_does_not_leave_again_after_a_restore(
    database_url: str, new_base: New, opened: Opened, tmp_path: Path
) -> None:
    store, now, hour = opened(database_url), datetime.now(UTC), timedelta(hours=1)
    past, ahead = (Reminder(kind="asked", due=due, turn=1) for due in (now - hour, now + hour))
    told = a_turn("un", conversation=a_conversation(reminders=(past, ahead)), rescheduled=True)
    store.commit(KEY, 0, "e1", told, (an_outgoing("rappel", once=True), an_outgoing("réponse")), NOW)
    back_up(database_url, tmp_path / "base.bak")
    fresh = new_base()

    bot("restore", str(tmp_path / "base.bak"), DATABASE_URL=fresh)

    assert [out.payload["text"] for out in opened(fresh).next_unsent(9, NOW)] == ["réponse"]
    assert [name for _, name in store.due(9, now + 2 * hour)] == [past.id, ahead.id]
    assert [name for _, name in opened(fresh).due(9, now + 2 * hour)] == [ahead.id]


def test_a_base_that_is_not_empty_is_replaced_only_when_told(database_url: str, opened: Opened, tmp_path: Path) -> None:
    store = opened(database_url)
    fill(store, "one", "un")
    back_up(database_url, tmp_path / "base.bak")
    fill(store, "two", "deux")
    leave(store)

    status, told = bot("restore", str(tmp_path / "base.bak"), DATABASE_URL=database_url)

    assert status == 1
    assert "n'est pas vide. Pour la remplacer par la sauvegarde : ajoutez --replace." in told
    assert said(opened(database_url), "two") == ["deux"]


def test_a_base_that_serves_is_not_replaced(database_url: str, opened: Opened, tmp_path: Path) -> None:
    store = opened(database_url)
    fill(store, "one", "un")
    back_up(database_url, tmp_path / "base.bak")
    fill(store, "two", "deux")

    status, told = bot("restore", str(tmp_path / "base.bak"), "--replace", DATABASE_URL=database_url)

    assert status == 1
    assert "sert encore. Arrêtez d'abord le service, puis recommencez." in told
    assert said(store, "two") == ["deux"]


@pytest.mark.parametrize("held", ["", "ceci n'est rien", "SQLite format 3\0 puis rien", "PGDMP puis rien"])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    database_url: str, opened: Opened, tmp_path: Path, held: str
) -> None:
    store = opened(database_url)
    fill(store, "one", "un")
    leave(store)
    (tmp_path / "base.bak").write_text(held)

    status, told = bot("restore", str(tmp_path / "base.bak"), "--replace", DATABASE_URL=database_url)

    assert status == 1
    assert len(told.splitlines()) == 1
    assert str(tmp_path / "base.bak") in told or "pg_restore" in told
    assert PASSWORD not in told
    assert said(opened(database_url), "one") == ["un"]


def test_a_backup_cut_short_changes_nothing(database_url: str, opened: Opened, tmp_path: Path) -> None:
    store = opened(database_url)
    fill(store, "one", "un" * 90_000)
    back_up(database_url, tmp_path / "base.bak")
    leave(store)
    whole = (tmp_path / "base.bak").read_bytes()
    (tmp_path / "base.bak").write_bytes(whole[: len(whole) * 3 // 4])

    status, told = bot("restore", str(tmp_path / "base.bak"), "--replace", DATABASE_URL=database_url)

    assert (status, len(told.splitlines())) == (1, 1), told
    assert len(said(opened(database_url), "one")) == 1


@pytest.mark.parametrize("line", ["x", "0123456789abcdef hier", "0123456789abcdef", "'; drop table erased; 2026-01-01"])
def test_a_list_of_erased_people_that_is_none_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "list").write_text(line)

    with pytest.raises(OperatorError):
        listing.read(tmp_path / "list")


def test_a_restore_killed_while_it_writes_leaves_the_old_base_whole(
    database_url: str, new_base: New, opened: Opened, tmp_path: Path
) -> None:
    other = new_base()
    bot("migrate", DATABASE_URL=other)
    for number in range(40):
        fill(opened(other), f"k{number}", os.urandom(60_000).hex())
    back_up(other, tmp_path / "base.bak")
    store = opened(database_url)
    fill(store, "one", "un")
    leave(store)

    with writing(database_url, tmp_path) as at_work:
        kill_when(at_work, "restore", str(tmp_path / "base.bak"), "--replace", DATABASE_URL=database_url)

    store = opened(database_url)
    assert said(store, "one") == ["un"]
    assert store.load("k1") == (None, 0)
    fill(store, "two", "deux")
    leave(store)
    again = bot("restore", str(tmp_path / "base.bak"), "--replace", DATABASE_URL=database_url)
    assert again[0] == 0, again[1]
    assert said(opened(database_url), "one") == []
    assert len(said(opened(database_url), "k39")) == 1


@contextmanager
def writing(database_url: str, tmp_path: Path) -> Iterator[Callable[[], bool]]:
    """Has the restore begun to write into the base? PostgreSQL: it copies rows, in its one transaction."""
    if database_url.startswith("sqlite"):
        journal = tmp_path / "store.db-journal"
        yield lambda: journal.exists() and journal.stat().st_size > 512
        return
    with psycopg.connect(database_url, autocommit=True, application_name="a test") as looking:
        asked = "select from pg_stat_activity where query ilike 'copy %%' and pid <> pg_backend_pid()"
        yield lambda: bool(looking.execute(asked).fetchall())


def erased_after_a_backup(store: Store, url: str, file: Path) -> None:
    fill(store, "gone", GONE)
    fill(store, "here", "reste")
    back_up(url, file)
    store.erase("gone")
