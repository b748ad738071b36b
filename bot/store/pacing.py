"""When may the next message leave? Telegram's limits, shared by every process that sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.store import Limits, Outgoing

BOT, QUIET = "bot", "quiet"
"""The lines that are nobody's: all messages of the bot, and a silence that Telegram asked of it."""
AHEAD = 2.0
"""A place at most this many seconds ahead is given at once, with how long to wait for it."""


@dataclass
class Placed:
    """Of the replies found: those that may leave, those put off as (number, not before), and where each line stands."""

    taken: list[Outgoing] = field(default_factory=list)
    put_off: list[tuple[int, float]] = field(default_factory=list)
    moved: dict[str, float] = field(default_factory=dict)


def lines(found: Sequence[Outgoing]) -> list[str]:
    """The lines these replies stand in."""
    return [BOT, QUIET, *{out.conversation_key for out in found}]


def placed(found: Sequence[Outgoing], limits: Limits | None, free_at: Mapping[str, float], at: float) -> Placed:
    """`free_at`: until when each line is taken; it and `at` in seconds since 1970. Lowest numbers are served first."""
    if limits is None:
        return Placed(taken=list(found))
    given = Placed()
    for out in found:
        bot = max(at, free_at.get(QUIET, 0), given.moved.get(BOT, free_at.get(BOT, 0)))
        if bot > at + AHEAD:
            break
        mine = free_at.get(out.conversation_key, 0)
        chat = 0 if out.kind == "edit" else mine - (limits.chat_burst - 1) / limits.chat_per_second
        if chat > at + AHEAD:
            given.put_off.append((out.number, chat - AHEAD))
            continue
        leaves = max(bot, chat)
        given.taken.append(replace(out, wait=leaves - at))
        given.moved[BOT] = bot + 1 / limits.bot_per_second
        if out.kind != "edit":
            given.moved[out.conversation_key] = max(mine, leaves) + 1 / limits.chat_per_second
    return given
