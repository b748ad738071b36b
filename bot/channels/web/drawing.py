"""What stands on her page? The transcript as bubbles, the plan as cards, the screen as things to press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.channels.web.paper import Paper
from content.typography import typeset
from dialogs import Card, Choice, Conversation, Message, Progress, Span, Turn

RESULT, REMINDER = "tool_result", "reminder_set"
SAFE_ADDRESSES = ("https://", "http://", "tel:", "mailto:")


@dataclass(frozen=True)
class Line:
    """One line of the transcript: `who` is « her » or « us »."""

    number: int
    turn: int
    who: str
    message: Message


@dataclass(frozen=True)
class Horizon:
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Bubble:
    """`newest`: it belongs to the last turn. `open`: its cards' buttons may be pressed."""

    number: int
    who: str
    spans: tuple[Span, ...]
    urgent: bool = False
    plan: tuple[Horizon, ...] = ()
    newest: bool = False
    open: bool = False

    @property
    def lines(self) -> tuple[tuple[Span, ...], ...]:
        """Its text line by line, so that a line of a list can be set as one."""
        lines: list[list[Span]] = [[]]
        for span in self.spans:
            first, *others = span.text.split("\n")
            lines[-1].append(span.changed(text=first))
            lines += [[span.changed(text=text)] for text in others]
        return tuple(tuple(span for span in line if span.text) for line in lines)


@dataclass(frozen=True)
class Screen:
    """What she may answer now."""

    turn: int
    ticks: tuple[Choice, ...] = ()
    main: tuple[Choice, ...] = ()
    quiet: tuple[Choice, ...] = ()
    progress: Progress | None = None
    copies: bool = False
    """The newest bubbles are a result she may want to take elsewhere."""
    reminds: bool = False
    """The newest bubble tells of a reminder that her phone could ring for."""

    @property
    def dots(self) -> tuple[str, ...]:
        """The questions behind her, the one on the screen, those to come at most."""
        if self.progress is None:
            return ()
        return ("done",) * (self.progress.done - 1) + ("here",) + ("ahead",) * self.progress.left_max


@dataclass(frozen=True)
class View:
    """Everything a chat page shows. `begun` is false while nothing is kept of her; `chamber` sent her."""

    bubbles: tuple[Bubble, ...]
    screen: Screen
    begun: bool
    chamber: str = ""
    paper: Paper | None = None

    @property
    def has_plan(self) -> bool:
        return any(bubble.plan for bubble in self.bubbles)


def of_conversation(conversation: Conversation, transcript: Sequence[Line], paper: Paper | None = None) -> View:
    return View(
        _bubbles(transcript),
        _screen(conversation, [line.message for line in transcript]),
        begun=True,
        chamber=conversation.chamber,
        paper=paper,
    )


def of_preview(turn: Turn) -> View:
    lines = [Line(n, turn.conversation.turn, "us", message) for n, message in enumerate(turn.messages, start=1)]
    return View(
        _bubbles(lines), _screen(turn.conversation, turn.messages), begun=False, chamber=turn.conversation.chamber
    )


def address(url: str) -> str:
    """The address when a link may lead there, else ''."""
    return url if url.lower().startswith(SAFE_ADDRESSES) else ""


def _bubbles(lines: Sequence[Line]) -> tuple[Bubble, ...]:
    """The newest plan is drawn as cards, in the place of the bubbles that say it in words."""
    last_turn = lines[-1].turn if lines else 0
    with_plan = next((line for line in reversed(lines) if line.message.cards), None)
    return tuple(
        Bubble(
            number=line.number,
            who=line.who,
            spans=() if line is with_plan else line.message.spans,
            urgent=line.message.urgent,
            plan=_horizons(line.message.cards) if line is with_plan else (),
            newest=line.turn == last_turn,
            open=line is with_plan,
        )
        for line in lines
        if line is with_plan or not _says_the_same(line, with_plan)
    )


def _says_the_same(line: Line, with_plan: Line | None) -> bool:
    """A bubble of the plan's own turn that opens with the bold name of a horizon drawn as cards."""
    if with_plan is None or line.turn != with_plan.turn or line.who != "us" or not line.message.spans:
        return False
    first = line.message.spans[0]
    return first.bold and first.text.strip() in {typeset(card.horizon) for card in with_plan.message.cards}


def _horizons(cards: Sequence[Card]) -> tuple[Horizon, ...]:
    return tuple(Horizon(typeset(title), tuple(held)) for title, held in groupby(cards, key=lambda card: card.horizon))


def _screen(conversation: Conversation, messages: Sequence[Message]) -> Screen:
    shown = conversation.shown
    last = messages[-1] if messages else None
    if shown is None:
        return Screen(turn=conversation.turn)
    on_cards = {card.code for card in last.cards} if last else set()
    choices = [choice for choice in shown.choices if choice.code not in on_cards]
    return Screen(
        turn=shown.turn,
        ticks=tuple(c for c in choices if c.role == "tick"),
        main=tuple(c for c in choices if c.role == "main"),
        quiet=tuple(c for c in choices if c.role == "quiet"),
        progress=last.progress if last else None,
        copies=shown.screen == RESULT,
        reminds=shown.screen == REMINDER,
    )
