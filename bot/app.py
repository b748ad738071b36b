"""How do the parts fit together? The only wiring: settings in, an application out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from starlette.applications import Starlette

from bot.channels import webchat
from bot.errors import OperatorError
from bot.health import routes as health
from bot.keys import Keys, keys_of
from bot.retention import Retention
from bot.settings import Settings
from bot.store import Store, StoreUnavailable
from bot.store.sqlite import SqliteStore
from bot.turns import TurnHandler
from content.loader import load
from content.models import Library

PARIS = ZoneInfo("Europe/Paris")
LAST_SECONDS = 5.0
"""What Telegram's last replies may take once we are asked to stop."""


class Companion(Protocol):
    """What works beside the web pages: Telegram, and the end of what was kept too long."""

    async def run(self) -> None: ...
    async def stop(self) -> None: ...


@dataclass(frozen=True)
class App:
    settings: Settings
    store: Store
    handler: TurnHandler
    asgi: Starlette


def build(settings: Settings) -> App:
    """Everything a conversation needs. Raises ContentError, OperatorError."""
    content = load()

    def library() -> Library:
        return content

    store = open_store(settings)
    with _said_to_the_operator(settings):
        keys = keys_of(store, settings)
    handler = TurnHandler(store, library, now)
    asgi = Starlette(
        routes=[*health(store, library, now), *webchat.routes(handler, store, library, settings, keys)],
        middleware=webchat.middleware(library, settings),
        exception_handlers=webchat.error_pages(library),
        lifespan=_beside([Retention(store, now), *_telegram(handler, settings, keys)]),
    )
    return App(settings, store, handler, asgi)


def open_store(settings: Settings) -> Store:
    """A SQLite file is brought up to date by the way; a database that replicas share is not. Raises OperatorError."""
    with _said_to_the_operator(settings):
        if not settings.postgres_url:
            return SqliteStore(settings.database)
        from bot.store.postgres import PostgresStore  # costs 0.2 s, for nothing with SQLite

        store = PostgresStore(settings.postgres_url)
        behind = store.migrations_missing()
    if behind:
        raise OperatorError(f"La base {settings.place} n'est pas à jour. Lancez d'abord : python -m bot migrate")
    return store


def migrate(settings: Settings) -> list[str]:
    """What was done to bring the database up to date. Raises OperatorError."""
    with _said_to_the_operator(settings):
        if not settings.postgres_url:
            return SqliteStore(settings.database).migrated
        from bot.store.postgres import schema as postgres_schema

        return postgres_schema.migrate(settings.postgres_url)


def now() -> datetime:
    """The hour at her counter."""
    return datetime.now(PARIS)


@contextmanager
def _said_to_the_operator(settings: Settings) -> Iterator[None]:
    try:
        yield
    except StoreUnavailable as error:
        raise OperatorError(f"La base {settings.place} ne s'ouvre pas ({error}).") from error


def _telegram(handler: TurnHandler, settings: Settings, keys: Keys) -> list[Companion]:
    if not settings.telegram_token:
        return []
    from bot.channels.telegram import Polling  # costs 0.2 s, for nothing without a token

    return [Polling(handler, handler.store, settings, keys, handler.library)]


def _beside(companions: list[Companion]) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """They live as long as the pages are served, and are given the time to finish."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        running = [asyncio.create_task(one.run()) for one in companions]
        yield
        stopping = [asyncio.create_task(one.stop()) for one in companions]
        await asyncio.wait([*running, *stopping], timeout=LAST_SECONDS)

    return lifespan
