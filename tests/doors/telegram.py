"""What does she see on Telegram? The messages of the chat, against the strict double of the Bot API."""

from __future__ import annotations

from collections.abc import Callable

from bot.channels.telegram.drawing import TICK
from tests.doors.words import Screen, Told, label, plain
from tests.telegram.phone import Owner, Seen, Telegram, until

OTHER_ACTS = "c:"
"""« Changer », under an answer given: no part of the screen in front of her."""


class TelegramDoor:
    def __init__(self, telegram: Telegram) -> None:
        self.owner = Owner(telegram)
        self.told: Told = []
        self.screen = Screen()
        self._last = 0

    def comes_in(self) -> None:
        self._does(lambda: self.owner.writes("/start"))

    def says(self, text: str) -> None:
        self._does(lambda: self.owner.writes(text))

    def presses(self, wanted: str) -> None:
        found = [button["text"] for button in _buttons(self.owner.told()[-1]) if _words(button["text"]) == wanted]
        self._does(lambda: self.owner.presses(found[0], self._last))

    def ticks(self, *labels: str, press: str) -> None:
        for one in (*labels, press):
            self.presses(one)

    def _does(self, act: Callable[[], Seen]) -> None:
        """A turn is shown whole when its last bubble has its buttons."""
        before = self._turn()
        act()
        until(lambda: self._turn() > before, f"the screen after {self.screen}")
        shown = self.owner.told()
        new = [message for message in shown if message["message_id"] > self._last]
        if not new:
            self.told.pop()
        self.told += [plain(_without_progress(message)) for message in new or shown[-1:]]
        self._last = shown[-1]["message_id"]
        self.screen = _screen(shown[-1])

    def _turn(self) -> int:
        shown = self.owner.told()[-1:]
        turns = [button["callback_data"].partition("|") for message in shown for button in _buttons(message)]
        return max((int(turn) for turn, _, code in turns if not code.startswith(OTHER_ACTS)), default=0)


def _screen(message: Seen) -> Screen:
    names = [button["text"] for button in _buttons(message)]
    ticked = {_words(name) for name in names if name.startswith(TICK)}
    return Screen(tuple(_words(name) for name in names), frozenset(ticked), _progress(message))


def _buttons(message: Seen) -> list[dict[str, str]]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def _words(name: str) -> str:
    return label(name.removeprefix(TICK))


def _progress(message: Seen) -> str:
    """The only words in italics; an offset counts UTF-16 units."""
    written = message["text"].encode("utf-16-le")
    for entity in message.get("entities", []):
        if entity["type"] == "italic":
            return plain(written[2 * entity["offset"] :].decode("utf-16-le"))
    return ""


def _without_progress(message: Seen) -> str:
    return str(message["text"]).removesuffix(_progress(message))
