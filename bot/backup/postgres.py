"""How is a PostgreSQL database backed up while it serves, and replaced in one transaction? By its own tools."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import IO

import psycopg
from psycopg.pq import Conninfo
from psycopg.rows import TupleRow

from bot.backup.listing import AGAIN, Listed
from bot.errors import OperatorError
from bot.store.postgres.pool import CONNECTED, told
from bot.store.postgres.schema import ERASED, ONE_AT_A_TIME, migrate
from bot.store.register import tables

MISSING = (
    "{tool} manque sur cette machine. Installez les outils de PostgreSQL {server} ou d'une version plus récente"
    " (sur Debian et Ubuntu : apt install postgresql-client-{server})."
)
OLDER = (
    "{tool} {version} est plus ancien que le serveur PostgreSQL {server}. Installez les outils de la version {server}"
    " ou d'une version plus récente (sur Debian et Ubuntu : apt install postgresql-client-{server})."
)
IN_USE = "La base {place} sert encore. Arrêtez d'abord le service, puis recommencez."
FOLDERS = Path("/usr/lib/postgresql")
OURS = CONNECTED["fallback_application_name"]
UNKNOWN_TO_OLDER = b"SET transaction_timeout = 0;\n"
"""Written by the tools of PostgreSQL 17, refused by servers before it."""
WAS_SAID = """
do $$ begin
    if exists (select from information_schema.columns where table_name = 'outgoing' and column_name = 'once') then
        delete from outgoing where once and sent_at is null;
    end if;
end $$;
insert into meta (name, value) values ('restored', extract(epoch from now())::bigint)
on conflict (name) do update set value = excluded.value;
"""
"""What is said at most once may have been since the backup: what waits, and the reminders due before now."""


class Server:
    kind = "postgresql"

    def __init__(self, url: str, place: str) -> None:
        self.url = url
        self.place = place

    def back_up(self, draft: Path) -> None:
        with self._connected() as conn:
            tool = _tool("pg_dump", conn)
        wanted = [f"--table={table}" for table in tables()]
        self._run([tool, "--format=custom", "--no-owner", "--no-privileges", *wanted, f"--file={draft}"])

    def erased(self) -> Listed:
        with self._connected() as conn:
            return dict(conn.execute("select number, at from erased").fetchall()) if _has(conn, "erased") else {}

    def is_empty(self) -> bool:
        with self._connected() as conn:
            return not _has(conn, "conversation") or not conn.execute("select from conversation limit 1").fetchall()

    def restore(self, file: Path, listed: Listed) -> None:
        with self._connected() as conn:
            if conn.execute("select from pg_stat_activity where datname = current_database()"
                            " and application_name = %s and pid <> pg_backend_pid()", (OURS,)).fetchall():  # fmt: skip
                raise OperatorError(IN_USE.format(place=self.place))
            reader, writer = _tool("pg_restore", conn), _tool("psql", conn)
        self._replace([reader, "--no-owner", "--no-privileges", "--file=-", str(file)], writer, listed)
        migrate(self.url)

    def _replace(self, reading: list[str], writer: str, listed: Listed) -> None:
        """One session, one transaction: what breaks before its last word leaves everything as it was."""
        command = [writer, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"]
        with tempfile.TemporaryFile() as said:
            session = subprocess.Popen(command, stdin=PIPE, stdout=DEVNULL, stderr=said, env=self._environ())
            try:
                self._tell(session, reading, listed)
            finally:
                session.kill()
                session.wait()
            if session.returncode:
                raise OperatorError(_told("psql", said))

    def _tell(self, session: subprocess.Popen[bytes], reading: list[str], listed: Listed) -> None:
        """The whole of the new base, then its commit: only if the backup could be read to its end."""
        assert session.stdin
        with suppress(BrokenPipeError), session.stdin as ear, tempfile.TemporaryFile() as said:
            ear.write(BEFORE.encode())
            with subprocess.Popen(reading, stdout=PIPE, stderr=said) as reader:
                assert reader.stdout
                ear.writelines(line for line in reader.stdout if line != UNKNOWN_TO_OLDER)
            if reader.returncode:
                raise OperatorError(_told("pg_restore", said))
            ear.write(after(listed).encode())
            ear.close()
            session.wait()

    def _run(self, command: list[str]) -> None:
        with tempfile.TemporaryFile() as said:
            if subprocess.run(command, stdin=DEVNULL, stdout=DEVNULL, stderr=said, env=self._environ()).returncode:
                raise OperatorError(_told("pg_dump", said))

    def _environ(self) -> dict[str, str]:
        """The address by the environment: everybody on the machine reads a command line."""
        told = [(one.envvar, one.val) for one in Conninfo.parse(self.url.encode())]
        return {**os.environ, **{name.decode(): value.decode() for name, value in told if name and value}}

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[TupleRow]]:
        try:
            with psycopg.connect(self.url, autocommit=True, connect_timeout=5, application_name="restore") as conn:
                yield conn
        except psycopg.Error as error:
            raise OperatorError(f"La base {self.place} ne s'ouvre pas ({told(error)}).") from error


BEFORE = f"""
begin;
set local lock_timeout = '10s';
select pg_advisory_xact_lock({ONE_AT_A_TIME});
drop table if exists {", ".join(tables())};
"""


def after(listed: Listed) -> str:
    """What is erased again, and the end of the transaction. The numbers were read as hexadecimal."""
    rows = [f"insert into erased values ('{number}', '{at.isoformat()}') on conflict do nothing;"
            for number, at in listed.items()]  # fmt: skip
    return "\n".join(("reset search_path;", f"{ERASED};", *rows, *(f"{one};" for one in AGAIN), WAS_SAID, "commit;\n"))


def _tool(name: str, conn: psycopg.Connection[TupleRow]) -> str:
    """The oldest on this machine that knows this server. Raises OperatorError."""
    server = conn.info.server_version // 10_000
    found = {version: path for path in _places(name) if (version := _version(path))}
    if not found:
        raise OperatorError(MISSING.format(tool=name, server=server))
    known = [version for version in sorted(found) if version >= server]
    if not known:
        raise OperatorError(OLDER.format(tool=name, version=max(found), server=server))
    return found[known[0]]


def _places(name: str) -> list[str]:
    """Where it may be: on the path, and where Debian keeps each version."""
    on_path = shutil.which(name)
    return [*([on_path] if on_path else []), *(str(path) for path in FOLDERS.glob(f"*/bin/{name}"))]


def _version(path: str) -> int:
    """0 when it does not say."""
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0


def _told(tool: str, said: IO[bytes]) -> str:
    """Its first line: what follows may quote what people wrote."""
    said.seek(0)
    return f"{tool} s'est arrêté : {said.readline().decode(errors='replace').strip() or 'sans dire pourquoi'}"


def _has(conn: psycopg.Connection[TupleRow], table: str) -> bool:
    row = conn.execute("select to_regclass(%s)", (table,)).fetchone()
    return row is not None and row[0] is not None
