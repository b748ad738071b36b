"""How long does a turn take when 200 people act at once? Real processes, the webhook, SQLite and PostgreSQL.

`python -m tests.bench.crowd [--people N] [--acts N] [--runs N]`: each is asked at the same time, by one client that
shares the cores with what it measures; beside a bare PTB echo served the same way.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from itertools import count
from pathlib import Path

import aiohttp

from bot.keys import Keys
from content.loader import load
from tests.bench.acts import Script, scripts
from tests.bench.echo import press_update, text_update
from tests.bench.measuring import Samples, machine, printed
from tests.postgres import Cluster, binaries

ROOT = Path(__file__).resolve().parents[2]
SECRET = "une cle secrete assez longue, 0123456789"
HEADER = {"X-Telegram-Bot-Api-Secret-Token": Keys(SECRET).webhook_secret}
ECHO = "bare PTB echo"
NUMBERS = count(1)


def asked(urls: Sequence[str], people: int, acts: int, played: Sequence[Script]) -> tuple[Samples, float]:
    """The seconds of each turn, and turns a second. Every act must be answered 200."""
    return asyncio.run(_asked(urls, people, acts, played))


async def _asked(urls: Sequence[str], people: int, acts: int, played: Sequence[Script]) -> tuple[Samples, float]:
    waits, ways = aiohttp.ClientTimeout(total=120), aiohttp.TCPConnector(limit=people)
    async with aiohttp.ClientSession(connector=ways, timeout=waits, headers=HEADER) as client:
        begun = time.perf_counter()
        each = [_person(client, urls[n % len(urls)], n, played[n % len(played)][:acts]) for n in range(people)]
        samples = [sample for person in await asyncio.gather(*each) for sample in person]
        return samples, len(samples) / (time.perf_counter() - begun)


async def _person(client: aiohttp.ClientSession, url: str, number: int, script: Script) -> Samples:
    chat, samples = next(NUMBERS) + 10**6, []
    for act in script:
        update = next(NUMBERS)
        raw = (
            press_update(update, f"{act.turn}|{act.code}", 5, chat) if act.code else text_update(update, act.text, chat)
        )
        begun = time.perf_counter()
        async with client.post(f"{url}/telegram", data=raw) as answer:
            await answer.read()
        samples.append(time.perf_counter() - begun)
        assert answer.status == 200
    return samples


# ------------------------------------------------------------------ what is asked


@contextmanager
def served(folder: Path, database: str, replicas: int = 1) -> Iterator[list[str]]:
    """The real service. Telegram is not there: replies wait in the queue, as in an outage."""
    environ = {
        "DATABASE_URL": database, "SECRET_KEY": SECRET, "TELEGRAM_TOKEN": "1:bench", "LOG_FORMAT": "text",
        "TELEGRAM_API_URL": "http://127.0.0.1:9", "PUBLIC_URL": "http://127.0.0.1:9", "PORT": "0", "HOST": "127.0.0.1",
    }  # fmt: skip
    with ExitStack() as held:
        yield [held.enter_context(_process(folder, ["-m", "bot", "serve"], environ)) for _ in range(replicas)]


@contextmanager
def _process(folder: Path, arguments: list[str], environ: dict[str, str]) -> Iterator[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    output = folder / f"{next(NUMBERS)}.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env={**kept, "PYTHONUNBUFFERED": "1", **environ},
            stdout=file, stderr=file,
        )  # fmt: skip
    try:
        while not (found := re.search(r"http://(?:localhost|127\.0\.0\.1):(\d+)", output.read_text())):
            assert process.poll() is None, output.read_text()
            time.sleep(0.05)
        yield f"http://127.0.0.1:{found[1]}"
    finally:
        process.terminate()
        process.wait(20)


def measured(people: int, acts: int, runs: int) -> list[list[str]]:
    """One thing served at a time: what is not asked must not take the cores."""
    played, rows, told = scripts(8, load()), [], {}
    with tempfile.TemporaryDirectory() as place, ExitStack() as held:
        for name, serving in _things(Path(place), held).items():
            with serving() as urls:
                told[name] = [asked(urls, people, acts, played) for _ in range(runs)]
    echo = [percentile(samples, 0.99) for samples, _ in told[ECHO]]
    for name, found_runs in told.items():
        worst = max(range(runs), key=lambda run: percentile(found_runs[run][0], 0.99))
        everything = [sample for samples, _ in found_runs for sample in samples]
        rate = sorted(rate for _, rate in found_runs)[runs // 2]
        cells = [f"{percentile(everything, part) * 1000:,.0f}" for part in (0.5, 0.95, 0.99)]
        beside = percentile(found_runs[worst][0], 0.99) / max(echo)
        rows.append([name, f"{rate:,.0f}", *cells, f"{beside:.1f}"])
    return rows


def _things(folder: Path, held: ExitStack) -> dict[str, Callable[[], AbstractContextManager[list[str]]]]:
    things = {ECHO: lambda: _echo(folder), "SQLite": lambda: served(folder, f"sqlite:///{folder}/pas.db")}
    if found := binaries():
        cluster = Cluster(found)
        held.callback(cluster.remove)
        cluster.create()
        for replicas in (1, 2, 4):
            name = f"PostgreSQL, {replicas} process{'es' * (replicas > 1)}"
            things[name] = partial(served, folder, cluster.new_database(), replicas)
    return things


@contextmanager
def _echo(folder: Path) -> Iterator[list[str]]:
    with _process(folder, ["-m", "tests.bench.echo_served"], {}) as url:
        yield [url]


def percentile(samples: Samples, part: float) -> float:
    return sorted(samples)[min(len(samples) - 1, int(part * len(samples)))]


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.crowd", description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--acts", type=int, default=6)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args(argv)
    print(machine("python-telegram-bot", "uvicorn"))
    rows = measured(options.people, options.acts, options.runs)
    heads = [f"{options.people} people at once", "turns/s", "p50 ms", "p95 ms", "p99 ms", "worst p99 × echo's"]
    printed(heads, rows)


if __name__ == "__main__":
    main()
