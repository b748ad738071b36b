"""How do the parts fit together? The only wiring: settings in, an application out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from starlette.applications import Starlette
from starlette.routing import Route

from bot.channels import webchat
from bot.errors import OperatorError
from bot.health import routes as health
from bot.keys import Keys, keys_of
from bot.metrics import routes as metrics
from bot.publishing import Published
from bot.reminders import Reminders
from bot.retention import Retention
from bot.settings import Settings
from bot.store import Store, StoreUnavailable
from bot.store.sqlite import SqliteStore
from bot.turns import Push, TurnHandler, nothing_to_push
from dialogs.hours import PARIS

LAST_SECONDS = 5.0
"""What Telegram's last replies may take once we are asked to stop."""


class Companion(Protocol):
    """What works beside the web pages: Telegram, and the end of what was kept too long."""

    async def run(self) -> None: ...
    async def stop(self) -> None: ...


@dataclass(frozen=True)
class Hearing:
    """How Telegram is heard here: what works beside the pages, and the route it posts to, if it does.

    `registered`: does Telegram know our address? None where it need not. `introduce`: tells it our menu's words.
    """

    beside: list[Companion] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    registered: Callable[[], bool | None] = lambda: None
    introduce: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class App:
    settings: Settings
    store: Store
    handler: TurnHandler
    asgi: Starlette
    content: int
    """The number of the revision served at start; 0: the folder in the code."""


def build(settings: Settings) -> App:
    """Everything a conversation needs. Raises ContentError, OperatorError."""
    handler, keys, content = _conversations(settings)
    store, library = handler.store, handler.library
    telegram = _telegram(handler, settings, keys)
    content.when_changed = telegram.introduce
    asgi = Starlette(
        routes=[
            *health(store, content, now, telegram.registered),
            *metrics(store, now, settings.metrics_token),
            *webchat.routes(handler, store, library, settings, keys),
            *telegram.routes,
        ],
        middleware=webchat.middleware(library, settings),
        exception_handlers=webchat.error_pages(library),
        lifespan=_beside([*_for_all(handler, content, settings), *telegram.beside]),
    )
    return App(settings, store, handler, asgi, content.number)


def workers(settings: Settings) -> list[Companion]:
    """What `python -m bot work` runs: all that is done for people who are not there. Raises as build does."""
    handler, keys, content = _conversations(settings)
    if not settings.telegram_token:
        return _for_all(handler, content, settings)
    from bot.channels.telegram import Sending  # costs 0.2 s, for nothing without a token

    return [*_for_all(handler, content, settings), Sending(handler, settings, keys)]


def _for_all(handler: TurnHandler, content: Published, settings: Settings) -> list[Companion]:
    """Work that any number of processes may do at once: each thing is done by one of them."""
    return [content, Retention(handler.store, now), Reminders(handler, _first_to_write(handler, settings))]


def _first_to_write(handler: TurnHandler, settings: Settings) -> Push:
    """How a reminder leaves: on Telegram; elsewhere it waits for her in the conversation."""
    if not settings.telegram_token:
        return nothing_to_push
    from bot.channels.telegram import reminded  # costs 0.2 s, for nothing without a token

    return reminded(handler.store, handler.library)


def _conversations(settings: Settings) -> tuple[TurnHandler, Keys, Published]:
    store = open_store(settings)
    with _said_to_the_operator(settings):
        keys = keys_of(store, settings)
        content = Published(store, now)
    return TurnHandler(store, content, now), keys, content


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


def _telegram(handler: TurnHandler, settings: Settings, keys: Keys) -> Hearing:
    """Telegram posts to us where people reach us by an address; elsewhere we ask it."""
    if not settings.telegram_token:
        return Hearing()
    from bot.channels.telegram import Polling, Webhook  # costs 0.2 s, for nothing without a token

    if not settings.public_url:
        polling = Polling(handler, handler.store, settings, keys, handler.library)
        return Hearing([polling], introduce=polling.intake.introduce)
    webhook = Webhook(handler, settings, keys)
    return Hearing([webhook], [webhook.route], lambda: webhook.registered, webhook.intake.introduce)


def _beside(companions: list[Companion]) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """They live as long as the pages are served."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with together(companions):
            yield

    return lifespan


@asynccontextmanager
async def together(companions: list[Companion]) -> AsyncIterator[None]:
    """They run meanwhile, and are given the time to finish."""
    running = [asyncio.create_task(one.run()) for one in companions]
    yield
    stopping = [asyncio.create_task(one.stop()) for one in companions]
    if running:
        await asyncio.wait([*running, *stopping], timeout=LAST_SECONDS)
