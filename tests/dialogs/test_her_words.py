"""What of the words a shopkeeper really types? Each of these was once thrown away, or taken for another."""

from __future__ import annotations

import pytest

from content.models import Library
from content.typography import typeset
from dialogs.beside import trade_said
from dialogs.progress import BRAND, TRADE
from tests.dialogs.talk import Talk


def _at(talk: Talk, question: str, trade: str = "opticien") -> Talk:
    talk.to_questions(trade)
    for _ in range(12):
        if talk.subject == question:
            return talk
        talk.code(f"a:{talk.subject}:inconnu")
    raise AssertionError(f"{question} is never put to: {trade}")


# ------------------------------------------------------------------ a trade beside a question


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("bjr je sui opticien, ca coute combien?", "opticien"),
        ("bjr je sui opticien ca coute combien", "opticien"),
        ("pharmacien. il faut un site internet ?", "pharmacie"),
        ("menuisier, vous etes qui ?", "menuisier"),
        ("bjr coiffeuse à domicile, comment trouver des clientes", "coiffeur"),
    ],
)
@pytest.mark.parametrize("greets", [True, False])
def test_a_trade_beside_a_question_is_proposed_once_the_question_is_answered(
    talk: Talk, text: str, trade: str, greets: bool
) -> None:
    if greets:
        talk.say("")
    talk.say(text)
    assert (talk.screen, talk.subject) == ("trade_sure", trade)
    talk.say("oui")

    assert talk.known[TRADE] == trade


def test_the_question_beside_a_trade_is_answered_too(talk: Talk) -> None:
    talk.say("")
    talk.say("menuisier, vous etes qui ?")

    assert talk.texts[0] == _said(talk.library.topics["qui-sommes-nous"].reply)


@pytest.mark.parametrize("text", ["je reçois des demandes partout, insta, mail, tel", "comment vendre des fleurs ?"])
def test_a_question_alone_proposes_no_trade(library: Library, text: str) -> None:
    assert trade_said(text, library) is None


def test_a_brand_alone_is_never_said_back_as_her_trade(talk: Talk) -> None:
    talk.say("")
    talk.say("je suis chez krys")
    talk.later(days=1)
    talk.say("reprendre")

    assert "krys" not in talk.texts[0]


# ------------------------------------------------------------------ a part of a label, a brand, a bare no


def test_a_part_of_a_label_is_that_label(talk: Talk) -> None:
    _at(talk, "logiciel").say("mon enseigne")

    assert talk.known["logiciel"] == "fourni_reseau"


def test_a_word_that_one_label_alone_holds_is_that_label(talk: Talk) -> None:
    talk.to_plan()
    talk.press("Changer une réponse")
    talk.say("salariés")

    assert (talk.screen, talk.subject) == ("question", "effectif")


def test_a_denied_part_of_a_label_is_not_taken(talk: Talk) -> None:
    _at(talk, "logiciel").say("pas mon enseigne")

    assert "logiciel" not in talk.known


@pytest.mark.parametrize("text", ["c'est krys", "on est franchisés Krys", "krys"])
def test_a_brand_named_at_the_question_on_brands_is_kept(talk: Talk, text: str) -> None:
    _at(talk, "reseau").say(text)

    assert (talk.known[BRAND], talk.known["reseau"]) == ("Krys Group", "cooperative")


def test_a_brand_named_at_the_question_on_the_till_chose_it(talk: Talk) -> None:
    _at(talk, "logiciel").say("c'est krys")

    assert talk.known["logiciel"] == "fourni_reseau"


@pytest.mark.parametrize(("question", "trade"), [("logiciel", "opticien"), ("produits", "fleuriste")])
def test_a_bare_no_where_it_is_no_answer_is_said_back(talk: Talk, question: str, trade: str) -> None:
    _at(talk, question, trade).say("non")
    assert talk.screen == "narrow"
    assert question not in talk.known
    talk.say("non")

    assert (talk.screen, talk.subject) == ("question", question)


def test_a_bare_no_to_a_question_of_yes_or_no_is_taken(talk: Talk) -> None:
    _at(talk, "intervenants").say("non")

    assert talk.known["intervenants"] == "aucun"


# ------------------------------------------------------------------ changing her trade


@pytest.mark.parametrize("text", ["comment je change mon metier", "je me suis trompé de metier"])
def test_her_trade_is_reopened_by_name(talk: Talk, text: str) -> None:
    talk.to_plan()
    talk.say(text)

    assert talk.screen == "trade_again"


def test_another_answer_is_reopened_by_name(talk: Talk) -> None:
    talk.to_plan()
    talk.say("je me suis trompée de budget")

    assert (talk.screen, talk.subject) == ("question", "budget")


def test_a_lone_digit_is_never_a_trade(talk: Talk) -> None:
    talk.say("")
    talk.say("2")

    assert (talk.screen, talk.conversation.trade_words) == ("trade", "")


def test_going_back_without_knowing_keeps_a_trade_recognised(talk: Talk) -> None:
    talk.to_questions()
    talk.press("Revenir")
    talk.press("Je ne sais pas le dire")

    assert talk.known[TRADE] == "fleuriste"
    assert "fleuriste" in talk.texts[0]


# ------------------------------------------------------------------ not understood, and after « stop »


def test_not_understood_twice_names_the_way_on_and_thrice_takes_it(talk: Talk) -> None:
    talk.to_questions()
    first = talk.subject
    talk.say("blurp")
    talk.say("gloups")
    assert "Je ne sais pas" in talk.texts[0]
    talk.say("zorg")

    assert talk.known[first] == "inconnu"
    assert talk.subject != first


def test_understood_in_between_the_count_starts_again(talk: Talk) -> None:
    talk.to_questions()
    first = talk.subject
    for text in ("blurp", "gloups", "merci", "zorg"):
        talk.say(text)

    assert (talk.subject, talk.conversation.misses) == (first, 1)


def test_her_trade_not_understood_thrice_is_asked_by_families(talk: Talk) -> None:
    talk.say("")
    for text in ("2", "3", "4"):
        talk.say(text)

    assert talk.screen == "trade_family"


@pytest.mark.parametrize("topic", ["confidentiel", "duree"])
def test_a_question_after_stop_is_answered(talk: Talk, topic: str) -> None:
    talk.to_questions()
    talk.say("stop")
    talk.say(talk.library.topics[topic].examples[0])

    assert talk.texts[0] == _said(talk.library.topics[topic].reply)


def test_selling_her_data_is_a_question_and_no_export(talk: Talk) -> None:
    talk.to_questions()
    talk.say("vous allez revendre mes données ?")

    assert talk.screen == "question"


@pytest.mark.parametrize("text", ["au revoir", "bonne journée"])
def test_goodbye_says_that_all_is_kept(talk: Talk, text: str) -> None:
    talk.to_questions()
    talk.say(text)

    assert talk.screen == "paused"


def _said(text: str) -> str:
    return typeset(text)
