"""How is a screen drawn for the checks, what is known of her, and which text is the longest?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dialogs import screens
from dialogs.conversation import Answer
from dialogs.messages import Message
from dialogs.progress import Story


class Drawn(NamedTuple):
    """A bubble: the item or reply it comes from, the screen, its text, and the buttons under it."""

    file: str
    screen: str
    text: str
    labels: tuple[str, ...] = ()


def of_message(file: str, screen: str, message: Message) -> Drawn:
    return Drawn(file, screen, message.text, tuple(choice.label for choice in message.choices))


def drawn(file: str, screen: str, subject: str, story: Story) -> Iterator[Drawn]:
    yield from (of_message(file, screen, message) for message in screens.draw(screen, subject, 0, story))


def line_by_line(file: str, screen: str, subject: str, story: Story) -> Iterator[Drawn]:
    """A list that she keeps or looks through is read a line at a time."""
    for one in drawn(file, screen, subject, story):
        *lines, last = one.text.split("\n")
        yield from (one._replace(text=line, labels=()) for line in lines)
        yield one._replace(text=last)


def knowing(story: Story, known: dict[str, str]) -> Story:
    answers = tuple(Answer(fact=fact, value=value) for fact, value in known.items())
    return Story(story.conversation.changed(answers=answers), story.library, story.now)


def longest(texts: Iterable[str]) -> str:
    return max(texts, key=len, default="")
