"""What happens in one turn? Read this first.

An act is understood on the screen in front of her, changes the answers, lands in the phase that agrees with
them, and the next screen is drawn. Pure: no clock, network or database.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal, cast

from content.dates import library_on
from content.models import Library
from content.worlds import library_for
from dialogs import ahead, not_hers, planning, remarks, reminders, retention, screens
from dialogs.actions import act
from dialogs.barriers import worded
from dialogs.conversation import Conversation, Incoming
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.messages import Message, Span, Value
from dialogs.outcome import Outcome
from dialogs.phases import ASKING, LANDED, IllegalMove, Phase, landing, move
from dialogs.progress import TRADE, TYPE, Story
from dialogs.understanding import understand
from dialogs.wording import bubble, listed, merged, typeset_value

SILENCE = timedelta(hours=6)
"""After this long, the conversation goes on with one line of recap."""
MOST_BUBBLES = 3
BEFORE_HER_PLAN = (
    "emergency", "lesson_done", "tool_result", "no_more", "no_reminder", "reminder_set", "paused", "goodbye",
    "erase", "restart",
)  # fmt: skip
"""Screens that end or ask something else first: what changed in her plan is told when she comes back to it."""
Wants = Literal["", "export", "erase"]


class Turn(Value, frozen=True):
    """The outcome of one turn, a plain value: what to keep, what to say, what to journal.

    `said`: her act as the transcript shows it (her text, or the label she pressed).
    `answered`: on a press, what the pressed bubble becomes (« Enseigne : Midas »), '' otherwise.
    `wants`: what only the outside can do: « export » (/mesdonnees) or « erase » (/effacer, confirmed).
    `took`: the intent, as « name » or « fact=value », for tests and simulations.
    `rescheduled`: its reminders are no longer those it came with.
    """

    conversation: Conversation
    messages: tuple[Message, ...]
    events: tuple[Event, ...] = ()
    said: str = ""
    answered: str = ""
    change_code: str = ""
    wants: Wants = ""
    took: str = ""
    rescheduled: bool = False


def take_turn(conversation: Conversation, incoming: Incoming, library: Library, now: datetime) -> Turn:
    """The turn of one act. Never raises for anything a person can send; never changes its arguments."""
    everything, library = library, library_on(library, now.date())
    held = retention.without_old_words(conversation, now)
    before = _still_served(_told_by_its_channel(held, incoming, library), library, now)
    if incoming.reminder and not reminders.to_say(before, incoming.reminder):
        return _unsaid(incoming.reminder, conversation, before)
    intent = understand(incoming, before)
    acted = not_hers.with_her_words(intent, ahead.noted(intent, act(intent, before), before), before)
    outcome, events, after = _settled(acted, before)
    screen, subject = screens.existing(outcome.screen, outcome.subject, after)
    hers = replace(after, library=library_for(after.library, after.known.get(TRADE, ""), after.known))
    drawn = screens.draw(screen, subject, outcome.page, hers)
    told = [] if outcome.in_place else _told(intent, outcome, before, hers)
    told = remarks.withdrawn(conversation, before.conversation, everything, after) + told
    drawn = _last_only(drawn, told, after) if outcome.again else drawn
    messages = _together(intent, outcome, told + drawn, library)
    if outcome.in_place and len(messages) == 1:
        messages[0] = messages[0].changed(replaces=True)
    turn = conversation.turn + 1
    shown = screens.as_shown(screen, subject, outcome.page, messages, after, turn)
    kept = outcome.conversation.changed(shown=shown, turn=turn)
    kept = retention.dated(kept, before.conversation, now)
    if not incoming.reminder:
        kept = reminders.ahead(after.going_on(kept.changed(last_seen=now)), before, events)
        messages = _promised(messages, kept, conversation, library)
    return Turn(
        conversation=kept, messages=tuple(messages), events=events, said=_said(intent, incoming, outcome, before),
        answered=_answered(intent, after), change_code=_change_code(intent), wants=cast(Wants, outcome.wants),
        took=took(intent), rescheduled=kept.reminders != conversation.reminders,
    )  # fmt: skip


def _promised(messages: list[Message], kept: Conversation, before: Conversation, library: Library) -> list[Message]:
    """The first time that we mean to ask whether it serves her, she is told, and how to refuse."""
    if reminders.follows_up(before) or not reminders.follows_up(kept):
        return messages
    told = bubble(library, "follow_up.set")
    place = 1 if messages[-1].cards else len(messages) - 1
    return [*messages[:place], told, *messages[place:]]


def _last_only(drawn: list[Message], told: list[Message], after: Story) -> list[Message]:
    """A screen of many bubbles is not said whole again: its choices under its last one, or under one line."""
    if len(told) + len(drawn) <= MOST_BUBBLES:
        return drawn
    if drawn[-1].cards:
        return [bubble(after.library, "plan.again").changed(choices=drawn[-1].choices)]
    return drawn[-1:]


def _together(intent: Intent, outcome: Outcome, messages: list[Message], library: Library) -> list[Message]:
    """Three bubbles at most at the opening: the word on her question and the first question make one."""
    if intent.name != "opening" or len(messages) <= MOST_BUBBLES:
        return messages
    kept, passing, last = messages[: MOST_BUBBLES - 1], messages[MOST_BUBBLES - 1 : -1], messages[-1]
    if outcome.screen in ("", "trade"):
        last = bubble(library, "trade.ask_short", last.choices)
    spans = [span for one in passing for span in (*one.spans, Span(text="\n"))]
    return [*kept, last.changed(spans=merged([*spans, *last.spans]))]


def _unsaid(reminder: str, conversation: Conversation, story: Story) -> Turn:
    """Nothing to say of it now: it goes, or waits for a better moment; all the rest stays as she left it."""
    kept = conversation.changed(reminders=reminders.held_back(story, reminder))
    unknown = reminders.find(conversation, reminder) is None
    return Turn(conversation=kept, messages=(), rescheduled=unknown or kept.reminders != conversation.reminders)


def _told_by_its_channel(conversation: Conversation, incoming: Incoming, library: Library) -> Conversation:
    """The chamber that sent her, told once by the link she followed; and whether we may write to her first."""
    if incoming.chamber in library.chambers and not conversation.chamber:
        conversation = conversation.changed(chamber=incoming.chamber)
    return conversation.changed(can_push=True) if incoming.can_push else conversation


def _still_served(conversation: Conversation, library: Library, now: datetime) -> Story:
    """New content or a date may have withdrawn what is open in front of her: she stands where her answers lead."""
    if conversation.lesson and conversation.lesson not in library.proposals:
        conversation = conversation.changed(lesson="", phase=Phase.PLAN)
    reopened = conversation.reopened
    if reopened and reopened in conversation.asked and reopened not in library.questions:
        conversation = conversation.changed(reopened="")
    story = Story(planning.renewed(conversation, library), library, now)
    if conversation.phase not in LANDED:
        return story
    return story.going_on(story.conversation.changed(phase=landing(story)))


def _told(intent: Intent, outcome: Outcome, before: Story, after: Story) -> list[Message]:
    """A line of recap after a silence (it greets by itself), then what this act calls for."""
    recap = _recap(intent, outcome, before)
    if recap and intent.name == "hello":
        return recap
    return recap + remarks.told(outcome, before, after)


def _settled(outcome: Outcome, before: Story) -> tuple[Outcome, tuple[Event, ...], Story]:
    """The outcome landed in its phase, with the plan made or changed where the answers ask for it."""
    try:
        outcome, story = _moved(_type_falls(outcome, before), before)
    except IllegalMove:
        outcome = act(Intent(name="stale"), before)
        return outcome, (), before.going_on(outcome.conversation)
    waits = outcome.conversation.phase is not Phase.PLAN or outcome.screen in BEFORE_HER_PLAN
    outcome, events = (_asking(outcome, story), outcome.events) if waits else _planned(outcome, story, before)
    return outcome, events, story.going_on(outcome.conversation)


def _planned(outcome: Outcome, story: Story, before: Story) -> tuple[Outcome, tuple[Event, ...]]:
    """The plan made, or worked out again; that it stays as it is, she is told only of what she says now."""
    conversation = story.conversation
    if conversation.plan is None or not conversation.plan_is_stale:
        planned, made = planning.with_plan(story)
        brought_up = [event.value for event in outcome.events if event.kind == "topic"]
        return outcome.told(planned, remarks.already_in_plan(brought_up, story)), outcome.events + made
    changed, came, went = planning.replanned(story)
    events = tuple(Event(kind="plan_changed", value=step) for step in (*came, *went))
    said = remarks.plan_changed(came, planning.why_gone(went, story), story.library)
    waited = before.conversation.plan_is_stale and not events
    return outcome.told(changed, () if waited else said), outcome.events + events


def _marked_stale(outcome: Outcome) -> Outcome:
    """After a correction the plan is worked out again, at once or when she comes back to it."""
    if not outcome.corrected or outcome.conversation.plan is None:
        return outcome
    return outcome.told(outcome.conversation.changed(plan_is_stale=True))


def _type_falls(outcome: Outcome, before: Story) -> Outcome:
    """A corrected answer may change the type we proposed: then it is asked again. A type she chose stays."""
    conversation = outcome.conversation
    held = next((a for a in conversation.answers if a.fact == TYPE), None)
    if not outcome.corrected or outcome.corrected == TYPE or held is None or held.said != remarks.PROPOSED:
        return outcome
    now_inferred = Story(conversation.without(TYPE), before.library, before.now).inference.type
    return outcome if now_inferred == held.value else outcome.told(conversation.without(TYPE))


def _moved(outcome: Outcome, before: Story) -> tuple[Outcome, Story]:
    story = before.going_on(outcome.conversation)
    if outcome.trigger:
        phase = move(outcome.conversation.phase, outcome.trigger, story)
        moved = outcome.conversation.changed(phase=phase)
        outcome = outcome.told(moved.changed(lesson="") if phase in ASKING else moved)
    outcome = _marked_stale(outcome)
    return outcome, story.going_on(outcome.conversation)


def _asking(outcome: Outcome, story: Story) -> Outcome:
    """The fact put to her is remembered: « je ne sais pas » counts as put."""
    screen, subject = screens.default_screen(story) if not outcome.screen else ("", "")
    fact = subject.partition("|")[0]
    if screen not in ("question", "narrow") or fact in outcome.conversation.asked:
        return outcome
    return outcome.told(outcome.conversation.changed(asked=(*outcome.conversation.asked, fact)))


def _recap(intent: Intent, outcome: Outcome, before: Story) -> list[Message]:
    """One line after a long silence, unless she asked for it herself."""
    silent = before.now - before.conversation.last_seen > SILENCE
    if not silent or before.conversation.shown is None or intent.name in ("resume", "start", "erase_yes", "due"):
        return []
    return [remarks.recap(before)]


def _said(intent: Intent, incoming: Incoming, outcome: Outcome, story: Story) -> str:
    if outcome.in_place:
        return ""
    ticked = [code.split(":")[1] for code in intent.values if code.endswith(":1")]
    labels = [typeset_value(worded(barrier, story.company_type, story.library).label) for barrier in ticked]
    return incoming.text.strip() or listed(labels or [intent.said])


def _answered(intent: Intent, after: Story) -> str:
    return screens.answer_label(intent.fact, intent.value, after) if intent.pressed and intent.name == "answer" else ""


def _change_code(intent: Intent) -> str:
    return f"c:{intent.fact}" if intent.pressed and intent.name == "answer" else ""


def took(intent: Intent) -> str:
    return f"{intent.fact}={intent.value}" if intent.name == "answer" else intent.name
