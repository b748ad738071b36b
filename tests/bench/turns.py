"""How many turns a second, beside a bare PTB echo? `python -m tests.bench.turns [--cpu] [--rounds N] [--people N]`"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from content.loader import load
from content.models import Library
from tests.bench import measuring
from tests.bench.acts import Script, scripts
from tests.bench.dialogue import Dialogue
from tests.bench.durable import Durable
from tests.bench.echo import Echo
from tests.bench.measuring import Measured, Round, interleaved, machine, printed

ECHO = "bare PTB echo: bytes in, mocked send"
MEMORY = "/dev/shm"


def measured(rounds: int, people: int, echoes: int) -> list[Measured]:
    """The echo first."""
    library, loop = load(), asyncio.new_event_loop()
    played, echo = scripts(people, library), Echo(echoes, loop)
    dialogue = Dialogue(played, library)
    things: dict[str, Round] = {
        ECHO: echo.round,
        "pure dialogue": dialogue.round,
        "pure dialogue, businesses never met": dialogue.first_met,
    }
    with ExitStack() as held:
        held.callback(loop.close)
        for place, parent in places():
            folder = held.enter_context(tempfile.TemporaryDirectory(dir=parent))
            things |= _durable(place, Path(folder), played, library, echo)
        return interleaved(things, rounds)


def places() -> list[tuple[str, str | None]]:
    """Where files are kept: in memory, where that can be, the code alone is seen; on the disk, its flushes too."""
    in_memory: list[tuple[str, str | None]] = [("in memory", MEMORY)] if os.path.isdir(MEMORY) else []
    return [*in_memory, ("on disk", None)]


def _durable(place: str, folder: Path, played: Sequence[Script], library: Library, echo: Echo) -> dict[str, Round]:
    """What is sent has its own file: a queue that nobody empties would slow it."""
    queued, sent = (Durable(played, library, folder / name, echo) for name in ("queued.db", "sent.db"))
    return {
        f"file {place}: web turn, no PTB object": queued.web,
        f"file {place}: Telegram turn, bytes in, replies queued": queued.telegram,
        f"file {place}: Telegram turn, its replies sent too (mocked)": sent.telegram_sent,
        f"file {place}: one small transaction": queued.one_row,
    }


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.turns", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--people", type=int, default=4, help="businesses played in a round, two at least")
    parser.add_argument("--echoes", type=int, default=300, help="turns of the bare echo in a round")
    parser.add_argument("--cpu", action="store_true", help="the CPU of each turn, without the disk's waits")
    options = parser.parse_args(argv)
    if options.cpu:
        measuring.count_cpu()
    print(machine("python-telegram-bot", "pydantic", "transitions"))
    found = measured(options.rounds, options.people, options.echoes)
    rows = [
        [one.name, f"{one.speed_beside(found[0]):.2f}", f"{1 / one.seconds:,.0f}", *_micros(one.median_turn, one.p99)]
        for one in found
    ]
    printed(["", "× echo", "turns/s", "median µs", "p99 µs"], rows)


def _micros(*seconds: float) -> list[str]:
    return [f"{second * 1e6:,.0f}" for second in seconds]


if __name__ == "__main__":
    main()
