"""Is she asked in the words of her trade, and never what she said already?"""

from __future__ import annotations

import re

import pytest

from content.models import Library
from dialogs.screens.asked import Asked
from dialogs.screens.questions import help_of, question
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


OF_ONE_TRADE = (
    "boutiques?", "magasins?", "vitrine", "stocks?", "rayon", "étagère", "colis", "paquets?", "livr\\w+",
    "chantiers?", "devis", "plans", "dossiers?", "pièces?", "catalogues?", "atelier", "palette", "vendez",
    "je ne vends",
)  # fmt: skip
"""What stands in some trades only: a hairdresser has no parcel, a tobacconist sends no plans."""


def test_no_situation_speaks_of_another_trade(library: Library) -> None:
    """A situation of one kind of business is told to all its trades."""
    said = {
        (barrier.id, kind): " ".join((words.sentence, words.what, words.why, words.gained)).lower()
        for barrier in library.barriers.values()
        for kind in library.types
        for words in [barrier.worded(kind)]
    }

    assert [(where, word) for where, text in said.items() for word in OF_ONE_TRADE if of_a_word(word, text)] == []


def test_no_kind_of_business_is_told_in_the_words_of_a_shop(library: Library) -> None:
    said = [text for kind in library.types.values() for text in (kind.name, kind.sentence, kind.portrait)]
    said += [option.because for question in library.questions.values() for option in question.options]

    assert [text for text in said for word in ("boutique", "magasin", "vos produits") if word in text] == []


@pytest.mark.parametrize("told", ["Le dossier part le jour même.", "Le colis était en retard.", "Il livre vite."])
def test_a_word_of_one_trade_is_seen(told: str) -> None:
    assert any(of_a_word(word, told.lower()) for word in OF_ONE_TRADE)


def of_a_word(word: str, text: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None


@pytest.mark.parametrize(
    ("trade", "example"), [("fleuriste", "mariage"), ("garagiste", "expert"), ("bijoutier", "un poseur, une banque")]
)
def test_the_help_gives_an_example_of_her_own_trade(library: Library, trade: str, example: str) -> None:
    """Where there is one; else that of the trades that do as she does. Told as an example."""
    told = help_of(library.questions["intervenants"], Talk(library).to_questions(trade).story)

    assert told.startswith("Par exemple")
    assert example in told
