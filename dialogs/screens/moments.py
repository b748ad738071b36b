"""What stands on the screen at any moment: an emergency, a pause, the end, a fresh start, an erasure?"""

from __future__ import annotations

from dialogs import reminders
from dialogs.messages import Message
from dialogs.screens.asked import Asked
from dialogs.screens.reminders import moment
from dialogs.wording import written


def emergency(asked: Asked) -> list[Message]:
    """The gesture for each thing that happened to her, then the way on."""
    replies = (asked.story.library.topics[topic].reply for topic in asked.subject.split(","))
    urgent = [written(reply).changed(urgent=True) for reply in replies]
    return [*urgent, asked.say("emergency.next", [asked.choice("go_on", "m:continue")])]


def stopped(asked: Asked) -> list[Message]:
    """All is kept, but for a reminder that she had asked for: that is told."""
    choices = [asked.choice("resume", "m:resume"), asked.choice("erase", "m:erase")]
    found = reminders.asked(asked.story.conversation)
    if found is None:
        return [asked.say("stopped.said", choices)]
    return [asked.say("stopped.said_but", choices, when=moment(found.due, asked))]


def restart(asked: Asked) -> list[Message]:
    return [asked.say("restart.ask", [asked.choice("restart", "m:restart_yes"), asked.choice("stay", "m:stay")])]


def erase(asked: Asked) -> list[Message]:
    return [asked.say("erase.ask", [asked.choice("erase_yes", "m:erase_yes"), asked.choice("stay", "m:stay")])]


def erased(asked: Asked) -> list[Message]:
    return [asked.say("erase.done", [asked.choice("start_again", "m:start")])]
