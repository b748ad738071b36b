"""The yardstick: what does a bare PTB echo cost, from the bytes of an update to a send mocked at the request?"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from telegram import Bot, Update
from telegram.ext import Application, MessageHandler, filters
from telegram.request import BaseRequest, RequestData

from tests.bench import measuring
from tests.bench.measuring import Samples

TOKEN = "1:bench"
ME = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
CHAT = {"id": 7, "type": "private", "first_name": "Jeanne"}


class CannedRequest(BaseRequest):
    """Answers at once with canned bytes, after the work of a real request: the parameters made into JSON."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self._me = json.dumps({"ok": True, "result": ME}).encode()
        message = {"message_id": 5, "date": 1, "chat": CHAT, "from": ME, "text": "merci"}
        self._message = json.dumps({"ok": True, "result": message}).encode()

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        if url.endswith("/getMe"):
            return 200, self._me
        assert request_data is not None
        assert request_data.json_parameters
        self.sent.append(request_data.parameters)
        return 200, self._message


def text_update(number: int, text: str, chat: int = 7) -> bytes:
    return _update(number, "message", {**_message(number, chat), "text": text})


def press_update(number: int, data: str, message_id: int, chat: int = 7) -> bytes:
    person = {"id": chat, "is_bot": False, "first_name": "Jeanne"}
    pressed = {**_message(message_id, chat), "from": ME, "text": "?"}
    query = {"id": str(number), "from": person, "chat_instance": "1", "data": data, "message": pressed}
    return _update(number, "callback_query", query)


def _message(number: int, chat: int) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Jeanne", "language_code": "fr"}
    return {"message_id": number, "date": 1_795_000_000, "chat": {**CHAT, "id": chat}, "from": person}


def _update(number: int, kind: str, body: dict[str, Any]) -> bytes:
    return json.dumps({"update_id": number, kind: body}).encode()


class Echo:
    """An Application with one handler: it says back what it hears."""

    def __init__(self, turns: int, loop: asyncio.AbstractEventLoop) -> None:
        self.request, self.loop, self.turns = CannedRequest(), loop, turns
        bot = Bot(TOKEN, request=self.request, get_updates_request=CannedRequest())
        self.application = Application.builder().bot(bot).updater(None).build()
        self.application.add_handler(MessageHandler(filters.TEXT, say_back))
        loop.run_until_complete(self.application.initialize())

    def round(self) -> Samples:
        self.request.sent.clear()
        updates = [text_update(number, f"bonjour {number}") for number in range(self.turns)]
        samples = self.loop.run_until_complete(self._all(updates))
        assert [sent["text"] for sent in self.request.sent] == [f"bonjour {number}" for number in range(self.turns)]
        return samples

    async def _all(self, updates: list[bytes]) -> Samples:
        samples = []
        for raw in updates:
            begun = measuring.clock()
            await self.application.process_update(Update.de_json(json.loads(raw), self.application.bot))
            samples.append(measuring.clock() - begun)
        return samples


async def say_back(update: Update, _context: Any) -> None:
    assert update.message
    await update.message.reply_text(update.message.text or "")
