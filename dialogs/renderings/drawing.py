"""How is a screen drawn for the checks, what is known of her, and which text is the longest?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dialogs import screens
from dialogs.conversation import Answer
from dialogs.progress import Story

Drawn = tuple[str, str, str]
"""The item or reply it comes from, the screen, its text."""


def drawn(file: str, screen: str, subject: str, story: Story) -> Iterator[Drawn]:
    yield from ((file, screen, message.text) for message in screens.draw(screen, subject, 0, story))


def line_by_line(file: str, screen: str, subject: str, story: Story) -> Iterator[Drawn]:
    """A list that she keeps or looks through is read a line at a time."""
    lines = (line for message in screens.draw(screen, subject, 0, story) for line in message.text.split("\n"))
    yield from ((file, screen, line) for line in lines)


def knowing(story: Story, known: dict[str, str]) -> Story:
    answers = tuple(Answer(fact=fact, value=value) for fact, value in known.items())
    return Story(story.conversation.changed(answers=answers), story.library, story.now)


def longest(texts: Iterable[str]) -> str:
    return max(texts, key=len, default="")
