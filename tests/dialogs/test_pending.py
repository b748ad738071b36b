"""When she comes back, does what waited for her answer stand in front of her, so that a number means what she read?"""

from __future__ import annotations

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
