"""Is a backup whole while people talk, for its owner alone, and never half written?"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import psycopg
import pytest

from bot.backup import postgres as by_postgres
from bot.backup.postgres import Server
from bot.errors import OperatorError
from tests.bot.backups.commands import (
    New,
    Opened,
    answers,
    back_up,
    bot,
    fill,
    kill_when,
)
from tests.bot.test_kill import SECRET, taker
from tests.builders import KEY
from tests.postgres import PASSWORD


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
