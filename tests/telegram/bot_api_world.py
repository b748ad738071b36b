"""What does Telegram remember? Chats, messages, updates and callback queries of the Bot API double."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from bot_api_rules import Refused, bad, checked_keyboard, checked_text
from bot_api_webhook import Posting

BOT = {"id": 777, "is_bot": True, "first_name": "Premier Pas", "username": "premier_pas_bot"}
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "Conflict: can't use getUpdates method while webhook is active"
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass
class Query:
    chat: int
    message_id: int
    born: float = field(default_factory=time.monotonic)
    answered: bool = False


@dataclass
class Chat:
    id: int
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    blocked: bool = False
    forgotten: bool = False
    last_id: int = 0

    def add(self, message: dict[str, Any]) -> dict[str, Any]:
        self.last_id += 1
        whole = {"message_id": self.last_id, "date": int(time.time()), "chat": self.described(), **message}
        self.messages[self.last_id] = whole
        return whole

    def described(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": "Jeanne <b>*_[x](y.fr)"}


class World:
    def __init__(self, query_seconds: float = 15) -> None:
        self.query_seconds = query_seconds
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.updates: list[dict[str, Any]] = []
        self.last_update = 1000
        self.last: dict[str, Any] = {}
        self.allowed: list[str] = []
        self.posting: Posting | None = None
        self.posts: list[int] = []
        """Of each post, whatever address it went to."""
        self.profile: dict[str, Any] = {}
        self._poll: asyncio.Future[None] | None = None

    # ------------------------------------------------------------ from people to the bot

    def chat(self, chat_id: int) -> Chat:
        return self.chats.setdefault(chat_id, Chat(chat_id))

    def queue(self, kind: str, content: Any) -> int:
        self.last_update += 1
        if not self.allowed or kind in self.allowed:
            self.last = {"update_id": self.last_update, kind: content}
            self.updates.append(self.last)
        if self._poll and not self._poll.done():
            self._poll.set_result(None)
        self.post()
        return self.last_update

    @property
    def webhook(self) -> str:
        return self.posting.url if self.posting else ""

    def set_webhook(self, url: str, secret: str = "") -> None:
        """'' takes it away. What waits is posted."""
        if self.posting:
            self.posting.stop()
        self.posting = Posting(url, secret, self.updates, self.posts) if url else None
        self.post()

    def post(self) -> None:
        if self.posting:
            self.posting.look()

    def says(self, chat_id: int, **content: Any) -> dict[str, Any]:
        chat = self.chat(chat_id)
        message = chat.add({"from": {"id": chat_id, "is_bot": False, "first_name": "Jeanne"}, **content})
        return {"update": self.queue("message", message), "message_id": message["message_id"]}

    def presses(self, chat_id: int, message_id: int, data: str) -> dict[str, Any]:
        query_id = str(90_000 + len(self.queries))
        self.queries[query_id] = Query(chat_id, message_id)
        message = self.chat(chat_id).messages.get(message_id)
        query = {"id": query_id, "from": {"id": chat_id, "is_bot": False, "first_name": "Jeanne"}}
        query |= {"chat_instance": "1", "data": data}
        gone = {"message_id": message_id, "date": 0, "chat": self.chat(chat_id).described()}
        query["message"] = message or gone
        return {"update": self.queue("callback_query", query), "query": query_id}

    async def get_updates(
        self, offset: int, limit: int, timeout: float, allowed: list[str] | None
    ) -> list[dict[str, Any]]:
        """A call that has to wait ends the one that waits: that one gets 409."""
        if self.webhook:
            raise Refused(409, WEBHOOK_SET)
        if allowed is not None:
            self.allowed = allowed
        kept = [u for u in self.updates if u["update_id"] >= offset]
        self.updates[:] = kept if offset >= 0 else self.updates[offset:]
        if not self.updates and timeout > 0:
            await self._wait(min(timeout, 50))
        return self.updates[: max(1, min(limit, 100))]

    async def _wait(self, timeout: float) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(Refused(409, CONFLICT))
        mine = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(mine, timeout)
        except TimeoutError:
            pass
        finally:
            if self._poll is mine:
                self._poll = None

    # ------------------------------------------------------------ from the bot to people

    def send(self, chat_id: int, content: dict[str, Any], markup: Any) -> dict[str, Any]:
        chat = self._reachable(chat_id)
        keyboard = checked_keyboard(markup)
        return chat.add({"from": BOT, **content, **({"reply_markup": keyboard} if keyboard else {})})

    def edit_text(self, chat_id: int, message_id: int, text: Any, entities: Any, markup: Any) -> Any:
        message = self._editable(chat_id, message_id)
        if "text" not in message:
            raise bad("there is no text in the message to edit")
        kept, kept_entities = checked_text(text, entities, 4096, "message text")
        return self._replaced(message, {"text": kept, "entities": kept_entities}, markup)

    def edit_keyboard(self, chat_id: int, message_id: int, markup: Any) -> dict[str, Any]:
        return self._replaced(self._editable(chat_id, message_id), {}, markup)

    def answer(self, query_id: str) -> bool:
        query = self.queries.get(query_id)
        if not query or query.answered or time.monotonic() - query.born > self.query_seconds:
            raise bad(TOO_OLD)
        query.answered = True
        return True

    def _replaced(self, message: dict[str, Any], content: dict[str, Any], markup: Any) -> dict[str, Any]:
        """An edit without a keyboard takes the keyboard away."""
        keyboard = checked_keyboard(markup)
        same = all(message.get(name) == value for name, value in content.items())
        if same and message.get("reply_markup") == keyboard:
            raise bad("message is not modified: the specified new message content is exactly the same")
        message.update(content, edit_date=int(time.time()))
        message.pop("reply_markup", None)
        if keyboard:
            message["reply_markup"] = keyboard
        return message

    def _editable(self, chat_id: int, message_id: int) -> dict[str, Any]:
        message = self._reachable(chat_id).messages.get(message_id)
        if message is None:
            raise bad("message to edit not found")
        if message["from"]["id"] != BOT["id"] or "keyboard" in message.get("reply_markup", {}):
            raise bad("message can't be edited")
        return message

    def _reachable(self, chat_id: int) -> Chat:
        chat = self.chats.get(chat_id)
        if chat is None or chat.forgotten:
            raise bad("chat not found")
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        return chat
