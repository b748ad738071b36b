"""How does Telegram post updates? One line a chat for messages, another a person for presses; again until it is 2xx."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import Any

import httpx

FIRST_WAIT, LONGEST_WAIT = 0.1, 2.0
"""Telegram's own are 2 s and 60 to 120 s; the first retry is at once."""
Line = tuple[str, int]


def line_of(update: dict[str, Any]) -> Line:
    """A press may overtake a message: they stand in two lines."""
    if "callback_query" in update:
        return ("presses", update["callback_query"].get("from", {}).get("id", 0))
    content = next((value for name, value in update.items() if name != "update_id"), {})
    return ("messages", (content.get("chat") or {}).get("id", 0) if isinstance(content, dict) else 0)


@dataclass
class Posting:
    """Posts what stands in `updates`, and takes away what was answered 2xx."""

    url: str
    secret: str
    updates: list[dict[str, Any]]
    statuses: list[int]
    _lines: dict[Line, asyncio.Task[None]] = field(default_factory=dict)
    _client: httpx.AsyncClient = field(default_factory=lambda: httpx.AsyncClient(timeout=10, trust_env=False))

    def look(self) -> None:
        """Something was queued: each line that holds an update is served. Nothing leaves this machine."""
        if not self.url.startswith("http://127.0.0.1:"):
            return
        for line in {line_of(update) for update in self.updates}:
            if line not in self._lines or self._lines[line].done():
                self._lines[line] = asyncio.create_task(self._serve(line))

    def stop(self) -> None:
        for task in self._lines.values():
            task.cancel()

    async def _serve(self, line: Line) -> None:
        failures = 0
        while update := next((one for one in self.updates if line_of(one) == line), None):
            if 200 <= await self._post(update) < 300:
                failures = 0
                with contextlib.suppress(ValueError):
                    self.updates.remove(update)
                continue
            await asyncio.sleep(0 if not failures else min(LONGEST_WAIT, FIRST_WAIT * 2**failures))
            failures += 1

    async def _post(self, update: dict[str, Any]) -> int:
        """In ASCII, as Telegram does: half characters included."""
        headers = {"Content-Type": "application/json"}
        headers |= {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            status = (await self._client.post(self.url, content=json.dumps(update), headers=headers)).status_code
        except httpx.HTTPError:
            status = 0
        self.statuses.append(status)
        return status
