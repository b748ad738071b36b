"""Does a lesson's end fit what she sees, an angry word get a way out, and what a lesson needs first get said?"""

from __future__ import annotations

import pytest

from content.models import Library
from content.typography import typeset
from tests.dialogs.moments import in_lesson
from tests.dialogs.talk import Talk


def _at_the_end_of(library: Library, lesson: str) -> Talk:
    talk = in_lesson(Talk(library), lesson)
    while talk.screen != "proof":
        talk.code(talk.choices[0].code)
    return talk


@pytest.mark.parametrize("said", ["Une date de coupure", "j'ai une date janvier 2027", "coupure en janvier"])
def test_a_line_that_will_be_cut_is_to_be_replaced_now(library: Library, said: str) -> None:
    talk = _at_the_end_of(library, "ma-ligne")

    talk.say(said)

    assert talk.screen == "lesson_done"
    assert "Demandez la fibre dès maintenant" in talk.said
    assert "trois mois" not in talk.said


@pytest.mark.parametrize("said", ["Rien de prévu", "y a rien de prévu chez moi"])
def test_a_line_with_no_date_is_looked_at_again_later(library: Library, said: str) -> None:
    talk = _at_the_end_of(library, "ma-ligne")

    talk.say(said)

    assert talk.screen == "lesson_done"
    assert "trois mois" in talk.said
    assert "Demandez la fibre" not in talk.said


def test_an_address_not_found_does_not_finish_the_lesson_on_the_line(library: Library) -> None:
    talk = _at_the_end_of(library, "ma-ligne")

    talk.say("je trouve pas")

    assert (talk.screen, talk.subject) == ("lesson_help", "adresse")


def test_who_cannot_choose_a_second_time_gets_a_person(library: Library) -> None:
    talk = _at_the_end_of(library, "comparer-logiciels")
    talk.press("Je ne sais pas choisir")
    assert talk.screen == "lesson_help"
    while talk.screen != "proof":
        talk.code(talk.choices[0].code)

    talk.press("Je ne sais pas choisir")

    assert talk.screen == "lesson_person"
    assert "conseillers-entreprises" in talk.said


@pytest.mark.parametrize("said", ["j'ai pas de fiche google", "jai pas de fiche", "g pas de fiche google moi"])
def test_a_lesson_on_reviews_sends_who_has_no_card_to_the_card(library: Library, said: str) -> None:
    talk = in_lesson(Talk(library), "repondre-avis")
    talk.code(talk.choices[0].code)

    talk.say(said)

    assert talk.screen == "lesson"
    assert "ma fiche sur la carte" in talk.said

    talk.say("ma fiche sur la carte")

    assert (talk.screen, talk.subject) == ("step", "fiche-etablissement")
    assert not talk.conversation.lesson


def test_no_card_in_the_lesson_on_the_card_is_helped_there(library: Library) -> None:
    talk = in_lesson(Talk(library), "fiche-etablissement")

    talk.say("j'ai pas de fiche")

    assert talk.screen == "lesson_help"


@pytest.mark.parametrize(
    "said",
    [
        "une cliente menace de mettre un avis si je la rembourse pas",
        "elle menasse de mettre un mauvai avis",
        "il dit qu'il met une etoile si je fais pas de geste",
    ],
)
def test_a_client_who_threatens_with_a_review_is_answered_and_in_the_plan(talk: Talk, said: str) -> None:
    talk.to_plan(barriers=("F8",))

    talk.say(said)

    assert "Gardez son message" in talk.said
    plan = talk.conversation.plan
    assert plan is not None
    assert "repondre-avis" in [step.id for step in plan.steps]


@pytest.mark.parametrize("said", ["vous vous foutez de moi", "tu sers a rien", "tu te fou de moi"])
def test_anger_gets_an_apology_a_person_and_a_way_out(talk: Talk, said: str) -> None:
    talk.to_plan()

    talk.say(said)

    assert all(word in talk.said for word in ("Pardon", "conseillers-entreprises", "stop"))
    assert "gratuit, du début" not in talk.said


def test_a_plan_that_is_all_done_says_so_and_what_else(talk: Talk) -> None:
    talk.to_plan()
    plan = talk.conversation.plan
    assert plan is not None
    done = tuple(step.changed(done=True) for step in plan.steps)
    talk.conversation = talk.conversation.changed(plan=plan.changed(steps=done))

    talk.say("/plan")

    assert typeset("tout votre plan est fait") in talk.said
    assert "Écrivez-le" in talk.said


@pytest.mark.parametrize("said", ["c koi un conseiller public", "c'est quoi france num", "c'est quoi 17cyber"])
def test_the_names_our_screens_use_are_explained(talk: Talk, said: str) -> None:
    talk.to_plan()

    talk.say(said)

    assert "je ne sais pas expliquer" not in talk.said
    assert typeset("C'est") in talk.said


@pytest.mark.parametrize(
    "said", ["je veux un numero de telephone", "numero de telephone svp", "je voudrai un numero de tel"]
)
def test_who_wants_a_number_is_told_the_one_we_are_sure_of_and_where_the_others_are(talk: Talk, said: str) -> None:
    talk.to_plan()

    talk.say(said)

    assert typeset("0 806 807 807") in talk.said
    assert "facture" in talk.said
    assert "cci.fr" in talk.said
