"""Does she find her lesson or her tool where she left it, after she went to change an answer?"""

from __future__ import annotations

import pytest

from dialogs.lessons import progress
from tests.dialogs.talk import Talk

CONTRACT, JUDGE = "lire-contrat", "juger-un-service"


def in_a_lesson(talk: Talk, facts: dict[str, str] | None = None) -> Talk:
    """At its second step."""
    talk.to_plan(facts, barriers=("F11", "F12")).say("lire un contrat")
    talk.code(f"l:{CONTRACT}")
    talk.code(talk.choices[0].code)
    return talk


def in_a_tool(talk: Talk) -> Talk:
    """At its third question."""
    talk.to_plan(barriers=("F11", "F12")).say("dois-je dire oui")
    talk.code(f"l:{JUDGE}")
    talk.say("1")
    talk.say("3")
    return talk


@pytest.mark.parametrize("text", ["je me suis trompée de caisse", "en fait ma caisse c'est pas moi", "corriger"])
def test_keeping_her_answer_brings_her_back_to_the_same_step(talk: Talk, text: str) -> None:
    in_a_lesson(talk)
    step = talk.subject
    talk.say(text)
    assert talk.screen == "question"

    talk.press("Garder ma réponse")

    assert (talk.screen, talk.subject) == ("lesson", step)


def test_keeping_her_answer_brings_her_back_to_her_tool_with_her_answers(talk: Talk) -> None:
    in_a_tool(talk)
    question, answers = talk.subject, progress(talk.conversation, JUDGE).answers

    talk.say("en fait ma caisse c'est pas moi")
    talk.say("garder ma reponse")

    assert (talk.screen, talk.subject) == ("tool", question)
    assert progress(talk.conversation, JUDGE).answers == answers


def test_a_changed_answer_is_said_back_and_her_lesson_goes_on(talk: Talk) -> None:
    in_a_lesson(talk)
    step = talk.subject

    talk.say("en fait ma caisse c'est pas moi")
    talk.press("Je n'en ai pas")

    assert talk.known["logiciel"] == "aucun"
    assert "C’est changé" in talk.said
    assert (talk.screen, talk.subject) == ("lesson", step)


def test_what_she_tells_in_a_lesson_is_kept_and_her_lesson_goes_on(talk: Talk) -> None:
    in_a_lesson(talk)
    step = talk.subject

    talk.say("en fait j'ai quatre salariés")

    assert talk.known["effectif"] == "3-5"
    assert (talk.screen, talk.subject) == ("lesson", step)


def test_the_list_of_her_answers_leads_back_to_her_lesson_too(talk: Talk) -> None:
    in_a_lesson(talk)
    step = talk.subject

    talk.say("corriger")
    talk.press("Changer une réponse")
    talk.press("Ne rien changer")

    assert (talk.screen, talk.subject) == ("lesson", step)


def test_what_her_correction_leaves_open_comes_before_her_lesson(talk: Talk) -> None:
    in_a_lesson(talk, {"produits": "marques", "fabrication": "oui", "concurrence": "savoir_faire"})

    talk.say("en fait je suis en franchise")

    assert talk.screen != "lesson"
    assert talk.conversation.lesson == ""


def test_an_answer_changed_from_the_plan_leaves_her_at_the_plan(talk: Talk) -> None:
    in_a_lesson(talk)
    talk.press("Plus tard")
    talk.press("Revenir à mon plan")

    talk.say("en fait ma caisse c'est pas moi")
    talk.press("Garder ma réponse")

    assert talk.screen == "plan"


def test_going_back_in_a_lesson_is_the_step_before_then_its_page(talk: Talk) -> None:
    in_a_lesson(talk)
    steps = talk.library.lesson(CONTRACT).steps

    talk.say("revenir")
    assert (talk.screen, talk.subject) == ("lesson", f"{CONTRACT}:{steps[0].id}")
    talk.say("retour")
    assert (talk.screen, talk.subject) == ("step", CONTRACT)


def test_going_back_from_the_help_of_a_step_is_that_step(talk: Talk) -> None:
    in_a_lesson(talk)
    step = talk.subject
    talk.press("Je bloque")

    talk.say("revenir")

    assert (talk.screen, talk.subject) == ("lesson", step)


def test_going_back_from_what_she_sees_is_the_last_step(talk: Talk) -> None:
    in_a_lesson(talk)
    while talk.screen == "lesson":
        talk.code(talk.choices[0].code)
    last = talk.library.lesson(CONTRACT).steps[-1]

    talk.say("revenir")

    assert (talk.screen, talk.subject) == ("lesson", f"{CONTRACT}:{last.id}")


@pytest.mark.parametrize("text", ["pas le temp la en plein service", "en plein rush la"])
def test_in_the_middle_of_her_work_it_waits(talk: Talk, text: str) -> None:
    in_a_lesson(talk).say(text)

    assert talk.screen == "paused"
