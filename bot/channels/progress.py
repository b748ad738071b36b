"""How far is she, in words? The same line under a question, whatever the channel."""

from __future__ import annotations

from collections.abc import Mapping

from content.typography import typeset
from dialogs import Progress


def told(progress: Progress, replies: Mapping[str, str]) -> str:
    """« Question 2, encore 2 ou 3 »"""
    template = replies[f"progress.{_form(progress.left_min, progress.left_max)}"]
    return typeset(template.format(done=progress.done, least=progress.left_min, most=progress.left_max))


def _form(least: int, most: int) -> str:
    if most == 0:
        return "last"
    if least == 0:
        return "maybe_last" if most == 1 else "up_to"
    if least == most:
        return "one" if most == 1 else "exact"
    return "either" if most == least + 1 else "between"
