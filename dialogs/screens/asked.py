"""Which screen is asked for, about what?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.messages import Choice, Message
from dialogs.progress import Story
from dialogs.wording import bubble


@dataclass(frozen=True)
class Asked:
    """Which screen, about what. `page` counts the screens of six barriers."""

    story: Story
    subject: str = ""
    page: int = 0

    def say(self, key: str, /, choices: Sequence[Choice] = (), **values: str) -> Message:
        return bubble(self.story.library, key, choices, **values)

    def label(self, key: str) -> str:
        return self.story.library.replies[f"buttons.{key}"]

    def choice(self, key: str, code: str, quiet: bool = False) -> Choice:
        return Choice(label=self.label(key), code=code, role="quiet" if quiet else "main")
