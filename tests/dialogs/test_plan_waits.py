"""Is what changed in her plan told when she comes back to it, and not in the middle of something else?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from tests.dialogs.talk import Talk

UNCHANGED = typeset("Votre plan ne change pas.")
CHANGED = typeset("Votre plan change.")


def _in_a_lesson(talk: Talk) -> Talk:
    talk.to_plan(barriers=("F11",)).say("les faux messages")
    talk.press("Commencer la leçon")
    return talk


def _at_its_end(talk: Talk) -> Talk:
    while talk.screen in ("lesson", "lesson_help"):
        talk.press("C'est fait")
    talk.press("C'est bien parti")
    return talk


def test_a_lesson_ends_with_no_word_on_the_plan(talk: Talk) -> None:
    _in_a_lesson(talk).say("comment je vois que c'est un mail suspect ?")

    _at_its_end(talk)

    assert talk.screen == "lesson_done"
    assert UNCHANGED not in talk.said


def test_what_was_asked_in_a_lesson_changes_the_plan_on_coming_back_to_it(talk: Talk) -> None:
    _in_a_lesson(talk).say("et la facture électronique, que faire ?")
    _at_its_end(talk)
    assert CHANGED not in talk.said

    talk.press("Revenir à mon plan")

    assert CHANGED in talk.said


def test_a_question_that_changes_nothing_is_told_at_once_the_step_that_has_it(talk: Talk) -> None:
    talk.to_plan(barriers=("F11",)).say("je reçois des mails bizarres, que faire ?")
    steps = talk.conversation.plan.steps
    talk.say("et mon mail suspect, que faire ?")

    assert "Votre plan en parle déjà" in talk.said
    assert talk.conversation.plan.steps == steps


@pytest.mark.parametrize("said", ["ne plus me relancer", "rappelez moi samedi", "effacez tout"])
def test_what_an_emergency_changed_is_told_at_the_plan_once_and_not_before_what_she_asks(talk: Talk, said: str) -> None:
    talk.to_plan().say("on m'a volé de l'argent")
    talk.say(said)
    assert CHANGED not in talk.said

    talk.say("mon plan")
    assert CHANGED in talk.said

    talk.say("mon plan")
    assert CHANGED not in talk.said
