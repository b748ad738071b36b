"""Is a member of a network sent to ask it first, before she signs for her electronic invoices?"""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk

MEMBER = {"reseau": "cooperative", "logiciel": "fourni_reseau", "fournisseur_principal": "majoritaire"}
WHOSE = "la facture électronique, c'est le siège ou moi ?"


def _member(talk: Talk, asks: str = "") -> Talk:
    """An optician of a cooperative, with her plan."""
    talk.say(asks)
    if talk.screen.startswith("trade"):
        talk.say("opticien")
    talk.code("a:metier:opticien")
    return talk.to_plan(MEMBER, ("F12", "F6"))


def _in_the_lesson(talk: Talk, step: str) -> Talk:
    talk.code("l:plateforme-factures")
    while step not in [code.rpartition(":")[2] for code in (choice.code for choice in talk.choices)]:
        talk.code(talk.choices[0].code)
    return talk


def test_her_question_opens_the_questions_to_her_network(talk: Talk) -> None:
    _member(talk, WHOSE)

    assert talk.conversation.plan.steps[0].id == "questions-reseau"
    assert "L’étape 1 en parle" in talk.texts[0]


def test_the_lesson_asks_her_network_before_any_signature(talk: Talk) -> None:
    _in_the_lesson(_member(talk, WHOSE), "demander")

    assert "Écrivez d’abord à votre réseau" in talk.said
    assert "accord" not in talk.said


def test_the_lesson_never_lets_her_sign_twice(talk: Talk) -> None:
    _in_the_lesson(_member(talk, WHOSE), "accord")

    assert "ne signez pas un deuxième accord" in talk.said


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (WHOSE, "facture-et-reseau"),
        ("signer quoi ? mon reseau a deja signé", "facture-et-reseau"),
        ("et si optic 2000 le fait pas, c'est moi qui ait l'amende ?", "facture-amende"),
    ],
)
@pytest.mark.parametrize("step", ["", "demander", "accord"])
def test_whose_duty_it_is_is_answered_on_the_plan_and_in_the_lesson(
    talk: Talk, text: str, topic: str, step: str
) -> None:
    _member(talk, "la facture electronique")
    if step:
        _in_the_lesson(talk, step)
    talk.say(text)

    assert talk.turn.took == "topic"
    assert "demandé à chaque entreprise, donc à vous" in talk.said


def test_the_questions_to_her_network_hold_one_on_invoices(talk: Talk) -> None:
    steps = {step.id: step.text for step in talk.library.lesson("questions-reseau").steps}

    assert "factures électroniques" in steps["factures"]
