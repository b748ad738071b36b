"""What does she see in a terminal? `python -m bot talk`, a line in, lines out, no colours."""

from __future__ import annotations

import os
import re
import select
import subprocess

from tests.doors.words import Screen, Told, label, plain

INDENT, PROMPT = "   ", "> "
PATIENCE = 30.0
_MAIN = re.compile(r"^   [ \d]\d  (?:\[([ x])\] )?(.+)$")
_QUIET = re.compile(r"(?:^   (?:· )?|· )(\d+)\xa0([^·]+)")


class TerminalDoor:
    """A bubble printed again after a tick or « Autre chose » is the same bubble, redrawn."""

    def __init__(self, process: subprocess.Popen[bytes], more: str) -> None:
        self.process = process
        self.more = more
        self.told: Told = []
        self.screen = Screen()

    def comes_in(self) -> None:
        self._shows(self._read())

    def says(self, text: str) -> None:
        self._types(text)

    def presses(self, label: str) -> None:
        self._types(self._number(label), redraws=label == self.more)

    def ticks(self, *labels: str, press: str) -> None:
        self._types(" ".join(map(self._number, labels)), redraws=True)
        self.presses(press)

    def _number(self, label: str) -> str:
        return str(self.screen.labels.index(label) + 1)

    def _types(self, line: str, redraws: bool = False) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()
        text = self._read()
        if redraws:
            self.told.pop()
        self._shows(text)

    def _read(self) -> str:
        """Everything until she may type again."""
        assert self.process.stdout
        read = b""
        while not read.endswith(b"\n" + PROMPT.encode()):
            ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
            more = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            assert more, f"it stopped after: {read.decode(errors='replace')}"
            read += more
        return read.decode().removesuffix(PROMPT)

    def _shows(self, text: str) -> None:
        """A blank line before each bubble; under the last one, what may be chosen."""
        *firsts, last = re.split(r"^\n", text, flags=re.MULTILINE)[1:]
        bubble, below = _divided(last.splitlines())
        self.told += [plain(first) for first in (*firsts, "\n".join(bubble))]
        self.screen = _screen(below)


def _divided(lines: list[str]) -> tuple[list[str], list[str]]:
    """The bubble, and the choices under it: from the first line numbered 1 on."""
    starts = (n for n, line in enumerate(lines) if n and re.match(r"^    1  |^   1\xa0", line))
    at = next(starts, len(lines))
    return lines[:at], lines[at:]


def _screen(below: list[str]) -> Screen:
    mains = [found for line in below if (found := _MAIN.match(line))]
    rest = below[len(mains) :]
    quiet = [name for line in rest for _, name in _QUIET.findall(line)]
    ticked = frozenset(label(main[2]) for main in mains if main[1] == "x")
    told = [line for line in rest if not _QUIET.search(line)]
    return Screen((*(label(main[2]) for main in mains), *map(label, quiet)), ticked, plain(" ".join(told)))
