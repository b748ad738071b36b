"""What is said when a call to Telegram fails on the way? PTB's errors, and no address: it holds the token."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable

import pytest
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram.client import connect, disconnect
from bot.channels.telegram.timing import Timing

TOKEN = "1:canari-Xq7Zt"
Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def test_a_server_that_says_nothing_is_timed_out() -> None:
    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read(-1)

    assert type(failure(silent)) is TimedOut


def test_a_connection_refused_or_cut_is_a_network_error() -> None:
    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        writer.close()

    assert type(failure(cut)) is NetworkError
    assert type(failure(None)) is NetworkError


@pytest.mark.parametrize(("status", "body", "error"), [
    (403, '{"ok": false, "description": "Forbidden: bot was blocked by the user"}', Forbidden),
    (429, '{"ok": false, "description": "Too Many Requests", "parameters": {"retry_after": 7}}', RetryAfter),
    (502, "<html>", NetworkError),
])  # fmt: skip
def test_what_telegram_refuses_is_said_as_ptb_says_it(status: int, body: str, error: type[TelegramError]) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 {status} No\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode())
        await writer.drain()

    assert type(failure(refuse)) is error


@pytest.mark.parametrize("root", ["http://127.0.0.1:9", "http://", "nothing", "http://[::1", "ftp://127.0.0.1"])
def test_no_error_and_no_log_holds_the_token(root: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    error = asyncio.run(_failure(root))

    told = "".join(traceback.format_exception(error)) + repr(error) + caplog.text
    assert isinstance(error, NetworkError)
    assert "canari" not in told


def failure(answer: Answer | None) -> TelegramError:
    """What a call raises, sent to a server that answers so; None: where nobody listens."""

    async def called() -> TelegramError:
        if answer is None:
            return await _failure("http://127.0.0.1:9")
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            return await _failure(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")

    return asyncio.run(called())


async def _failure(root: str) -> TelegramError:
    bot = connect(TOKEN, root, Timing(request=0.3))
    try:
        with pytest.raises(TelegramError) as raised:
            await bot.send_message(7, "bonjour")
    finally:
        await disconnect(bot)
    return raised.value
