"""Is what she told before it was asked taken as her answer, or said back to her, and never asked as if unsaid?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from tests.dialogs.talk import Talk

ETSY = "je veux vendre en ligne mais etsy bof 3 ventes en un an et jai peur detre copiée"
BOTH = "rexel veut que je commande sur internet, et ma box lente puis ca saute"


def until_situation(talk: Talk, text: str, fact: str) -> Talk:
    """Her words at the barriers, then on with other answers, up to what is asked on this fact."""
    talk.to_barriers().say(text)
    talk.press("Continuer")
    for _ in range(12):
        shown = talk.conversation.shown
        if shown is None or shown.fact == fact or talk.screen == "plan":
            break
        talk.code(talk.choices[0].code)
    return talk


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ca rame, ca coupe tout le temps", "coupures"),
        ("la ligne rame c'est pénible", "lente"),
        ("ca rame et ca coupe", "coupures"),
        ("rexel veut que je commande sur internet et la ligne elle rame et ca coupe chez moi", "coupures"),
    ],
)
def test_her_line_told_with_what_holds_her_back_is_her_answer(talk: Talk, text: str, value: str) -> None:
    talk.to_barriers().say(text)

    assert talk.known["connexion"] == value
    assert typeset("Je note") in talk.said


def test_what_she_told_of_her_sales_is_said_back_to_be_confirmed(talk: Talk) -> None:
    until_situation(talk, ETSY, "vente_en_ligne")

    assert typeset(f"Vous m’avez dit : « {ETSY} »") in talk.said
    talk.say("oui")
    assert talk.known["vente_en_ligne"] == "decu"


def test_of_two_answers_told_before_she_is_asked_between_the_two(talk: Talk) -> None:
    until_situation(talk, BOTH, "connexion")

    assert talk.screen == "narrow"
    assert {"Lent", "Souvent coupé"} <= set(talk.labels)


def test_said_back_wrongly_the_whole_question_comes_next(talk: Talk) -> None:
    until_situation(talk, ETSY, "vente_en_ligne")

    talk.press("Une autre réponse")

    assert (talk.screen, talk.subject) == ("question", "vente_en_ligne")
    assert "vente_en_ligne" not in talk.known


def test_what_she_asked_of_something_else_is_not_said_back(talk: Talk) -> None:
    until_situation(talk, "la facture electronique j'y comprends rien", "connexion")

    assert talk.screen != "narrow"
