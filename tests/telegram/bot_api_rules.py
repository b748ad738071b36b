"""What does Telegram refuse? The checks of the Bot API double, after the server's public source."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

TEXT_MAX, CAPTION_MAX, DATA_MAX, BUTTONS_MAX, MARKUP_MAX = 4096, 1024, 64, 100, 10_000
ENTITY_TYPES = {
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code",
    "pre", "text_link", "text_mention", "custom_emoji", "mention", "hashtag", "cashtag", "bot_command", "url",
    "email", "phone_number",
}  # fmt: skip
SENDING = {
    "business_connection_id", "chat_id", "message_thread_id", "direct_messages_topic_id", "reply_markup",
    "disable_notification", "protect_content", "allow_paid_broadcast", "message_effect_id",
    "reply_parameters", "suggested_post_parameters",
}  # fmt: skip
EDITING = {"business_connection_id", "chat_id", "message_id", "inline_message_id", "reply_markup"}
PARAMETERS: dict[str, set[str]] = {
    "getMe": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "getWebhookInfo": set(),
    "deleteWebhook": {"drop_pending_updates"},
    "setWebhook": {"url", "secret_token", "allowed_updates", "max_connections", "drop_pending_updates"},
    "setMyCommands": {"commands", "scope", "language_code"},
    "setMyDescription": {"description", "language_code"},
    "setMyShortDescription": {"short_description", "language_code"},
    "sendMessage": SENDING | {"text", "parse_mode", "entities", "link_preview_options"},
    "sendDocument": SENDING | {"document", "thumbnail", "caption", "parse_mode", "caption_entities"},
    "editMessageText": EDITING | {"text", "parse_mode", "entities", "link_preview_options"},
    "editMessageReplyMarkup": EDITING,
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert", "url", "cache_time"},
}


class Refused(Exception):
    """What Telegram answers instead of a result: code, description, parameters."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


def faults_of(method: str, params: dict[str, Any]) -> list[str]:
    """What Telegram lets pass and no right bot does."""
    unknown = sorted(set(params) - PARAMETERS[method])
    found = [f"{method}: unknown parameter {name}" for name in unknown]
    if params.get("parse_mode"):
        found.append(f"{method}: text parsed as markup")
    if params.get("drop_pending_updates"):
        found.append(f"{method}: what people wrote is dropped")
    return found


def checked_text(text: Any, entities: Any, longest: int, name: str) -> tuple[str, list[dict[str, Any]]]:
    """The text as Telegram keeps it, and its entities."""
    if text is None or not str(text).strip():
        raise bad(f"{name} is empty")
    text = encodable(str(text))
    kept = [one for one in entities or [] if _entity(one, text)]
    trimmed = text.strip()
    if len(trimmed) > longest:
        raise bad(f"{name} is too long")
    cut = units(text[: len(text) - len(text.lstrip())])
    return trimmed, [{**one, "offset": max(0, one["offset"] - cut)} for one in kept]


def checked_keyboard(markup: Any) -> dict[str, Any] | None:
    """The inline keyboard as Telegram keeps it; None when there is none."""
    if not markup:
        return None
    if "inline_keyboard" not in markup:
        return dict(markup)
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    if sum(len(row) for row in rows) > BUTTONS_MAX or len(json.dumps(rows)) > MARKUP_MAX:
        raise bad("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def checked_commands(commands: Any) -> None:
    for command in commands or []:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command.get("command", "")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "").strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


def checked_webhook(url: str, secret: str) -> None:
    """https only, but for this machine, where the tests are."""
    if not url.startswith("https://") and not url.startswith("http://127.0.0.1:"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise bad("secret token contains unallowed characters")


def checked_length(text: Any, longest: int, name: str) -> None:
    if len(encodable(str(text or ""))) > longest:
        raise bad(f"{name} is too long")


def encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None
    return text


def units(text: str) -> int:
    """Length in UTF-16 code units, the unit of entities."""
    return len(text.encode("utf-16-le")) // 2


def _entity(entity: dict[str, Any], text: str) -> bool:
    start, length = entity.get("offset"), entity.get("length")
    if entity.get("type") not in ENTITY_TYPES or not isinstance(start, int) or not isinstance(length, int):
        raise bad("can't parse MessageEntity")
    if start < 0 or length < 0 or start + length > units(text):
        raise bad(f"entity beginning at UTF-16 offset {start} ends after the end of the text")
    wide = text.encode("utf-16-le")
    for edge in (start, start + length):
        if b"\xdc" <= wide[2 * edge + 1 : 2 * edge + 2] < b"\xe0":
            raise bad(f"entity beginning at UTF-16 offset {start} ends in the middle of a UTF-16 symbol")
    return length > 0 and (entity["type"] != "text_link" or _has_dot(entity.get("url", "")))


def _button(button: dict[str, Any]) -> dict[str, Any]:
    if not encodable(str(button.get("text", ""))).strip():
        raise bad("inline keyboard button text must be non-empty")
    actions = set(button) & {"url", "callback_data", "web_app", "login_url", "copy_text", "pay"}
    if len(actions) != 1:
        raise bad("Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(encodable(data).encode()) <= DATA_MAX:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not _has_dot(button["url"]):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def _has_dot(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "tg", "ton") and "." in (parts.hostname or "")
