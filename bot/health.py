"""Is it alive, and can it serve? What a platform asks before it sends people here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.publishing import Published
from bot.store import Store, StoreUnavailable

AWAY: dict[str, Any] = {"database": False, "migrations": False, "oldest_unsent_seconds": None}


def routes(
    store: Store, content: Published, clock: Callable[[], datetime], webhook: Callable[[], bool | None]
) -> list[Route]:
    """/health: what is said to this process can be kept. /ready: all that it serves with is there too.

    `webhook`: does Telegram know our address? None where it need not.
    """

    def health(_request: Request) -> JSONResponse:
        database = store.health()
        return JSONResponse({"alive": True, "database": database}, 200 if database else 503)

    def ready(_request: Request) -> JSONResponse:
        told = _told(store, clock())
        serves = told["database"] and told["migrations"]
        told |= {"content": content().revision, "revision": content.number, "webhook": webhook()}
        return JSONResponse({"ready": serves, **told}, 200 if serves else 503)

    return [Route("/health", health), Route("/ready", ready)]


def _told(store: Store, now: datetime) -> dict[str, Any]:
    """A reply that waits is told and refuses nobody: Telegram may be away, and the pages serve all the same."""
    if not store.health():
        return dict(AWAY)
    try:
        since = store.oldest_unsent()
        waiting = None if since is None else round((now - since).total_seconds())
        return {"database": True, "migrations": not store.migrations_missing(), "oldest_unsent_seconds": waiting}
    except StoreUnavailable:
        return dict(AWAY)
