"""Is who sells from a van, alone, spoken to as she works: orders, calls, no team, no sale supposed?"""

from __future__ import annotations

import pytest

from content.models import Lesson, Library
from content.worlds import library_for
from dialogs import tools
from tests.dialogs.talk import Talk

SALES, ORDERS, QUOTES = "mes-ventes-trois-mois", "commandes-message", "devis-telephone"
PIZZA = {"reseau": "aucun", "equipement": "telephone_seul", "vente_en_ligne": "non"}
NO_SALE, ENOUGH = 3, 0
"""Ranks of the answers on what the sales brought."""


def planned(talk: Talk, trade: str, came_with: str) -> list[str]:
    talk.say("bonjour")
    talk.say(came_with)
    talk.to_questions(trade).to_plan(PIZZA, ("F3",))
    assert talk.conversation.plan is not None
    return [step.id for step in talk.conversation.plan.steps]


@pytest.mark.parametrize(
    "said",
    [
        "je veux prendre les commandes par message",
        "les gens commande sur whatsapp",
        "commandes par telephone",
        "commander a l'avance par wathsapp",
        "ca sonne pendant le service je peux pas repondre",
    ],
)
def test_a_pizza_van_that_wants_orders_by_message_gets_the_lesson_on_them_and_no_quote(talk: Talk, said: str) -> None:
    steps = planned(talk, "camion pizza", said)

    assert ORDERS in steps
    assert QUOTES not in steps


def test_who_makes_quotes_is_not_sent_to_take_orders(talk: Talk) -> None:
    steps = planned(talk, "plombier", "je veux prendre les commandes par message")

    assert ORDERS not in steps


@pytest.mark.parametrize(
    "said", ["pizzaiolo ambulante", "je fais des pizzas dans un camion sur les marchés", "camion à pizzas"]
)
def test_a_pizza_van_is_a_pizzeria_and_no_ambulance(talk: Talk, said: str) -> None:
    talk.say("bonjour")
    talk.say(said)

    assert "ambulances" not in talk.said
    assert "En restauration rapide" in talk.said or "en restauration rapide" in talk.said


def test_a_link_with_an_invoice_is_not_told_as_a_form_of_file(talk: Talk) -> None:
    talk.to_questions().say("c quoi le rapport avec la facture")

    assert "Factur-X" not in talk.said


@pytest.mark.parametrize("said", ["c'est quoi factur-x", "c'est quoi facturx"])
def test_the_form_of_file_itself_is_explained(talk: Talk, said: str) -> None:
    talk.to_questions().say(said)

    assert "Factur-X" in talk.said


# ------------------------------------------------------------------ no sale


def at_sales(talk: Talk) -> Talk:
    talk.to_plan({"vente_en_ligne": "decu"}, ("F9",))
    talk.code(f"l:{SALES}")
    assert talk.screen == "tool"
    return talk


def asked_after(talk: Talk, rank: int) -> list[str]:
    """The questions put after the first one is answered so; each next answered by its first choice, or in words."""
    talk.code(f"w:{SALES}:seuil:{rank}")
    asked = []
    while talk.screen == "tool":
        asked.append(talk.subject.partition(":")[2])
        options = [c.code for c in talk.choices if c.code.startswith("w:")]
        talk.code(options[0]) if options else talk.say("est-ce encore en stock")
    return asked


def test_who_sold_nothing_is_not_asked_who_bought_nor_what_was_sent_back(talk: Talk) -> None:
    asked = asked_after(at_sales(talk), NO_SALE)

    assert asked == ["trouver", "vitrine", "boutique", "a-moi"]
    assert "Aucune vente" in talk.said
    assert "trois mois" not in talk.said


def test_who_sold_enough_is_asked_all_of_it(talk: Talk, library: Library) -> None:
    tool = library.tool(SALES)
    assert tool is not None
    asked = asked_after(at_sales(talk), ENOUGH)

    assert asked == [question.id for question in tool.questions[1:]]


def test_the_number_of_questions_told_is_that_of_those_put(talk: Talk) -> None:
    at_sales(talk).code(f"w:{SALES}:seuil:{NO_SALE}")

    tool = talk.story.library.tool(SALES)
    assert tool is not None
    question = tool.question("trouver")
    assert question is not None
    assert tools.place_of(question, tool, talk.story) == (2, 5)


def test_an_answer_changed_brings_back_the_questions_it_had_left_out(talk: Talk) -> None:
    asked_after(at_sales(talk), NO_SALE)
    talk.code(f"e:{SALES}:seuil")
    talk.code(f"w:{SALES}:seuil:{ENOUGH}")

    assert talk.subject == f"{SALES}:acheteurs"


# ------------------------------------------------------------------ alone


@pytest.mark.parametrize("lesson", ["faux-message", "jour-attaque", "preuve-caisse"])
def test_a_lesson_speaks_of_no_team_to_who_has_none(library: Library, lesson: str) -> None:
    held = library_for(library, "pizzeria", {"effectif": "0"}).proposals[lesson]

    assert isinstance(held, Lesson)
    assert "équipe" not in " ".join([held.done, *(text for step in held.steps for text in (step.text, step.help))])


# ------------------------------------------------------------------ what she adds


MAKER = ("coutelier", {"produits": "creation", "fabrication": "oui", "clients": "loin"})


def test_the_same_thing_but_of_another_kind_is_asked_and_replaces_nothing(library: Library) -> None:
    talk = Talk(library).to_profile(*MAKER)
    talk.say("un voisin vend la meme chose mais chinois")

    assert talk.known["produits"] == "creation"
    assert talk.screen == "question"
    assert "aussi ailleurs" in talk.said
