"""Is the operator told of a chamber that cannot be right, or of a list grown old?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from content.chambers import TOO_OLD, check
from content.loader import load
from content.models import Chamber

LIBRARY = load()
TODAY = date(2026, 11, 23)
CHAMBER = Chamber(
    id="cci-exemple", kind="cci", name="Chambre inventée", departements=("69",), source="un exemple", source_date=TODAY
)


def found(**changed: object) -> list[tuple[str, str]]:
    chamber = CHAMBER.model_copy(update=changed)
    library = replace(LIBRARY, chambers={chamber.id: chamber})
    return [(problem.field, problem.severity) for problem in check(library, TODAY)]


def test_no_chamber_at_all_is_no_problem() -> None:
    assert list(check(replace(LIBRARY, chambers={}), TODAY)) == []


def test_a_chamber_of_today_is_sound() -> None:
    assert found() == []


def test_a_departement_that_does_not_exist_is_an_error() -> None:
    assert found(departements=("69", "99")) == [("departements", "error")]


def test_a_list_from_the_future_is_an_error() -> None:
    assert found(source_date=TODAY + timedelta(days=1)) == [("source_date", "error")]


def test_an_old_list_is_a_warning() -> None:
    assert found(source_date=TODAY - timedelta(days=TOO_OLD)) == []
    assert found(source_date=TODAY - timedelta(days=TOO_OLD + 1)) == [("source_date", "warning")]
