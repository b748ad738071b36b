"""Beside aiogram 3 with its Redis storage: `python -m tests.bench.beside_aiogram --python PATH [--rounds N]`

PATH is a Python where they are installed, beside ours: `python3 -m venv aio && aio/bin/pip install aiogram redis`.
Redis is Debian's `redis-server`, as it comes: it does not wait for the disk, and ours does.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from content.loader import load
from tests.bench.acts import scripts
from tests.bench.durable import Durable
from tests.bench.echo import Echo
from tests.bench.measuring import Measured, Round, Samples, interleaved, machine, printed

FSM = Path(__file__).with_name("redis_fsm.py")
OURS, QUEUED = "ours: the real dialogue, SQLite FULL, replies queued", "ours, replies sent too (mocked)"
THEIRS = "aiogram 3, Redis storage: five questions, sent (mocked)"
MISSING = "Not measured: redis-server, or a Python with aiogram and redis (--python), is missing."


def missing(python: str) -> bool:
    if not python or not shutil.which("redis-server"):
        return True
    return subprocess.run([python, "-c", "import aiogram, redis"], capture_output=True).returncode != 0


@contextmanager
def theirs(python: str, folder: Path, turns: int) -> Iterator[Round]:
    """A round played by the other process for each line given to it."""
    socket = folder / "redis.sock"
    with _process("redis-server", "--port", "0", "--unixsocket", str(socket), "--dir", str(folder)):
        while not socket.exists():
            time.sleep(0.05)
        with _process(python, str(FSM), f"unix://{socket}", str(turns)) as fsm:

            def play() -> Samples:
                assert fsm.stdin
                assert fsm.stdout
                fsm.stdin.write("\n")
                fsm.stdin.flush()
                samples: Samples = json.loads(fsm.stdout.readline())
                assert len(samples) == turns
                return samples

            yield play


@contextmanager
def _process(*command: str) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield started
    finally:
        started.terminate()
        started.communicate(timeout=20)


def measured(python: str, rounds: int, people: int, turns: int) -> list[Measured]:
    library, loop = load(), asyncio.new_event_loop()
    with tempfile.TemporaryDirectory() as place, theirs(python, Path(place), turns) as play:
        ours = Durable(scripts(people, library), library, Path(place) / "queued.db", Echo(1, loop))
        sent = Durable(ours.played, library, Path(place) / "sent.db", ours.echo)
        found = interleaved({OURS: ours.telegram, QUEUED: sent.telegram_sent, THEIRS: play}, rounds)
    loop.close()
    return found


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.beside_aiogram", description=__doc__)
    parser.add_argument("--python", default=os.environ.get("AIOGRAM_PYTHON", ""))
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--people", type=int, default=2)
    parser.add_argument("--turns", type=int, default=30)
    options = parser.parse_args(argv)
    if missing(options.python):
        print(MISSING)
        return
    print(machine("python-telegram-bot"))
    found = measured(options.python, options.rounds, options.people, options.turns)
    rows = [[one.name, f"{one.time_beside(found[-1]):.2f}", f"{one.median_turn * 1e6:,.0f}"] for one in found]
    printed(["a turn", "× aiogram's time", "median µs"], rows)


if __name__ == "__main__":
    main()
