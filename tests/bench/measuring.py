"""How many times slower or faster is one thing than another? Interleaved rounds; ratios, never bare times."""

from __future__ import annotations

import gc
import os
import platform
import sqlite3
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from time import perf_counter, thread_time

Samples = list[float]
clock: Callable[[], float] = perf_counter
"""What the turns are measured by: the time that passes, or the CPU of this thread (`count_cpu`)."""
Round = Callable[[], Samples]
"""Does its work, asserts its effects, and returns the seconds of each turn."""


def count_cpu() -> None:
    """Where others use the machine too: their turns and the disk's waits are then not counted."""
    global clock
    clock = thread_time


@dataclass(frozen=True)
class Measured:
    """The rounds of one thing, in the order they were run."""

    name: str
    rounds: list[Samples] = field(default_factory=list)

    @property
    def means(self) -> list[float]:
        return [statistics.fmean(samples) for samples in self.rounds]

    @property
    def seconds(self) -> float:
        """Of a turn: the median of the rounds' means."""
        return statistics.median(self.means)

    @property
    def median_turn(self) -> float:
        return statistics.median(self._all)

    @property
    def p99(self) -> float:
        return sorted(self._all)[int(0.99 * len(self._all))]

    @property
    def _all(self) -> Samples:
        return [sample for samples in self.rounds for sample in samples]

    def speed_beside(self, yardstick: Measured) -> float:
        """How many times the yardstick's turns per second: the median of the ratios taken round by round."""
        return statistics.median(theirs / ours for ours, theirs in zip(self.means, yardstick.means, strict=True))

    def time_beside(self, yardstick: Measured) -> float:
        """How many times the yardstick's time."""
        return 1 / self.speed_beside(yardstick)


def interleaved(things: Mapping[str, Round], rounds: int) -> list[Measured]:
    """Each thing once a round, so that whatever slows the machine slows them all; the first changes each round."""
    measured = {name: Measured(name) for name in things}
    for number in range(rounds):
        for name in rotated(list(things), number):
            gc.collect()
            measured[name].rounds.append(things[name]())
    return list(measured.values())


def rotated(names: Sequence[str], by: int) -> Iterator[str]:
    return (names[(place + by) % len(names)] for place in range(len(names)))


def printed(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table that can be pasted in a README."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    for row in (heads, ["-" * width for width in widths], *rows):
        first, *rest = (cell.ljust(width) if not at else cell.rjust(width) for at, (cell, width) in _cells(row, widths))
        print("| " + " | ".join((first, *rest)) + " |")


def _cells(row: Sequence[str], widths: Sequence[int]) -> Iterator[tuple[int, tuple[str, int]]]:
    return enumerate(zip(row, widths, strict=True))


def machine(*packages: str) -> str:
    """On what this ran, and how busy it was."""
    found = ", ".join(f"{name} {version(name)}" for name in packages)
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    python = ".".join(str(part) for part in sys.version_info[:3])
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {python}, "
        f"SQLite {sqlite3.sqlite_version}, {found}; load before: {busy}"
    )
