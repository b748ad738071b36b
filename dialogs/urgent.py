"""Has something happened to her: a theft, a fraud, a click? And beside what does she say it?"""

from __future__ import annotations

from itertools import chain

from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.topics import emergencies_in

STEP_SCREENS = ("step", "grid", "lesson_done")
"""What stands in front of her there is the step that their subject names."""


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """All that she says has happened, wherever she says it."""
    found = emergencies_in(text, story.library, story.topics, beside(story, shown))
    return Intent(name="emergency", values=tuple(topic.id for topic in found), said=text) if found else None


def beside(story: Story, shown: Shown) -> frozenset[str]:
    """The topics of the lesson or the step in front of her; on her plan, of all its steps and of her questions."""
    opened = story.conversation.lesson or (shown.subject if shown.screen in STEP_SCREENS else "")
    if opened:
        return frozenset(_topics_of(opened, story))
    plan = story.conversation.plan if story.conversation.phase is Phase.PLAN else None
    steps = plan.steps if plan else ()
    return frozenset(chain(story.topics, *(_topics_of(step.id, story) for step in steps)))


def _topics_of(step: str, story: Story) -> tuple[str, ...]:
    found = story.library.proposals.get(step)
    return found.topics if found else ()
