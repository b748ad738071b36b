"""How far is she, in words? The same line under a question, whatever the channel."""

from __future__ import annotations

from collections.abc import Mapping

from content.typography import typeset
from dialogs import Progress


def told(progress: Progress, replies: Mapping[str, str]) -> str:
    """« Question 2. Ensuite, 5 au plus »: what is announced never goes up."""
    template = replies[f"progress.{_form(progress.left_min, progress.left_max)}"]
    return typeset(template.format(done=progress.done, most=progress.left_max))


def _form(likely: int, most: int) -> str:
    if most == 0:
        return "last"
    if most == 1:
        return "one_at_most"
    return "maybe_last" if likely == 0 else "at_most"
