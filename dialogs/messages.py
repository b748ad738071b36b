"""What does a person see? Messages made of bubbles' text and of choices, the same for every channel."""

from __future__ import annotations

from typing import Any, Literal, Self

import msgspec


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a turn reads and makes. Its types are checked when it is read from JSON, and by mypy."""

    def changed(self, **update: Any) -> Self:
        return msgspec.structs.replace(self, **update)


class Span(Value, frozen=True):
    """A run of text. `text` is plain: no channel ever parses it as markup."""

    text: str
    bold: bool = False
    url: str = ""


class Choice(Value, frozen=True):
    """A button. `code` says what it sets (never « toggle »), so repeats and disorder are harmless.

    `role`: main (full width, one a row) · quiet (« Je ne sais pas · Pourquoi ? · Revenir », one small row)
    · tick (a box: `ticked` tells its state, `code` what pressing it sets).
    """

    label: str
    code: str
    role: Literal["main", "quiet", "tick"] = "main"
    ticked: bool = False


class Progress(Value, frozen=True):
    """« Question 2. Ensuite, 5 au plus »: `done` with it, then `left_min` likely, `left_max` at most."""

    done: int
    left_min: int
    left_max: int


class Card(Value, frozen=True):
    """A plan's step as a channel with room may draw it (the web page); the bubbles say the same in words.

    `reopens`: done, and its button stays, for the result she may read again.
    """

    step: str
    horizon: str
    title: str
    because: str
    cost: str
    time: str
    vouch: str
    button: str
    code: str
    done: bool = False
    reopens: bool = False


class Message(Value, frozen=True):
    """One bubble: its spans, and, on the last bubble of a turn, the choices under it.

    `replaces`: this bubble redraws the screen in place (ticks, pages) instead of adding one.
    `question`: short text to keep when a press turns the bubble into « question : answer » (« Enseigne »).
    """

    spans: tuple[Span, ...]
    choices: tuple[Choice, ...] = ()
    progress: Progress | None = None
    cards: tuple[Card, ...] = ()
    replaces: bool = False
    question: str = ""
    urgent: bool = False

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)
