"""What do the three doors show alike? Bubbles, the plan's steps, what may be pressed: words, without their dress."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from content.models import Library
from content.typography import typeset


@dataclass(frozen=True)
class Card:
    """A step of the plan as the web page draws it."""

    number: int
    horizon: str
    title: str
    because: str
    time: str
    cost: str
    done: bool


Plan = tuple[Card, ...]
Told = list[str | Plan]


@dataclass(frozen=True)
class Screen:
    """What stands under the last bubble: labels in order, those that are ticked, how far she is."""

    labels: tuple[str, ...] = ()
    ticked: frozenset[str] = frozenset()
    progress: str = ""


class Door(Protocol):
    """One way in. `told`: everything said to her; a bubble redrawn in place counts once, as it stands now."""

    told: Told
    screen: Screen

    def comes_in(self) -> None: ...
    def says(self, text: str) -> None: ...
    def presses(self, label: str) -> None: ...
    def ticks(self, *labels: str, press: str) -> None: ...


def plain(text: str) -> str:
    """The words in a row: each door ends its lines where it wants."""
    return re.sub(r"[ \n]+", " ", text).strip()


def label(text: str) -> str:
    """A label's words: each door keeps them together in its own way."""
    return " ".join(text.split())


def bubbles(told: Told, library: Library) -> list[str]:
    """The cards become the bubbles that say the same in words."""
    found: list[str] = []
    for one in told:
        found += [one] if isinstance(one, str) else _in_words(one, library)
    return found


def _in_words(plan: Plan, library: Library) -> list[str]:
    horizons = dict.fromkeys(card.horizon for card in plan)
    lines = [(card.horizon, _line(card, library)) for card in plan]
    return [plain(" ".join([h, *(line for horizon, line in lines if horizon == h)])) for h in horizons]


def _line(card: Card, library: Library) -> str:
    template = typeset(library.replies["plan.line_done" if card.done else "plan.line"]).replace("**", "")
    return template.format(n=card.number, title=card.title, time=card.time, cost=card.cost, because=card.because)
