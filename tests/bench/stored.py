"""What does a turn cost when many conversations are stored? `python -m tests.bench.stored [--stored N …]`"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from time import process_time

from bot.store.sqlite import SqliteStore
from bot.turns import TurnHandler
from content.loader import load
from content.models import Library
from dialogs import start
from dialogs.conversation import dump
from tests.bench.acts import Clock, Script, acts_in, scripts
from tests.bench.measuring import Round, Samples, interleaved, machine, printed

STEP = 10_000
A_MONTH = 30 * 24 * 3600


class Stored:
    """The CPU of the web chat's turn, in a file that holds so many people already, each with two lines said."""

    def __init__(self, people: int, played: Sequence[Script], library: Library, folder: Path) -> None:
        self.path, self.played, self.people = folder / f"{people}.db", played, people
        self.store, self.numbers, self.clock = SqliteStore(self.path), count(1), Clock()
        self.handler = TurnHandler(self.store, lambda: library, self.clock)
        fill(self.store, people, self.clock())

    def round(self) -> Samples:
        samples = []
        for script in self.played:
            key = f"new {next(self.numbers)}"
            for act in script:
                incoming = act.incoming(key, f"e{next(self.numbers)}")
                begun = process_time()
                assert self.handler.handle(incoming)
                samples.append(process_time() - begun)
        kept = self.store._file.database.conn.execute("select count(*) from conversation").fetchone()[0]
        assert kept > self.people
        assert len(samples) == acts_in(self.played)
        return samples


def fill(store: SqliteStore, people: int, now: datetime) -> None:
    """So many people seen now, each with a state of a usual size and two lines said."""
    conn, state, at = store._file.database.conn, dump(start("k", now)) + " " * 1500, now.timestamp()
    for first in range(0, people, STEP):
        keys = [f"stored {number}" for number in range(first, min(first + STEP, people))]
        conn.execute("begin immediate")
        conn.executemany(
            "insert into conversation (key, version, state, last_seen, due_at, journal_number)"
            " values (?, 1, ?, ?, ?, ?)",
            [(key, state, at, at + A_MONTH, key) for key in keys],
        )
        conn.executemany(
            "insert into transcript (key, number, turn, at, who, message) values (?, ?, 1, ?, 'us', '{}')",
            [(key, number, at) for key in keys for number in (1, 2)],
        )
        conn.execute("commit")


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.stored", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--stored", type=int, nargs="*", default=[1_000, 100_000, 1_000_000])
    options = parser.parse_args(argv)
    print(machine())
    library, grown = load(), []
    asyncio.set_event_loop(None)
    with tempfile.TemporaryDirectory() as place:
        played, things = scripts(options.people, library), dict[str, Round]()
        for people in options.stored:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            things[f"{people:,} conversations stored"] = Stored(people, played, library, Path(place)).round
            things[f"{people:,} conversations stored"]()
            grown.append((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
        found = interleaved(things, options.rounds)
    rows = [
        [one.name, f"{one.time_beside(found[0]):.2f}", f"{one.median_turn * 1e6:,.0f}", f"{more:.0f}"]
        for one, more in zip(found, grown, strict=True)
    ]
    printed(["CPU of a turn", f"× {found[0].name.split()[0]}", "median µs", "MiB more at the peak"], rows)


if __name__ == "__main__":
    main()
