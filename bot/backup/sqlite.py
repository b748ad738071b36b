"""How is a SQLite file backed up while it serves, and replaced in one transaction? By SQLite's own backup."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from bot.backup.listing import AGAIN, Listed
from bot.errors import OperatorError
from bot.store.sqlite.connections import BUSY_SECONDS
from bot.store.sqlite.schema import migrations

IN_USE = "La base {path} sert encore. Arrêtez d'abord le service, puis recommencez."
DAMAGED = "La sauvegarde {path} est abîmée : elle n'est pas prise."
WAS_SAID = (
    "delete from outgoing where once and sent_at is null",
    "insert into meta (name, value) values ('restored', unixepoch('now'))"
    " on conflict (name) do update set value = excluded.value",
)
"""What is said at most once may have been since the backup: what waits, and the reminders due before now."""


class File:
    kind = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path

    def back_up(self, draft: Path) -> None:
        if not self.path.exists():
            raise OperatorError(f"La base {self.path} n'existe pas : il n'y a rien à sauvegarder.")
        with _told(self.path), closing(_opened(self.path)) as base, closing(_opened(draft)) as copy:
            base.backup(copy)
            copy.execute("pragma journal_mode = delete")

    def erased(self) -> Listed:
        if not self.path.exists():
            return {}
        with _told(self.path), closing(_opened(self.path)) as base:
            rows = base.execute("select number, at from erased").fetchall() if _has(base, "erased") else []
        return {number: datetime.fromtimestamp(at, UTC) for number, at in rows}

    def is_empty(self) -> bool:
        if not self.path.exists():
            return True
        with _told(self.path), closing(_opened(self.path)) as base:
            return not _has(base, "conversation") or not base.execute("select exists (select 1 from conversation)"
                                                                      ).fetchone()[0]  # fmt: skip

    def restore(self, file: Path, listed: Listed) -> None:
        """Prepared beside the base, which takes its pages in one transaction: cut short, it is rolled back."""
        draft = self.path.with_name(self.path.name + ".restoring")
        _remove(draft)
        try:
            with _told(self.path), closing(_copied(file, draft)) as ready:
                _bring_up_to_date(ready, listed)
                self._become(ready)
        finally:
            _remove(draft)

    def _become(self, ready: sqlite3.Connection) -> None:
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(_opened(self.path)) as base:
            try:
                base.execute("pragma journal_mode = delete")  # refused while anybody else has it open
            except sqlite3.OperationalError as error:
                raise OperatorError(IN_USE.format(path=self.path)) from error
            ready.backup(base)


def _opened(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    for pragma in ("foreign_keys = on", "secure_delete = on", "synchronous = full"):
        conn.execute(f"pragma {pragma}")
    return conn


def _copied(file: Path, draft: Path) -> sqlite3.Connection:
    """Of the backup, which stays as it is."""
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    copy = _opened(draft)
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as backup:
            backup.backup(copy)
        copy.execute("pragma journal_mode = delete")
        if copy.execute("pragma integrity_check").fetchone() != ("ok",) or not _has(copy, "conversation"):
            raise sqlite3.DatabaseError("not ours")
    except sqlite3.DatabaseError as error:
        copy.close()
        raise OperatorError(DAMAGED.format(path=file)) from error
    return copy


def _bring_up_to_date(conn: sqlite3.Connection, listed: Listed) -> None:
    conn.execute("begin immediate")
    migrations.apply(Database(conn))
    conn.executemany("insert into erased (number, at) values (?, ?) on conflict do nothing",
                     [(number, at.timestamp()) for number, at in listed.items()])  # fmt: skip
    for statement in (*AGAIN, *WAS_SAID):
        conn.execute(statement)
    conn.execute("commit")


def _has(conn: sqlite3.Connection, table: str) -> bool:
    return conn.execute("select 1 from sqlite_master where name = ?", (table,)).fetchone() is not None


def _remove(draft: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        draft.with_name(draft.name + end).unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        raise OperatorError(f"La base {path} ne s'ouvre pas ({error}).") from error
