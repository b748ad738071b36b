"""Is what she said before a tool never asked again there, and her site looked at before another is ordered?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.plan import Wanted, steps
from tests.dialogs.talk import NOW, Talk

CAHIER, LOOKS_FIRST, JUDGES_SALES = "mon-cahier-site", "corriger-vieux-site", "mes-ventes-trois-mois"
ORDERS_ONE = {CAHIER, "premier-site", "deux-devis-site", "prix-d-un-site"}
HAS_ONE = ["une agence m'a fait un site qui marche pas", "mon site internet m'a déçu", "je voudrais refaire mon site"]
SITE_TO = ["Un site à remplacer", "Un site à améliorer"]


def planned(talk: Talk, came_with: str, facts: dict[str, str]) -> list[str]:
    talk.say("bonjour")
    talk.say(came_with)
    talk.to_questions().to_plan(facts, ("F9",))
    assert talk.conversation.plan is not None
    return [step.id for step in talk.conversation.plan.steps]


def steps_for(library: Library, topic: str, sells: str) -> list[str]:
    wanted = Wanted("C", ("F9", "F8"), (topic,), {"vente_en_ligne": sells, "budget": "petit"}, NOW.date())
    return [candidate.proposal.id for _, candidate in steps(wanted, library)]


def at_her_site(talk: Talk, came_with: str) -> Talk:
    """The question on the site she has, in « Ma demande de site »."""
    planned(talk, came_with, {})
    talk.say("je veux faire ma demande de site")
    if talk.screen == "which_step":
        talk.press("Ma demande de site")
    talk.code(f"l:{CAHIER}")
    for answer in ("fleuriste à Angers", "des familles d'ici", "montrer", "accueil", "moi, pour tout"):
        talk.say(answer)
    assert talk.subject == f"{CAHIER}:ancien"
    return talk


@pytest.mark.parametrize("said", HAS_ONE)
def test_who_said_that_she_has_a_site_is_told_so_and_asked_what_becomes_of_it(talk: Talk, said: str) -> None:
    at_her_site(talk, said)

    assert "Vous avez déjà un site." in talk.texts[-1]
    assert [label for label in talk.labels if "site" in label] == SITE_TO
    assert "Non" not in talk.labels


def test_who_said_nothing_of_a_site_is_asked_whether_she_has_one(talk: Talk) -> None:
    at_her_site(talk, "je veux plus de clients")

    assert "Avez-vous déjà un site" in talk.texts[-1]
    assert talk.labels[:3] == ["Non", *SITE_TO]


def test_a_site_she_no_longer_has_may_still_be_said(talk: Talk) -> None:
    at_her_site(talk, HAS_ONE[0]).say("j'ai pas de site")

    held = talk.conversation.lessons[-1].answers[-1]
    assert (held.question, held.said) == ("ancien", "0")


def test_the_answer_pressed_is_the_one_kept(talk: Talk) -> None:
    at_her_site(talk, HAS_ONE[0]).press("Un site à améliorer")

    assert talk.conversation.lessons[-1].answers[-1].said == "2"


def test_to_change_that_answer_every_button_is_there_again(talk: Talk) -> None:
    at_her_site(talk, HAS_ONE[0])
    for answer in ("1", "moi", "oui, les trois", "oui", "le total"):
        talk.say(answer)
    talk.code(f"e:{CAHIER}:ancien")

    assert talk.labels[:3] == ["Non", *SITE_TO]


@pytest.mark.parametrize("sells", ["non", "inconnu", "oui", "decu"])
@pytest.mark.parametrize("topic", ["site-mal-fait", "site-decevant", "vieux-site"])
def test_a_site_that_failed_is_looked_at_before_any_other_is_ordered(library: Library, topic: str, sells: str) -> None:
    given = steps_for(library, topic, sells)

    assert LOOKS_FIRST in given
    assert not ORDERS_ONE & set(given)


def test_who_sells_nothing_online_is_not_asked_to_judge_or_try_sales(library: Library) -> None:
    given = steps_for(library, "site-decevant", "non")

    assert given[0] == LOOKS_FIRST
    assert not {JUDGES_SALES, "vente-sans-deception"} & set(given)
    assert steps_for(library, "site-decevant", "decu")[0] == JUDGES_SALES


def test_a_site_to_redo_is_put_in_her_name_beside_the_page_to_send(talk: Talk) -> None:
    given = planned(talk, "je voudrais refaire mon site", {})

    assert {CAHIER, "adresse-a-mon-nom"} <= set(given)
