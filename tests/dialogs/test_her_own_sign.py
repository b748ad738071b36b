"""« mon enseigne » is the sign above her door or a brand: is she asked which, and is her « ui » a yes?"""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk


@pytest.mark.parametrize("text", ["MOMO AUTO c mon enseigne", "ah ben mon enseigne c'est momo"])
def test_her_sign_is_asked_about_before_it_is_a_network(talk: Talk, text: str) -> None:
    talk.to_questions("garagiste").until_asked("reseau").say(text)

    assert talk.screen == "narrow"
    assert talk.labels[:2] == ["Mon nom à moi", "Une enseigne, un contrat"]
    assert "reseau" not in talk.story.known


@pytest.mark.parametrize("yes", ["ui", "wi", "oué", "ui ui"])
def test_a_yes_as_it_is_typed_confirms_what_is_said_back(talk: Talk, yes: str) -> None:
    talk.to_questions().say("moi jlai choisi le logiciel y a 10 ans")
    assert talk.screen == "narrow"

    talk.say(yes)

    assert talk.story.known["logiciel"] == "propre"
