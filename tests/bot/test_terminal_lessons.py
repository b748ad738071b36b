"""Are lessons and tools played to their end in a terminal, in the library's own words?"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from content.dates import library_on
from content.loader import load
from content.typography import typeset
from tests.doors.playing import Player, play_five_lessons_and_three_tools
from tests.doors.service import command
from tests.doors.terminal import TerminalDoor


@pytest.fixture
def new_terminal(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    """`python -m bot talk`, each time on a SQLite file of its own."""
    started: list[subprocess.Popen[bytes]] = []

    def talk(name: str) -> subprocess.Popen[bytes]:
        started.append(command("talk", subprocess.PIPE, DATABASE_URL=f"sqlite:///{tmp_path / name}.db"))
        return started[-1]

    yield talk
    for process in started:
        process.kill()
        process.communicate()


def test_five_lessons_and_three_tools_are_played_to_their_end(
    new_terminal: Callable[[str], subprocess.Popen[bytes]],
) -> None:
    library = library_on(load(), datetime.now(UTC).date())
    more = typeset(library.replies["buttons.more"])

    def at_a_new_terminal(persona: str) -> Player:
        return Player(persona, TerminalDoor(new_terminal(persona), more), library)

    play_five_lessons_and_three_tools(at_a_new_terminal)
