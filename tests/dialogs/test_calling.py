"""Does who asks for somebody get a person, by name, what for and how to reach them, wherever she asks?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from content.models import Library, Person
from content.typography import typeset
from tests.dialogs.talk import Talk

ADVISER = "conseillers-entreprises.service-public.gouv.fr"


def _at_her_plan(talk: Talk) -> Talk:
    return talk.to_plan()


def _in_a_lesson(talk: Talk) -> Talk:
    talk.to_plan(barriers=("F11",)).say("les faux messages")
    talk.press("Commencer la leçon")
    return talk


def _person(talk: Talk) -> str:
    """The title of the person of her plan."""
    plan = talk.conversation.plan
    assert plan is not None
    return typeset(next(talk.library.proposals[step.id].title for step in plan.steps if step.kind == "person"))


@pytest.mark.parametrize("moment", [_at_her_plan, _in_a_lesson])
@pytest.mark.parametrize(
    "text",
    [
        "qui m'appelle ? j'ai besoin d'une personne, un vrai humain",
        "un numero de telephone pour avoir quelqu'un",
        "quelqu'un a qui parler ?",
        "qui peut m'aider",
        "c'est qui la personne a appeler",
        "qui je peux appeler pour ca, l'ordre ?",
        "je voudrai parlé a qqun",
    ],
)
def test_the_person_of_her_plan_is_told_and_she_stays_where_she_was(
    talk: Talk, moment: Callable[[Talk], Talk], text: str
) -> None:
    moment(talk)
    before = talk.screen, talk.subject

    talk.say(text)

    assert _person(talk) in talk.said
    assert (talk.screen, talk.subject) == before


@pytest.mark.parametrize("text", ["qui je peux appeler", "un numero de telephone pour avoir quelqu'un"])
def test_before_the_plan_it_is_the_adviser_who_calls_back_and_no_answer(talk: Talk, text: str) -> None:
    talk.to_questions()
    asked, known = talk.subject, talk.known

    talk.say(text)

    assert ADVISER in talk.said
    assert (talk.subject, talk.known) == (asked, known)


def test_asked_first_of_all_it_is_no_trade(talk: Talk) -> None:
    talk.say("")
    talk.say("un numero de telephone pour avoir quelqu'un")

    assert (talk.screen, ADVISER in talk.said) == ("trade", True)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("la chambre de metiers c'est quoi le numero", "cma"),
        ("comment je joins mon comptable ?", "expert-comptable"),
        ("quel est le numero de la chambre ?", "cma"),
    ],
)
def test_the_one_she_names_is_told_with_where_the_number_is(talk: Talk, text: str, person: str) -> None:
    named = talk.library.proposals[person]
    assert isinstance(named, Person)

    talk.to_plan().say(text)

    assert typeset(named.title) in talk.said
    assert typeset(named.reach) in talk.said


def test_who_answers_on_one_matter_alone_comes_with_the_adviser(talk: Talk) -> None:
    talk.to_plan().say("le numero de mon comptable ?")

    assert ADVISER in talk.said


@pytest.mark.parametrize("text", ["je mets mon numero de telephone ?", "je dois appeler mon comptable"])
def test_calling_somebody_or_telling_her_number_is_no_such_question(talk: Talk, text: str) -> None:
    talk.to_plan().say(text)

    assert talk.turn is not None
    assert talk.turn.took != "call"


def test_an_answer_of_a_tool_that_is_a_person_stays_that_answer(talk: Talk, library: Library) -> None:
    talk.to_plan().say("mon guide à moi")
    talk.code("p:mon-guide")
    talk.code("l:mon-guide")
    tool = library.tool("mon-guide")
    assert tool is not None
    question = next(q for q in tool.questions if any("conseiller" in o.label for o in q.options))
    label = next(option.label for option in question.options if "conseiller" in option.label)
    for _ in range(6):
        if talk.subject == f"mon-guide:{question.id}":
            break
        talk.say("le mardi matin" if len(talk.choices) < 4 else talk.labels[0])

    talk.say(label)

    assert talk.turn is not None
    assert talk.turn.took == "tool_answer"


def test_every_person_says_what_is_found_at_the_address_or_where_the_number_is(library: Library) -> None:
    persons = [one for one in library.proposals.values() if isinstance(one, Person)]

    assert [one.id for one in persons if not one.reach] == []


def test_asked_in_a_tool_whose_answers_speak_of_somebody_it_is_still_the_question(talk: Talk) -> None:
    talk.to_plan().say("dois je dire oui")
    talk.code(talk.choices[0].code)
    asked = talk.subject

    talk.say("la personne a appeler c'est qui ?")

    assert _person(talk) in talk.said
    assert talk.subject == asked


def test_what_she_wants_help_for_is_noted_and_answered_too(talk: Talk) -> None:
    talk.to_plan().say("qui peut m'aider a faire un site ?")

    assert "site-internet" in talk.story.topics
    assert talk.texts[0] == typeset(talk.library.topics["site-internet"].reply)
    assert _person(talk) in talk.said


@pytest.mark.parametrize(
    "text",
    [
        "je veux pas appeler la chambre de métiers",
        "j'ai pas envie d'apeler la chambre",
        "j'ose pas telephoner",
        "le telephone moi j'aime pas trop",
        "j'ai peur d'appeler",
    ],
)
def test_who_will_not_call_is_given_other_ways_and_no_number(talk: Talk, text: str) -> None:
    talk.to_plan()
    before = talk.screen, talk.conversation.plan

    talk.say(text)

    assert "artisanat.fr" not in talk.said
    assert ADVISER in talk.said
    assert "rappelle-moi samedi" in talk.said
    assert (talk.screen, talk.conversation.plan) == before


def test_the_step_she_will_not_take_can_be_taken_away_as_she_is_told(talk: Talk) -> None:
    talk.to_plan(facts={"budget": "moyen"}, barriers=("F3",))
    number = [step.kind for step in talk.conversation.plan.steps].index("person") + 1

    talk.say("j'ose pas telephoner")
    assert f"enlève l’étape {number}" in talk.said
    talk.say(f"enlève l'étape {number}")

    assert "person" not in [step.kind for step in talk.conversation.plan.steps[number - 1 : number]]


@pytest.mark.parametrize("text", ["je veux pas appeler mes clients pour les relancer", "je vais appeler la chambre"])
def test_calling_customers_or_going_to_call_is_no_refusal(talk: Talk, text: str) -> None:
    talk.to_plan().say(text)

    assert talk.turn is not None
    assert talk.turn.took != "no_call"


def test_a_person_of_the_plan_says_where_the_number_is_and_the_first_words(talk: Talk) -> None:
    talk.to_plan()
    person = next(step.id for step in talk.conversation.plan.steps if step.kind == "person")
    found = talk.library.proposals[person]
    assert isinstance(found, Person)

    talk.code(f"p:{person}")

    assert typeset(found.reach) in talk.said
    assert typeset(found.opening) in talk.said


@pytest.mark.parametrize("text", ["qui je peux appeler pour ca, l'ordre ?", "qui peut m'aider", "le numero de l'ordre"])
def test_at_her_files_a_health_profession_is_sent_to_its_order(talk: Talk, text: str) -> None:
    talk.to_questions("kiné")
    talk.to_plan(barriers=("F11",)).code("p:dossiers-sante")

    talk.say(text)

    order = talk.library.proposals["ordre-sante"]
    assert typeset(order.title) in talk.said
    assert talk.subject == "dossiers-sante"


def test_a_florist_has_no_order(talk: Talk) -> None:
    talk.to_plan().say("le numero de l'ordre ?")

    assert typeset(talk.library.proposals["ordre-sante"].title) not in talk.said


def test_who_names_nobody_hears_of_the_adviser_before_who_is_of_one_matter(talk: Talk) -> None:
    talk.to_plan(barriers=("F11",)).say("un numero de telephone pour avoir quelqu'un")

    assert ADVISER in talk.texts[0]
    assert _person(talk) in talk.said
