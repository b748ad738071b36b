"""Before the plan, is a question of hers answered or kept, and never taken for « oui » or for an answer?"""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk

BOX = "la fibre ils en parlent depuis 5 ans, et si je veux mettre une box 4g ca vaut le coup ?"


def _at_explanation(talk: Talk) -> Talk:
    talk.to_barriers().code("k:F7:1", "m:kept")
    return talk


@pytest.mark.parametrize("text", [BOX, "et une box 4G, c'est bien ?", "si je prends une clé 4g sa marche mieux ?"])
def test_a_box_by_the_phone_network_has_its_answer(talk: Talk, text: str) -> None:
    _at_explanation(talk).say(text)

    assert talk.screen == "explanation"
    assert "monreseaumobile.arcep.fr" in talk.texts[0]


@pytest.mark.parametrize("text", ["oui", "ok", "oui oui d'accord", "vas y", "continuer"])
def test_a_plain_yes_still_goes_on(talk: Talk, text: str) -> None:
    _at_explanation(talk).say(text)

    assert talk.screen != "explanation"
