"""What does an act lead to? The value every action returns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dialogs.conversation import UNKNOWN, Conversation, Shown
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.messages import Choice
from dialogs.phases import Phase
from dialogs.progress import Story

WAYS_ON = ("m:keep", "m:unknown", "m:continue", "m:kept", "m:next", "m:resume", "m:plan")
"""The choices that go on without an answer, the one that leaves a stored answer as it was first."""


@dataclass(frozen=True)
class Remark:
    """A bubble said before the screen: a reply of the content and what fills its places."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


def remark(key: str, **values: str) -> Remark:
    return Remark(key, tuple(sorted(values.items())))


@dataclass(frozen=True)
class Outcome:
    """What an act leads to. `trigger`: the phase's move ('' stays). `screen`: instead of the phase's own."""

    conversation: Conversation
    trigger: str = ""
    screen: str = ""
    subject: str = ""
    remarks: tuple[Remark, ...] = ()
    events: tuple[Event, ...] = ()
    wants: str = ""
    page: int = 0
    in_place: bool = False
    again: bool = False
    """The screen she already had, after a word said in passing: its last bubble is enough when there are many."""
    corrected: str = ""
    """The fact whose earlier answer was replaced."""
    corrected_too: tuple[str, ...] = ()
    """The others that she told with it."""

    def told(self, conversation: Conversation, more: tuple[Remark, ...] = ()) -> Outcome:
        """The same outcome with another conversation, and more to say."""
        return replace(self, conversation=conversation, remarks=self.remarks + more)


def same_screen(story: Story) -> dict[str, Any]:
    """The screen in front of her, again."""
    shown = story.conversation.shown
    if shown is None:
        return {}
    return {"screen": shown.screen, "subject": shown.subject, "page": shown.page, "again": True}


def left_for(story: Story) -> str:
    """The lesson or tool she was in when she went to change an answer; '' when there is none."""
    conversation, shown = story.conversation, story.conversation.shown
    if conversation.phase is Phase.LESSON:
        return conversation.lesson
    changing = conversation.reopened or (shown is not None and shown.screen == "answers")
    return conversation.left if changing else ""


def come_back(outcome: Outcome, story: Story) -> Outcome:
    """In place of her plan, the lesson that she left to change an answer, where she was."""
    left = left_for(story)
    if left not in story.library.proposals:
        return outcome
    return replace(outcome, conversation=outcome.conversation.changed(lesson=left), trigger="come_back")


def unclear(intent: Intent, story: Story) -> Outcome:
    """Not understood: it is our fault, and the same screen again. Never the same words twice running."""
    conversation, shown = story.conversation, story.conversation.shown
    said = _unclear_again(conversation.misses, shown) if conversation.misses and shown else _unclear_first(shown)
    event = Event(kind="not_understood", fact=shown.fact if shown else "")
    missed = conversation.changed(misses=conversation.misses + (not intent.pressed))
    return Outcome(missed, remarks=(said,), events=(event,), **same_screen(story))


def _unclear_first(shown: Shown | None) -> Remark:
    asks_trade = shown is not None and shown.screen in ("trade", "trade_again")
    return remark("unclear.trade" if asks_trade else "unclear.press")


def _unclear_again(misses: int, shown: Shown) -> Remark:
    """The second time the way on is named, never an answer that may be wrong; the third, how to stop; then in turn."""
    if misses % 2 == 0:
        return remark("unclear.third")
    if onwards := _way_on(shown):
        return remark("unclear.second", label=onwards.label)
    explain = next((choice.label for choice in shown.choices if choice.code == "m:explain"), "")
    if explain:
        return remark("unclear.second_explain", label=explain)
    labels = [choice.label for choice in shown.choices][:2]
    return remark("unclear.second_two", first=labels[0], other=labels[1]) if len(labels) == 2 else remark("help.all")


def _way_on(shown: Shown) -> Choice | None:
    by_code = {choice.code: choice for choice in shown.choices}
    unknown = (choice for choice in shown.choices if choice.code.endswith(f":{UNKNOWN}"))
    return next((by_code[code] for code in WAYS_ON if code in by_code), next(unknown, None))


def welcomed(story: Story) -> tuple[Remark, ...]:
    """What it does, how long, free, and the chamber that sent her when we know it; then what we are and keep."""
    chamber = story.library.chambers.get(story.conversation.chamber)
    what = remark("welcome.what_from", chamber=chamber.name) if chamber else remark("welcome.what")
    return (what, remark("welcome.who"))
