"""What is to be said to her later, and what of it when its time has come?

She asks for one (`asked`), and it comes at her hour, whatever the hour. We start two: two weeks after a lesson, whether
she uses it (`follow_up`); two days after she left in the middle, once in her life, whether she goes on (`relaunch`).
Where her channel lets us write first, ours never come at night, on Sundays or public holidays, nor two in one day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from content.models import Lesson, Training
from dialogs import hours
from dialogs.conversation import Conversation, Reminder
from dialogs.events import Event
from dialogs.lessons import progress
from dialogs.phases import ASKING, Phase
from dialogs.progress import Story

TWO_WEEKS, A_WEEK, TWO_DAYS, A_DAY = timedelta(14), timedelta(7), timedelta(2), timedelta(1)
KINDS = ("asked", "follow_up", "relaunch")
HERE = timedelta(minutes=10)
"""She has just done something: a reminder now would take the screen from under her finger."""
USES = ("yes", "some", "no")
"""What she may answer when asked whether she uses it."""
FORGIVEN = timedelta(hours=1)
"""Later than that, we say that we are late."""


def asked(conversation: Conversation) -> Reminder | None:
    """The one she asked for: a new one takes its place."""
    return next((one for one in conversation.reminders if one.kind == "asked"), None)


def follows_up(conversation: Conversation) -> bool:
    """Is one to come that asks whether something serves her?"""
    return any(one.kind == "follow_up" for one in conversation.reminders)


def with_asked(conversation: Conversation, due: datetime, subject: str) -> Conversation:
    made = Reminder(kind="asked", subject=subject, due=due.astimezone(UTC), turn=conversation.turn + 1)
    others = without(conversation, "asked").reminders
    return conversation.changed(reminders=(*others, made), asked_until=made.due)


def without(conversation: Conversation, *kinds: str) -> Conversation:
    """Without those of these kinds."""
    kept = tuple(one for one in conversation.reminders if one.kind not in kinds)
    until = None if "asked" in kinds else conversation.asked_until
    return conversation.changed(reminders=kept, asked_until=until)


def find(conversation: Conversation, reminder_id: str) -> Reminder | None:
    return next((one for one in conversation.reminders if one.id == reminder_id), None)


# ------------------------------------------------------------------ after an act of hers


def ahead(story: Story, before: Story, events: Iterable[Event]) -> Conversation:
    """Her conversation after an act, with what is to come of it."""
    conversation = _at_her_hour(story, before)
    if conversation.phase is Phase.STOPPED:
        return without(conversation, *KINDS)
    if conversation.no_more:
        return conversation
    for event in events:
        if _is_followed_up(event, story):
            conversation = _followed_up(conversation, event.value, story)
    return _relaunched(replace(story, conversation=conversation))


def _at_her_hour(story: Story, before: Story) -> Conversation:
    """An answer may move her to another time: what she asked for moves with her clock."""
    zone, had = story.place.zone, before.place.zone
    if zone.key == had.key:
        return story.conversation
    moved = (one.due.astimezone(had).replace(tzinfo=zone).astimezone(UTC) for one in story.conversation.reminders)
    pairs = zip(story.conversation.reminders, moved, strict=True)
    return story.conversation.changed(reminders=tuple(one.changed(due=due) for one, due in pairs))


def _is_followed_up(event: Event, story: Story) -> bool:
    """A lesson finished, or a coaching done."""
    found = story.library.proposals.get(event.value)
    if event.kind == "lesson_done":
        return isinstance(found, Lesson)
    return event.kind == "step_done" and isinstance(found, Training) and found.follow_up


def _followed_up(conversation: Conversation, subject: str, story: Story) -> Conversation:
    """Two weeks later; a week apart from each other."""
    others = [one for one in conversation.reminders if one.kind == "follow_up" and one.subject != subject]
    due = max([story.now + TWO_WEEKS, *(one.due + A_WEEK for one in others)])
    at = hours.first_allowed(due, story.place).astimezone(UTC)
    made = Reminder(kind="follow_up", subject=subject, due=at, turn=conversation.turn)
    kept = tuple(one for one in conversation.reminders if (one.kind, one.subject) != ("follow_up", subject))
    return conversation.changed(reminders=(*kept, made))


def _relaunched(story: Story) -> Conversation:
    """The relaunch waits from the first unfinished moment on: its time come, it sees how long she has been gone."""
    conversation = story.conversation
    waits = any(one.kind == "relaunch" for one in conversation.reminders)
    if not _may_be_relaunched(conversation):
        return without_relaunch(conversation) if waits else conversation
    if waits:
        return conversation
    at = hours.first_allowed(story.now + TWO_DAYS, story.place).astimezone(UTC)
    made = Reminder(kind="relaunch", due=at, turn=conversation.turn)
    return conversation.changed(reminders=(*conversation.reminders, made))


def without_relaunch(conversation: Conversation) -> Conversation:
    return without(conversation, "relaunch")


def _may_be_relaunched(conversation: Conversation) -> bool:
    """She left in the middle, having said something, and asked for no reminder; once is enough."""
    in_the_middle = conversation.phase in (*ASKING, Phase.LESSON) and bool(conversation.answers)
    return conversation.can_push and in_the_middle and not conversation.relaunched and not asked(conversation)


# ------------------------------------------------------------------ when its time has come


def to_say(story: Story, reminder_id: str) -> Reminder | None:
    """The reminder to say now; None when there is nothing to say of it: see `held_back`."""
    found = find(story.conversation, reminder_id)
    if found is None or found.due > story.now or _is_pointless(found, story):
        return None
    at = _hour_of(found, story)
    return found if at is not None and at <= story.now else None


def held_back(story: Story, reminder_id: str) -> tuple[Reminder, ...]:
    """The reminders of the conversation when this one is not said now: without it, or with it put off."""
    found, waiting = find(story.conversation, reminder_id), story.conversation.reminders
    if found is None or found.due > story.now:
        return waiting
    others = tuple(one for one in waiting if one.id != reminder_id)
    at = None if _is_pointless(found, story) else _hour_of(found, story)
    if at is None:
        return others
    late = found.late or (found.kind == "asked" and story.now - found.due > FORGIVEN)
    return (*others, found.changed(due=_whole_minute(at.astimezone(UTC)), late=late))


def _whole_minute(at: datetime) -> datetime:
    """The next one: its id holds the minute, and must not be the one it had."""
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + timedelta(minutes=1)


def said(conversation: Conversation, found: Reminder, now: datetime) -> Conversation:
    """The conversation once it is said."""
    kept = tuple(one for one in conversation.reminders if one.id != found.id)
    relaunched = conversation.relaunched or found.kind == "relaunch"
    return conversation.changed(reminders=kept, reminded=now, relaunched=relaunched)


def is_late(found: Reminder, story: Story) -> bool:
    """A page and a terminal wait for her: there, nothing comes late."""
    waited = found.late or story.now - found.due > FORGIVEN
    return found.kind == "asked" and story.conversation.can_push and waited


def _is_pointless(found: Reminder, story: Story) -> bool:
    """Has the conversation moved on since?"""
    conversation = story.conversation
    if conversation.phase is Phase.STOPPED:
        return True
    if found.kind == "relaunch":
        return not _may_be_relaunched(conversation)
    if found.kind == "follow_up":
        return conversation.plan is None or found.subject not in story.library.proposals or _is_reopened(found, story)
    if found.subject:
        return found.subject not in story.library.proposals or progress(conversation, found.subject).state == "done"
    return conversation.plan is not None and all(step.done for step in conversation.plan.steps)


def _is_reopened(found: Reminder, story: Story) -> bool:
    """She takes the lesson again: it will be asked about when it is finished."""
    is_lesson = isinstance(story.library.proposals[found.subject], Lesson)
    return is_lesson and progress(story.conversation, found.subject).state != "done"


def _hour_of(found: Reminder, story: Story) -> datetime | None:
    """When it may be said, from now on; None when it is far too late."""
    conversation, here = story.conversation, max(story.now, story.conversation.last_seen + HERE)
    if conversation.last_seen > story.now:
        here = story.now
    if not conversation.can_push:
        return here
    late = story.now - found.due
    if found.kind == "asked":
        on_time = late <= FORGIVEN and not found.late
        return None if late > A_DAY else here if on_time else hours.awake(here, story.place)
    return None if late > A_WEEK else _ours_at(found, here, story)


def _ours_at(found: Reminder, here: datetime, story: Story) -> datetime:
    """Not two in one day, not the day of one she asked for, and two days after she was last seen for a relaunch."""
    conversation, place = story.conversation, story.place
    if found.kind == "relaunch":
        here = max(here, conversation.last_seen + TWO_DAYS)
    at = hours.first_allowed(here, place)
    hers = asked(conversation)
    taken = [moment for moment in (conversation.reminded, hers.due if hers else None) if moment]
    while any(hours.same_day(at, moment, place) for moment in taken):
        at = hours.first_allowed(hours.next_morning(at, place), place)
    return at
