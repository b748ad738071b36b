"""Is a craftswoman sent to her own chamber, and who is not known to none before the other?"""

from __future__ import annotations

import pytest

from dialogs.plan import candidates
from dialogs.sectors import CRAFT, SECTOR
from tests.dialogs.talk import Talk

CHAMBERS = {"cci", "cma", "chambre"}
BARRIERS = ("F9", "F8", "F4")


def _of_no_known_trade(talk: Talk, family: str, makes: str, says: str = "gnomoniste") -> Talk:
    talk.say("")
    talk.say(says)
    while talk.screen != "trade_family":
        talk.code(next(c.code for c in talk.choices if c.code == "m:other_trade"))
    talk.code(f"a:famille:{family}")
    return talk.to_plan({"fabrication": makes}, BARRIERS)


def _chambers(talk: Talk) -> set[str]:
    return {one.proposal.id for one in candidates(talk.story.wanted, talk.library)} & CHAMBERS


def test_who_makes_what_she_sells_has_the_chamber_of_trades(talk: Talk) -> None:
    _of_no_known_trade(talk, "vendre", "oui")

    assert _chambers(talk) == {"cma"}


def test_a_family_of_makers_has_it_too(talk: Talk) -> None:
    _of_no_known_trade(talk, "fabriquer", "inconnu")

    assert talk.known[SECTOR] == CRAFT


def test_when_nothing_tells_it_both_are_named(talk: Talk) -> None:
    _of_no_known_trade(talk, "vendre", "non")

    assert _chambers(talk) == {"chambre"}
    assert "chambre de commerce" in talk.library.proposals["chambre"].what
    assert "chambre de métiers" in talk.library.proposals["chambre"].what


@pytest.mark.parametrize(
    "text", ["je suis artisan", "je suis artisan, c'est pas la chambre des metiers plutot ?", "on est artisans nous"]
)
def test_saying_that_she_is_a_craftswoman_changes_her_chamber(talk: Talk, text: str) -> None:
    _of_no_known_trade(talk, "vendre", "non")
    talk.say(text)

    assert talk.turn.took == "craft"
    assert "chambre de métiers" in talk.texts[0]
    assert talk.known[SECTOR] == CRAFT
    assert _chambers(talk) == {"cma"}


def test_it_is_heard_before_the_plan_too(talk: Talk) -> None:
    talk.to_questions("librairie")
    question = talk.subject
    talk.say("je suis artisan")

    assert talk.known[SECTOR] == CRAFT
    assert talk.subject == question


def test_who_says_that_she_makes_nothing_after_all_is_no_longer_taken_for_one(talk: Talk) -> None:
    _of_no_known_trade(talk, "vendre", "oui")
    talk.code("c:fabrication")
    talk.code("a:fabrication:non")

    assert SECTOR not in talk.known


def test_what_she_said_of_herself_stays_whatever_she_makes(talk: Talk) -> None:
    _of_no_known_trade(talk, "vendre", "oui")
    talk.say("je suis artisan")
    talk.code("c:fabrication")
    talk.code("a:fabrication:non")

    assert talk.known[SECTOR] == CRAFT


FUNDS = {"agefice", "fafcea", "fif-pl"}


def _funds(talk: Talk) -> tuple[set[str], bool]:
    """The funds named to her, and whether her Urssaf paper is said to tell which one it is."""
    proposed = {one.proposal.id for one in candidates(talk.story.wanted, talk.library)}
    return proposed & FUNDS, "trouver-mon-fonds" in proposed


@pytest.mark.parametrize(
    ("words", "fund"),
    [("fleuriste", "fafcea"), ("librairie", "agefice"), ("avocat", "fif-pl"), ("pressing", "fafcea")],
)
def test_a_trade_that_has_one_fund_is_named_it(talk: Talk, words: str, fund: str) -> None:
    talk.say("")
    talk.say(words)
    talk.to_plan({}, ("F2", "F4"))

    assert _funds(talk) == ({fund}, True)


@pytest.mark.parametrize(
    "words",
    ["agence web", "consultant informatique", "développeur", "formateur", "agence de communication", "graphiste"],
)
def test_a_trade_of_several_funds_is_asked_what_her_paper_says(talk: Talk, words: str) -> None:
    talk.say("")
    talk.say(words)
    talk.to_plan({}, ("F2", "F4"))

    assert _funds(talk) == (set(), True)


def test_a_trade_we_do_not_know_is_named_no_fund(talk: Talk) -> None:
    _of_no_known_trade(talk, "conseiller", "non")

    assert not _funds(talk)[0]
