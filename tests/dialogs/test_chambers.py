"""Does she learn which chamber to call, when we know it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from content.models import Chamber, Library, Service
from tests.dialogs.talk import Talk

HERS = Chamber(
    id="cci-59",
    kind="cci",
    departements=("59",),
    name="CCI de démonstration",
    phone="03 20 00 00 00",
    source="https://www.service-public.fr",
    source_date=date(2026, 11, 1),
)


@pytest.fixture
def talk(library: Library) -> Talk:
    return Talk(replace(library, chambers=MappingProxyType({HERS.id: HERS})))


def _with_step(talk: Talk, step_id: str) -> Talk:
    talk.to_plan()
    plan = talk.conversation.plan
    step = plan.steps[0].changed(id=step_id, kind=talk.library.kind(step_id))
    talk.conversation = talk.conversation.changed(plan=plan.changed(steps=(step, *plan.steps[1:])))
    talk.code(f"p:{step_id}", turn=0)
    return talk


def test_the_chamber_that_sent_her_is_named_in_the_welcome(talk: Talk) -> None:
    talk.take(text="/start cci-59", chamber="cci-59")

    assert "CCI de démonstration" in talk.texts[0]


def test_an_unknown_code_gets_the_plain_welcome(talk: Talk) -> None:
    talk.take(text="/start affiche-12", chamber="affiche-12")

    assert talk.texts[0].startswith("Bonjour. Je vous aide")


def test_her_departement_is_asked_only_when_it_tells_whom_to_call(talk: Talk) -> None:
    _with_step(talk, "cci")
    assert "Dire mon département" in talk.labels

    talk.press("Dire mon département")
    talk.say("59100")
    talk.code("p:cci", turn=0)

    assert "CCI de démonstration" in talk.said
    assert "03 20 00 00 00" in talk.said
    assert "Dire mon département" not in talk.labels


def test_without_a_known_chamber_the_national_contact_stands(library: Library) -> None:
    talk = _with_step(Talk(library), "cci")

    assert "cci.fr" in talk.said
    assert "Dire mon département" not in talk.labels


def test_a_service_tells_its_five_points(library: Library) -> None:
    service = next(p for p in library.proposals.values() if isinstance(p, Service) and p.grid)
    talk = _with_step(Talk(library), service.id)

    talk.press("En détail")

    assert talk.screen == "grid"
    assert all(len(line) <= 140 for line in talk.said.split("\n"))
