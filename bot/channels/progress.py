"""How far is she, in words? The same line under a question, whatever the channel."""

from __future__ import annotations

from collections.abc import Mapping

from content.typography import typeset
from dialogs import Progress


def told(progress: Progress, replies: Mapping[str, str]) -> str:
    """« Question 2. Ensuite, 2 environ, 5 au plus »"""
    template = replies[f"progress.{_form(progress.left_min, progress.left_max)}"]
    return typeset(template.format(done=progress.done, likely=progress.left_min, most=progress.left_max))


def _form(likely: int, most: int) -> str:
    if most == 0:
        return "last"
    if most == 1:
        return "one_at_most"
    if likely == 0:
        return "maybe_last"
    return "at_most" if likely == most else "about"
