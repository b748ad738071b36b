"""Is a step, a lesson or a tool opened by its number or its name?"""

from __future__ import annotations

import pytest

from content.models import Lesson, Tool
from tests.dialogs.talk import Talk


def step(talk: Talk, number: int) -> str:
    plan = talk.conversation.plan
    assert plan is not None
    return plan.steps[number - 1].id


@pytest.mark.parametrize("said", ["je comprends pas l'étape 2", "la deuxième étape", "besoin d'aide pour l'étape n°2"])
def test_a_step_is_opened_by_its_number(at_plan: Talk, said: str) -> None:
    second = step(at_plan, 2)
    at_plan.say(said)

    assert (at_plan.screen, at_plan.subject) == ("step", second)


def test_a_step_said_done_is_done_and_one_found_hard_is_not(at_plan: Talk) -> None:
    at_plan.say("l'étape 2, c'est fait")
    at_plan.say("je trouve l'étape 1 difficile")

    assert [s.done for s in at_plan.conversation.plan.steps[:2]] == [False, True]
    assert at_plan.subject == step(at_plan, 1)


@pytest.mark.parametrize("said", ["étape 2 plus tard", "rappelez-moi l'étape 2 demain"])
def test_a_step_put_off_is_not_opened(at_plan: Talk, said: str) -> None:
    at_plan.say(said)

    assert at_plan.screen != "step"


@pytest.mark.parametrize("said", ["mon niveau de sécurité", "je veux répondre à un avis", "ouvrir mon petit catalogue"])
def test_a_tool_or_a_lesson_is_opened_by_its_name(at_plan: Talk, said: str) -> None:
    at_plan.say(said)

    assert at_plan.screen == "step"


@pytest.mark.parametrize("said", ["je veux juger un service", "juger un service", "qui fait quoi"])
def test_a_name_of_several_is_chosen_among_them(at_plan: Talk, said: str) -> None:
    at_plan.say(said)
    assert at_plan.screen == "which_step"
    wanted = at_plan.choices[1]
    at_plan.code(wanted.code)

    assert (at_plan.screen, at_plan.subject) == ("step", wanted.code.removeprefix("p:"))


def test_hers_comes_before_another_of_that_name(at_plan: Talk) -> None:
    at_plan.say("on nous impose un nouveau logiciel")
    hers = {s.id for s in at_plan.conversation.plan.steps} & {"juger-service", "juger-un-service"}
    assert len(hers) == 1
    at_plan.say("je veux juger un service")

    assert at_plan.subject in hers


@pytest.mark.parametrize("said", ["Commencer", "on y va", "oui"])
@pytest.mark.parametrize("name", ["mon niveau de sécurité", "répondre à un avis"])
def test_a_lesson_or_a_tool_begins_when_she_says_so(at_plan: Talk, said: str, name: str) -> None:
    at_plan.say(name)
    at_plan.say(said)

    assert at_plan.screen in ("lesson", "tool")


def test_beginning_at_the_plan_opens_the_first_step_to_do(at_plan: Talk) -> None:
    at_plan.say("l'étape 1 c'est fait")
    at_plan.say("commencer")

    assert at_plan.subject == step(at_plan, 2)


def test_a_software_offered_is_not_one_imposed(at_plan: Talk) -> None:
    at_plan.say("on me propose un nouveau logiciel")

    steps = {s.id for s in at_plan.conversation.plan.steps}
    assert steps & {"juger-service", "juger-un-service", "comparer-logiciels"}
    assert "mediateur" not in steps
    assert "impose" not in at_plan.said


def test_every_lesson_and_tool_is_opened_by_its_whole_title(at_plan: Talk) -> None:
    """« Corriger le site que vous avez… » asks for no correction."""
    for proposal in [one for one in at_plan.library.proposals.values() if isinstance(one, Lesson | Tool)]:
        at_plan.say(proposal.title)

        assert (at_plan.screen, at_plan.subject) == ("step", proposal.id)


@pytest.mark.parametrize(
    "said",
    [
        "ma securité",
        "sécurité",
        "verifier ma securite",
        "est ce que je suis bien protegee ?",
        "suis-je bien protégé",
        "je veux tester ma sécurité",
    ],
)
def test_the_security_tool_opens_in_her_words_whatever_her_plan_holds(talk: Talk, said: str) -> None:
    talk.to_plan(barriers=("F8", "F3"))
    assert "mon-niveau-securite" not in {s.id for s in talk.conversation.plan.steps}
    talk.say(said)

    assert (talk.screen, talk.subject) == ("step", "mon-niveau-securite")


@pytest.mark.parametrize("said", ["la sécurité sociale", "la securite de mes enfants", "c'est pas securise"])
def test_another_security_opens_no_tool(at_plan: Talk, said: str) -> None:
    at_plan.say(said)

    assert at_plan.subject != "mon-niveau-securite"


def test_a_tool_named_at_an_answer_she_was_changing_is_opened_and_the_answer_stands(talk: Talk) -> None:
    talk.to_plan()
    talk.say("je me suis trompée de salariés")
    assert talk.screen == "question"

    talk.say("je veux juger un service")

    assert talk.screen in ("step", "which_step")
    assert talk.known["effectif"] == "1-2"


def test_nobody_left_is_no_employee(talk: Talk) -> None:
    talk.to_plan()

    talk.say("en fait mon employée elle est partie, jai plus personne")

    assert talk.known["effectif"] == "0"
