"""How do we reach the Bot API, and say what goes wrong without the token or what people wrote?"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping

from telegram import Bot, BotCommand
from telegram.request import HTTPXRequest

from bot.channels.telegram.timing import Timing
from content.typography import typeset

COMMANDS = ("aide", "plan", "reprendre", "recommencer", "mesdonnees", "effacer")
HIDDEN = "<TELEGRAM_TOKEN>"
CONNECTIONS = 40


def connect(token: str, api_url: str, timing: Timing) -> Bot:
    """PTB's Bot, with every wait bounded. `api_url` is the root that `/bot<token>/` follows."""
    _silence_libraries()
    root = api_url.rstrip("/")
    return Bot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=_request(CONNECTIONS, timing.request),
        get_updates_request=_request(2, timing.request),
    )


async def take_over(bot: Bot) -> None:
    """Checks the token. A webhook is taken away, so that we may poll; what people wrote is kept."""
    await bot.initialize()
    if (await bot.get_webhook_info()).url:
        await bot.delete_webhook(drop_pending_updates=False)


async def introduce(bot: Bot, replies: Mapping[str, str]) -> None:
    """The command menu, and the words of the empty chat."""
    said = {name: typeset(replies[f"telegram.command_{name}"]) for name in COMMANDS}
    await bot.set_my_commands([BotCommand(name, words) for name, words in said.items()])
    await bot.set_my_description(typeset(replies["telegram.description"]))
    await bot.set_my_short_description(typeset(replies["telegram.short_description"]))


def told(error: BaseException, token: str) -> str:
    """The error for a log, the token hidden."""
    return f"{type(error).__name__}: {error}".replace(token, HIDDEN)


def placed(error: BaseException) -> str:
    """Which error and where, not its message: that may hold what a person wrote."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" ({frame.filename}, ligne {frame.lineno})" for frame in last)
    return f"{type(error).__name__}{where}"


def _request(connections: int, seconds: float) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=seconds,
        write_timeout=seconds,
        connect_timeout=seconds,
        pool_timeout=seconds,
        media_write_timeout=seconds,
    )


def _silence_libraries() -> None:
    """httpx logs addresses, which hold the token; PTB logs updates, which hold what people wrote."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
