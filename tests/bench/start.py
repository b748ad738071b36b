"""How soon does it answer, and what does its content cost? `python -m tests.bench.start [--rounds N] [--stored N]`

Cold starts beside processes that only import the same libraries; loading the content beside parsing its files.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from urllib.request import urlopen

from bot.store.sqlite import SqliteStore
from content.loader import FOLDER, load
from tests.bench.measuring import Measured, Round, Samples, interleaved, machine, printed
from tests.bench.stored import fill

ROOT = Path(__file__).resolve().parents[2]
OURS = ("bot", "content", "dialogs")
ADDRESS = re.compile(r"http://localhost:\d+")
IMPORTS, PARSING = "importing the same libraries", "the same, and parsing the content's files"
ANNOUNCED, ANSWERED = "serve, to its printed address", "serve, to its first page answered"
MANY = "the same, on a base where many are stored"
PARSE, LOAD = "parsing the content's files with tomllib", "loading the content: parsed, validated, indexed by id"
ALL_OF_SERVE = """
import sys, json, uvicorn.lifespan.on, uvicorn.loops.auto, uvicorn.protocols.http.auto, bot.serving
print(json.dumps([name for name, module in sys.modules.items() if getattr(module, "__file__", None)]))
"""
IMPORT = """
import importlib, sys
for name in {names}:
    importlib.import_module(name)
{more}
print("done", flush=True)
sys.stdin.read()
"""
PARSES = f"""
import tomllib, pathlib
for path in pathlib.Path({str(FOLDER)!r}).rglob("*.toml"):
    tomllib.loads(path.read_text(encoding="utf-8"))
"""


class Starts:
    """Processes started from nothing, each with its own empty folder."""

    def __init__(self, stored: Path | None = None) -> None:
        self.stored = stored
        """A file where many are stored already, for one of the ways to start."""
        self.libraries = [name for name in _loaded_by_serve() if name.split(".")[0] not in (*OURS, "__main__")]
        self.memory: dict[str, float] = {}
        self.bytes = 0
        """Of the first page, as answered."""

    def imports(self) -> Samples:
        return self._script(IMPORTS, "")

    def imports_and_parsing(self) -> Samples:
        return self._script(PARSING, PARSES)

    def announced(self) -> Samples:
        return self._served()[:1]

    def answered(self) -> Samples:
        return self._served()[1:]

    def answered_with_many(self) -> Samples:
        return self._served(self.stored)[1:]

    def mib(self, name: str) -> str:
        """What the last such process held, '' when it was not looked at."""
        return f"{self.memory[name]:,.0f}" if name in self.memory else ""

    def _script(self, name: str, more: str) -> Samples:
        """Until it says that it is done."""
        code = IMPORT.format(names=self.libraries, more=more)
        begun = perf_counter()
        with _Python("-c", code) as process:
            assert _line_with(re.compile("done"), process)
            seconds = perf_counter() - begun
            self.memory[name] = _memory(process)
        return [seconds]

    def _served(self, database: Path | None = None) -> Samples:
        """[seconds to the address, seconds to the first page]"""
        with tempfile.TemporaryDirectory() as folder:
            settings = {"PORT": "0", "DATABASE_URL": f"sqlite:///{database or Path(folder) / 'bench.db'}"}
            begun = perf_counter()
            with _Python("-m", "bot", "serve", **settings) as process:
                address = _line_with(ADDRESS, process)
                announced = perf_counter() - begun
                page = urlopen(address, timeout=20).read()
                answered = perf_counter() - begun
                assert b"</html>" in page
                self.bytes, self.memory[ANSWERED] = len(page), _memory(process)
        return [announced, answered]


def parse() -> Samples:
    begun = perf_counter()
    parsed = [tomllib.loads(path.read_text(encoding="utf-8")) for path in _files()]
    seconds = perf_counter() - begun
    assert all(parsed)
    return [seconds]


def loading() -> Samples:
    begun = perf_counter()
    library = load()
    seconds = perf_counter() - begun
    assert len(library.types) == 4
    return [seconds]


def _files() -> list[Path]:
    return sorted(FOLDER.rglob("*.toml"))


def _loaded_by_serve() -> list[str]:
    found = subprocess.run([sys.executable, "-c", ALL_OF_SERVE], cwd=ROOT, capture_output=True, text=True, check=True)
    return [str(name) for name in json.loads(found.stdout)]


class _Python:
    """A Python process in our folder, ended at the end."""

    def __init__(self, *arguments: str, **settings: str) -> None:
        plain = {name: value for name, value in os.environ.items() if name != "TELEGRAM_TOKEN"}
        self.process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=plain | settings, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __enter__(self) -> subprocess.Popen[str]:
        return self.process

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.communicate(timeout=20)


def _line_with(pattern: re.Pattern[str], process: subprocess.Popen[str]) -> str:
    assert process.stdout
    for line in process.stdout:
        if found := pattern.search(line):
            return found[0]
    raise AssertionError("the process stopped")


def _memory(process: subprocess.Popen[str]) -> float:
    """Resident, in MiB; 0 where the system does not tell."""
    status = Path(f"/proc/{process.pid}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def measured(rounds: int, stored: int = 0) -> tuple[list[Measured], list[Measured], Starts]:
    with tempfile.TemporaryDirectory() as folder:
        return _measured(rounds, Starts(_filled(stored, Path(folder)) if stored else None))


def _filled(people: int, folder: Path) -> Path:
    fill(SqliteStore(folder / "many.db"), people, datetime.now(UTC))
    return folder / "many.db"


def _measured(rounds: int, starts: Starts) -> tuple[list[Measured], list[Measured], Starts]:
    processes: dict[str, Round] = {
        IMPORTS: starts.imports,
        PARSING: starts.imports_and_parsing,
        ANNOUNCED: starts.announced,
        ANSWERED: starts.answered,
    }
    if starts.stored:
        processes[MANY] = starts.answered_with_many
    return interleaved(processes, rounds), interleaved({PARSE: parse, LOAD: loading}, rounds), starts


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.start", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--stored", type=int, default=0, help="serve a base of so many people too")
    options = parser.parse_args(argv)
    print(machine("uvicorn", "starlette", "pydantic"))
    started, read, starts = measured(options.rounds, options.stored)
    rows = [[*_row(one, started[0]), starts.mib(one.name)] for one in started]
    printed(["a process", "× imports", "ms", "MiB"], rows)
    size = sum(path.stat().st_size for path in _files()) // 1024
    print(f"\n{len(_files())} files, {size} KiB; the first page weighs {starts.bytes / 1024:.1f} KiB")
    printed(["the content", "× tomllib", "ms"], [_row(one, read[0]) for one in read])


def _row(one: Measured, yardstick: Measured) -> list[str]:
    return [one.name, f"{one.time_beside(yardstick):.2f}", f"{one.seconds * 1000:,.0f}"]


if __name__ == "__main__":
    main()
