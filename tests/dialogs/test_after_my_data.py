"""After /mesdonnees, is she where she was, and heard as before?"""

from __future__ import annotations

from tests.dialogs.talk import Talk


def test_the_question_asked_is_still_in_front_of_her(talk: Talk) -> None:
    talk.to_questions()
    asked = talk.subject

    talk.say("/mesdonnees")

    assert talk.turn
    assert talk.turn.wants == "export"
    assert talk.texts[0].startswith("Voici tout ce que je garde")
    assert (talk.screen, talk.subject) == ("question", asked)


def test_an_answer_typed_after_it_counts(talk: Talk) -> None:
    talk.to_questions()
    talk.say("/mesdonnees")

    talk.say("non je suis indépendante")

    assert talk.known["reseau"] == "aucun"


def test_the_plan_is_still_in_front_of_her_and_a_correction_heard(talk: Talk) -> None:
    talk.to_plan()
    talk.say("/mesdonnees")

    talk.say("en fait j'ai pas de caisse")

    assert talk.known["logiciel"] == "aucun"


def test_asked_first_of_all_she_is_told_what_we_are(talk: Talk) -> None:
    talk.say("/mesdonnees")

    assert "programme" in talk.said
    assert talk.screen == "trade"
