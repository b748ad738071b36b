"""Is a backup whole while people talk, and does it come back whole, without whoever erased everything since?"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import psycopg
import pytest

from bot.app import open_store
from bot.backup import listing
from bot.backup import postgres as by_postgres
from bot.backup.postgres import Server
from bot.errors import OperatorError
from bot.settings import read_settings
from bot.store import Store
from dialogs.conversation import Reminder
from dialogs.events import Event
from tests.bot.test_kill import SECRET, taker
from tests.builders import KEY, NOW, a_conversation, a_turn, an_outgoing
from tests.postgres import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
GONE = "canari-Xq7Zt"
Opened = Callable[[str], Store]
New = Callable[[], str]


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens a store, and closes what it holds at the end."""
    with ExitStack() as stack:

        def open_one(url: str) -> Store:
            store = open_store(read_settings({"DATABASE_URL": url, "SECRET_KEY": SECRET}))
            stack.callback(leave, store)
            return store

        yield open_one


@pytest.fixture
def new_base(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[New]:
    """Addresses of bases of the same kind where nothing of ours has ever run."""
    made: list[str] = []

    def new() -> str:
        if database_url.startswith("sqlite"):
            return f"sqlite:///{tmp_path}/new{len(made)}.db"
        made.append(request.getfixturevalue("cluster").new_database(template="template1"))
        return made[-1]

    yield new
    for url in made:
        request.getfixturevalue("cluster").drop(url)


# ------------------------------------------------------------ while people talk


def test_a_backup_taken_while_she_talks_holds_whole_turns_and_the_conversation_goes_on_from_it(
    database_url: str, new_base: New, opened: Opened, tmp_path: Path
) -> None:
    """F27. Given turns that follow each other, when a backup is taken in the middle, then it holds the first ones."""
    turns = [f"e{n} {n}" for n in range(120)]
    with taker(database_url) as talking:
        for line in turns:
            talking.send(line)
        acknowledged = talking.lines()
        before = list(islice(acknowledged, 10))[1:]
        backup = bot("backup", str(tmp_path / "base.bak"), DATABASE_URL=database_url)
        assert talking.ends()[-1] == "e119"
    fresh = new_base()

    restored = bot("restore", str(tmp_path / "base.bak"), DATABASE_URL=fresh)

    assert (backup[0], restored[0]) == (0, 0), backup[1] + restored[1]
    kept = answers(opened(fresh))
    assert kept == [str(n) for n in range(len(kept))]
    assert len(before) <= len(kept)
    assert len(opened(fresh).transcript(KEY)) == 2 * len(kept)
    assert not opened(fresh).migrations_missing()
    with taker(fresh) as talking:
        for line in turns[len(kept) :]:
            talking.send(line)
        talking.ends()
    assert answers(opened(fresh)) == [str(n) for n in range(120)]


def test_a_backup_is_for_its_owner_alone_and_holds_no_key(database_url: str, opened: Opened, tmp_path: Path) -> None:
    fill(opened(database_url))

    back_up(database_url, tmp_path / "base.bak")

    assert (tmp_path / "base.bak").stat().st_mode & 0o777 == 0o600
    assert SECRET.encode() not in (tmp_path / "base.bak").read_bytes()
    assert [path.name for path in tmp_path.glob("base.bak*")] == ["base.bak"]


# ------------------------------------------------------------ erased people stay erased


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


# ------------------------------------------------------------ refused


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


def test_nothing_to_back_up_and_nowhere_to_write_are_one_clear_line(database_url: str, tmp_path: Path) -> None:
    missing = f"sqlite:///{tmp_path}/nowhere.db"

    nothing = bot("backup", str(tmp_path / "x"), DATABASE_URL=missing)
    nowhere = bot("backup", str(tmp_path / "no" / "x"), DATABASE_URL=database_url)
    unread = bot("restore", str(tmp_path / "no" / "x"), DATABASE_URL=database_url)

    assert nothing[1].endswith("n'existe pas : il n'y a rien à sauvegarder.\n")
    assert "ne s'écrit pas" in nowhere[1]
    assert "ne se lit pas" in unread[1]
    assert [one[0] for one in (nothing, nowhere, unread)] == [1, 1, 1]
    assert not (tmp_path / "nowhere.db").exists()


@pytest.mark.parametrize("line", ["x", "0123456789abcdef hier", "0123456789abcdef", "'; drop table erased; 2026-01-01"])
def test_a_list_of_erased_people_that_is_none_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "list").write_text(line)

    with pytest.raises(OperatorError):
        listing.read(tmp_path / "list")


# ------------------------------------------------------------ the tools of PostgreSQL


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("", "pg_dump manque sur cette machine. Installez les outils de PostgreSQL {server}"),
        ("9.6.1", "pg_dump 9 est plus ancien que le serveur PostgreSQL {server}. Installez"),
    ],
)
def test_tools_that_are_missing_or_older_are_named(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, told: str
) -> None:
    if version:
        (tmp_path / "pg_dump").write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}'\n")
        (tmp_path / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/nowhere")
    monkeypatch.setattr(by_postgres, "FOLDERS", tmp_path / "nowhere")
    with psycopg.connect(postgres_url) as conn:
        server = conn.info.server_version // 10_000

    with pytest.raises(OperatorError) as refused:
        Server(postgres_url, "ici").back_up(tmp_path / "x")

    assert str(refused.value).startswith(told.format(server=server))


def test_the_password_is_on_no_command_line(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pg_dump").write_text(f'#!/bin/sh\necho "pg_dump (PostgreSQL) 99.1"\necho "$@" > {tmp_path}/told\n')
    (tmp_path / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(by_postgres, "FOLDERS", tmp_path / "nowhere")

    Server(postgres_url, "ici").back_up(tmp_path / "x")

    assert "--format=custom" in (tmp_path / "told").read_text()
    assert PASSWORD not in (tmp_path / "told").read_text()


# ------------------------------------------------------------ killed in the middle


def test_a_backup_killed_in_the_middle_leaves_the_one_before(database_url: str, opened: Opened, tmp_path: Path) -> None:
    store = opened(database_url)
    fill(store, "one", "un")
    back_up(database_url, tmp_path / "base.bak")
    before = (tmp_path / "base.bak").read_bytes()
    for number in range(40):
        fill(store, f"k{number}", os.urandom(60_000).hex())

    kill_when((tmp_path / "base.bak.part").exists, "backup", str(tmp_path / "base.bak"), DATABASE_URL=database_url)

    assert (tmp_path / "base.bak").read_bytes() == before
    fill(store, "two", "deux")
    back_up(database_url, tmp_path / "base.bak")
    assert (tmp_path / "base.bak").read_bytes() != before
    assert not (tmp_path / "base.bak.part").exists()


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


# ------------------------------------------------------------------ below


def bot(*arguments: str, **environ: str) -> tuple[int, str]:
    """Its exit status, and all it said."""
    process = begun(*arguments, **environ)
    told = process.communicate(timeout=60)[0]
    return process.returncode, told


def begun(*arguments: str, **environ: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, env={**os.environ, "SECRET_KEY": SECRET, **environ},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def back_up(url: str, file: Path, *options: str) -> None:
    status, told = bot("backup", str(file), *options, DATABASE_URL=url)
    assert status == 0, told


def kill_when(true: Callable[[], bool], *arguments: str, **environ: str) -> None:
    process = begun(*arguments, **environ)
    limit = time.monotonic() + 30
    while not true():
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < limit
    process.kill()
    process.communicate()


def fill(store: Store, key: str = KEY, text: str = "un") -> None:
    event = Event(kind="answered", fact="metier", value="fleuriste")
    told = a_turn(text, key=key, events=[event])
    store.commit(key, 0, f"e-{key}-{text[:9]}", told, (an_outgoing(text),), NOW, b"secret")


def erased_after_a_backup(store: Store, url: str, file: Path) -> None:
    fill(store, "gone", GONE)
    fill(store, "here", "reste")
    back_up(url, file)
    store.erase("gone")


def said(store: Store, key: str) -> list[str]:
    return [entry.message.text for entry in store.transcript(key)]


def answers(store: Store) -> list[str]:
    conversation, _ = store.load(KEY)
    return [answer.value for answer in conversation.answers] if conversation else []


def leave(store: Store) -> None:
    """As a process that stops does."""
    if hasattr(store, "disconnect"):
        store.disconnect()
    elif (connection := vars(store._file._threads).pop("database", None)) is not None:
        connection.conn.close()


def everything(url: str) -> bytes:
    """Every byte of a SQLite file and of what lies beside it; for PostgreSQL, every row of every table."""
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    with psycopg.connect(url) as conn:
        named = conn.execute(
            "select table_name from information_schema.tables where table_schema = 'public'"
        ).fetchall()
        rows = [conn.execute(f"select t::text from {name} as t").fetchall() for (name,) in named]
    return str(rows).encode()
