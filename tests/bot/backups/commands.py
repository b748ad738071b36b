"""How do tests take a backup, restore it, and look at what a base holds?"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from bot.store import Store
from dialogs.events import Event
from tests.bot.test_kill import SECRET
from tests.builders import KEY, NOW, a_turn, an_outgoing

ROOT = Path(__file__).resolve().parents[3]
GONE = "canari-Xq7Zt"
Opened = Callable[[str], Store]
New = Callable[[], str]


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
