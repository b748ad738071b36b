"""Where does the time of a Telegram turn go? `python -m tests.bench.where [--rounds N]`

The CPU of turns from the bytes of an update to its replies queued, looked at every millisecond: each look counts for
the innermost part that is at work.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from content.loader import load
from tests.bench.acts import scripts
from tests.bench.durable import Durable
from tests.bench.echo import Echo
from tests.bench.measuring import machine, printed
from tests.bench.turns import places

EVERY = 0.001
REST = "the rest"
PARTS = (
    ("the update becomes PTB's objects", "reading.py", "updated"),
    ("the act is read from them", "reading.py", "heard"),
    ("her conversation is loaded", "sqlite/turns.py", "load"),
    ("she is understood", "understanding.py", "understand"),
    ("her trade is looked for", "trades.py", "propose"),
    ("where her answers lead (phases, type, barriers, plan)", "turn.py", "_settled"),
    ("where they led before (content may have changed)", "turn.py", "_still_served"),
    ("the screen is drawn", "screens/__init__.py", "draw"),
    ("what is kept, for how long; reminders", "retention.py", "dated"),
    ("what is kept, for how long; reminders", "retention.py", "due"),
    ("what is kept, for how long; reminders", "reminders.py", "ahead"),
    ("the rest of the dialogue", "turn.py", "take_turn"),
    ("bubbles become Telegram's calls", "drawing.py", "draw"),
    ("her address, her last keyboard", "durable.py", "_queued"),
    ("SQLite: the file's own commit", "connections.py", "writing"),
    ("SQLite: rows written", "sqlite/turns.py", "commit"),
    ("counters, tries", "bot/turns.py", "handle"),
)


class Looks:
    def __init__(self) -> None:
        self.found: Counter[str] = Counter()

    def look(self, _signal: int, frame: FrameType | None) -> None:
        while frame is not None:
            if frame.f_code.co_name == "_bytes":
                return
            if part := _part(frame):
                self.found[part] += 1
                return
            frame = frame.f_back
        self.found[REST] += 1


def _part(frame: FrameType) -> str:
    name, file = frame.f_code.co_name, frame.f_code.co_filename
    return next((part for part, where, what in PARTS if name == what and file.endswith(where)), "")


def looked_at(rounds: int, people: int) -> Counter[str]:
    library, loop, looks = load(), asyncio.new_event_loop(), Looks()
    with tempfile.TemporaryDirectory(dir=places()[0][1]) as place:
        turns = Durable(scripts(people, library), library, Path(place) / "pas.db", Echo(1, loop))
        turns.telegram()
        before = signal.signal(signal.SIGPROF, looks.look)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        for _ in range(rounds):
            turns.telegram()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    loop.close()
    return looks.found


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.where", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--people", type=int, default=24)
    options = parser.parse_args(argv)
    print(machine("python-telegram-bot", "msgspec"))
    found = looked_at(options.rounds, options.people)
    whole = max(1, sum(found.values()))
    printed(["a Telegram turn", "share"], [[part, f"{looks / whole:.0%}"] for part, looks in found.most_common()])


if __name__ == "__main__":
    main()
