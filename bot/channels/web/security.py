"""What does every answer carry, and what is said when something breaks?"""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
"""On every answer; a route that sets one of them itself is left alone."""
HSTS = {"Strict-Transport-Security": "max-age=31536000"}

ErrorPage = Callable[[str], Response]
"""reference -> the page that gives it"""


class SecurityHeaders:
    """ASGI middleware: the headers above on every answer, errors included."""

    def __init__(self, app: ASGIApp, https: bool = False) -> None:
        self.app = app
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        secure = self.https or scope["scheme"] == "https"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**HEADERS, **(HSTS if secure else {})}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class CalmErrors:
    """ASGI middleware: an unexpected error becomes a page with a reference; the log has the rest."""

    def __init__(self, app: ASGIApp, page: ErrorPage) -> None:
        self.app = app
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception as error:
            reference = secrets.token_hex(4)
            _note(reference, error, scope)
            if started:
                raise Interrupted(reference) from None
            await self.page(reference)(scope, receive, send)


class Interrupted(Exception):
    """An answer broke half-way; the log has the rest under this reference."""


def _note(reference: str, error: Exception, scope: Scope) -> None:
    """Where it broke, without the error's own words: they may hold what a person wrote."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("error %s on %s %s: %s\n%s", reference, scope["method"], scope["path"], type(error).__name__, where)
