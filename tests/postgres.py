"""Where do the tests find PostgreSQL? A cluster of their own, on a free loopback port, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from bot.store.postgres.schema import migrate

PASSWORD = "canari-du-mot-de-passe"
PATIENCE = 30.0
TEMPLATE = "emptied"
WITHOUT_DISK = ("fsync=off", "full_page_writes=off")
"""A process killed loses nothing that way, only a machine does; and the tests are for any disk."""


def binaries() -> Path | None:
    """Where initdb and postgres are: on the path, else where Debian puts them, the newest first."""
    found = shutil.which("postgres")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


@dataclass
class Cluster:
    """PostgreSQL refuses to run as root: then it runs as the first of its users that this machine has."""

    binaries: Path
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="premier-pas-pg-")))
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def create(self) -> None:
        password = self.folder / "password"
        password.write_text(PASSWORD)
        for path in (self.folder, password):
            shutil.chown(path, self._user())
        self._do("initdb", "--pgdata", self._data, "--username", "tests", "--pwfile", str(password), "--no-sync",
                 "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C")  # fmt: skip
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.start()
        self.new_database(TEMPLATE, template="template1")
        migrate(self.url(TEMPLATE))

    def start(self) -> None:
        """Returns once it answers."""
        options = ("listen_addresses=127.0.0.1", f"port={self.port}", "unix_socket_directories=", *WITHOUT_DISK)
        with (self.folder / "log").open("ab") as log:
            command = [str(self.binaries / "postgres"), "-D", self._data, *(f"--{option}" for option in options)]
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._as_user())
        limit = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < limit, (self.folder / "log").read_text()
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """SIGQUIT: at once, as a crash would. Our own child, by its own id."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)
            self.process = None

    @contextmanager
    def away(self) -> Iterator[None]:
        self.stop()
        try:
            yield
        finally:
            self.start()

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self, name: str = "", template: str = TEMPLATE) -> str:
        """Its address. With every table of ours, and nothing in them."""
        name = name or f"test{next(self._numbers)}"
        self.execute(f"create database {name} template {template}")
        return self.url(name)

    def drop(self, url: str) -> None:
        if self.process:
            self.execute(f"drop database {url.rpartition('/')[2]} with (force)")

    def execute(self, query: str, *parameters: Any, database: str = "postgres") -> list[tuple[Any, ...]]:
        """As an administrator beside the service would."""
        with psycopg.connect(self.url(database), autocommit=True) as conn:
            cursor = conn.execute(query, parameters)
            return cursor.fetchall() if cursor.description else []

    def url(self, database: str) -> str:
        return f"postgresql://tests:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _answers(self) -> bool:
        try:
            self.execute("select 1")
        except psycopg.OperationalError:
            return False
        return True

    def _do(self, command: str, *arguments: str) -> None:
        run = subprocess.run(
            [str(self.binaries / command), *arguments], cwd="/", capture_output=True, text=True, check=False,
            **self._as_user(),
        )  # fmt: skip
        assert run.returncode == 0, run.stdout + run.stderr

    def _as_user(self) -> dict[str, Any]:
        other = pwd.getpwnam(self._user())
        return {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}

    def _user(self) -> str:
        """A name of this machine."""
        if os.geteuid():
            return pwd.getpwuid(os.geteuid()).pw_name
        known = {user.pw_name for user in pwd.getpwall()}
        return next(name for name in ("postgres", "nobody") if name in known)
