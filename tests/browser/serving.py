"""What do the web tests talk to? The real application on a free loopback port, with a real SQLite file."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette

from bot.channels import webchat
from bot.keys import Keys
from bot.settings import Settings
from bot.store import StoreUnavailable
from bot.store.sqlite import SqliteStore
from bot.turns import TakeTurn, TurnHandler
from content.loader import load
from content.models import Library
from dialogs import take_turn

KEY = "a key for tests alone, of some length"


@dataclass
class Service:
    """The application and its parts. `store` may be replaced to play a fault."""

    folder: Path
    settings: Settings = field(default_factory=Settings)
    library: Library = field(default_factory=cache(load))
    take: TakeTurn = take_turn

    def __post_init__(self) -> None:
        self.store = SqliteStore(self.folder / "chat.db", busy_seconds=0.2)
        self.keys = Keys(KEY)
        self.handler = TurnHandler(self.store, self.current, lambda: datetime.now(UTC), self.take)

    def current(self) -> Library:
        return self.library

    def people(self) -> int:
        with sqlite3.connect(self.folder / "chat.db") as conn:
            return int(conn.execute("select count(*) from conversation").fetchone()[0])

    def acts(self) -> list[str]:
        """What was applied, in order, in the only conversation there is."""
        with sqlite3.connect(self.folder / "chat.db") as conn:
            (key,) = [row[0] for row in conn.execute("select key from conversation")]
        conversation = self.handler.conversation(key)
        return [answer.value for answer in conversation.answers] if conversation else []

    def lose_everything(self) -> None:
        """As the end of the time we keep conversations does."""
        with sqlite3.connect(self.folder / "chat.db") as conn:
            conn.execute("delete from conversation")

    def app(self) -> Starlette:
        return Starlette(
            routes=webchat.routes(self.handler, self.store, self.current, self.settings, self.keys),
            middleware=webchat.middleware(self.current, self.settings),
            exception_handlers=webchat.error_pages(self.current),
        )


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The application's address, while it is served."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", proxy_headers=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        _wait(lambda: server.started)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def _wait(ready: Callable[[], bool]) -> None:
    while not ready():
        time.sleep(0.02)


def unavailable(*_args: Any, **_kwargs: Any) -> None:
    raise StoreUnavailable("disk full")
