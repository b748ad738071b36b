"""Does each service say what is known of the study's five points?"""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from content.bubbles import bubbles
from content.loader import load
from content.models import Service

LIBRARY = load()
SERVICES = [step for step in LIBRARY.proposals.values() if isinstance(step, Service)]


def test_there_are_forty_six_services_or_more() -> None:
    assert len(SERVICES) >= 46


def test_every_service_says_its_worth_who_holds_it_and_how_to_leave() -> None:
    assert [one.id for one in SERVICES if not {"valeur", "qualite", "sortie"} <= one.grid.keys()] == []


def test_how_to_leave_follows_the_colon_and_takes_the_full_stop_of_the_reply() -> None:
    told = {one.id: one.leaving for one in SERVICES if one.leaving}

    assert [key for key, text in told.items() if text[0].isupper() or text[-1] in ".?!"] == []


def test_the_grid_is_read_with_the_other_bubbles() -> None:
    fields = {field for file, field, _ in bubbles(LIBRARY) if file == "services/dilicom.toml"}

    assert "grid.contrat" in fields


@pytest.mark.parametrize("grid", [{"prix": "gratuit"}, {"valeur": "v" * 121}])
def test_another_point_or_a_long_text_is_refused(grid: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Service.model_validate(SERVICES[0].model_dump() | {"grid": grid})
