"""What content was published, kept in PostgreSQL? Numbered archives; none is ever changed."""

from __future__ import annotations

from datetime import datetime

from bot.store import Revision
from bot.store.postgres.pool import Part


class Revisions(Part):
    def publish(self, archive: bytes, author: str, note: str, now: datetime) -> int:
        query = "insert into revision (archive, author, note, published_at) values (%s, %s, %s, %s) returning number"
        number: int = self._rows(query, (archive, author, note, now))[0][0]
        return number

    def newest_revision(self) -> int:
        newest: int = self._rows("select coalesce(max(number), 0) from revision")[0][0]
        return newest

    def archive(self, number: int) -> bytes | None:
        found = self._rows("select archive from revision where number = %s", (number,))
        return bytes(found[0][0]) if found else None

    def revisions(self) -> list[Revision]:
        query = "select number, published_at, author, note from revision order by number desc"
        return [Revision(*row) for row in self._rows(query)]
