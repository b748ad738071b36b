"""Does a carer read of her patients and her practice, and everybody else what everybody reads?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.bubbles import bubbles
from content.loader import load
from content.models import Library, ToldTo
from content.plain import check_texts, excused_in, names_in
from content.worlds import library_for, problems


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def owners(library: Library) -> list[str]:
    return [trade.id for trade in library.trades.values() if trade.words]


def test_a_carer_reads_of_patients_and_never_of_clients(library: Library) -> None:
    hers = library_for(library, "kine")

    told = hers.lesson("choisir-outil-rendez-vous")
    assert "vos patients" in told.what
    assert not any("client" in f"{step.text} {step.help}" for step in told.steps)
    assert hers.types["C"].label == "Un cabinet de proximité"
    assert "envois" not in hers.barriers["F9"].worded("B").what
    assert "votre ordre" in hers.barriers["F9"].worded("B").relay


def test_a_shopkeeper_reads_what_everybody_reads(library: Library) -> None:
    assert library_for(library, "fleuriste") is library
    assert library_for(library, "") is library


def test_what_is_heard_and_where_it_leads_stay_the_same(library: Library) -> None:
    hers = library_for(library, "sante")

    assert [topic.heard for topic in hers.topics.values()] == [topic.heard for topic in library.topics.values()]
    assert [one.url for one in hers.proposals.values()] == [one.url for one in library.proposals.values()]
    assert hers.spoken is library.spoken


def test_trades_that_share_their_words_share_one_library(library: Library) -> None:
    assert library_for(library, "kine") is library_for(library, "infirmier")


def test_a_word_replaced_that_no_text_says_any_more_is_told_to_the_editor(library: Library) -> None:
    trade = library.trades["sante"].model_copy(update={"words": {"Un commerce sans nom": "Un cabinet"}})

    (problem,) = problems(replace(library, trades={**library.trades, trade.id: trade}))

    assert "« Un commerce sans nom » n'est plus dans aucun texte" in problem.sentence


def test_a_trade_takes_its_words_from_one_that_has_some(library: Library) -> None:
    lenders = {trade.words_like for trade in library.trades.values() if trade.words_like}

    assert lenders <= set(owners(library))


def test_a_text_too_long_for_its_field_in_their_words_is_told_to_the_editor(library: Library) -> None:
    trade = library.trades["sante"].model_copy(update={"words": {"votre chambre": "une personne de confiance " * 4}})
    wrong = replace(library, trades={**library.trades, "sante": trade})

    assert list(problems(library)) == []
    assert any("relay" in problem.sentence for problem in problems(wrong))


def test_words_taken_from_a_trade_that_has_none_are_told_to_the_editor(library: Library) -> None:
    trade = library.trades["kine"].model_copy(update={"words_like": "fleuriste"})
    wrong = replace(library, trades={**library.trades, "kine": trade})

    assert [problem.field for problem in problems(wrong)] == ["kine"]


def test_every_bubble_stays_plain_in_their_words(library: Library) -> None:
    for owner in owners(library):
        hers = library_for(library, owner)

        assert list(check_texts(bubbles(hers), names_in(hers), excused_in(hers))) == []


@pytest.mark.parametrize(
    "untrue",
    [
        "numéro de patient",
        "patients à appeler",
        "autres patients sont",
        "gros patient",
        "patients public",
        "patient public",
    ],
)
def test_a_carer_reads_nothing_of_patients_where_no_patient_is_meant(library: Library, untrue: str) -> None:
    told = [text for _, _, text in bubbles(library_for(library, "kine")) if untrue in text]

    assert told == []


# ------------------------------------------------------------------ after an answer


NETWORK = {"reseau": "franchise", "logiciel": "fourni_reseau"}


def test_under_a_brand_she_is_sent_to_her_network_in_the_step_itself(library: Library) -> None:
    hers, alone = library_for(library, "opticien", NETWORK), library_for(library, "fleuriste", {"reseau": "aucun"})

    for lesson in ("fiche-etablissement", "plateforme-factures", "preuve-caisse"):
        said = " ".join(step.text for step in hers.lesson(lesson).steps).lower()
        assert "écrivez d'abord à votre réseau" in said or "écrivez-lui d'abord" in said, lesson
    assert "réseau" in hers.proposals["installateur"].title
    assert "réseau" not in alone.proposals["installateur"].title


def test_who_has_no_network_reads_of_none_in_the_lesson_on_invoices(library: Library) -> None:
    alone = library_for(library, "restaurant", {"reseau": "aucun", "logiciel": "aucun"}).lesson("plateforme-factures")

    said = [alone.what, alone.done, *(f"{step.text} {step.help}" for step in alone.steps)]
    assert not [text for text in said if "réseau" in text]


def test_an_answer_that_changes_no_text_leaves_the_library_as_it_is(library: Library) -> None:
    assert library_for(library, "fleuriste", {"connexion": "fibre"}) is library


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [("steps.prix.txt", "Demandez.", "n'existe pas"), ("what", "x" * 400, "ne va pas dans `what`")],
)
def test_a_text_after_an_answer_that_has_no_place_is_told_to_the_editor(
    field: str, text: str, told: str, library: Library
) -> None:
    wrong = ToldTo(answers={"reseau": ("franchise",)}, field=field, text=text)
    step = library.lesson("plateforme-factures").model_copy(update={"told_to": (wrong,)})

    (problem,) = problems(replace(library, proposals={**library.proposals, step.id: step}))

    assert told in problem.sentence
