"""What do people do, act after act? The 48 businesses, recorded once, played again as often as wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.simulation import NOON, Play, finish
from content.models import Library
from dialogs import Incoming, Turn, start
from tests.transcripts import personas


@dataclass(frozen=True)
class Act:
    """One thing a person did, for any conversation: a text, or a press on the screen of a turn."""

    text: str
    code: str
    turn: int | None

    def incoming(self, key: str, event_id: str) -> Incoming:
        choices = (self.code,) if self.code else ()
        return Incoming(conversation_key=key, event_id=event_id, text=self.text, choices=choices, turn=self.turn)


@dataclass
class _Recording(Play):
    """Boxes are ticked one by one, as on Telegram."""

    acts: list[Act] = field(default_factory=list)

    def take(self, text: str = "", codes: tuple[str, ...] = ()) -> Turn:
        for code in codes or ("",):
            shown = self.conversation.shown
            self.acts.append(Act(text, code, shown.turn if shown and code else None))
            last = super().take(text, (code,) if code else ())
        return last


Script = tuple[Act, ...]


def scripts(people: int, library: Library) -> list[Script]:
    """The acts of this many businesses, each up to her plan."""
    everybody = personas()
    chosen = everybody[:: max(1, len(everybody) // people)][:people]
    return [_recorded(one, library) for one in chosen]


def _recorded(persona: dict[str, object], library: Library) -> Script:
    play = _Recording(persona, library, False, start(str(persona["id"]), NOON))
    play.take("/start")
    finish(play)
    assert play.conversation.plan is not None
    return tuple(play.acts)


def acts_in(played: Sequence[Script]) -> int:
    return sum(len(script) for script in played)


class Clock:
    """A second passes at each look."""

    def __init__(self) -> None:
        self.at: datetime = NOON

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at
