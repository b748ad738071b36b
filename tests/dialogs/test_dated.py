"""Does she hear what is true on the day she asks, on both sides of each date?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from content.models import Guarantee, Library
from content.typography import typeset
from tests.dialogs.talk import Talk

FIBRE = {"connexion": "lente", "effectif": "1-2"}
AID, HEIR, CARD = "raccordement-fibre", "fibre-apres-aide", "ma-connexion-internet"


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+01:00")


def steps(talk: Talk) -> list[str]:
    assert talk.conversation.plan is not None
    return [step.id for step in talk.conversation.plan.steps]


def changed(library: Library, step_id: str, **changes: Any) -> Library:
    step = library.proposals[step_id].model_copy(update=changes)
    return replace(library, proposals={**library.proposals, step_id: step})


def alone(library: Library, *step_ids: str) -> Library:
    """Only these steps, and the persons."""
    kept = {key: step for key, step in library.proposals.items() if key in step_ids or library.kind(key) == "person"}
    return replace(library, proposals=kept)


def heard(text: str, day: str, library: Library) -> str:
    talk = Talk(library, at(day)).to_questions()
    talk.say(text)
    return talk.said


# ------------------------------------------------------------------ what is said


@pytest.mark.parametrize(
    ("day", "sends"), [("2026-11-23", False), ("2027-08-31", False), ("2027-09-01", True), ("2028-01-01", True)]
)
def test_sending_electronic_invoices_is_told_as_due_from_its_day_on(day: str, sends: bool, library: Library) -> None:
    assert ("en envoyez" in heard("c'est quoi une facture électronique", day, library)) is sends


@pytest.mark.parametrize(
    ("asked", "eve", "before", "day", "after"),
    [
        ("c'est quoi l'e-reporting", "2027-08-31", "enverra le sien", "2027-09-01", "envoie le sien"),
        ("c'est quoi les archives", "2026-12-31", "six ans", "2027-01-01", "dix ans"),
    ],
)
def test_a_word_is_explained_as_of_the_day(
    asked: str, eve: str, before: str, day: str, after: str, library: Library
) -> None:
    assert before in heard(asked, eve, library)
    assert after in heard(asked, day, library)


@pytest.mark.parametrize(
    ("step", "barrier", "eve", "before", "day", "after"),
    [
        ("espace-impots", "F5", "2026-12-31", "s’arrête le 1er janvier 2027", "2027-01-01", "tous les trois mois"),
        ("raccordement-fibre", "F7", "2027-01-30", "400, 800 ou 1 200 euros", "2027-01-30", "avant le 31 janvier"),
        ("fibre-apres-aide", "F7", "2027-01-31", "avant de payer", "2027-06-30", "se demandait avant"),
    ],
)
def test_a_step_says_what_is_true_on_its_day(
    step: str, barrier: str, eve: str, before: str, day: str, after: str, library: Library
) -> None:
    for when, expected in ((eve, before), (day, after)):
        talk = Talk(alone(library, step), at(when)).to_plan(FIBRE, barriers=(barrier,))
        talk.code(f"p:{step}")

        assert typeset(expected) in talk.said


@pytest.mark.parametrize(("day", "free"), [("2027-01-11", False), ("2027-01-12", True)])
def test_leaving_an_online_program_is_told_free_from_its_day(day: str, free: bool, library: Library) -> None:
    """The European Data Act ends the charges for changing provider."""
    lesson = "lire-contrat"
    talk = Talk(alone(library, lesson), at(day)).to_plan(barriers=("F12",))
    talk.code(f"p:{lesson}")
    talk.code(f"l:{lesson}")
    while "résiliation" not in talk.said:
        talk.code(talk.choices[0].code)
    talk.press("Je bloque")

    assert ("elle interdit de faire payer le changement" in talk.said) is free


@pytest.mark.parametrize(("day", "past"), [("2027-01-31", False), ("2027-02-01", True)])
def test_the_copper_lines_cut_on_a_day_are_told_as_cut_from_the_next(day: str, past: bool, library: Library) -> None:
    assert ("31 janvier 2027" in heard("c'est quoi le cuivre", day, library)) is past


@pytest.mark.parametrize(("day", "new"), [("2026-12-31", False), ("2027-01-01", True)])
def test_the_new_activity_codes_are_told_from_their_day(day: str, new: bool, library: Library) -> None:
    assert ("1er janvier 2027" in heard("c'est quoi un code APE", day, library)) is new


def test_a_lesson_says_the_date_as_to_come_and_then_as_past(library: Library) -> None:
    lesson = "plateforme-factures"
    for day, expected in (("2027-08-31", "vous enverrez les vôtres"), ("2027-09-01", "les vôtres partent aussi")):
        talk = Talk(alone(library, lesson), at(day)).to_plan(barriers=("F6",))
        talk.code(f"p:{lesson}")
        talk.code(f"l:{lesson}")
        while talk.screen != "lesson_done":
            talk.code(talk.choices[0].code)

        assert expected in talk.said


# ------------------------------------------------------------------ what is proposed


@pytest.mark.parametrize(("day", "proposed"), [("2027-01-30", True), ("2027-01-31", False)])
def test_an_aid_past_its_last_day_is_not_proposed(day: str, proposed: bool, library: Library) -> None:
    talk = Talk(alone(library, AID, CARD), at(day)).to_plan(FIBRE, barriers=("F7",))

    assert (AID in steps(talk)) is proposed


@pytest.mark.parametrize(
    ("day", "proposed"),
    [("2027-01-30", AID), ("2027-01-31", HEIR), ("2027-06-30", HEIR), ("2027-07-01", None)],
)
def test_after_the_aid_she_is_told_to_ask_whether_any_is_left(day: str, proposed: str | None, library: Library) -> None:
    talk = Talk(alone(library, AID, HEIR, CARD), at(day)).to_plan(FIBRE, barriers=("F7",))

    assert {AID, HEIR} & set(steps(talk)) == ({proposed} if proposed else set())


def test_a_service_whose_guarantee_ended_gives_way_to_the_one_that_replaces_it(library: Library) -> None:
    ended = Guarantee(level="registre", by="un registre", until=at("2026-12-31").date())
    library = changed(library, AID, ends_on=None, guarantee=ended)
    library = alone(changed(library, CARD, replaces=AID), AID, CARD)

    before = steps(Talk(library, at("2026-12-31")).to_plan(FIBRE, barriers=("F7",)))
    after = steps(Talk(library, at("2027-01-01")).to_plan(FIBRE, barriers=("F7",)))

    assert (AID in before, CARD in before) == (True, False)
    assert (AID in after, CARD in after) == (False, True)


def test_in_a_plan_already_given_the_step_that_ended_gives_way_too(library: Library) -> None:
    library = alone(changed(library, CARD, replaces=AID), AID, CARD)
    talk = Talk(library, at("2027-01-20")).to_plan(FIBRE, barriers=("F7",))
    assert AID in steps(talk)

    talk.later(days=30)
    talk.say("/plan")

    assert (AID in steps(talk), CARD in steps(talk)) == (False, True)
    assert library.proposals[CARD].title in talk.said.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_step_done_before_its_end_stays_done(library: Library) -> None:
    library = alone(changed(library, CARD, replaces=AID), AID, CARD)
    talk = Talk(library, at("2027-01-20")).to_plan(FIBRE, barriers=("F7",))
    talk.code(f"p:{AID}")
    talk.code(f"s:{AID}")

    talk.later(days=30)
    talk.say("/plan")

    assert AID in steps(talk)
    assert CARD not in steps(talk)


def test_a_button_on_a_step_that_has_ended_says_so_and_shows_where_she_is(library: Library) -> None:
    talk = Talk(alone(library, AID), at("2027-01-20")).to_plan(FIBRE, barriers=("F7",))

    talk.later(days=30)
    talk.code(f"p:{AID}")

    assert talk.screen == "plan"
    assert f"p:{AID}" not in {choice.code for choice in talk.choices}


# ------------------------------------------------------------------ who has seen it


@pytest.mark.parametrize(
    ("seen", "said"), [(None, "D’après"), ("2026-11-20", "Vu le 20 novembre 2026"), ("2026-05-20", "D’après")]
)
def test_what_nobody_saw_lately_is_told_as_from_its_source(seen: str | None, said: str, library: Library) -> None:
    checked = {"checked_on": at(seen).date(), "checked_by": "Marie"} if seen else {}
    talk = Talk(alone(changed(library, AID, **checked), AID)).to_plan(FIBRE, barriers=("F7",))

    talk.code(f"p:{AID}")

    assert said in talk.said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            {"source_name": "asp.gouv.fr", "source_date": "2025-09-29"},
            "D'après asp.gouv.fr, texte du 29 septembre 2025.",
        ),
        (
            {"source_name": "presse.fr", "source_date": "2024-12-03"},
            "Paru en décembre 2024 sur presse.fr, pas le site officiel : vérifiez à l'adresse officielle.",
        ),
        (
            {"source_name": "asp.gouv.fr", "source_date": "2019"},
            "D'après asp.gouv.fr, texte ancien, paru en 2019 : vérifiez à l'adresse officielle.",
        ),
        (
            {"source_name": "presse.fr", "source_date": "2019", "url": ""},
            "Paru en 2019 sur presse.fr, pas le site officiel.",
        ),
    ],
)
def test_what_was_read_elsewhere_or_long_ago_is_told_so(source: dict[str, str], said: str, library: Library) -> None:
    talk = Talk(alone(changed(library, AID, **source), AID)).to_plan(FIBRE, barriers=("F7",))

    talk.code(f"p:{AID}")

    assert talk.texts[-1].endswith(typeset(said))
