"""A whole service to break: its database, the Bot API double, its processes, and people who talk to it."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.app import open_store
from bot.keys import Keys
from bot.settings import read_settings
from bot.store import Store
from tests.doors.service import Service
from tests.faults.checker import Verdict, kept, on_telegram
from tests.faults.crowd import PATIENCE, OnTelegram, OnTheWeb
from tests.telegram.phone import Process, Telegram, until

LAUNCH = Path(__file__).with_name("launch.py")
ON_SQLITE, ON_POSTGRES = "sqlite, asked", "postgresql, posted"
SECRET = "une cle secrete assez longue, 0123456789"


def short_on(world: str) -> pytest.MarkDecorator:
    """On this world each time, on the other one with the long campaigns."""
    return pytest.mark.parametrize("world", in_both(world), indirect=True)


def in_both(world: str, *more: str) -> list[Any]:
    other = ON_SQLITE if world == ON_POSTGRES else ON_POSTGRES
    return [pytest.param(world, *more), pytest.param(other, *more, marks=pytest.mark.long)]


class Launched(Service):
    """`python -m bot serve`, by launch.py; on the same port each time it is started again."""

    def start(self, **more: str) -> None:
        self.environ |= more
        super().start()

    def starts_again(self) -> None:
        """Whatever was to befall it does not befall it again."""
        for name in ("FAULT", "DEFECT"):
            self.environ.pop(name, None)
        self.start()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _command(self, output: object, **environ: str) -> subprocess.Popen[bytes]:
        kept = {known: os.environ[known] for known in ("PATH", "HOME", "LANG") if known in os.environ}
        path = str(LAUNCH.parents[2])
        return subprocess.Popen(
            [sys.executable, str(LAUNCH), "serve"], cwd=path, stdin=subprocess.PIPE, stdout=output,
            stderr=subprocess.STDOUT, env={**kept, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", **environ},
        )  # fmt: skip


@dataclass
class World:
    """One database, one bot, any number of processes."""

    folder: Path
    telegram: Telegram
    database_url: str
    by_webhook: bool = False
    services: list[Launched] = field(default_factory=list)
    people: list[OnTelegram] = field(default_factory=list)
    browsers: list[OnTheWeb] = field(default_factory=list)

    def service(self, **more: str) -> Launched:
        """Started. With a webhook, it is the one that Telegram posts to if it is the first."""
        number = len(self.services)
        folder = self.folder / f"service{number}"
        folder.mkdir()
        environ = {
            "DATABASE_URL": self.database_url, "SECRET_KEY": SECRET, "TELEGRAM_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url, "NEW_SESSIONS_PER_10_MIN": "10000", "LOG_FORMAT": "text", **more,
        }  # fmt: skip
        service = Launched(folder, environ, patience=PATIENCE)
        if self.by_webhook:
            service.port = service.port if number else str(self.port)
            environ["PUBLIC_URL"] = f"http://127.0.0.1:{self.port}"
        self.services.append(service)
        service.start()
        return service

    @cached_property
    def port(self) -> int:
        with socket.create_server(("127.0.0.1", 0)) as free:
            return int(free.getsockname()[1])

    def person(self, seed: int = 0) -> OnTelegram:
        her = OnTelegram(self.telegram, 1000 + len(self.people), seed or len(self.people) + 1)
        self.people.append(her)
        return her

    def browser(self, service: Launched, seed: int = 0) -> OnTheWeb:
        her = OnTheWeb(service.url, seed or len(self.browsers) + 1)
        self.browsers.append(her)
        return her

    def store(self) -> Store:
        return self._store

    @cached_property
    def _store(self) -> Store:
        return open_store(read_settings({"DATABASE_URL": self.database_url, "SECRET_KEY": SECRET}))

    def in_flight(self) -> int:
        """Replies taken by a sender and not marked: when it dies, each may have reached her, and comes again."""
        query = f"select count(*) from outgoing where sent_at is null and leased_until > {self._now}"
        return int(self.read(query)[0][0])

    def read(self, query: str) -> list[tuple[Any, ...]]:
        """From the base itself, beside the service."""
        with self.connected() as base:
            return list(base.execute(query).fetchall())

    def connected(self) -> closing[Any]:
        if self.on_sqlite:
            return closing(sqlite3.connect(self.folder / "pas.db", isolation_level=None))
        return closing(psycopg.connect(self.database_url))

    @property
    def on_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def _now(self) -> str:
        return f"{time.time()}" if self.on_sqlite else "clock_timestamp()"

    def key(self, person: OnTelegram) -> str:
        return Keys(SECRET).telegram_key(person.chat)

    def verdict(self) -> Verdict:
        """Once everything has left."""
        store = self.store()
        until(lambda: store.oldest_unsent() is None and not self.telegram.ask("pending"), "everything has left")
        time.sleep(0.3)
        found = [on_telegram(her, self.key(her), store) for her in self.people]
        keys = Keys(SECRET)
        found += [kept(f"browser {b.seed}", b.ledger, keys.web_key(b.session), store) for b in self.browsers]
        return sum(found, Verdict())


@pytest.fixture(scope="session")
def bot_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    double = Process("bot_api_double.py", tmp_path_factory.mktemp("double") / "double.txt")
    yield str(until(lambda: double.says().strip(), "the double's address"))
    double.kill()


@pytest.fixture
def telegram(bot_api: str) -> Iterator[Telegram]:
    made = Telegram(bot_api, chat_rate=1000, chat_burst=1000, bot_rate=10_000, query_seconds=60)
    yield made
    assert made.ask("faults") == []


@pytest.fixture(params=[ON_SQLITE, ON_POSTGRES])
def world(request: pytest.FixtureRequest, tmp_path: Path, telegram: Telegram) -> Iterator[World]:
    """SQLite and long polling, as on one small machine; PostgreSQL and the webhook, as on a platform."""
    kind, way = request.param.split(", ")
    url = f"sqlite:///{tmp_path}/pas.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    made = World(tmp_path, telegram, url, by_webhook=way == "posted")
    yield made
    for service in made.services:
        print(service.says())
        service.kill()
