"""What content was published, kept in a SQLite file? Numbered archives; none is ever changed."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.store import Revision
from bot.store.sqlite.connections import Part


class Revisions(Part):
    def publish(self, archive: bytes, author: str, note: str, now: datetime) -> int:
        with self._file.writing() as conn:
            added = conn.execute(
                "insert into revision (archive, author, note, published_at) values (?, ?, ?, ?)",
                (archive, author, note, now.timestamp()),
            )
            return int(added.lastrowid or 0)

    def newest_revision(self) -> int:
        with self._file.reading() as conn:
            newest: int = conn.execute("select coalesce(max(number), 0) from revision").fetchone()[0]
        return newest

    def archive(self, number: int) -> bytes | None:
        with self._file.reading() as conn:
            row = conn.execute("select archive from revision where number = ?", (number,)).fetchone()
        return row[0] if row else None

    def revisions(self) -> list[Revision]:
        query = "select number, published_at, author, note from revision order by number desc"
        with self._file.reading() as conn:
            found = conn.execute(query).fetchall()
        return [Revision(number, datetime.fromtimestamp(at, UTC), author, note) for number, at, author, note in found]
