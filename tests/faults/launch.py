"""`python -m bot serve`, with short waits; and, when a test asks, a death at a named point or a seeded defect.

FAULT=point:n kills the process (SIGKILL, as a power cut) the n-th time it reaches the point. DEFECT=name breaks one
promise of ours, so that the checker can be seen to find it. Nothing of this exists in the service itself.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from itertools import count, cycle
from threading import Timer
from typing import Any
from uuid import uuid4

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot import turns
from bot.__main__ import main
from bot.channels.telegram import intake, polling, sender, timing, webhook
from bot.store import Limits, StaleVersion
from bot.store.postgres import PostgresStore
from bot.store.sqlite import SqliteStore
from bot.store.sqlite.connections import Connections

QUICK = timing.Timing(
    poll=2, first_poll=1, conflict=0.1, look_again=1, request=1, longest_wait=0.5, lease=3, idle=0.1,
    limits=Limits(bot_per_second=float(os.environ.get("BOT_RATE", "500")), chat_per_second=50, chat_burst=50),
)  # fmt: skip
Patched = tuple[Any, str]
POINTS: dict[str, tuple[tuple[Patched, ...], str]] = {
    "before the turn": (((intake.Intake, "take"),), "before"),
    "state loaded": (((SqliteStore, "load"), (PostgresStore, "load")), "after"),
    "turn taken": (((SqliteStore, "commit"), (PostgresStore, "commit")), "before"),
    "in the transaction": (((SqliteStore, "commit"), (PostgresStore, "commit")), "inside"),
    "committed": (((SqliteStore, "commit"), (PostgresStore, "commit")), "after"),
    "taken to be sent": (((SqliteStore, "next_unsent"), (PostgresStore, "next_unsent")), "after"),
    "before send": (((sender, "deliver"),), "before"),
    "sent": (((sender, "deliver"),), "after"),
    "marked": (((SqliteStore, "mark_sent"), (PostgresStore, "mark_sent")), "after"),
}
"""Where a turn can be cut."""
UNDER_WAY = 0.001
"""After so many seconds PostgreSQL has the statement of a turn, and has not answered yet."""


def be_quick() -> None:
    for module in (polling, webhook):
        vars(module)["Timing"] = lambda: QUICK


# ------------------------------------------------------------------ its SQLite file

READ_ONLY = signal.SIGUSR1
"""Makes it one that can only be read, then one that can be written again."""


def can_be_read_only() -> None:
    """SQLite itself refuses each write, with the very error of a disk mounted to be read."""
    states, real = cycle(("on", "off")), vars(Connections)["database"].fget
    query_only = ""

    def changed(*_: Any) -> None:
        nonlocal query_only
        query_only = next(states)

    def database(self: Any) -> Any:
        found = real(self)
        if query_only:
            found.conn.execute(f"pragma query_only = {query_only}")
        return found

    signal.signal(READ_ONLY, changed)
    Connections.database = property(database)  # type: ignore[method-assign,assignment]


def trace(path: str) -> None:
    """Each statement on a line, with the number of its connection."""
    real, numbers = Connections._connected, count(1)

    def connected(self: Any) -> Any:
        number, found = next(numbers), real(self)
        file = open(path, "a", buffering=1, encoding="utf-8")  # noqa: SIM115
        found.conn.set_trace_callback(lambda text: file.write(f"{number} {' '.join(text.split())}\n"))
        return found

    Connections._connected = connected  # type: ignore[method-assign]


# ------------------------------------------------------------------ deaths


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fault(point: str, nth: int) -> None:
    patched, when = POINTS[point]
    reached = count(1)

    def maybe_die(*_: Any) -> None:
        if next(reached) == nth:
            die()

    for owner, name in patched:
        wrap(owner, name, when, maybe_die)


def wrap(owner: Any, name: str, when: str, act: Callable[..., None]) -> None:
    real = getattr(owner, name)
    if when == "inside":
        before = written_then(act) if owner is SqliteStore else lambda *_: Timer(UNDER_WAY, act).start()
    else:
        before = act if when == "before" else nothing
    after = act if when == "after" else nothing

    def around(*args: Any, **kwargs: Any) -> Any:
        before(*args)
        result = real(*args, **kwargs)
        after()
        return result

    async def around_async(*args: Any, **kwargs: Any) -> Any:
        before(*args)
        result = await real(*args, **kwargs)
        after()
        return result

    setattr(owner, name, around_async if asyncio.iscoroutinefunction(real) else around)


def nothing(*_: Any) -> None:
    return


def written_then(act: Callable[..., None]) -> Callable[..., None]:
    """Once a line of the turn is written to the SQLite file, before the commit."""

    def before(store: SqliteStore, *_: Any) -> None:
        with store._file.reading() as conn:
            conn.create_function("die", 0, lambda: act() or 0)
            conn.execute("create temp trigger if not exists dies after insert on transcript begin select die(); end")

    return before


# ------------------------------------------------------------------ seeded defects


def no_deduplication() -> None:
    """Each delivery of an update counts as another act."""
    real = turns.TurnHandler.handle

    def handle(self: Any, incoming: Any, *more: Any) -> Any:
        return real(self, incoming.changed(event_id=uuid4().hex), *more)

    turns.TurnHandler.handle = handle  # type: ignore[method-assign]
    for store in (SqliteStore, PostgresStore):
        store.taken = lambda _self, _event_id: False  # type: ignore[method-assign,assignment]


def no_lock() -> None:
    """Whoever commits last wins, whatever was committed since it loaded."""
    for store in (SqliteStore, PostgresStore):
        vars_commit = store.commit

        def commit(self: Any, key: str, version: int, *more: Any, real: Any = vars_commit) -> None:
            while True:
                try:
                    return real(self, key, self.load(key)[1], *more)
                except StaleVersion:
                    continue

        store.commit = commit  # type: ignore[method-assign,assignment]


def acknowledged_before_commit() -> None:
    real = intake.Intake.take

    async def take(self: Any, update: Any, leaves_by: Any) -> None:
        async def later() -> None:
            await asyncio.sleep(0.5)
            await real(self, update, leaves_by)

        self._meanwhile(later())

    intake.Intake.take = take  # type: ignore[method-assign]


def sent_inside_the_transaction() -> None:
    """What is to be said leaves while the turn is being committed, whether it will be or not."""
    real = intake.draw

    def draw(turn: Any, *more: Any) -> Any:
        rows = real(turn, *more)
        asyncio.run(said(rows))
        return tuple(row for row in rows if row.kind != "send")

    intake.draw = draw  # type: ignore[assignment]


async def said(rows: Any) -> None:
    bot = Bot(os.environ["TELEGRAM_TOKEN"], base_url=os.environ["TELEGRAM_API_URL"] + "/bot")
    for row in rows:
        if row.kind == "send":
            lines = row.payload.get("reply_markup", {}).get("inline_keyboard", [])
            keys = InlineKeyboardMarkup([[InlineKeyboardButton(**button) for button in line] for line in lines])
            await bot.send_message(int(os.environ["CHAT"]), row.payload["text"], reply_markup=keys)


DEFECTS: dict[str, Callable[[], None]] = {
    "no de-duplication": no_deduplication,
    "no lock": no_lock,
    "acknowledged before commit": acknowledged_before_commit,
    "sent inside the transaction": sent_inside_the_transaction,
}

if __name__ == "__main__":
    be_quick()
    can_be_read_only()
    if path := os.environ.get("TRACE"):
        trace(path)
    if named := os.environ.get("FAULT"):
        place, _, number = named.partition(":")
        fault(place, int(number))
    if defect := os.environ.get("DEFECT"):
        DEFECTS[defect]()
    sys.exit(main(sys.argv[1:]))
