"""Does a network said to decide count as her answer, whenever she says it?"""

from __future__ import annotations

import pytest

from content.models import Library
from tests.dialogs.talk import Talk

THE_NETWORK_DECIDES = [
    "c'est Renault qui impose le logiciel",
    "c'est Peugeot qui me l'impose",
    "c imposé par renault",
    "c'est le constructeur qui décide du logiciel",
    "midas nous impose la caisse",
]
IT_DOES_NOT = ["c'est mon mari qui l'impose", "Renault n'impose pas le logiciel", "c'est pas Renault qui choisit"]


def at_software(library: Library, trade: str = "garagiste") -> Talk:
    talk = Talk(library).to_questions(trade)
    while talk.subject != "logiciel":
        talk.code(f"a:{talk.subject}:inconnu")
    return talk


@pytest.mark.parametrize("said", THE_NETWORK_DECIDES)
def test_a_brand_that_imposes_is_the_network(library: Library, said: str) -> None:
    talk = at_software(library)
    talk.say(said)

    assert talk.known.get("logiciel") == "fourni_reseau"


@pytest.mark.parametrize("said", IT_DOES_NOT)
def test_somebody_else_is_not(library: Library, said: str) -> None:
    talk = at_software(library)
    talk.say(said)

    assert talk.known.get("logiciel") != "fourni_reseau"


@pytest.mark.parametrize("said", THE_NETWORK_DECIDES)
def test_said_just_after_another_answer_it_corrects_it(library: Library, said: str) -> None:
    talk = at_software(library)
    talk.press("Moi, je l'ai choisi")
    talk.say(said)

    assert talk.known["logiciel"] == "fourni_reseau"
    assert "C’est changé" in talk.texts[0]


def test_it_corrects_at_the_plan_too(at_plan: Talk) -> None:
    assert at_plan.known["logiciel"] == "propre"
    at_plan.say("c'est Renault qui impose le logiciel")

    assert at_plan.known["logiciel"] == "fourni_reseau"
    assert "C’est changé" in at_plan.texts[0]


def test_what_she_says_of_herself_corrects_what_she_answered(talk: Talk) -> None:
    talk.to_questions()
    talk.code("a:logiciel:propre")
    talk.say("je n'ai pas de logiciel")

    assert talk.known["logiciel"] == "aucun"
    assert "C’est changé" in talk.texts[0]


def test_said_before_it_is_asked_it_is_noted_and_said_back(talk: Talk) -> None:
    talk.say("")
    talk.say("c'est Renault qui impose le logiciel")

    assert talk.known["logiciel"] == "fourni_reseau"
    assert "Je note" in talk.said


def test_a_name_she_gave_with_her_trade_counts(library: Library) -> None:
    talk = at_software(library, "garage Lada")
    talk.say("c'est Lada qui me l'impose")

    assert talk.known["logiciel"] == "fourni_reseau"


def test_she_decides_herself_after_all(library: Library) -> None:
    talk = at_software(library)
    talk.say("c'est Citroën qui l'impose")
    talk.say("c'est moi qui décide de tout")

    assert talk.known["logiciel"] == "propre"
    assert "C’est changé" in talk.texts[0]


def test_a_maker_that_supplies_decides_of_no_software(library: Library) -> None:
    talk = at_software(library, "coiffeuse")
    talk.press("Moi, je l'ai choisi")
    talk.say("c'est Wella qui nous fournit")

    assert talk.known["logiciel"] == "propre"


@pytest.mark.parametrize(
    "said", ["la caisse c'est monceau fleurs qui nous la fournit depuis toujours", "ben c monceau fleurs qui l impose"]
)
def test_what_is_drawn_from_a_name_in_her_sentence_is_said_to_her(library: Library, said: str) -> None:
    talk = at_software(library, "fleuriste")
    talk.say(said)

    assert talk.known["logiciel"] == "fourni_reseau"
    assert "Je garde «\u00a0Mon enseigne, mon réseau\u00a0»" in talk.texts[0]


def test_not_knowing_beside_a_name_is_told_nothing_more(library: Library) -> None:
    talk = at_software(library, "fleuriste")
    talk.say("on a monceau fleurs mais je sais pas")

    assert talk.known["logiciel"] == "inconnu"
    assert "Je garde" not in talk.said
