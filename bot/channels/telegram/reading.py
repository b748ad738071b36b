"""What did a person do? One Telegram update becomes one Incoming, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Bot, CallbackQuery, Chat, ChatMember, Message, Update

from dialogs import Incoming

TEXT_MAX = 4096
MEDIA = (
    "voice", "audio", "photo", "video", "video_note", "animation", "sticker", "document", "location", "venue",
    "contact", "poll", "dice", "story", "game",
)  # fmt: skip
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_DEEP_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")
_PRESS = re.compile(r"(\d{1,9})\|(.+)", re.DOTALL)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


_PLACE = ("message_id", "date", "chat")
"""All that we read of a message whose button was pressed: its words and buttons are ours."""


@dataclass(frozen=True)
class Heard:
    """An act in a private chat. `pressed` is the message whose button was pressed."""

    chat: int
    incoming: Incoming
    pressed: int | None = None


def updated(raw: dict[str, Any], bot: Bot) -> Update:
    """The update as PTB's objects. Raises whatever PTB does for one it cannot read."""
    query = raw.get("callback_query")
    pressed = query.get("message") if isinstance(query, dict) else None
    if isinstance(query, dict) and isinstance(pressed, dict):
        place = {name: pressed[name] for name in _PLACE if name in pressed}
        raw = {**raw, "callback_query": {**query, "message": place}}
    return Update.de_json(raw, bot)


def heard(update: Update, key: Callable[[int], str]) -> Heard | None:
    """None for what is not an act of a person in a private chat: groups, edits, other bots, service lines."""
    if update.callback_query:
        return _press(update.update_id, update.callback_query, key)
    if update.message:
        return _message(update.update_id, update.message, key)
    return None


@dataclass(frozen=True)
class Left:
    """A person has blocked the bot, at this moment of Telegram's clock."""

    chat: int
    at: datetime


def left(update: Update) -> Left | None:
    change = update.my_chat_member
    if change and change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT):
        return Left(change.chat.id, change.date)
    return None


def kind(update: Update) -> str:
    """What sort of update it is, for a log that says nothing of what people wrote."""
    return next((name for name in Update.ALL_TYPES if getattr(update, name, None)), "unknown")


def _press(update_id: int, query: CallbackQuery, key: Callable[[int], str]) -> Heard | None:
    """The button's data comes from outside: at worst it is a code nobody knows."""
    if query.message and query.message.chat.type != Chat.PRIVATE:
        return None
    chat = query.message.chat.id if query.message else query.from_user.id
    data = _PRESS.fullmatch(query.data or "")
    turn, code = (int(data[1]), data[2]) if data else (None, query.data or "")
    act = Incoming(
        conversation_key=key(chat), event_id=_event(update_id), choices=(_clean(code),), turn=turn, can_push=True
    )
    return Heard(chat, act, query.message.message_id if query.message else None)


def _message(update_id: int, message: Message, key: Callable[[int], str]) -> Heard | None:
    if message.chat.type != Chat.PRIVATE or (message.from_user and message.from_user.is_bot):
        return None
    media = next((name for name in MEDIA if getattr(message, name, None)), "")
    if not message.text and not media:
        return None
    text, chamber = _command(_clean(message.text or ""))
    act = Incoming(
        conversation_key=key(message.chat.id),
        event_id=_event(update_id),
        text=text,
        media=media,
        chamber=chamber,
        can_push=True,
    )
    return Heard(message.chat.id, act)


def _command(text: str) -> tuple[str, str]:
    """« /aide@our_bot » is « /aide »; « /start CODE » is « /start » and the chamber's code."""
    found = _COMMAND.fullmatch(text)
    if not found:
        return text, ""
    name, rest = found[1].lower(), (found[2] or "").strip()
    if name == "start":
        return "/start", rest if _DEEP_LINK.fullmatch(rest) else ""
    return f"/{name} {rest}".rstrip(), ""


def _clean(text: str) -> str:
    """Text that every store can keep: no half characters, no control marks."""
    whole = text[:TEXT_MAX].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNWRITABLE.sub(" ", whole)


def _event(update_id: int) -> str:
    return f"tg:{update_id}"
