"""Does the table say what is there? Every fault has a line, and every test it names exists."""

from __future__ import annotations

import re
from pathlib import Path

from tests.faults.launch import POINTS

TESTS = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_name("README.md").read_text(encoding="utf-8")


def test_every_fault_has_its_line() -> None:
    assert [f"F{number}" for number in range(1, 29) if not re.search(rf"\bF{number}\b", TABLE)] == []


def test_every_test_that_the_table_names_exists() -> None:
    written = {name for path in TESTS.rglob("*.py") for name in re.findall(r"def (test_\w+)", path.read_text())}

    assert [name for name in re.findall(r"`(test_\w+)`", TABLE) if name not in written] == []


def test_the_points_of_a_turn_are_told() -> None:
    assert [point for point in POINTS if f"« {point} »" not in TABLE] == []
