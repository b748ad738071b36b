"""Before she trusts a step: does she read who vouches for it, where that is seen, from when to when, and for whom?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from content.models import Guarantee, Library
from content.typography import typeset
from tests.dialogs.talk import Talk

SERVICE = "annuaire-entreprises"
SEEN_AT = "https://www.exemple.fr/liste"
STARTED, ENDS = date(2025, 10, 9), date(2027, 6, 30)


def step_of(library: Library, step_id: str, **changes: Any) -> Talk:
    """This step opened, changed so, the first of her plan."""
    step = library.proposals[step_id].model_copy(update=changes)
    talk = Talk(replace(library, proposals={**library.proposals, step_id: step})).to_plan()
    plan = talk.conversation.plan
    first = plan.steps[0].changed(id=step_id, kind=talk.library.kind(step_id))
    talk.conversation = talk.conversation.changed(plan=plan.changed(steps=(first, *plan.steps[1:])))
    talk.code(f"p:{step_id}", turn=0)
    return talk


def detail_of(library: Library, step_id: str, **changes: Any) -> Talk:
    """« En détail » pressed on this step of her plan, changed so."""
    talk = step_of(library, step_id, **changes)
    talk.press("En détail")
    return talk


def guaranteed(**more: Any) -> Guarantee:
    return Guarantee(level="label-public", by="un contrôleur", where=SEEN_AT, **more)


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({}, []),
        ({"since": STARTED}, ["Depuis le 9 octobre 2025."]),
        ({"until": ENDS}, ["Valable jusqu’au 30 juin 2027."]),
        ({"since": STARTED, "until": ENDS}, ["Depuis le 9 octobre 2025, jusqu’au 30 juin 2027."]),
    ],
)
def test_who_vouches_is_told_with_its_dates_and_where_it_is_seen(
    library: Library, dates: dict[str, date], told: list[str]
) -> None:
    talk = detail_of(library, SERVICE, guarantee=guaranteed(**dates))

    assert talk.texts[-1].split("\n") == [
        "Un label public, avec contrôle\u00a0: un contrôleur.",
        *told,
        "Vérifiez-le ici\u00a0: exemple.fr/liste.",
    ]


@pytest.mark.parametrize(
    ("changes", "who"),
    [
        ({"trades": ("fleuriste",)}, "certains métiers, dont le vôtre"),
        ({"trades": ("boulanger",)}, "certains métiers, peut-être le vôtre"),
        ({"sectors": ("commerce", "liberal")}, "le commerce et les métiers libéraux"),
        ({"types": ("B", "C", "D")}, "toutes les entreprises, sauf une entreprise en réseau"),
        ({"types": ("C", "D")}, "une entreprise de proximité ou un savoir-faire à part"),
    ],
)
def test_for_whom_it_is_made_is_told(library: Library, changes: dict[str, Any], who: str) -> None:
    talk = detail_of(library, SERVICE, **changes)

    assert talk.texts[-1].split("\n")[-1] == f"Pour qui\u00a0: {who}."


def test_a_training_without_a_grid_tells_it_too(library: Library) -> None:
    talk = detail_of(library, "agefice")

    (only,) = talk.texts
    assert "Vérifiez-le ici\u00a0: annuaire-entreprises.data.gouv.fr." in only
    assert "Revenir à mon plan" in talk.labels


def test_nothing_is_told_of_for_whom_when_it_is_for_all(library: Library) -> None:
    talk = detail_of(library, SERVICE, excludes={"equipement": ("rien",)})

    assert "Pour" not in talk.texts[-1]


def test_her_own_answer_tells_why_it_is_for_her(library: Library) -> None:
    talk = detail_of(library, SERVICE, requires={"logiciel": ("propre",)})

    assert talk.texts[-1].split("\n")[-1] == "Pour vous, car vous avez choisi votre logiciel."


@pytest.mark.parametrize(
    "step_id",
    ["organisation-metier", "conseiller-public", "formations-france-num", "cpf", "17cyber", "formation-editeur"],
)
def test_a_step_with_no_more_to_tell_has_no_detail(library: Library, step_id: str) -> None:
    """Given a step that nobody vouches for, or whose official site alone shows it, then no button leads further."""
    talk = step_of(library, step_id)

    assert talk.screen == "step"
    assert "En détail" not in talk.labels


def test_where_a_guarantee_is_seen_stands_on_a_step_without_a_page(library: Library) -> None:
    talk = step_of(library, "formation-editeur")

    assert typeset("Vérifiez-le ici : annuaire-entreprises.data.gouv.fr.") in talk.texts[-1]


def test_the_plan_itself_says_none_of_it(library: Library) -> None:
    dated = {
        key: step.model_copy(update={"guarantee": guaranteed(until=ENDS)}) for key, step in library.proposals.items()
    }

    talk = Talk(replace(library, proposals=dated)).to_plan()

    assert "exemple.fr" not in talk.said
    assert "2027" not in talk.said
