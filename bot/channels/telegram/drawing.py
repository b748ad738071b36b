"""How is a turn shown on Telegram? A Turn becomes the calls to make, in order."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from bot.channels.progress import told
from bot.store import Outgoing
from content.typography import typeset
from dialogs import Choice, Message, Span, Turn

TEXT_MAX = 4096
DATA_MAX = 64
QUIET_PER_ROW, QUIET_WIDTH = 3, 40
TICK = "✓ "
NO_PREVIEW = {"is_disabled": True}
REMOVE_KEYBOARD: dict[str, Any] = {}
"""An edit that says nothing takes the keyboard away."""
Keyboard = dict[str, list[list[dict[str, str]]]]
log = logging.getLogger(__name__)


def draw(
    turn: Turn, replies: Mapping[str, str], pressed: int | None = None, current: int | None = None
) -> tuple[Outgoing, ...]:
    """What to push. `pressed`: the message whose button she pressed; `current`: the last one with a keyboard.

    A pressed bubble becomes its question and her answer; a screen is redrawn in place only when it is the one
    she pressed and the last; everything else is a new message, and then no older keyboard stays behind.
    """
    in_front = pressed is not None and current in (None, pressed)
    in_place = [m for m in turn.messages if m.replaces][:1] if in_front and not turn.answered else []
    new = [message for message in turn.messages if message not in in_place and message.text.strip()]
    drawn: list[Outgoing] = []
    if new and not in_place and not (in_front and turn.answered):
        drawn.append(_edit(None if pressed is None else current or pressed, REMOVE_KEYBOARD))
    if pressed is not None and turn.answered:
        drawn.append(_edit(pressed, _answered(turn, replies)))
    drawn += [_edit(pressed, _bubble(message, turn, replies)) for message in in_place]
    sends = [Outgoing("send", _bubble(message, turn, replies)) for message in new]
    if turn.wants == "export":
        sends.insert(len(sends) > 1, _export(replies))
    return (*drawn, *sends)


def entities(spans: Iterable[Span]) -> list[dict[str, Any]]:
    """Bold and links, at UTF-16 offsets: the text itself is never parsed."""
    found: list[dict[str, Any]] = []
    offset = 0
    for span in spans:
        place = {"offset": offset, "length": units(span.text)}
        offset += place["length"]
        if span.bold and span.text.strip():
            found.append({"type": "bold", **place})
        if span.url and span.text.strip():
            found.append({"type": "text_link", "url": span.url, **place})
    return found


def keyboard(choices: Sequence[Choice], turn_number: int) -> Keyboard:
    """Answers and boxes one a row; quiet choices side by side."""
    rows: list[list[dict[str, str]]] = []
    possible = [(choice, _button(choice, turn_number)) for choice in choices]
    for quiet, group in groupby(possible, key=lambda pair: pair[0].role == "quiet"):
        buttons = [button for _, button in group if button]
        rows += _quiet_rows(buttons) if quiet else [[button] for button in buttons]
    return {"inline_keyboard": rows}


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _bubble(message: Message, turn: Turn, replies: Mapping[str, str]) -> dict[str, Any]:
    text, styles = message.text, entities(message.spans)
    if message.progress:
        line = told(message.progress, replies)
        styles.append({"type": "italic", "offset": units(text) + 2, "length": units(line)})
        text = f"{text}\n\n{line}"
    if units(text) > TEXT_MAX:
        text, styles = text[: TEXT_MAX // 2 - 1] + "…", []
    payload = {"text": text, "entities": styles, "link_preview_options": NO_PREVIEW}
    return _with_keyboard(payload, message.choices, turn)


def _answered(turn: Turn, replies: Mapping[str, str]) -> dict[str, Any]:
    payload: dict[str, Any] = {"text": turn.answered, "link_preview_options": NO_PREVIEW}
    change = Choice(label=typeset(replies["telegram.change"]), code=turn.change_code)
    return _with_keyboard(payload, (change,) if turn.change_code else (), turn)


def _with_keyboard(payload: dict[str, Any], choices: Sequence[Choice], turn: Turn) -> dict[str, Any]:
    shown = turn.conversation.shown
    markup = keyboard(choices, shown.turn if shown else turn.conversation.turn)
    return {**payload, "reply_markup": markup} if markup["inline_keyboard"] else payload


def _button(choice: Choice, turn_number: int) -> dict[str, str] | None:
    """None when Telegram would refuse the button, and the message with it: her words still do the same."""
    data = f"{turn_number}|{choice.code}"
    if not choice.label.strip() or len(data.encode()) > DATA_MAX:
        log.error("Telegram : un bouton refusé n'est pas montré (%d octets)", len(data.encode()))
        return None
    return {"text": f"{TICK if choice.ticked else ''}{choice.label}", "callback_data": data}


def _quiet_rows(buttons: Sequence[dict[str, str]]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = []
    for button in buttons:
        row = rows[-1] if rows else []
        width = sum(len(one["text"]) for one in [*row, button])
        if not row or len(row) == QUIET_PER_ROW or width > QUIET_WIDTH:
            rows.append([button])
        else:
            row.append(button)
    return rows


def _edit(message_id: int | None, payload: dict[str, Any]) -> Outgoing:
    """`message_id` None: the last message with a keyboard, known when the edit leaves."""
    return Outgoing("edit", payload, remote_id=message_id)


def _export(replies: Mapping[str, str]) -> Outgoing:
    """The document is written when it leaves: the outbox holds no second copy of what we know of her."""
    named = {"filename": replies["telegram.export_name"], "caption": typeset(replies["telegram.export"])}
    return Outgoing("document", named)
