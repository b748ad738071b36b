"""A small strict Bot API in its own process: it refuses what Telegram refuses, and tells tests what happened.

`python bot_api_double.py` prints its address. A bot talks to /bot<token>/METHOD. A test makes a token with
/control/TOKEN/make, then acts and looks by /control/TOKEN/ACTION (a JSON body in, JSON out): see `Control`.
"""

from __future__ import annotations

import asyncio
import json
import socket
import time
from itertools import islice
from typing import Any

import uvicorn
from bot_api_methods import Methods
from bot_api_rules import PARAMETERS, Refused, bad, faults_of
from bot_api_world import World
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

NUMBERS = {"chat_id", "message_id", "offset", "limit", "timeout", "max_connections"}
OBJECTS = {
    "reply_markup", "entities", "caption_entities", "commands", "allowed_updates", "link_preview_options",
    "drop_pending_updates",
}  # fmt: skip
SENDING = {"sendMessage", "sendDocument"}
KEPT_OPEN_SECONDS = 75
"""Longer than a test waits between two questions: a connection closed just as it is used again is no answer."""


class Flood:
    """About `per_second` messages a second after a burst, per chat and for the whole bot."""

    def __init__(self, per_second: float, burst: float) -> None:
        self.per_second, self.burst = per_second, burst
        self.left: dict[int, tuple[float, float]] = {}

    def take(self, key: int) -> None:
        now = time.monotonic()
        left, seen = self.left.get(key, (self.burst, now))
        left = min(self.burst, left + (now - seen) * self.per_second)
        if left < 1:
            raise Refused(429, "Too Many Requests: retry after 2", retry_after=2)
        self.left[key] = (left - 1, now)


class BotApi:
    """One bot's token, with the people it talks to."""

    def __init__(
        self, chat_rate: float = 1, chat_burst: float = 20, query_seconds: float = 15, bot_rate: float = 30
    ) -> None:
        self.world = World(query_seconds)
        self.methods = Methods(self.world)
        self.chat_flood, self.bot_flood = Flood(chat_rate, chat_burst), Flood(bot_rate, bot_rate)
        self.calls: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self.failures: list[dict[str, Any]] = []

    async def call(self, method: str, params: dict[str, Any]) -> Response:
        call = {"method": method, "params": shown(params), "error": "", "at": time.monotonic()}
        self.calls.append(call)
        try:
            result = await self._result(method, params)
        except Refused as refused:
            call["error"] = refused.description
            return answered(refused)
        return result if isinstance(result, Response) else json_of({"ok": True, "result": result})

    async def _result(self, method: str, params: dict[str, Any]) -> Any:
        if method not in PARAMETERS:
            self.faults.append(f"{method}: unknown method")
            raise Refused(404, "Not Found: method not found")
        self.faults += faults_of(method, params)
        failure = self._failure(method, params)
        if "status" in failure:
            raise refusal(failure)
        await asyncio.sleep(failure.get("hang", 0))
        if method in SENDING:
            self.chat_flood.take(params["chat_id"])
            self.bot_flood.take(0)
        result = await getattr(self.methods, method)(params)
        return Cut() if failure.get("cut") else result

    def _failure(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The first planned failure for this call; it counts down."""
        for failure in self.failures:
            wanted = method != "getUpdates" if "method" not in failure else failure["method"] == method
            if wanted and failure.get("chat", params.get("chat_id")) == params.get("chat_id"):
                failure["times"] = failure.get("times", 1) - 1
                if failure["times"] <= 0:
                    self.failures.remove(failure)
                return failure
        return {}


class Control:
    """What a test may ask: act as a person, break something, look."""

    def __init__(self, api: BotApi) -> None:
        self.api, self.world = api, api.world

    def text(self, chat: int, text: str, **more: Any) -> Any:
        command = text.startswith("/")
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
        return self.world.says(chat, text=text, **({"entities": [entity]} if command else {}), **more)

    def media(self, chat: int, kind: str, content: Any) -> Any:
        return self.world.says(chat, **{kind: content})

    def press(self, chat: int, label: str, message_id: int | None = None) -> Any:
        """Only a button she can see: one that was edited away never reaches the bot."""
        for message in reversed(self.world.chat(chat).messages.values()):
            for button in buttons(message):
                if button["text"] == label and message_id in (None, message["message_id"]):
                    return self.world.presses(chat, message["message_id"], button["callback_data"])
        seen = [b["text"] for m in self.world.chat(chat).messages.values() for b in buttons(m)]
        return {"error": f"no button « {label} » ; there are {seen}"}

    def forge(self, chat: int, message_id: int, data: str) -> Any:
        return self.world.presses(chat, message_id, data)

    def raw(self, kind: str, content: Any) -> Any:
        return self.world.queue(kind, content)

    def again(self, count: int = 1) -> Any:
        """The same updates once more, as after a crash of Telegram's own queue."""
        self.world.updates += [dict(update) for update in self.world.updates[-count:]]
        self.world.post()

    def again_last(self) -> Any:
        """The last update once more, though it was confirmed."""
        self.world.updates.append(dict(self.world.last))
        self.world.post()

    def lose_presses(self) -> Any:
        self.world.updates[:] = [update for update in self.world.updates if "callback_query" not in update]

    def set(self, chat: int, **state: bool) -> Any:
        vars(self.world.chat(chat)).update(state)

    def webhook(self, url: str) -> Any:
        self.world.set_webhook(url)

    def posts(self) -> Any:
        """The status of each post, in order; 0 when nobody answered."""
        return self.world.posts

    def fail(self, **failure: Any) -> Any:
        self.api.failures.append(failure)

    def mend(self) -> Any:
        self.api.failures.clear()

    def chat(self, chat: int) -> Any:
        return list(self.world.chat(chat).messages.values())

    def newest(self, chat: int) -> Any:
        """The last bubble of the bot; a list, empty before the first."""
        told = (m for m in reversed(self.world.chat(chat).messages.values()) if m["from"]["is_bot"])
        return list(islice(told, 1))

    def calls(self) -> Any:
        return self.api.calls

    def faults(self) -> Any:
        return self.api.faults

    def profile(self) -> Any:
        return self.world.profile

    def pending(self) -> Any:
        return len(self.world.updates)

    def queries(self) -> Any:
        return {key: query.answered for key, query in self.world.queries.items()}


class Server:
    """Every token has its own people; a token nobody made is refused."""

    def __init__(self) -> None:
        self.bots: dict[str, BotApi] = {}

    async def bot(self, request: Request) -> Response:
        params = await read(request)
        api = self.bots.get(request.path_params["token"])
        if api is None:
            return answered(Refused(401, "Unauthorized"))
        return await api.call(request.path_params["method"], params)

    async def control(self, request: Request) -> Response:
        token, action = request.path_params["token"], request.path_params["action"]
        asked = await request.json()
        if action == "make":
            self.bots[token] = BotApi(**asked)
            return json_of(None)
        return json_of(getattr(Control(self.bots[token]), action)(**asked))


class Cut(Response):
    """Done, and the line breaks before the answer arrives."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        length = [(b"content-length", b"4096"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": length})
        await send({"type": "http.response.body", "body": b'{"ok": tr', "more_body": True})


def json_of(content: Any) -> Response:
    """JSON as Telegram writes it: ASCII, half characters included."""
    return Response(json.dumps(content), media_type="application/json")


def answered(refused: Refused) -> Response:
    answer: dict[str, Any] = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters:
        answer["parameters"] = refused.parameters
    response = json_of(answer)
    response.status_code = refused.code
    return response


def refusal(failure: dict[str, Any]) -> Refused:
    more = {"retry_after": failure["retry_after"]} if "retry_after" in failure else {}
    return Refused(failure["status"], failure.get("description", "planned failure"), **more)


def buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


async def read(request: Request) -> dict[str, Any]:
    if "json" in request.headers.get("content-type", ""):
        return dict(await request.json())
    form = await request.form() if request.method == "POST" else request.query_params
    return {name: value_of(name, value) for name, value in form.items()}


def value_of(name: str, value: Any) -> Any:
    if isinstance(value, UploadFile):
        return value
    try:
        return int(value) if name in NUMBERS else json.loads(value) if name in OBJECTS else value
    except ValueError:
        raise bad(f"can't parse {name}") from None


def shown(params: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(value, "filename", value) for name, value in params.items()}


def main() -> None:
    server = Server()
    routes = [
        Route("/bot{token}/{method}", server.bot, methods=["GET", "POST"]),
        Route("/control/{token}/{action}", server.control, methods=["POST"]),
    ]
    listening = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    config = uvicorn.Config(Starlette(routes=routes), log_level="error", timeout_keep_alive=KEPT_OPEN_SECONDS)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
