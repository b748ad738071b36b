"""When she comes back, does what waited for her answer stand in front of her, so that a number means what she read?"""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk


def test_the_families_are_shown_again(talk: Talk) -> None:
    talk.to_profile("fleuriste", {}).press("Pas tout à fait")
    labels = talk.labels

    talk.say("/start")

    assert (talk.screen, talk.labels) == ("types", labels)


def test_two_answers_heard_are_put_to_her_again(talk: Talk) -> None:
    talk.to_questions().say("1 et 3")
    assert talk.screen == "narrow"
    labels = talk.labels

    talk.say("/start")

    assert (talk.screen, talk.labels) == ("narrow", labels)


def test_the_trade_in_her_words_is_asked_about_again(talk: Talk) -> None:
    talk.say("")
    talk.say("gnomoniste")
    assert talk.screen == "trade_family"
    labels = talk.labels

    talk.say("/start")

    assert (talk.screen, talk.labels) == ("trade_family", labels)
    assert talk.conversation.trade_words == "gnomoniste"


@pytest.mark.parametrize("asked", ["/effacer", "/recommencer"])
def test_what_was_to_be_confirmed_is_asked_again(at_plan: Talk, asked: str) -> None:
    at_plan.say(asked)
    screen, labels = at_plan.screen, at_plan.labels

    at_plan.say("/start")

    assert (at_plan.screen, at_plan.labels) == (screen, labels)
    assert screen in ("erase", "restart")


@pytest.mark.parametrize("asked", ["/effacer", "/recommencer"])
def test_who_says_to_go_on_is_asked_no_more_to_confirm(at_plan: Talk, asked: str) -> None:
    at_plan.say(asked)
    at_plan.say("/reprendre")

    assert at_plan.screen == "plan"
