"""Does a database come up to date, whatever happens in the middle, while the version before it is in service?"""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlite_utils import Database, Migrations

from bot.store import Store, StoreUnavailable
from bot.store.postgres import PostgresStore
from bot.store.postgres import schema as postgres_schema
from bot.store.postgres.schema import MIGRATIONS, migrate
from bot.store.sqlite import SqliteStore
from bot.store.sqlite.schema import migrations
from dialogs.conversation import OwnQuestion, dump, load
from dialogs.events import Event
from tests.builders import KEY, NOW, a_conversation, a_message, a_reminder, a_turn, an_outgoing, shown
from tests.doors.service import command
from tests.postgres import PASSWORD, Cluster
from tests.waiting import until

SECRET = "une cle secrete assez longue, 0123456789"
EXTRA = ("create table half (x int)",)


@pytest.fixture
def empty_url(cluster: Cluster) -> Iterator[str]:
    """A database where nothing of ours has ever run."""
    url = cluster.new_database(template="template1")
    yield url
    cluster.drop(url)


# ------------------------------------------------------------ the command


def test_an_empty_postgresql_must_be_brought_up_to_date_and_is_once(empty_url: str) -> None:
    refused, first, second = (bot(name, empty_url) for name in ("serve", "migrate", "migrate"))

    assert refused[0] == 1
    assert re.fullmatch(r"La base postgresql://127\.0\.0\.1:\d+/\w+ n'est pas à jour\. "
                        r"Lancez d'abord : python -m bot migrate\n", refused[1])  # fmt: skip
    assert (first[0], second[0]) == (0, 0)
    assert first[1].endswith(f" est à jour : {', '.join(MIGRATIONS)}.\n")
    assert second[1].endswith(" est à jour : rien à faire.\n")
    assert not any(PASSWORD in said for _, said in (refused, first, second))


def test_a_sqlite_file_is_brought_up_to_date_too(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"

    first, second = bot("migrate", url), bot("migrate", url)

    assert "est à jour : first_tables, " in first[1]
    assert second[1].endswith(" est à jour : rien à faire.\n")


def test_a_database_that_cannot_be_reached_is_one_clear_line(cluster: Cluster) -> None:
    for name in ("migrate", "serve"):
        status, said = bot(name, cluster.url("nowhere"))

        assert status == 1
        assert re.match(r"La base postgresql://127\.0\.0\.1:\d+/nowhere ne s'ouvre pas \(", said)
        assert "Traceback" not in said
        assert PASSWORD not in said


# ------------------------------------------------------------ in the middle


def test_a_migration_that_fails_leaves_those_before_it_and_nothing_of_itself(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_schema, "MIGRATIONS", {**MIGRATIONS, "second": (*EXTRA, *EXTRA)})
    with pytest.raises(StoreUnavailable):
        migrate(empty_url)
    with psycopg.connect(empty_url) as conn:
        kept = postgres_schema.missing(conn)
        half = conn.execute("select to_regclass('half')").fetchone()
    monkeypatch.setattr(postgres_schema, "MIGRATIONS", {**MIGRATIONS, "second": EXTRA})

    assert (kept, half) == (["second"], (None,))
    assert migrate(empty_url) == ["second"]


def test_a_migration_of_the_file_that_fails_leaves_it_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    SqliteStore(path).commit(KEY, 0, "e1", a_turn("un"), (), NOW)
    broken = Migrations(migrations.name)
    broken(name="second")(lambda db: [db.execute(statement) for statement in (*EXTRA, *EXTRA)])
    monkeypatch.setattr("bot.store.sqlite.migrations", broken)

    with pytest.raises(StoreUnavailable):
        SqliteStore(path)
    monkeypatch.undo()

    assert sqlite3.connect(path).execute("select count(*) from sqlite_master where name = 'half'").fetchone() == (0,)
    assert len(SqliteStore(path).transcript(KEY)) == 1


def test_a_migration_killed_in_the_middle_is_done_by_the_next(empty_url: str) -> None:
    with psycopg.connect(empty_url) as holding, psycopg.connect(empty_url, autocommit=True) as looking:
        holding.execute("create table transcript (held text)")
        killed = command("migrate", subprocess.DEVNULL, DATABASE_URL=empty_url, SECRET_KEY=SECRET)
        waiting = "select 1 from pg_locks where not granted"
        until(lambda: bool(looking.execute(waiting).fetchall()))
        killed.kill()
        killed.wait()
        holding.rollback()

    assert migrate(empty_url) == list(MIGRATIONS)


def test_killed_between_two_steps_of_one_migration_nothing_of_it_is_left(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F28. Given a base of before, when the process dies after the first column, then it has neither, and goes on."""
    with monkeypatch.context() as before:
        before.setattr(postgres_schema, "MIGRATIONS", until_named(MIGRATIONS, "due_at"))
        migrate(empty_url)
    with psycopg.connect(empty_url) as reading, psycopg.connect(empty_url, autocommit=True) as looking:
        reading.execute("select from transcript")
        killed = command("migrate", subprocess.DEVNULL, DATABASE_URL=empty_url, SECRET_KEY=SECRET)
        waiting = "select from pg_locks where not granted and relation = 'transcript'::regclass"
        until(lambda: bool(looking.execute(waiting).fetchall()))
        killed.kill()
        killed.wait()
        reading.rollback()
        until(lambda: not looking.execute("select from pg_locks where locktype = 'advisory'").fetchall())
        left = looking.execute("select from information_schema.columns where column_name = 'due_at'").fetchall()
        missing = postgres_schema.missing(looking)

    assert left == []
    assert missing[0] == "due_at"
    assert migrate(empty_url) == missing


def test_a_migration_of_the_file_killed_in_the_middle_is_done_by_the_next(tmp_path: Path) -> None:
    """F28. Given a large file of before, when the process dies while it writes every line again, then none is lost."""
    path, lines = tmp_path / "store.db", 40_000
    with sqlite3.connect(path, isolation_level=None) as old:
        old.execute("pragma journal_mode = wal")
        migrations.apply(Database(old), stop_before="due_at")
        old.execute("insert into conversation values (?, 1, '{}', 1, 'n')", (KEY,))
        rows = ((KEY, number, "x" * 200) for number in range(lines))
        old.execute("begin")
        old.executemany("insert into transcript values (?, ?, 1, 'us', ?)", rows)
        old.execute("commit")
        old.execute("pragma wal_checkpoint(truncate)")
    log = path.with_name("store.db-wal")

    killed = command("migrate", subprocess.DEVNULL, DATABASE_URL=f"sqlite:///{path}")
    until(lambda: log.exists() and log.stat().st_size > 1_000_000)
    killed.kill()
    killed.wait()

    with sqlite3.connect(path) as looking:
        columns = [row[1] for row in looking.execute("pragma table_info(transcript)")]
        assert looking.execute("select count(*) from transcript").fetchone() == (lines,)
    assert "at" not in columns
    assert "due_at" in SqliteStore(path).migrated
    assert SqliteStore(path).migrations_missing() == []
    assert sqlite3.connect(path).execute("select count(at) from transcript").fetchone() == (lines,)


def test_two_releases_at_once_do_not_disturb_each_other(empty_url: str) -> None:
    running = [command("migrate", subprocess.PIPE, DATABASE_URL=empty_url, SECRET_KEY=SECRET) for _ in range(2)]
    said = [one.communicate()[0].decode().partition(" est à jour : ")[2].strip(".\n") for one in running]

    assert [one.returncode for one in running] == [0, 0]
    done = [name for line in said if line != "rien à faire" for name in line.split(", ")]
    assert sorted(done) == sorted(MIGRATIONS)


# ------------------------------------------------------------ two versions at once


def test_the_version_before_works_on_the_tables_of_the_version_after(postgres_url: str, tmp_path: Path) -> None:
    """As far as migrations only add: a table, or a column that may stay empty."""
    store = PostgresStore(postgres_url)
    with psycopg.connect(postgres_url) as conn:
        for (table,) in conn.execute("select table_name from information_schema.tables where table_schema = 'public'"):
            conn.execute(f"alter table {table} add column tomorrow text")
        conn.execute("insert into migration (name) values ('of tomorrow')")
    file = SqliteStore(tmp_path / "store.db")
    with file._file.writing() as sqlite:
        tables = sqlite.execute("select name from sqlite_master where type = 'table' and name not like '%sqlite%'")
        for (table,) in tables.fetchall():
            sqlite.execute(f"alter table {table} add column tomorrow text")

    for one in (store, file):
        goes_on(one)
        assert one.migrations_missing() == []
    store.disconnect()


def test_a_conversation_of_the_version_after_is_read_by_the_one_before() -> None:
    """As far as it only adds: the two serve the same people during a deployment."""
    told = a_conversation(reminders=(a_reminder(),), own_question=OwnQuestion(text="ma question"), shown=shown())
    told = told.with_answer("metier", "autre", said="souffleuse de verre")

    assert load(json.dumps(_of_tomorrow(json.loads(dump(told))))) == told


def test_a_conversation_of_the_first_version_is_read() -> None:
    first = {"key": KEY, "started_at": NOW.isoformat(), "last_seen": NOW.isoformat()}

    assert load(json.dumps(first)) == a_conversation()


def _of_tomorrow(held: Any) -> Any:
    if isinstance(held, list):
        return [_of_tomorrow(one) for one in held]
    if not isinstance(held, dict):
        return held
    return {name: _of_tomorrow(one) for name, one in held.items()} | {"tomorrow": ["text", 1]}


def goes_on(store: Store) -> None:
    """Everything that writes a row."""
    event = Event(kind="answered", fact="metier")
    store.commit(KEY, 0, "e1", a_turn("un", said="oui", events=[event]), (an_outgoing(),), NOW, b"secret")
    redrawn = a_turn(messages=(a_message("deux", replaces=True),))
    store.commit(KEY, store.load(KEY)[1], "e2", redrawn, (), NOW)
    store.keep("seal", "x")
    [out] = store.next_unsent(9, NOW)
    store.mark_sent(KEY, out.number, 1, NOW)
    assert [entry.message.text for entry in store.transcript(KEY)] == ["oui", "deux"]
    assert len(store.export(KEY)) == 5
    store.erase(KEY, "e3", NOW)
    assert store.export(KEY) == {}


# ------------------------------------------------------------------ below


def until_named(all_of_them: Mapping[str, tuple[str, ...]], name: str) -> dict[str, tuple[str, ...]]:
    return dict(list(all_of_them.items())[: list(all_of_them).index(name)])


def bot(name: str, url: str) -> tuple[int, str]:
    """Its exit status, and all it said."""
    process = command(name, subprocess.PIPE, DATABASE_URL=url, SECRET_KEY=SECRET, HOST="127.0.0.1", PORT="0")
    said = process.communicate(timeout=30)[0].decode()
    return process.returncode, said
