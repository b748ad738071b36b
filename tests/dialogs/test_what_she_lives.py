"""Does what a shopkeeper lives (her team, a site that failed her, a slow line, a doubt) reach the steps made for it?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.plan import Wanted, steps
from tests.dialogs.talk import FLORIST, NOW, Talk

UNDER_A_BRAND = {**FLORIST, "reseau": "franchise", "logiciel": "fourni_reseau", "effectif": "3-5", "connexion": "fibre"}
NOTHING_TO_SPEND = {**FLORIST, "budget": "rien", "vente_en_ligne": "decu"}
TEAM = ["c mes filles elles rale sur le nouvo truc de rendez vous", "mes filles veulent pas du nouveau logiciel"]
DOUBT = "je vois pas a quoi ca sert internet"


@pytest.mark.parametrize("text", TEAM)
def test_a_team_that_refuses_a_change_is_heard_under_a_brand_too(talk: Talk, text: str) -> None:
    talk.to_questions("coiffeuse chez dessange")._until("barriers", UNDER_A_BRAND, ())
    talk.say(text)

    assert "F5" in talk.conversation.ticks
    assert [asked.text for asked in talk.conversation.questions] == [text]

    talk.press("Continuer")
    talk.to_plan(UNDER_A_BRAND)
    assert "parler-equipe" in _planned(talk)


@pytest.mark.parametrize("text", TEAM)
def test_a_team_told_of_at_the_start_puts_its_line_on_the_first_list(talk: Talk, text: str) -> None:
    talk.say("")
    talk.say(text)
    talk.to_questions("coiffeuse chez dessange")._until("barriers", UNDER_A_BRAND, ())

    assert "Changer nos façons de faire" in talk.labels


def test_who_paid_for_a_site_that_does_not_work_is_not_sent_to_order_another(talk: Talk) -> None:
    talk.say("")
    talk.say("une agence ma fait un site qui marche pas")
    talk.to_questions()
    talk.to_plan(NOTHING_TO_SPEND, barriers=("F9",))

    assert _planned(talk)[0] == "corriger-vieux-site"
    assert "conseiller-public" in _planned(talk)
    assert not {"mon-cahier-site", "prix-d-un-site", "cma", "cci"} & set(_planned(talk))


def test_a_page_to_order_a_site_is_not_for_who_can_spend_nothing(library: Library) -> None:
    assert "mon-cahier-site" in _steps_for({"budget": "petit"}, library)
    assert "mon-cahier-site" not in _steps_for({"budget": "rien"}, library)


@pytest.mark.parametrize("text", ["internet rame", "internet est lent chez moi", "mon wifi rame"])
def test_a_slow_line_is_no_old_computer_and_gets_what_makes_it_faster(talk: Talk, text: str) -> None:
    talk.to_barriers({"connexion": "lente"})
    talk.say(text)

    assert "F1" not in talk.conversation.ticks
    assert [asked.topics for asked in talk.conversation.questions] == [("internet-lent",)]

    talk.code("k:F7:1", "m:kept")
    talk.to_plan({"connexion": "lente"})
    assert {"noter-coupures", "ma-connexion-internet"} <= set(_planned(talk))


def test_an_old_computer_is_still_heard(talk: Talk) -> None:
    talk.to_barriers().say("mon ordi il rame")

    assert talk.conversation.ticks == ("F1",)


def test_her_doubt_about_internet_is_no_question_about_ours(talk: Talk) -> None:
    """At a question, whose button « Pourquoi ? » is asked for by nearly the same words."""
    talk.to_questions("kinesitherapeute")
    talk.say(DOUBT)

    assert "vos patients" in talk.texts[0]
    assert [asked.topics for asked in talk.conversation.questions] == [("a-quoi-bon",)]

    talk.say("à quoi ça sert ?")
    assert talk.turn is not None
    assert talk.turn.took == "why"


def test_her_doubt_is_heard_before_her_trade_and_at_the_situations(talk: Talk) -> None:
    talk.say("")
    talk.say(DOUBT)
    assert talk.screen == "trade"

    at_barriers = Talk(talk.library).to_barriers()
    at_barriers.say(DOUBT)
    assert at_barriers.conversation.ticks == ("F8",)


def _planned(talk: Talk) -> list[str]:
    assert talk.conversation.plan is not None
    return [step.id for step in talk.conversation.plan.steps]


def _steps_for(known: dict[str, str], library: Library) -> set[str]:
    wanted = Wanted(
        "D", ("F9",), (), {"metier": "ebeniste", "reseau": "aucun", "temps": "demi_journee", **known}, NOW.date()
    )
    return {candidate.proposal.id for _, candidate in steps(wanted, library)}
