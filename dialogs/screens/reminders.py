"""How do a pause and a reminder stand on her screen?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs import reminders, when
from dialogs.conversation import Shown
from dialogs.messages import Choice, Message
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.screens.asked import Asked
from dialogs.wording import day, hour

ABOUT_A_LESSON = ("paused", "reminder_set", "reminder")


def as_subject(kind: str, about: str) -> str:
    return f"{kind}:{about}"


def subject_of(shown: Shown) -> str:
    """The lesson or step that a screen of these is about, '' when none."""
    return shown.subject.rpartition(":")[2] if shown.screen in ABOUT_A_LESSON else ""


def is_there(screen: str, subject: str, story: Story) -> bool:
    """Does the content still have what it is about, and does the reminder told of still wait?"""
    about = subject.rpartition(":")[2]
    there = not about or about in story.library.proposals
    return there and (screen != "reminder_set" or reminders.asked(story.conversation) is not None)


def paused(asked: Asked) -> list[Message]:
    """Her place is kept. When shall we come back to it?"""
    key = f"paused.{_sort(asked.subject, asked)}" if asked.subject else "paused.said"
    choices = [asked.choice(f"at_{name}", f"n:{name}") for name in when.offered(asked.story)]
    return [asked.say(key, [_go_on(asked), *choices])]


def goodbye(asked: Asked) -> list[Message]:
    """She leaves: how to come back, and no question."""
    go_on = _go_on(asked)
    return [asked.say("goodbye.said", [go_on], label=go_on.label)]


def reminder_set(asked: Asked) -> list[Message]:
    """The day and the hour; and, where we cannot write first, that it waits for her."""
    found = reminders.asked(asked.story.conversation)
    assert found is not None
    key = "reminder.set" if asked.story.conversation.can_push else "reminder.set_here"
    cancel = asked.choice("no_reminder", "m:no_reminder", quiet=True)
    return [asked.say(key, [_go_on(asked), cancel], when=moment(found.due, asked))]


def reminder(asked: Asked) -> list[Message]:
    """It has come: what it is about, how to go on, how to hear no more of it."""
    kind, _, about = asked.subject.partition(":")
    if kind == "follow_up":
        uses = [asked.choice(f"uses_{answer}", f"f:{about}:{answer}") for answer in reminders.USES]
        return [asked.say("reminder.follow_up", [*uses, _no_more(asked)], name=_name(about, asked))]
    choices = [_lesson_or(asked, about), asked.choice("later", "m:later"), _no_more(asked)]
    if about:
        return [asked.say(f"reminder.asked_{_sort(about, asked)}", choices, name=_name(about, asked))]
    return [asked.say(f"reminder.{kind}", choices, where=asked.story.where)]


def no_more(asked: Asked) -> list[Message]:
    found = reminders.asked(asked.story.conversation)
    if found is None:
        return [asked.say("reminder.no_more", [_go_on(asked)])]
    choices = [asked.choice("keep_reminder", "m:resume"), asked.choice("no_reminder_either", "m:no_reminder")]
    return [asked.say("reminder.no_more_but", choices, when=moment(found.due, asked))]


def no_reminder(asked: Asked) -> list[Message]:
    return [asked.say("reminder.cancelled", [_go_on(asked)])]


def moment(due: datetime, asked: Asked) -> str:
    """« samedi 5 décembre à 9 h », at her counter."""
    zone: ZoneInfo = asked.story.place.zone
    here = due.astimezone(zone)
    replies, told = asked.story.library.replies, day(here.date(), "EEEE d MMMM")
    return replies["reminder.moment"].format(day=told, hour=hour(here, asked.story.library))


def _sort(about: str, asked: Asked) -> str:
    return "tool" if asked.story.library.tool(about) else "lesson"


def _name(about: str, asked: Asked) -> str:
    return asked.story.library.proposals[about].button


def _go_on(asked: Asked) -> Choice:
    """Back where she was: her plan once she has one, unless a lesson is open."""
    if asked.story.conversation.phase is Phase.PLAN:
        return asked.choice("back_to_plan", "m:plan")
    return asked.choice("resume", "m:resume")


def _lesson_or(asked: Asked, about: str) -> Choice:
    in_reach = asked.story.conversation.phase in (Phase.PLAN, Phase.LESSON)
    return asked.choice("resume", f"l:{about}" if about and in_reach else "m:resume")


def _no_more(asked: Asked) -> Choice:
    return asked.choice("no_more", "m:no_more", quiet=True)
