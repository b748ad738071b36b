"""Do the benches still run? Tiny counts; no time is judged."""

from __future__ import annotations

import pytest

from tests.bench import start, turns


def test_the_turns_are_measured_beside_the_echo(capsys: pytest.CaptureFixture[str]) -> None:
    turns.main(["--rounds", "1", "--people", "2", "--echoes", "3"])

    said = capsys.readouterr().out
    assert all(f"| {row}" in said for row in (turns.ECHO, "pure dialogue", "file on disk: web turn"))


def test_the_start_and_the_content_are_measured_beside_what_they_need(capsys: pytest.CaptureFixture[str]) -> None:
    start.main(["--rounds", "1"])

    said = capsys.readouterr().out
    assert all(f"| {row}" in said for row in (start.IMPORTS, start.ANSWERED, start.PARSE, start.LOAD))
