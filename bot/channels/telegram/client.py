"""How do we reach the Bot API, and say what goes wrong without the token or what people wrote?"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping

from telegram import Bot, BotCommand

from bot.channels.telegram.http import AiohttpRequest
from bot.channels.telegram.timing import Timing
from content.typography import typeset

COMMANDS = ("aide", "plan", "reprendre", "recommencer", "mesdonnees", "effacer")
HIDDEN = "<TELEGRAM_TOKEN>"
CONNECTIONS = 40


def connect(token: str, api_url: str, timing: Timing) -> Bot:
    """PTB's Bot, with every wait bounded. `api_url` is the root that `/bot<token>/` follows."""
    _silence_libraries()
    root, request = api_url.rstrip("/"), AiohttpRequest(CONNECTIONS, timing.request)
    return Bot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=request,
    )


async def disconnect(bot: Bot) -> None:
    """PTB shuts down only what it has initialized."""
    await bot.shutdown()
    await bot.request.shutdown()


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


def _silence_libraries() -> None:
    """PTB logs updates, which hold what people wrote."""
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
