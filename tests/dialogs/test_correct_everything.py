"""Under a brand, does each answer change alone? The others stay, what was drawn from it falls, she is told."""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.progress import BRAND, KEPT, NETWORK, NO_BRAND, TRADE, TYPE
from tests.dialogs.talk import Talk

SECTOR = "secteur"


@pytest.fixture
def midas(library: Library) -> Talk:
    """A garage under a brand, at its plan."""
    return at_its_plan(library)


def at_its_plan(library: Library) -> Talk:
    talk = Talk(library)
    talk.say("")
    talk.say("garagiste midas")
    talk.code("a:metier:garagiste")
    talk.press("Oui")
    return talk.to_plan()


def stayed(before: dict[str, str], talk: Talk, *but: str) -> bool:
    """Every other answer is as it was; the type may be asked again."""
    return all(talk.known[fact] == value for fact, value in before.items() if fact not in (*but, TYPE))


def test_another_trade_takes_the_sector_the_brand_and_the_network_with_it(midas: Talk, library: Library) -> None:
    before = midas.known

    midas.code(f"c:{TRADE}", turn=0)
    midas.say("kinésithérapeute")
    midas.code(midas.choices[0].code)

    trade = library.trades[midas.known[TRADE]]
    assert trade.id != before[TRADE]
    assert midas.known[SECTOR] == trade.sector != before[SECTOR]
    assert not {BRAND, NETWORK} & midas.known.keys()
    assert stayed(before, midas, TRADE, SECTOR, BRAND, NETWORK)
    assert "C’est changé" in midas.said


def test_no_brand_after_all_takes_the_network_with_it(midas: Talk) -> None:
    before = midas.known

    midas.code(f"c:{BRAND}", turn=0)
    midas.code(f"a:{BRAND}:{NO_BRAND}")

    assert midas.known[BRAND] == NO_BRAND
    assert NETWORK not in midas.known
    assert stayed(before, midas, BRAND, NETWORK)
    assert "C’est changé" in midas.said


def test_another_network_leaves_the_brand(midas: Talk) -> None:
    before = midas.known

    midas.code(f"c:{NETWORK}", turn=0)
    midas.code(f"a:{NETWORK}:centrale")

    assert midas.known[NETWORK] == "centrale"
    assert stayed(before, midas, NETWORK)
    assert "C’est changé" in midas.said


def test_another_type_leaves_every_answer(midas: Talk) -> None:
    before = midas.known
    assert before[TYPE] != "A"

    midas.code(f"c:{TYPE}", turn=0)
    midas.code(f"a:{TYPE}:A")

    assert midas.known == {**before, TYPE: "A"}
    assert "C’est changé" in midas.said


def test_other_barriers_leave_every_answer_and_change_the_plan(midas: Talk) -> None:
    before, plan = midas.known, midas.conversation.plan

    midas.code(f"c:{KEPT}", turn=0)
    midas.code("k:F3:0", "k:F11:1", "m:kept")

    assert set(midas.known[KEPT].split(",")) == {"F8", "F11"}
    assert stayed(before, midas, KEPT)
    assert midas.known[TYPE] == before[TYPE]
    midas.to_plan()
    assert midas.conversation.plan != plan


def test_each_other_answer_changes_alone(library: Library) -> None:
    """Given her answers to questions, when each in turn becomes another of its options, then the others stay."""
    facts = [a.fact for a in at_its_plan(library).conversation.answers if a.fact in library.questions]
    assert len(facts) >= 10

    for fact in facts:
        talk = at_its_plan(library)
        before = talk.known
        other = next(o.value for o in library.questions[fact].options if o.value != before[fact])
        talk.code(f"c:{fact}", turn=0)
        talk.code(f"a:{fact}:{other}")

        assert talk.known[fact] == other
        assert stayed(before, talk, fact), fact
        assert "C’est changé" in talk.said, fact
        talk.to_plan()
        assert talk.known[fact] == other
