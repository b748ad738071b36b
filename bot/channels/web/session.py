"""Whose page is this? A random token in a cookie; only its keyed hash is ever kept."""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

COOKIE_SECONDS = 395 * 24 * 3600
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class Hashes(Protocol):
    def web_key(self, session_token: str) -> str: ...


@dataclass(frozen=True)
class Session:
    """`known`: the browser brought it back; else it was made for this request. `address`: where she found us."""

    token: str
    known: bool
    address: str = ""


class Sessions:
    """Cookies and form tokens, signed with the service's key."""

    def __init__(self, keys: Hashes, public_url: str) -> None:
        self._keys = keys
        self._own = _origin(public_url)
        self._public = public_url
        self._public_https = public_url.startswith("https://")

    def of(self, request: Request) -> Session:
        token = request.cookies.get(self._name(request), "")
        address = self._public or str(request.base_url)
        if _TOKEN.fullmatch(token):
            return Session(token, known=True, address=address)
        return Session(secrets.token_urlsafe(32), known=False, address=address)

    def key(self, session: Session) -> str:
        """The conversation's key."""
        return self._keys.web_key(session.token)

    def form_token(self, session: Session) -> str:
        """A one-time token that only this session's pages hold."""
        nonce = secrets.token_urlsafe(16)
        return f"{nonce}.{self._signature(session, nonce)}"

    def keep(self, response: Response, session: Session, request: Request) -> None:
        secure = self.https(request)
        response.set_cookie(
            self._name(request),
            session.token,
            max_age=COOKIE_SECONDS,
            path="/",
            secure=secure,
            httponly=True,
            samesite="lax",
        )

    def forget(self, response: Response, request: Request) -> None:
        secure = self.https(request)
        response.delete_cookie(self._name(request), path="/", secure=secure, httponly=True, samesite="lax")

    def https(self, request: Request) -> bool:
        return self._public_https or request.url.scheme == "https"

    def allows_write(self, request: Request, session: Session, form_token: str) -> bool:
        """The browser says the form is ours; when it says nothing, the form's own token must."""
        site = request.headers.get("sec-fetch-site")
        origin = request.headers.get("origin")
        if site == "same-origin":
            return True
        if origin is not None:
            own = self._own or _origin(str(request.base_url))
            return own != "" and _origin(origin) == own
        if site is not None:
            return False
        nonce, _, signature = form_token.partition(".")
        return session.known and hmac.compare_digest(self._signature(session, nonce).encode(), signature.encode())

    def _signature(self, session: Session, nonce: str) -> str:
        return self._keys.web_key(f"form:{session.token}:{nonce}")[:32]

    def _name(self, request: Request) -> str:
        return "__Host-pp" if self.https(request) else "pp"


def _origin(url: str) -> str:
    """« scheme://host:port », '' when the address has none (« null » is nobody's origin)."""
    try:
        parts = urlsplit(url.strip().lower())
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""
