"""Is what she denies among what holds her back taken away, and never ticked?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from tests.dialogs.talk import Talk


@pytest.mark.parametrize(
    "text", ["non pas le piratage", "pas de panne", "piratage j'en ai pas", "le piratage jen ai pas"]
)
def test_a_line_that_she_denies_is_taken_away(talk: Talk, text: str) -> None:
    talk.to_barriers().say("j'ai peur du piratage")
    assert talk.conversation.ticks == ("F11",)

    talk.say(text)

    assert talk.conversation.ticks == ()
    assert "C’est enlevé" in talk.said


def test_a_line_denied_that_was_not_chosen_changes_nothing(talk: Talk) -> None:
    talk.to_barriers().say("mon adsl va etre coupé")

    talk.say("non pas le piratage")

    assert talk.conversation.ticks == ("F7",)
    assert typeset("n'est pas choisi") in talk.said


@pytest.mark.parametrize("text", ["j'ai pas internet", "j'ai pas le temps"])
def test_a_trouble_told_as_a_lack_takes_no_line_away(talk: Talk, text: str) -> None:
    talk.to_barriers().say("mon adsl va etre coupé")

    talk.say(text)

    assert "F7" in talk.conversation.ticks
