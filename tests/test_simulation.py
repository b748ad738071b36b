"""Do the 48 businesses get the right type, few questions, and a plan worth having?"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.simulation import simulate
from content.loader import load
from content.models import Library
from tests.transcripts import PERSONAS, personas

ROOT = Path(__file__).resolve().parents[1]
Report = dict[str, Any]
KINDS = {"lesson", "training", "service", "aid", "person"}


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture(scope="module")
def played(library: Library) -> list[tuple[dict[str, Any], Report]]:
    return [(one, simulate(one, library)) for one in personas()]


@pytest.fixture(scope="module")
def typed(library: Library) -> list[tuple[dict[str, Any], Report]]:
    return [(one, simulate(one, library, typed=True)) for one in personas()]


def test_at_least_46_get_the_expected_type(played: list[tuple[dict[str, Any], Report]]) -> None:
    right = [report["type"] == one["expected"]["type"] for one, report in played]

    assert len(right) == 48
    assert sum(right) >= 46


def test_at_least_47_find_theirs_proposed_or_among_the_two_offered(
    played: list[tuple[dict[str, Any], Report]],
) -> None:
    offered = [list(r["candidates"])[: 2 if r["sureness"] == "close" else 1] for _, r in played]

    assert sum(one["expected"]["type"] in kinds for (one, _), kinds in zip(played, offered, strict=True)) >= 47


def test_few_questions_suffice(played: list[tuple[dict[str, Any], Report]]) -> None:
    counts = [len(report["questions"]) for _, report in played]

    assert statistics.median(counts) <= 4
    assert max(counts) <= 7


def test_almost_sure_is_almost_always_right(played: list[tuple[dict[str, Any], Report]]) -> None:
    sure = [report["type"] == one["expected"]["type"] for one, report in played if report["sureness"] == "sure"]

    assert len(sure) >= 30
    assert sum(sure) >= 0.95 * len(sure)


def test_every_plan_has_three_to_nine_steps_with_their_reasons(played: list[tuple[dict[str, Any], Report]]) -> None:
    for _, report in played:
        assert 3 <= len(report["plan"]) <= 9, report["id"]
        assert all(step["because"] and step["kind"] in KINDS for step in report["plan"])


def test_the_way_to_the_plan_is_short(played: list[tuple[dict[str, Any], Report]]) -> None:
    turns, words = [r["turns"] for _, r in played], [r["words"] for _, r in played]

    assert statistics.median(turns) <= 16
    assert max(turns) <= 24
    assert statistics.median(words) <= 600
    assert max(words) <= 900


def test_the_same_files_give_the_same_bytes() -> None:
    one, other = (_simulated(seed) for seed in ("0", "1"))

    assert one
    assert one == other


def _simulated(seed: str) -> bytes:
    """What a process of its own says of a few personas; its sets and dicts are ordered by this seed."""
    files = [str(file) for file in sorted(PERSONAS.glob("p*.toml"))[:4]]
    done = subprocess.run(
        [sys.executable, "-m", "bot", "simulate", "--typed", *files],
        cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout


def _extras(typed: list[tuple[dict[str, Any], Report]]) -> list[tuple[str, str]]:
    """(what it means, what it was taken for) of every text typed instead of a press."""
    pairs = []
    for one, report in typed:
        means = {extra["text"]: extra["means"] for extra in one["says"].get("extra", [])}
        pairs += [(means[said["text"]], said["took"]) for said in report["typed"]]
    return pairs


def test_texts_that_mean_a_value_set_it_and_almost_never_another(
    typed: list[tuple[dict[str, Any], Report]],
) -> None:
    """65 right and 1 wrong on 28 November 2026: a few less is a change of wording, more is something unlearnt."""
    values = [(means, took) for means, took in _extras(typed) if "=" in means]

    assert len(values) == 71
    assert sum(means == took for means, took in values) >= 62
    assert sum("=" in took and means != took for means, took in values) <= 2


def test_the_other_texts_do_what_they_mean(typed: list[tuple[dict[str, Any], Report]]) -> None:
    """24 of the 25 on that day."""
    others = [(means, took) for means, took in _extras(typed) if "=" not in means]

    assert len(others) == 25
    assert sum(means == took for means, took in others) >= 23
