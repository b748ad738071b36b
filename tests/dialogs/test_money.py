"""How much could she spend a month, told as money? Where it is asked, beside another answer, at her plan."""

from __future__ import annotations

import pytest

from content.models import Library
from content.typography import typeset
from dialogs import money
from tests.dialogs.talk import Talk


def asked(fact: str, talk: Talk) -> Talk:
    """At the question on this fact."""
    return talk.to_questions().until_asked(fact)


AMOUNTS = (
    ("20 euro par mois pas plus", "petit"), ("20 €", "petit"), ("20€/mois", "petit"), ("50e", "petit"),
    ("150 par an", "petit"), ("une centaine d'euros", "petit"), ("vingt euros max", "petit"), ("30", "petit"),
    ("entre 20 et 50 euros par mois", "petit"), ("je peux mettre 50 par mois", "petit"), ("2400 euros par an", "moyen"),
    ("1 500 euros", "moyen"), ("mille euros", "moyen"), ("1000 balles", "moyen"), ("200 euros par mois", "moyen"),
    ("cent vingt euros par mois", "moyen"), ("deux cents euros par an", "petit"), ("quatre-vingts euros", "petit"),
    ("mille deux cents euros par an", "petit"), ("soissante quinze euro", "petit"), ("cent vingt et un euros", "moyen"),
    ("plus de 100 euros", "moyen"), ("pas plus de 100 euros", "petit"), ("pas mettre plus de 20 euros", "petit"),
    ("5 euros par jour", "moyen"), ("300 euros par trimestre", "petit"), ("20/mois", "petit"), ("30 ou 40", "petit"),
    ("50 euros c'est trop, 20 euros ça va", "petit"),
    ("zero budget", "rien"), ("pas un sou", "rien"), ("0 euro", "rien"), ("3", "moyen"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "level"), AMOUNTS)
def test_an_amount_is_an_answer_where_it_is_asked(text: str, level: str, talk: Talk) -> None:
    asked("budget", talk)

    talk.say(text)

    assert talk.known["budget"] == level


@pytest.mark.parametrize(
    "text",
    [
        "je peux pas mettre 20 euros", "j'ai pas 50 euros", "j ai meme pas 50 euro", "je peux plus mettre 50 euros",
        "pas 200 euros quand meme", "cinquante euros c'est trop", "50 euros par mois je peux pas",
    ],
)  # fmt: skip
def test_an_amount_she_refuses_is_asked_again_below_it(text: str, talk: Talk) -> None:
    asked("budget", talk)

    talk.say(text)

    assert (talk.screen, talk.subject) == ("narrow", "budget|rien,petit")
    assert "budget" not in talk.known


@pytest.mark.parametrize("text", ["20 minutes", "10 %", "2 heures", "6 mois", "3 ans", "j'ai 3 enfants"])
def test_a_number_of_something_else_is_no_money(text: str, talk: Talk) -> None:
    asked("budget", talk)

    talk.say(text)

    assert "budget" not in talk.known
    assert talk.subject == "budget"


def test_what_she_pays_already_is_said_back(talk: Talk) -> None:
    asked("budget", talk)

    talk.say("je paye deja 50 euros mon logiciel")

    assert talk.screen == "narrow"
    assert "budget" not in talk.known


@pytest.mark.parametrize(
    ("text", "level"),
    [("une heure, 20 euros par mois max", "petit"), ("1h et 20 euros", "petit"), ("une heure et pas un sou", "rien")],
)
def test_an_amount_beside_another_answer_is_kept_and_said_back(text: str, level: str, talk: Talk) -> None:
    asked("temps", talk)

    talk.say(text)

    assert (talk.known["temps"], talk.known["budget"]) == ("une_heure", level)
    assert typeset("Budget : ") in talk.said


@pytest.mark.parametrize("text", ["zero budget", "et jai pas dargent"])
def test_no_money_is_no_answer_about_her_time(text: str, talk: Talk) -> None:
    asked("temps", talk)

    talk.say(text)

    assert talk.known.get("budget") == "rien"
    assert "temps" not in talk.known


@pytest.mark.parametrize("text", ["en fait c'est 20 euros par mois", "finalement 20 €", "mon budget c'est 150 par an"])
def test_an_amount_takes_back_her_budget_at_the_plan(text: str, talk: Talk) -> None:
    talk.to_plan({"budget": "moyen"})

    talk.say(text)

    assert talk.known["budget"] == "petit"
    assert typeset("Budget : Un peu chaque mois") in talk.said


@pytest.mark.parametrize(
    "text",
    [
        "je paye 20 euros par mois mon logiciel",
        "mon loyer est de 800 euros",
        "mon bouquet a 20 euros",
        "20 clients par mois",
    ],
)
def test_money_that_is_not_hers_to_spend_changes_nothing(text: str, talk: Talk) -> None:
    talk.to_plan({"budget": "moyen"})
    before = talk.known

    talk.say(text)

    assert talk.known == before


LONG = (
    "9" * 400, f"{'9' * 400} euros par mois", f"{'9' * 400} euros par an", f"{'9' * 400} €", "12345678 euros",
    f"1 {'000 ' * 9}€", "9" * 4000,
)  # fmt: skip


@pytest.mark.parametrize("text", LONG)
def test_a_number_too_long_tells_no_amount(text: str, library: Library) -> None:
    assert money.asked(text, library) == []
    assert money.told(text, library) == []


@pytest.mark.parametrize("text", LONG)
def test_a_number_too_long_leaves_the_budget_asked(text: str, talk: Talk) -> None:
    asked("budget", talk)

    talk.say(text)

    assert (talk.subject, talk.known.get("budget")) == ("budget", None)
