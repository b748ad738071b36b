"""A question that we know nothing of: is she told so, and is it kept?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from dialogs.conversation import MOST_QUESTIONS, OwnQuestion
from tests.dialogs.talk import Talk

UNKNOWN = [
    "la terrasse il faut demander a la mairie ?",
    "comment je calcule le salaire de mon apprenti",
    "est ce que mon assurance paye les vitrines cassées ?",
    "a quelle heure livre le boulanger du village ?",
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_on_her_plan_it_is_said_that_we_do_not_know_and_who_may(at_plan: Talk, text: str) -> None:
    steps = at_plan.conversation.plan.steps
    at_plan.say(text)

    assert "Je n’ai pas de réponse sûre à cette question." in at_plan.texts[0]
    assert at_plan.conversation.questions[-1].text == text
    assert at_plan.conversation.plan.steps == steps


@pytest.mark.parametrize("text", UNKNOWN)
def test_at_a_question_it_is_kept_for_the_end_and_the_question_stays(talk: Talk, text: str) -> None:
    talk.to_questions()
    asked = talk.subject
    talk.say(text)

    assert typeset("Votre question, je la garde") in talk.texts[0]
    assert talk.subject == asked


OF_THE_SCREEN = ["c'est a dire ?", "vous parlez de quoi ?", "je réponds quoi ?", "hein ?", "quel reseau ?"]


@pytest.mark.parametrize("text", OF_THE_SCREEN)
def test_what_she_asks_of_the_question_itself_is_explained(talk: Talk, text: str) -> None:
    talk.to_questions()
    talk.say(text)

    assert not talk.conversation.questions
    assert typeset("je la garde") not in talk.said


def test_asked_twice_it_is_kept_once(at_plan: Talk) -> None:
    at_plan.say(UNKNOWN[0])
    at_plan.say(UNKNOWN[0])

    assert [own.text for own in at_plan.conversation.questions] == [UNKNOWN[0]]


def test_the_plan_then_says_who_may_answer(talk: Talk) -> None:
    talk.to_questions()
    talk.say(UNKNOWN[0])
    talk.to_plan()

    assert "la terrasse" in talk.texts[0]
    assert "peut y répondre" in talk.texts[0]


def test_many_questions_are_each_kept_and_one_too_many_is_said_not_to_be(talk: Talk) -> None:
    talk.to_questions()
    for number in range(MOST_QUESTIONS):
        talk.say(f"est ce que mon assurance paye la vitrine numéro {number} ?")
        assert typeset("je la garde") in talk.said
    talk.say("la terrasse il faut demander a la mairie ?")

    assert "Je ne peux pas garder celle-ci" in talk.texts[0]
    assert len(talk.conversation.questions) == MOST_QUESTIONS
    assert not talk.conversation.keeps("la terrasse il faut demander a la mairie ?")


def test_a_worry_of_too_many_is_not_said_to_be_kept(talk: Talk) -> None:
    talk.to_barriers()
    talk.conversation = talk.conversation.asking(*(OwnQuestion(text=f"le chat {n}") for n in range(MOST_QUESTIONS)))
    talk.say("mon voisin me regarde travailler toute la journee")

    assert "Je ne peux pas garder celle-ci" in talk.texts[0]


# ------------------------------------------------------------------ at her plan


def test_who_may_answer_is_told_once_for_two_questions_and_no_more_when_she_reads_her_plan_again(talk: Talk) -> None:
    talk.to_barriers()
    for said in ("est ce que je dois fermer le lundi ?", "la lune change quoi aux bouquets de mes clients ?"):
        talk.say(said)
    talk.to_plan()
    given = talk.said
    talk.later(minutes=5)
    talk.say("mon plan")

    assert given.count("peut y répondre") == 1
    assert "fermer le lundi" in given
    assert "peut y répondre" not in talk.said
    assert "fermer le lundi" not in talk.said


@pytest.mark.parametrize(
    "said", ["jai pas d ordi que le telephone", "j'ai pas d'ordi, que le téléphone", "jai zero budget"]
)
def test_a_fact_told_with_what_holds_her_back_is_no_question(talk: Talk, said: str) -> None:
    talk.to_barriers()
    talk.say(said)

    assert talk.conversation.questions == ()
    assert "Je note" in talk.said
