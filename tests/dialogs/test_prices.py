"""When she asks what it costs, is she told the price we have, or that we have none and what to ask for?"""

from __future__ import annotations

import pytest

from content.models import Library
from content.typography import typeset
from dialogs.prices import asks_price
from tests.dialogs.talk import Talk

OURS = "Avec moi, c’est gratuit, du début à la fin."
NOT_KNOWN = "Je n’ai pas ce prix, ou je n’ai pas compris de quoi."
OF_BOOKING = "Je n’ai pas les prix de ces outils"


@pytest.mark.parametrize(
    "text",
    [
        "est ce que la reservation en ligne ca coute cher ?", "planity ca prend combien ?", "combien sa coute un site",
        "conbien coute un site", "c'est cher treatwell ?", "un site c quel prix", "la marque c'est payant ?",
        "et doctolib, ils prennent combien", "une fiche google c'est gratuit ?",
    ],
)  # fmt: skip
def test_a_price_is_asked_in_many_ways(library: Library, text: str) -> None:
    assert asks_price(text, library)


@pytest.mark.parametrize(
    "text",
    [
        "pas le temps, ca coute cher", "c'est trop cher doctolib", "combien de temps ca prend ?", "je baisse mes prix",
        "je sais pas combien ca coute", "j'ai payé 300 euros un site", "combien de clients vont venir ?",
    ],
)  # fmt: skip
def test_a_complaint_or_a_length_asks_no_price(library: Library, text: str) -> None:
    assert not asks_price(text, library)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("est ce que la reservation en ligne ca coute cher ?", OF_BOOKING),
        ("planity ca prend combien ? et treatwell ?", OF_BOOKING),
        ("combien ca coute un site", "de 500 à 2 000 euros"),
        ("refaire mon site ca coute combien", "de 900 à 5 000 euros"),
        ("deposer ma marque c'est cher ?", "190 euros en 2025"),
        ("ma fiche google c'est payant ?", "est gratuite"),
        ("la reservation en ligne c'est gratuit ?", OF_BOOKING),
        ("une nouvelle caisse ca coute combien", "Pour un nouveau logiciel, je n’ai pas de prix sûr"),
        ("le label expertcyber ca coute combien", "sur devis"),
        ("le kbis gratuit c'est vraiment gratuit ?", "gratuit pour le patron"),
        ("c gratuit ?", OURS),
        ("ben votre appli c'est payant ?", OURS),
    ],
)  # fmt: skip
def test_the_price_we_have_is_told_on_her_plan(at_plan: Talk, text: str, told: str) -> None:
    at_plan.say(text)

    assert typeset(told) in "\n".join(at_plan.texts[:2])


def test_a_price_asked_in_a_tool_is_told_and_is_no_answer_of_hers(at_plan: Talk) -> None:
    at_plan.say("mon cahier site")
    at_plan.code("l:mon-cahier-site")
    asked = at_plan.subject
    at_plan.say("j'en sais rien, combien ca coute un site pour une kine ?")

    assert typeset("de 500 à 2 000 euros") in at_plan.texts[0]
    assert at_plan.subject == asked


def test_how_much_on_an_open_step_is_what_it_costs(at_plan: Talk) -> None:
    step = next(step for step in at_plan.conversation.plan.steps if step.kind == "person")
    at_plan.code(f"p:{step.id}")
    at_plan.say("c'est combien ?")

    assert typeset(at_plan.library.proposals[step.id].cost) in at_plan.texts[0]


def test_a_price_asked_at_a_question_leaves_the_question(talk: Talk) -> None:
    talk.to_questions()
    asked = talk.subject
    talk.say("planity ca prend combien ?")

    assert typeset(OF_BOOKING) in talk.texts[0]
    assert talk.subject == asked


def test_a_price_is_told_from_her_first_words(talk: Talk) -> None:
    talk.say("bonjour, combien coute un site ?")

    assert typeset("de 500 à 2 000 euros") in talk.said


@pytest.mark.parametrize(
    "text",
    [
        "le wifi combien ça coûte", "le parking c'est gratuit ?", "la terasse ca coute combien", "ça coûte cher ?",
        "c koi le prix d'un parquing ?", "une assurance c'est combien",
    ],
)  # fmt: skip
def test_the_price_of_what_we_know_nothing_of_is_never_said_to_be_nothing(at_plan: Talk, text: str) -> None:
    at_plan.say(text)

    assert typeset(NOT_KNOWN) in at_plan.texts[0]
    assert at_plan.screen == "plan"


def test_dear_and_nothing_else_asks_no_price_of_ours(at_plan: Talk) -> None:
    at_plan.say("ca coute cher")

    assert "gratuit" not in at_plan.texts[0]


def test_the_price_of_another_thing_is_not_that_of_the_open_step(at_plan: Talk) -> None:
    at_plan.code("p:mon-cahier-site")
    at_plan.say("le parking combien ca coute ?")

    assert typeset(NOT_KNOWN) in at_plan.texts[0]


@pytest.mark.parametrize("text", ["combien ça coûte ?", "un site ca coute combien", "c'est cher cette etape ?"])
def test_a_price_told_at_an_open_step_is_no_question_of_hers(at_plan: Talk, text: str) -> None:
    at_plan.code("p:mon-cahier-site")
    at_plan.say(text)

    assert "France Num" in at_plan.said
    assert (at_plan.screen, at_plan.conversation.questions) == ("step", ())


def test_what_a_service_costs_is_not_what_its_subject_costs(at_plan: Talk) -> None:
    at_plan.code("p:test-presence-en-ligne")
    at_plan.say("combien ça coûte ?")

    service = at_plan.library.proposals["test-presence-en-ligne"]
    assert at_plan.texts[0] == typeset(f"« {service.button} » : {service.cost}.")


def test_of_two_steps_with_that_name_the_price_is_of_hers(at_plan: Talk) -> None:
    at_plan.say("une formation c'est cher ?")

    hers = at_plan.library.proposals["formations-france-num"]
    assert at_plan.texts[0] == typeset(f"« {hers.button} » : {hers.cost}.")
