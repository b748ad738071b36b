"""Was anything lost, misplaced, out of order, or said too often? Her ledger against the base and against her screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from bot.app import now
from bot.channels.telegram.drawing import draw
from bot.store import Entry, Store
from bot.turns import TurnHandler
from content.loader import load
from content.models import Library
from dialogs import Conversation, Turn
from tests.fakes import MemoryStore
from tests.faults.crowd import Ledger, OnTelegram

HERE = "here"


@dataclass
class Verdict:
    lost: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    repeated: int = 0

    def __add__(self, other: Verdict) -> Verdict:
        return Verdict(self.lost + other.lost, self.misplaced + other.misplaced, self.repeated + other.repeated)

    @property
    def sound(self) -> bool:
        return not self.lost and not self.misplaced


@cache
def library() -> Library:
    return load()


def on_telegram(her: OnTelegram, key: str, store: Store) -> Verdict:
    """In the base, and in her chat."""
    name, (_, turns) = f"chat {her.chat}", replayed(her.ledger)
    sent = [c["params"]["text"] for c in her.telegram.calls("sendMessage", her.chat) if not c["error"]]
    return kept(name, her.ledger, key, store) + compared(f"{name}, seen", pushed(her.ledger, turns), sent)


def kept(name: str, ledger: Ledger, key: str, store: Store) -> Verdict:
    """Her acts are taken again, one after the other, by the dialogue alone: so should the base stand."""
    alone, _ = replayed(ledger)
    there, wanted = store.load(key)[0], alone.load(HERE)[0]
    if there is None or wanted is None:
        return Verdict(lost=[f"{name}: the conversation"])
    pairs = zip(MEANING, meaning(there), meaning(wanted), strict=True)
    misplaced = [f"{name}, {part}: {one} instead of {other}" for part, one, other in pairs if one != other]
    lines = compared(f"{name}, transcript", said(alone.transcript(HERE)), said(store.transcript(key)))
    misplaced += [f"{name}: {lines.repeated} lines twice in the transcript"] if lines.repeated else []
    return Verdict(lines.lost, misplaced + lines.misplaced)


def replayed(ledger: Ledger) -> tuple[MemoryStore, list[Turn]]:
    alone = MemoryStore()
    handler = TurnHandler(alone, library, now)
    turns = [handler.handle(act.changed(conversation_key=HERE)) for act in ledger.acts]
    return alone, [turn for turn in turns if turn]


MEANING = ("turn", "phase", "answers", "asked", "explained", "plan", "lessons")


def meaning(c: Conversation) -> tuple[object, ...]:
    """Everything but the dates."""
    plan = [(step.id, step.done) for step in c.plan.steps] if c.plan else None
    return c.turn, c.phase, c.answers, c.asked, c.explained, plan, [(p.lesson, p.step, p.state) for p in c.lessons]


def said(entries: list[Entry]) -> list[str]:
    return [f"{entry.who}: {entry.message.text}" for entry in entries]


def pushed(ledger: Ledger, turns: list[Turn]) -> list[str]:
    """The new bubbles that her chat should hold, in order."""
    replies = library().replies
    ids = [1 if act.choices else None for act in ledger.acts]
    rows = [row for turn, pressed in zip(turns, ids, strict=True) for row in draw(turn, replies, pressed, pressed)]
    return [row.payload["text"].strip() for row in rows if row.kind == "send"]


def compared(where: str, expected: list[str], actual: list[str]) -> Verdict:
    """One after the other; the last one said again at once is a repeat."""
    verdict, place = Verdict(), 0
    for text in actual:
        if place < len(expected) and text.strip() == expected[place].strip():
            place += 1
        elif place and text.strip() == expected[place - 1].strip():
            verdict.repeated += 1
        else:
            verdict.misplaced.append(f"{where}: « {text} » at {place}")
    verdict.lost += [f"{where}: « {text} »" for text in expected[place:]]
    return verdict
