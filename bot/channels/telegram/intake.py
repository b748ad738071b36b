"""How does one update become a committed turn? The same by long polling and by webhook."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.channels.telegram.client import introduce, placed, told
from bot.channels.telegram.drawing import draw
from bot.channels.telegram.reading import Heard, Left, heard, kind, left, updated
from bot.channels.telegram.sender import Sender
from bot.keys import Keys
from bot.store import Outgoing, Store, StoreUnavailable, bot_name
from bot.turns import TurnHandler
from content.models import Library
from content.typography import typeset
from dialogs import Turn

ALLOWED = ("message", "callback_query", "my_chat_member")
log = logging.getLogger(__name__)


class Intake:
    """Turns are committed here; what they push is left to the sender, which is woken."""

    def __init__(self, handler: TurnHandler, keys: Keys, library: Callable[[], Library], bot: Bot) -> None:
        self.handler = handler
        self.store: Store = handler.store
        self.keys = keys
        self.library = library
        self.bot = bot
        self.beside: set[asyncio.Task[None]] = set()

    def introduce(self) -> None:
        """The command menu and the words of the empty chat, without waiting for them."""
        self._meanwhile(self._introduced())

    def answer(self, update: Update) -> None:
        """A press is answered at once, whatever comes of it: until then her phone shows that it waits."""
        if update.callback_query:
            self._meanwhile(self._answered(update.callback_query.id))

    async def take(self, update: Update, sender: Sender) -> None:
        """Committed when it returns. A poison update is set aside, whatever it is: those behind it must flow.

        Raises StoreUnavailable: nothing was kept, the same update must come again.
        """
        act = None
        try:
            if (gone := left(update)) is not None:
                await asyncio.to_thread(self._closed, gone)
            act = heard(update, self._key)
            farewell = await asyncio.to_thread(self._committed, act) if act else ()
        except StoreUnavailable:
            raise
        except Exception as error:
            log.error("Telegram : mise à jour mise de côté (%s) : %s", kind(update), placed(error))
            farewell = self._sorry() if act else ()
        sender.wake()
        if act and farewell:
            self._meanwhile(sender.deliver_now(act.chat, farewell))

    def read(self, raw: dict[str, Any]) -> Update:
        """An update PTB cannot read becomes an empty one: the others keep their turn."""
        try:
            update = updated(raw, self.bot)
        except Exception as error:
            log.error("Telegram : mise à jour illisible, mise de côté : %s", placed(error))
            return Update(raw["update_id"])
        return update

    # ------------------------------------------------------------ below

    def _closed(self, gone: Left) -> None:
        """Unless she has come back since: the news may be told again, and late."""
        key = self._key(gone.chat)
        conversation = self.handler.conversation(key)
        if conversation is None or conversation.last_seen <= gone.at:
            self.store.close(key)

    def _committed(self, act: Heard) -> tuple[Outgoing, ...]:
        """The turn, its replies queued with it. Returns what to say to a person of whom nothing is left."""
        key = act.incoming.conversation_key
        if self.store.taken(act.incoming.event_id):
            return ()
        farewell: tuple[Outgoing, ...] = ()

        def push(turn: Turn) -> tuple[Outgoing, ...]:
            nonlocal farewell
            current = self.store.last_sent_id(key)
            rows = draw(turn, self.library().replies, act.pressed, current)
            if turn.wants != "erase":
                return rows
            farewell = tuple(replace(row, remote_id=row.remote_id or current) for row in rows)
            return ()

        # Asked within the turn, and kept with it: were she forgotten meanwhile, both would be done again.
        self.handler.handle(act.incoming, push, lambda: self._unknown_yet(key, act.chat))
        return farewell

    def _unknown_yet(self, key: str, chat: int) -> bytes:
        """Her Telegram id, encrypted; b"" when it is kept."""
        return self.keys.encrypt(chat) if self.store.address(key) is None else b""

    async def _answered(self, query_id: str) -> None:
        """Too old, or answered before a crash: nothing she would see."""
        try:
            await self.bot.answer_callback_query(query_id)
        except TelegramError as error:
            log.debug("Telegram : un appui est resté sans accusé : %s", told(error, self.bot.token))

    async def _introduced(self) -> None:
        try:
            await introduce(self.bot, self.library().replies)
            named = (await self.bot.get_me()).username or ""
            await asyncio.to_thread(self.store.keep, bot_name(self.bot.token), named)
        except StoreUnavailable:
            return
        except TelegramError as error:
            log.warning("Telegram : le menu et la description attendront : %s", told(error, self.bot.token))

    def _key(self, chat: int) -> str:
        return self.keys.telegram_key(chat)

    def _sorry(self) -> tuple[Outgoing, ...]:
        return (Outgoing("send", {"text": typeset(self.library().replies["telegram.trouble"])}),)

    def _meanwhile(self, call: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(call)
        self.beside.add(task)
        task.add_done_callback(self.beside.discard)
