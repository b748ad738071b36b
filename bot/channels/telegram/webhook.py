"""How does Telegram hand us updates? It posts each to our route: commit, then 200; trouble, 503, and it comes again."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.client import connect, disconnect, placed, told
from bot.channels.telegram.intake import ALLOWED, Intake
from bot.channels.telegram.sender import Sender, seconds_asked
from bot.channels.telegram.timing import Timing
from bot.keys import Keys
from bot.settings import Settings
from bot.store import StoreUnavailable
from bot.turns import TurnHandler

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_MAX = 1_000_000
"""No update of Telegram's is as large; what is larger is set aside."""
AT_ONCE = 40
CLAIMED_SECONDS = 30
SET_ASIDE = "Telegram : une mise à jour illisible ou trop longue est mise de côté."
REFUSED = "Telegram refuse le jeton : vérifiez TELEGRAM_TOKEN et TELEGRAM_API_URL. D'ici là, pas de Telegram."
log = logging.getLogger(__name__)


class Webhook:
    """The route, and beside it: our address made known to Telegram by one process alone, and what leaves.

    `registered`: did Telegram have our address when it was last asked?
    """

    def __init__(self, handler: TurnHandler, settings: Settings, keys: Keys, timing: Timing | None = None) -> None:
        self.timing = timing or Timing()
        self.clock = handler.clock
        self.store = handler.store
        self.url = settings.public_url + PATH
        self.secrets = settings.webhook_secrets or (keys.webhook_secret,)
        self.bot = connect(settings.telegram_token, settings.telegram_api_url, self.timing)
        self.intake = Intake(handler, keys, handler.library, self.bot)
        self.sender = Sender(self.bot, self.store, keys, self.clock, self.timing, handler.library)
        self.registered = False
        self._work = "webhook " + hashlib.sha256(f"{self.url} {self.secrets[0]}".encode()).hexdigest()[:16]
        self._stopping = asyncio.Event()
        self._finished = asyncio.Event()

    @property
    def route(self) -> Route:
        return Route(PATH, self.receive, methods=["POST"])

    # ------------------------------------------------------------ an update

    async def receive(self, request: Request) -> Response:
        if not self._is_telegram(request.headers.get(SECRET_HEADER, "")):
            return Response(status_code=403)
        raw = _update(await _body(request))
        if raw is None:
            log.error(SET_ASIDE)
            return Response()
        update = self.intake.read(raw)
        self.intake.answer(update)
        try:
            await self.intake.take(update, self.sender)
        except StoreUnavailable:
            return Response(status_code=503, headers={"Retry-After": "1"})
        return Response()

    def _is_telegram(self, given: str) -> bool:
        """Every secret is compared, each in constant time: the answer takes as long whichever is wrong."""
        right = [hmac.compare_digest(given.encode(), secret.encode()) for secret in self.secrets]
        return any(right)

    # ------------------------------------------------------------ beside the pages

    async def run(self) -> None:
        sending = asyncio.create_task(self.sender.run())
        try:
            while not self._stopping.is_set():
                await self._pause(await self._made_known())
        finally:
            self.sender.stop()
            await asyncio.wait({sending, *self.intake.beside}, timeout=2 * self.timing.request)
            await disconnect(self.bot)
            self._finished.set()

    async def stop(self) -> None:
        self._stopping.set()
        await self._finished.wait()

    async def _made_known(self) -> float:
        """Seconds until it is looked at again."""
        try:
            self.registered = await self._is_known()
            return self.timing.look_again if self.registered else self.timing.idle
        except InvalidToken:
            log.warning(REFUSED)
        except RetryAfter as error:
            return seconds_asked(error)
        except TelegramError as error:
            log.warning("Telegram ne connaît pas encore notre adresse : %s", told(error, self.bot.token))
        except Exception as error:
            log.error("Telegram ne connaît pas encore notre adresse : %s", placed(error))
        return self.timing.longest_wait

    async def _is_known(self) -> bool:
        """At start, and whenever our address is lost, whoever claims the work tells it, and no other."""
        if not self.registered and await self._claimed():
            return await self._tell()
        if (await self.bot.get_webhook_info()).url == self.url:
            return True
        return await self._claimed() and await self._tell()

    async def _claimed(self) -> bool:
        return await asyncio.to_thread(self.store.claim, self._work, self.clock(), CLAIMED_SECONDS)

    async def _tell(self) -> bool:
        """What people wrote meanwhile is kept."""
        self.intake.introduce()
        return await self.bot.set_webhook(
            self.url, secret_token=self.secrets[0], allowed_updates=ALLOWED, max_connections=AT_ONCE,
            drop_pending_updates=False,
        )  # fmt: skip

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


async def _body(request: Request) -> bytes:
    """As far as it may be long, and one byte more."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY_MAX:
            break
    return body


def _update(body: bytes) -> dict[str, Any] | None:
    """None for what is no update: it would come again for ever."""
    if len(body) > BODY_MAX:
        return None
    try:
        raw = json.loads(body)
    except ValueError:
        return None
    return raw if isinstance(raw, dict) and isinstance(raw.get("update_id"), int) else None
