"""What do a reminder and its buttons change? She asks for one, it comes, she answers it, or wants no more."""

from __future__ import annotations

from datetime import datetime

from content.models import Lesson, Library, Person
from dialogs import plan, reminders
from dialogs.chambers import ADVISER
from dialogs.conversation import Conversation
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, remark, unclear
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.screens.reminders import as_subject, subject_of


def remind(intent: Intent, story: Story) -> Outcome:
    """« Rappelez-moi samedi »: it waits. Without a moment, she is asked which."""
    subject = _about(story)
    if not intent.value:
        again = story.conversation.shown is not None and story.conversation.shown.screen == "paused"
        told = (remark("reminder.which"),) if again else ()
        return Outcome(story.conversation, _pausing(story), "paused", subject, remarks=told)
    kept = reminders.with_asked(story.conversation, datetime.fromisoformat(intent.value), subject)
    event = Event(kind="reminder_asked", value=subject)
    return Outcome(kept, _pausing(story), "reminder_set", subject, events=(event,))


def _pausing(story: Story) -> str:
    return "resume" if story.conversation.phase is Phase.STOPPED else "later"


def _about(story: Story) -> str:
    """The lesson in front of her, or the one she has just put aside; else the whole conversation."""
    shown = story.conversation.shown
    held = subject_of(shown) if shown else ""
    found = held or story.conversation.lesson
    return found if found in story.library.proposals else ""


def came(intent: Intent, story: Story) -> Outcome:
    """Its time has come, and it is to be said."""
    found = reminders.find(story.conversation, intent.ref)
    assert found is not None
    kept = reminders.said(story.conversation, found, story.now)
    late = (remark("reminder.late"),) if reminders.is_late(found, story) else ()
    event = Event(kind="reminded", fact=found.kind, value=found.subject)
    return Outcome(kept, "", "reminder", as_subject(found.kind, found.subject), remarks=late, events=(event,))


def no_more(intent: Intent, story: Story) -> Outcome:
    """« Ne plus me relancer »: nothing of ours any more. One she asked for stays, unless she says so too."""
    kept = reminders.without(story.conversation, "follow_up", "relaunch").changed(no_more=True)
    return Outcome(kept, "", "no_more", events=(Event(kind="no_more"),))


def no_reminder(intent: Intent, story: Story) -> Outcome:
    """The one she asked for goes; and whoever wants none is not relaunched either."""
    kept = reminders.without(story.conversation, "asked", "relaunch").changed(relaunched=True)
    return Outcome(kept, "", "no_reminder")


# ------------------------------------------------------------------ does she use it?


def follow_up(intent: Intent, story: Story) -> Outcome:
    """She uses it: the next lesson. A little: another way. No more: a person."""
    if story.conversation.plan is None or intent.ref not in story.library.proposals:
        return unclear(intent, story)
    step = FOLLOWS[intent.value](intent.ref, story)
    event = Event(kind="follow_up", fact=intent.ref, value=intent.value)
    told = (remark(f"follow_up.{intent.value}" if step else f"follow_up.{intent.value}_alone"),)
    conversation = story.conversation.changed(lesson="", reopened="")
    return Outcome(conversation, "resume", "step" if step else "", step, remarks=told, events=(event,))


def _next_lesson(_used: str, story: Story) -> str:
    """The first of her plan that is not done."""
    return next((step for step in _undone(story.conversation) if _is_lesson(step, story.library)), "")


def _another_way(used: str, story: Story) -> str:
    """What answers the same barrier: first a step of her plan, else what could have been one."""
    aims = set(story.library.proposals[used].barriers)
    same = [step for step in _undone(story.conversation) if aims & _barriers(step, story.library) and step != used]
    if same:
        return same[0]
    done = {step.id for step in story.conversation.plan.steps} if story.conversation.plan else set()
    others = (p for p in story.library.proposals.values() if aims & set(p.barriers) and p.id not in done)
    possible = [p for p in others if plan.may_be_proposed(p, story.wanted, story.library)]
    return min(possible, key=lambda p: (isinstance(p, Person), p.rank, p.id)).id if possible else ""


def _person(_used: str, story: Story) -> str:
    """The person of her plan, else the adviser for everyone."""
    steps = story.conversation.plan.steps if story.conversation.plan else ()
    of_plan = (step.id for step in steps if isinstance(story.library.proposals.get(step.id), Person))
    return next(of_plan, ADVISER if ADVISER in story.library.proposals else "")


FOLLOWS = {"yes": _next_lesson, "some": _another_way, "no": _person}


def _undone(conversation: Conversation) -> list[str]:
    return [step.id for step in conversation.plan.steps if not step.done] if conversation.plan else []


def _is_lesson(step: str, library: Library) -> bool:
    return isinstance(library.proposals.get(step), Lesson)


def _barriers(step: str, library: Library) -> set[str]:
    found = library.proposals.get(step)
    return set(found.barriers) if found else set()
