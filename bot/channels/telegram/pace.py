"""Whom does « too many requests » concern? The chat that was told, or the whole bot."""

from __future__ import annotations


class Told:
    """Telegram's answer does not say. A second chat told to wait while a first one still waits: it is the bot."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}

    def is_for_all(self, chat: int, seconds: float, now: float) -> bool:
        """`now` is monotonic, in seconds."""
        self._until = {one: until for one, until in self._until.items() if until > now}
        others = any(one != chat for one in self._until)
        self._until[chat] = now + seconds
        return others
