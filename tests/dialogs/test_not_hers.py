"""Does a thing she denies become a question of hers? Nor does it stay one once she says that it is none."""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.topics import topics_denied, topics_in
from tests.dialogs.talk import Talk

DENIED = {
    "j'ai pas de boutique en ligne !!": "vente-en-ligne",
    "jai aucune boutique en ligne": "vente-en-ligne",
    "je veux pas vendre sur internet moi": "vente-en-ligne",
    "je ne veux pas de site internet": "site-internet",
    "j'ai pas besoin de doctolib": "prise-de-rendez-vous",
    "je veux pas faire de formation": "formation",
    "j'ai pas de contrat": "contrat",
    "je ne veux plus de site internet": "site-internet",
    "on ne veut plus de rendez vous en ligne": "prise-de-rendez-vous",
}
STILL_ASKED = {
    "j'ai pas la fibre": "ligne",
    "je comprends rien à la facture électronique": "facture-electronique",
    "je veux plus d'impayés": "impaye",
    "je veux pas de mauvais avis": "avis",
    "j'ai pas compris mon contrat": "contrat",
    "pas assez de clients": "etre-trouve",
    "je fais pas de vente en ligne mais je veux un site": "site-internet",
    "je veux plus de visibilité": "etre-trouve",
    "je veux plus de réservations en ligne": "prise-de-rendez-vous",
    "on veut plus de rendez vous en ligne": "prise-de-rendez-vous",
}


@pytest.mark.parametrize(("said", "topic"), DENIED.items())
def test_a_thing_she_has_not_or_does_not_want_raises_no_question(library: Library, said: str, topic: str) -> None:
    assert topic not in [one.id for one in topics_in(said, library, ("question",))]
    assert topic in topics_denied(said, library)


@pytest.mark.parametrize(("said", "topic"), STILL_ASKED.items())
def test_what_she_lacks_or_fears_is_still_her_question(library: Library, said: str, topic: str) -> None:
    assert topic in [one.id for one in topics_in(said, library, ("question",))]
    assert topic not in topics_denied(said, library)


@pytest.mark.parametrize("said", ["j'ai pas de boutique en ligne !!", "je veux pas de vente en ligne"])
def test_at_her_plan_it_adds_nothing(talk: Talk, said: str) -> None:
    plan = talk.to_plan({"vente_en_ligne": "non"}).conversation.plan
    talk.say(said)

    assert talk.conversation.questions == ()
    assert talk.conversation.plan == plan
    assert "La vente sur internet, je note" not in talk.said


def test_it_ticks_nothing_of_what_holds_her_back(talk: Talk) -> None:
    talk.to_barriers()
    talk.say("j'ai pas de boutique en ligne")

    assert talk.conversation.ticks == ()
    assert talk.conversation.questions == ()


def test_a_question_she_takes_back_leaves_her_plan(talk: Talk) -> None:
    talk.say("bonjour")
    talk.say("je veux vendre sur internet")
    assert "vente-en-ligne" in talk.story.topics
    talk.to_questions().to_plan()
    talk.say("non j'ai pas besoin de boutique en ligne")

    assert "vente-en-ligne" not in talk.story.topics
    assert "C’est enlevé" in talk.said


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("je veux pas de prise de rendez vous", ("site-internet",)),
        ("finalement je veux pas de site internet", ("prise-de-rendez-vous",)),
        ("non finalement je veux pas de site", ("prise-de-rendez-vous",)),
        ("bah non je ne veux pas de site", ("prise-de-rendez-vous",)),
    ],
)
def test_one_subject_of_a_question_is_taken_back_and_given_again(talk: Talk, said: str, left: tuple[str, ...]) -> None:
    talk.to_questions().say("je voudrais un site et une prise de rendez vous en ligne")
    plan = talk.to_plan(barriers=("F3", "F4", "F8")).conversation.plan

    talk.say(said)

    assert talk.story.topics == left
    assert talk.screen == "plan"
    talk.say("remettre")
    assert talk.conversation.plan.steps == plan.steps


@pytest.mark.parametrize(
    "said",
    [
        "en fait je veux rien vendre, juste un site pour qu'on me trouve",
        "enfait je ne veux rien vendre mais un site internet oui",
    ],
)
def test_beside_a_correction_what_she_asks_for_is_noted(talk: Talk, said: str) -> None:
    talk.to_plan({"vente_en_ligne": "oui"}, ("F9",))
    talk.say(said)

    assert talk.known["vente_en_ligne"] == "non"
    assert "site-internet" in talk.story.topics
    assert "Un site, je note" in talk.said


def test_the_answer_she_corrects_raises_no_question_by_itself(talk: Talk) -> None:
    talk.to_plan()
    talk.say("en fait j'ai la fibre, depuis un mois")

    assert talk.known["connexion"] == "fibre"
    assert talk.conversation.questions == ()


@pytest.mark.parametrize("answer", ["non", "bloque"])
def test_who_does_not_sell_online_checks_no_shop(talk: Talk, answer: str) -> None:
    plan = talk.to_plan({"vente_en_ligne": answer}, ("F9",)).conversation.plan

    assert "devoirs-boutique" not in [step.id for step in plan.steps]
