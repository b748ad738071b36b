"""What does a process hold, and how long does a backlog take? `python -m tests.bench.size [--people N] [--backlog N]`

The memory of this process as conversations go by, on SQLite, without a web server (`start` tells that of `serve` idle);
then updates that Telegram kept during an outage, posted all at once to the real service, which commits each.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from bot.store.sqlite import SqliteStore
from bot.turns import TurnHandler
from content.loader import load
from content.models import Library
from tests.bench.acts import Clock, Script, scripts
from tests.bench.crowd import asked, percentile, served
from tests.bench.measuring import machine, printed
from tests.bench.turns import places

Row = tuple[str, float]
LOADED, MET, BACKLOG = "the content loaded", "{:,} conversations begun", "a backlog of {:,} updates"
FIRST = 1_000
ACTS = 18


def grown(
    people: int, acts: int, played: Sequence[Script], library: Library, folder: Path
) -> Iterator[tuple[str, float]]:
    """(what has gone by, MiB held then): whoever is met plays her first acts, and is left there."""
    handler = TurnHandler(SqliteStore(folder / "pas.db"), lambda: library, Clock())
    numbers = count(1)
    yield LOADED, held()
    for number in range(1, people + 1):
        for act in played[number % len(played)][:acts]:
            assert handler.handle(act.incoming(f"person {number}", f"e{next(numbers)}"))
        if number in (FIRST, people):
            yield MET.format(number), held()


def held() -> float:
    """MiB, as the system tells; 0 where it does not."""
    gc.collect()
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def caught_up(updates: int, played: Sequence[Script], folder: Path) -> list[str]:
    with served(folder, f"sqlite:///{folder}/backlog.db") as urls:
        samples, rate = asked(urls, max(1, updates // ACTS), ACTS, played)
    cells = [f"{len(samples) / rate:.1f}", f"{rate:,.0f}", f"{percentile(samples, 0.5):.1f}"]
    return [BACKLOG.format(len(samples)), *cells]


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.size", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--acts", type=int, default=2)
    parser.add_argument("--backlog", type=int, default=5_000)
    options = parser.parse_args(argv)
    print(machine("pydantic", "msgspec"))
    library = load()
    played = scripts(8, library)
    with tempfile.TemporaryDirectory(dir=places()[0][1]) as place:
        found = list(grown(options.people, options.acts, played, library, Path(place)))
    first = found[min(1, len(found) - 1)][1]
    rows = [[name, f"{mib:,.0f}", f"{(mib - first) * 2**20 / options.people:,.0f}"] for name, mib in found]
    printed(["a process", "MiB", "bytes a conversation, beyond the first thousand"], rows)
    with tempfile.TemporaryDirectory() as place:
        printed(["", "seconds", "updates/s", "s, the median wait"], [caught_up(options.backlog, played, Path(place))])


if __name__ == "__main__":
    main()
