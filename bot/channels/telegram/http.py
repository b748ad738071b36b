"""How does a call travel to the Bot API? By aiohttp, for a fifth of what PTB's own client costs."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

Seconds = Any
"""A number, None for no limit, or PTB's « as usual »."""
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class AiohttpRequest(BaseRequest):
    """One session for all calls, opened by the first. No error says an address: it holds the token."""

    def __init__(self, connections: int, seconds: float) -> None:
        self._connections, self._seconds = connections, seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._seconds

    async def initialize(self) -> None:
        """The first call opens the session."""

    async def shutdown(self) -> None:
        if self._session:
            await self._session.close()
        self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Raises TimedOut, or NetworkError for whatever else is in the way."""
        reading = self._seconds if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        waits = aiohttp.ClientTimeout(total=None, connect=self._seconds, sock_read=reading)
        body = _body(request_data)
        headers = _FORM if isinstance(body, bytes) else None
        try:
            async with self._opened(url).request(method, url, data=body, headers=headers, timeout=waits) as answer:
                return answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}") from None

    def _opened(self, url: str) -> aiohttp.ClientSession:
        if self._session is None:
            # The certificates that PTB's own client trusts.
            ways = aiohttp.TCPConnector(limit=self._connections, ssl=httpx.create_ssl_context())
            headers = {"User-Agent": self.USER_AGENT}
            self._session = aiohttp.ClientSession(
                connector=ways, headers=headers, cookie_jar=aiohttp.DummyCookieJar(), proxy=_proxy(url)
            )
        return self._session


def _proxy(url: str) -> str | None:
    """The one that the environment names. Asked once: aiohttp's own way looks for it, and for files, at each call."""
    parts = urlsplit(url)
    return None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)


def _body(given: RequestData | None) -> aiohttp.FormData | bytes | None:
    """A form, as Telegram reads them; with files, in parts."""
    fields = given.json_parameters if given else {}
    if given is None or not given.contains_files:
        return urlencode(fields).encode() or None
    form = aiohttp.FormData(fields)
    for name, (filename, content, mime) in given.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
