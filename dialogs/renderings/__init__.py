"""How does each bubble read with its longest values put in? For the checks: a template alone may be short enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from content.models import Library
from dialogs.conversation import start
from dialogs.progress import Story
from dialogs.renderings import any_moment, before_plan, steps
from dialogs.renderings.drawing import Drawn
from dialogs.wording import typeset_value

__all__ = ["mark", "rendered"]

KEY = "longest"


def rendered(library: Library, now: datetime) -> Iterator[Drawn]:
    """Every bubble made of parts, drawn by the dialogue itself."""
    story = Story(start(KEY, now), library, now)
    yield from before_plan.drawings(story)
    for proposal in library.proposals.values():
        yield from steps.drawings(proposal, story)
    yield from any_moment.drawings(story)


def mark(key: str, library: Library) -> re.Pattern[str]:
    """« Étape 2 sur 6. » at the head of a bubble: where she is, not a sentence to read."""
    return re.compile(re.sub(r"\\{\w+\\}", r"\\d+", re.escape(typeset_value(library.replies[key]).strip())) + " *")
