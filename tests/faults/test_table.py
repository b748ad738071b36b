"""Does the table say what is there? Every fault has a line; test_docs sees that its tests exist."""

from __future__ import annotations

import re
from pathlib import Path

from tests.faults.launch import POINTS

TABLE = Path(__file__).with_name("README.md").read_text(encoding="utf-8")


def test_every_fault_has_its_line() -> None:
    assert [f"F{number}" for number in range(1, 29) if not re.search(rf"\bF{number}\b", TABLE)] == []


def test_the_points_of_a_turn_are_told() -> None:
    assert [point for point in POINTS if f"« {point} »" not in TABLE] == []
