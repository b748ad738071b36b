"""Once her trade is known, does another said of herself replace it, and is nobody else's taken for hers?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from content.models import Library
from dialogs.progress import TRADE
from tests.dialogs.moments import in_lesson
from tests.dialogs.talk import Talk

BAKER = "boulanger"
PLACES: dict[str, Callable[[Talk], object]] = {
    "a question": lambda talk: talk.to_questions(),
    "the kind of business": lambda talk: talk.to_profile("fleuriste", {}),
    "what holds her back": lambda talk: talk.to_barriers(),
    "the plan": lambda talk: talk.to_plan(),
    "a lesson": lambda talk: in_lesson(talk),
}


@pytest.mark.parametrize("place", PLACES)
def test_another_trade_said_anywhere_is_hers_and_said_back(talk: Talk, place: str) -> None:
    PLACES[place](talk)
    before = talk.known
    talk.say("en fait je suis boulangère")

    assert talk.known[TRADE] == BAKER
    assert {"produits", "effectif"} & before.keys() <= talk.known.keys()
    assert "Métier\u00a0: dans la boulangerie" in talk.texts[0]


@pytest.mark.parametrize(
    "said",
    [
        "je suis boulangère",
        "non je suis boulangère",
        "en fait je suis boulanger pas fleuriste",
        "corriger : je suis boulangère",
    ],
)
def test_at_the_plan_she_says_it_as_she_likes(at_plan: Talk, said: str) -> None:
    at_plan.say(said)

    assert at_plan.known[TRADE] == BAKER


def test_the_words_we_give_her_undo_it(at_plan: Talk) -> None:
    at_plan.say("en fait je suis boulangère")
    assert "écrivez «\u00a0corriger le métier\u00a0»" in at_plan.texts[0]
    at_plan.say("corriger le métier")
    at_plan.say("fleuriste")
    at_plan.code(at_plan.choices[0].code)

    assert at_plan.known[TRADE] == "fleuriste"
    assert at_plan.screen == "plan"


def test_what_was_drawn_from_her_trade_falls_with_it(library: Library) -> None:
    talk = Talk(library)
    talk.say("")
    talk.say("garagiste midas")
    talk.code("a:metier:garagiste")
    talk.press("Oui")
    talk.say("en fait je suis opticienne")

    assert (talk.known[TRADE], talk.known["secteur"]) == ("opticien", "commerce")
    assert not {"enseigne", "reseau"} & talk.known.keys()


def test_what_she_sells_is_proposed_and_hers_stands_until_she_confirms(at_plan: Talk) -> None:
    at_plan.say("en fait je vends des chaussures")
    assert (at_plan.screen, at_plan.known[TRADE]) == ("trade_sure", "fleuriste")
    at_plan.code(at_plan.choices[0].code)

    assert at_plan.known[TRADE] == "chaussures"
    assert at_plan.screen == "plan"


@pytest.mark.parametrize(
    "said",
    [
        "en fait je suis à côté du boulanger", "en fait je suis mariée à un boulanger",
        "en fait je suis au bureau de tabac",
        "en fait je suis chez le coiffeur", "je suis pressée par le notaire", "je suis formée par un informaticien",
        "je suis sur mon téléphone", "en fait je suis auto-entrepreneur", "en fait je suis plus boulangère",
        "je vends aussi des bougies", "j'ai un garage derrière", "en fait je suis pas boulangère",
    ],
)  # fmt: skip
def test_a_trade_that_is_not_said_to_be_hers_changes_nothing(at_plan: Talk, said: str) -> None:
    before = at_plan.known
    at_plan.say(said)

    assert at_plan.known == before
    assert at_plan.screen == "plan"
