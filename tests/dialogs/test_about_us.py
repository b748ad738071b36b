"""Who we are, who pays, whether it is a trick: asked of us, it is answered about us and is nothing of hers."""

from __future__ import annotations

import pytest

from content.typography import typeset
from dialogs.words import normalise
from tests.dialogs.talk import Talk

WHO, PAYS, NONE, TRICK = "qui-sommes-nous", "qui-paie", "commission", "arnaque-nous"
ASKED = {
    "qui est derriere": WHO,
    "vous etes qui a la fin, ya un nom une adresse": WHO,
    "qui a fait ce programme": WHO,
    "c est l etat ?": WHO,
    "jrepond pas avant de savoir qui vous etes": WHO,
    "c koi ce truc vous etes qui": WHO,
    "ki etes vous": WHO,
    "qui paye ce truc": PAYS,
    "qui gagne de l argent la dedans": PAYS,
    "vous vendez quoi au juste": PAYS,
    "vous touchez une commission ?": NONE,
    "vous prenez une com ?": NONE,
    "c est une arnaque?": TRICK,
    "je me mefi c est de l arnaque votre truc": TRICK,
    "c est gratuit? ya un piege": "gratuit",
    "combien de temps vs garder": "confidentiel",
    "c est pour les grosses boites ca": "bon-endroit",
}


@pytest.mark.parametrize(("text", "topic"), ASKED.items())
def test_what_is_asked_of_us_is_answered_at_her_trade(talk: Talk, text: str, topic: str) -> None:
    talk.say("")
    talk.say(text)

    assert _reply(talk, topic) in _said(talk)
    assert talk.screen == "trade"
    assert not talk.conversation.trade_words


@pytest.mark.parametrize(("text", "topic"), ASKED.items())
def test_what_is_asked_of_us_changes_nothing_of_her_plan(talk: Talk, text: str, topic: str) -> None:
    talk.to_plan()
    before = talk.conversation
    talk.say(text)

    assert _reply(talk, topic) in _said(talk)
    assert talk.conversation.questions == before.questions
    assert talk.conversation.plan == before.plan


@pytest.mark.parametrize("text", ["qui a invente tout ce bazar", "vous me voulez quoi", "pourkoi je repondrai"])
def test_what_is_said_to_us_is_no_trade(talk: Talk, text: str) -> None:
    talk.say("")
    talk.say(text)

    assert talk.screen == "trade"
    assert not talk.conversation.trade_words


def test_her_trade_told_before_she_asks_who_we_are_is_proposed(talk: Talk) -> None:
    talk.say("")
    talk.say("fleuriste mais dabord c est qui qui a fait ca")

    assert _reply(talk, WHO) in _said(talk)
    assert (talk.screen, talk.subject) == ("trade_sure", "fleuriste")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("la plateforme me prend 30% de commission", "dereferencement"),
        ("j ai recu un mail c est une arnaque ?", "faux-message"),
        ("mon client me paye pas", "impaye"),
        ("qui est derriere mon compte google", "etre-trouve"),
    ],
)
def test_a_worry_of_hers_in_near_words_stays_hers(talk: Talk, text: str, topic: str) -> None:
    talk.say(text)

    assert topic in talk.conversation.own_question.topics


def test_what_she_does_not_pay_for_is_no_unpaid_invoice(talk: Talk) -> None:
    talk.to_plan()
    before = talk.conversation.plan
    talk.say("je paye pas de pub")

    assert talk.conversation.plan == before


def _reply(talk: Talk, topic: str) -> str:
    return normalise(typeset(talk.library.topics[topic].reply.replace("**", "")))


def _said(talk: Talk) -> str:
    return normalise(talk.said)
