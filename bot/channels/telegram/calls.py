"""Which Bot API call delivers a queued reply?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    MessageEntity,
)
from telegram.error import BadRequest

from bot.store import Outgoing, Store

NOT_MODIFIED = "message is not modified"
NOT_EDITABLE = ("message to edit not found", "message can't be edited", "there is no text in the message")


async def deliver(row: Outgoing, chat: int, bot: Bot, store: Store, held: Callable[[str], str]) -> int | None:
    """Telegram's id of the message sent or edited; None when there was nothing to edit. `held`: all we keep, in words.

    Raises telegram.error.TelegramError.
    """
    if row.kind == "document":
        return await _send_document(row, chat, bot, held)
    if row.kind == "send":
        return await _send(row, chat, bot)
    return await _edit(row, chat, bot, store)


async def _send(row: Outgoing, chat: int, bot: Bot) -> int:
    return (await bot.send_message(chat, **_parameters(row.payload))).message_id


async def _edit(row: Outgoing, chat: int, bot: Bot, store: Store) -> int | None:
    """Without a message id: the last message with a keyboard. What cannot be edited is said again below."""
    message_id = row.remote_id or await asyncio.to_thread(store.last_sent_id, row.conversation_key)
    if message_id is None:
        return await _said_again(row, chat, bot)
    try:
        await _edit_call(row.payload, chat, message_id, bot)
    except BadRequest as error:
        reason = str(error).lower()
        if NOT_MODIFIED in reason:
            return message_id
        if any(sign in reason for sign in NOT_EDITABLE):
            return await _said_again(row, chat, bot)
        raise
    return message_id


async def _edit_call(payload: dict[str, Any], chat: int, message_id: int, bot: Bot) -> None:
    wanted = {"chat_id": chat, "message_id": message_id, **_parameters(payload)}
    if "text" in payload:
        await bot.edit_message_text(**wanted)
    else:
        await bot.edit_message_reply_markup(**wanted)


async def _said_again(row: Outgoing, chat: int, bot: Bot) -> int | None:
    """Only words are worth it: a keyboard that is gone need not be taken away."""
    return await _send(row, chat, bot) if "text" in row.payload else None


async def _send_document(row: Outgoing, chat: int, bot: Bot, held: Callable[[str], str]) -> int:
    """Everything held about her, as it stands when it leaves."""
    text = await asyncio.to_thread(held, row.conversation_key)
    file = InputFile(text.encode("utf-8", "replace"), filename=row.payload["filename"])
    return (await bot.send_document(chat, file, caption=row.payload["caption"])).message_id


def _parameters(payload: dict[str, Any]) -> dict[str, Any]:
    """The queued payload as PTB's own values. Never `parse_mode`: what people wrote is text."""
    made: dict[str, Any] = {}
    if "text" in payload:
        made["text"] = payload["text"]
        made["entities"] = [MessageEntity(**one) for one in payload.get("entities", ())]
    if "link_preview_options" in payload:
        made["link_preview_options"] = LinkPreviewOptions(**payload["link_preview_options"])
    if "reply_markup" in payload:
        made["reply_markup"] = _keyboard(payload["reply_markup"]["inline_keyboard"])
    return made


def _keyboard(rows: list[list[dict[str, Any]]]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(**button) for button in row] for row in rows])
