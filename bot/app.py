"""How do the parts fit together? The only wiring: settings in, an application out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.channels import webchat
from bot.errors import OperatorError
from bot.keys import Keys, secret_key
from bot.settings import Settings
from bot.store import Store, StoreUnavailable
from bot.store.sqlite import SqliteStore
from bot.turns import TurnHandler
from content.loader import load
from content.models import Library

PARIS = ZoneInfo("Europe/Paris")
LAST_SECONDS = 5.0
"""What Telegram's last replies may take once we are asked to stop."""


class Channel(Protocol):
    """A channel that works beside the web pages."""

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
    keys = Keys(secret_key(settings))
    handler = TurnHandler(store, library, now)
    asgi = Starlette(
        routes=[Route("/health", _health(store)), *webchat.routes(handler, store, library, settings, keys)],
        middleware=webchat.middleware(library, settings),
        exception_handlers=webchat.error_pages(library),
        lifespan=_beside(_telegram(handler, settings, keys)),
    )
    return App(settings, store, handler, asgi)


def open_store(settings: Settings) -> SqliteStore:
    """Raises OperatorError."""
    try:
        return SqliteStore(settings.database)
    except StoreUnavailable as error:
        raise OperatorError(f"La base {settings.database} ne s'ouvre pas ({error}).") from error


def now() -> datetime:
    """The hour at her counter."""
    return datetime.now(PARIS)


def _health(store: Store) -> Callable[[Request], JSONResponse]:
    def health(_request: Request) -> JSONResponse:
        database = store.health()
        return JSONResponse({"alive": True, "database": database}, 200 if database else 503)

    return health


def _telegram(handler: TurnHandler, settings: Settings, keys: Keys) -> list[Channel]:
    if not settings.telegram_token:
        return []
    from bot.channels.telegram import Polling  # costs 0.2 s, for nothing without a token

    return [Polling(handler, handler.store, settings, keys, handler.library)]


def _beside(channels: list[Channel]) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """The channels live as long as the pages are served, and are given the time to finish."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        running = [asyncio.create_task(channel.run()) for channel in channels]
        yield
        stopping = [asyncio.create_task(channel.stop()) for channel in channels]
        if running:
            await asyncio.wait([*running, *stopping], timeout=LAST_SECONDS)

    return lifespan
