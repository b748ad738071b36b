"""Is an editor told when somebody would be left with fewer than three steps?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import short_plans
from bot.checking import problems
from content.loader import load
from content.models import Library
from tests.builders import NOW

AGAINST_SLOWNESS = ("noter-coupures", "ma-connexion-internet", "conseiller-public")
PERSONA = """
id = "p00"
says = { metier = "fleuriste" }
facts = { reseau = "aucun", freins = ["F7"] }
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def with_steps(count: int, library: Library) -> Library:
    """Content with only so many answers to a slow connection, each of its own kind."""
    return replace(library, proposals={key: library.proposals[key] for key in AGAINST_SLOWNESS[:count]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "p00.toml").write_text(PERSONA, encoding="utf-8")
    return tmp_path


def test_a_business_left_with_fewer_than_three_steps_is_told(folder: Path, library: Library) -> None:
    (found,) = short_plans.problems(with_steps(2, library), folder)

    assert (found.file, found.field, found.severity) == ("personas/p00.toml", "plan", "error")
    assert found.sentence == "2 étape(s) dans le plan de p00 : il en faut trois. Ajoutez-en pour F7."


def test_with_three_steps_nothing_is_told(folder: Path, library: Library) -> None:
    assert list(short_plans.problems(with_steps(3, library), folder)) == []


def test_check_plays_the_businesses_we_know_of(library: Library) -> None:
    """Given content with too little for everybody, when it is checked, then each of the 48 is told."""
    told = problems(with_steps(1, library), NOW.date())

    assert len({problem.file for problem in told if problem.file.startswith("personas/")}) == 48


def test_where_there_is_no_such_folder_nothing_is_told(tmp_path: Path, library: Library) -> None:
    assert list(short_plans.problems(library, tmp_path / "absent")) == []
