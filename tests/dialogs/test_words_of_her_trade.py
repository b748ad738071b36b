"""Is she asked in the words of her trade, and never what she said already?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.screens.asked import Asked
from dialogs.screens.questions import question
from tests.dialogs.talk import Talk


def asked(library: Library, trade: str, fact: str) -> tuple[str, list[str]]:
    """The question as it stands for this trade, and its buttons."""
    talk = Talk(library).to_questions(trade)
    message = question(Asked(talk.story, fact))[-1]
    return message.text, [choice.label for choice in message.choices]


@pytest.mark.parametrize(
    ("trade", "fact", "words"),
    [
        ("garagiste", "fabrication", "en plus de réparer"),
        ("plombier", "fabrication", "ce que vous posez"),
        ("garagiste", "intervenants", "une réparation"),
        ("libraire", "intervenants", "servir vos lecteurs"),
        ("plombier", "intervenants", "un chantier"),
        ("ébéniste", "intervenants", "une commande"),
    ],
)
def test_a_question_has_the_words_of_her_trade(library: Library, trade: str, fact: str, words: str) -> None:
    assert words in asked(library, trade, fact)[0]


def test_who_makes_her_own_is_not_offered_known_brands(library: Library) -> None:
    assert "Oui, des marques connues" not in asked(library, "pâtissier", "produits")[1]
    assert "Oui, des marques connues" in asked(library, "opticien", "produits")[1]


def test_an_answer_without_a_button_still_counts_when_written(library: Library) -> None:
    talk = Talk(library).to_questions("pâtissier")
    while talk.subject != "produits":
        talk.code(f"a:{talk.subject}:inconnu")
    talk.say("des grandes marques")

    assert talk.known["produits"] == "marques"


@pytest.mark.parametrize("said", ["c'est moi qui fais les bouquets", "je fabrique moi-même mes gâteaux"])
def test_what_she_says_she_makes_is_not_asked(talk: Talk, said: str) -> None:
    talk.to_questions()
    talk.say(said)

    assert talk.known["fabrication"] == "oui"
    assert "Je note" in talk.said


@pytest.mark.parametrize("said", ["c'est moi qui fais la compta", "c'est moi qui fais les livraisons"])
def test_what_is_no_goods_tells_nothing(talk: Talk, said: str) -> None:
    talk.to_questions()
    talk.say(said)

    assert "fabrication" not in talk.known


def test_no_situation_speaks_of_a_shop_or_a_stock_to_who_has_none(library: Library) -> None:
    for barrier in library.barriers.values():
        for kind in library.types:
            words = barrier.worded(kind)
            told = " ".join((words.label, words.sentence, words.what, words.why, words.gained)).lower()

            assert "la boutique" not in told, barrier.id
            assert "stock" not in told, barrier.id
