"""How does the conversation look in a terminal? Bubbles, numbered choices, and a line to answer on."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TextIO
from uuid import uuid4

from bot import held
from bot.channels.progress import told
from bot.store import Store, StoreUnavailable
from bot.turns import TurnHandler
from content.typography import typeset
from dialogs import Choice, Conversation, Incoming, Message, Span, Turn
from dialogs.conversation import Shown

KEY = "terminal"
COMMAND = "python -m bot talk"
WIDEST = 78
INDENT = "   "
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
SEVERAL = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class Console:
    """Where words go and come from. `styled`: a real terminal, which knows bold."""

    out: TextIO = field(default_factory=lambda: sys.stdout)
    ask: Callable[[str], str] = input
    styled: bool = field(default_factory=lambda: sys.stdout.isatty())
    width: Callable[[], int] = lambda: shutil.get_terminal_size().columns

    def say(self, text: str = "") -> None:
        print(text, file=self.out, flush=True)


def talk(handler: TurnHandler, store: Store, console: Console, fresh: bool = False) -> None:
    """The whole conversation, from where it stood, until she leaves (Ctrl-D or Ctrl-C)."""
    if fresh:
        store.erase(KEY)
    chat = _Chat(handler, store, console)
    with suppress(EOFError, KeyboardInterrupt):
        chat.open()
        while True:
            chat.act(console.ask("> "))
    console.say()
    chat.note("leave", command=COMMAND)


def chosen(text: str, choices: Sequence[Choice]) -> tuple[str, ...]:
    """The codes of the numbers typed; none when they are not numbers of this screen: then it is text.

    One number presses that choice. Several tick boxes: those ticked already stay so.
    """
    numbers = SEVERAL.split(text.strip())
    if not all(n.isascii() and n.isdigit() and 0 < int(n) <= len(choices) for n in numbers):
        return ()
    picked = [choices[int(n) - 1] for n in dict.fromkeys(numbers)]
    if len(picked) > 1:
        if not any(choice.role == "tick" for choice in picked):
            return ()
        picked = [choice for choice in picked if not choice.ticked] or picked
    return tuple(choice.code for choice in picked)


class _Chat:
    def __init__(self, handler: TurnHandler, store: Store, console: Console) -> None:
        self.handler = handler
        self.store = store
        self.console = console
        self.shown: Shown | None = None

    def open(self) -> None:
        known = self.handler.conversation(KEY)
        self.note("hint")
        if not (known and self._reminded(known)):
            self._handle(_incoming("/start"))

    def _reminded(self, known: Conversation) -> bool:
        """A reminder that waited for her is said instead; was there any?"""
        due = sorted((one.due, one.id) for one in known.reminders if one.due <= self.handler.clock())
        return any(self._handle(_incoming(reminder=reminder)) for _, reminder in due)

    def act(self, text: str) -> None:
        codes = chosen(text, self.shown.choices) if self.shown else ()
        if codes and self.shown:
            self._handle(_incoming(choices=codes, turn=self.shown.turn))
        elif text.strip():
            self._handle(_incoming(text))

    def note(self, name: str, **values: str) -> None:
        sentence = typeset(self.handler.library().replies[f"terminal.{name}"]).format(**values)
        self._paragraph((Span(text=sentence),), dim=True)

    def _handle(self, incoming: Incoming) -> bool:
        """Was something said?"""
        try:
            turn = self.handler.handle(incoming)
        except StoreUnavailable:
            self.note("unavailable")
            return False
        if turn and turn.messages:
            self._show(turn)
        return turn is not None and bool(turn.messages)

    def _show(self, turn: Turn) -> None:
        self.shown = turn.conversation.shown
        for message in turn.messages:
            self.console.say()
            self._paragraph(message.spans)
        if turn.wants == "export":
            self._held()
        if self.shown:
            self._choices(self.shown.choices, turn.messages)

    def _held(self) -> None:
        """Everything held, wrapped as what is said is."""
        text = held.text(self.store.export(KEY), self.handler.library(), self.handler.clock())
        self.console.say()
        self._paragraph((Span(text=text),))

    def _choices(self, choices: Sequence[Choice], messages: Sequence[Message]) -> None:
        numbered = list(enumerate(choices, start=1))
        for number, choice in numbered:
            if choice.role != "quiet":
                self.console.say(f"{INDENT}{number:>2}  {_box(choice)}{typeset(choice.label)}")
        quiet = [_on_one_line(number, choice) for number, choice in numbered if choice.role == "quiet"]
        if quiet:
            self._paragraph((Span(text=" · ".join(quiet)),), dim=True)
        if messages and messages[-1].progress:
            progress = told(messages[-1].progress, self.handler.library().replies)
            self._paragraph((Span(text=progress),), dim=True)

    def _paragraph(self, spans: Sequence[Span], dim: bool = False) -> None:
        width = max(20, min(WIDEST, self.console.width()) - len(INDENT))
        text = "".join(_pieces(spans, width, styled=self.console.styled))
        for line in text.split("\n"):
            self.console.say(f"{DIM}{INDENT}{line}{PLAIN}" if dim and self.console.styled else INDENT + line)


def _incoming(text: str = "", **more: Any) -> Incoming:
    return Incoming(conversation_key=KEY, event_id=f"{KEY}:{uuid4()}", text=text, **more)


def _box(choice: Choice) -> str:
    if choice.role != "tick":
        return ""
    return "[x] " if choice.ticked else "[ ] "


def _on_one_line(number: int, choice: Choice) -> str:
    return f"{number} {typeset(choice.label)}".replace(" ", "\xa0")


def _pieces(spans: Sequence[Span], width: int, styled: bool) -> Iterator[str]:
    """The spans' text, wrapped; bold and links in a terminal that knows them."""
    breaks = _breaks("".join(span.text for span in spans), width)
    at = 0
    for span in spans:
        text = "".join("\n" if at + i in breaks else char for i, char in enumerate(span.text))
        at += len(span.text)
        yield _styled(text, span) if styled else text


def _styled(text: str, span: Span) -> str:
    if span.url:
        text = f"\x1b]8;;{span.url}\x1b\\{text}\x1b]8;;\x1b\\"
    return f"{BOLD}{text}{PLAIN}" if span.bold else text


def _breaks(text: str, width: int) -> set[int]:
    """The spaces that become the end of a line, so that no line is wider; a no-break space never does."""
    breaks: set[int] = set()
    start, space = 0, -1
    for i, char in enumerate(text):
        if char == "\n":
            start, space = i + 1, -1
        elif char == " ":
            space = i
        if i - start >= width and space >= start:
            breaks.add(space)
            start, space = space + 1, -1
    return breaks
