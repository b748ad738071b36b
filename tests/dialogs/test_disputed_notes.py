"""Is what we noted, and she contests, asked again instead of being taken for the answer to what is on the screen?"""

from __future__ import annotations

import pytest

from content.models import Library
from tests.dialogs.talk import Talk

CONTESTED = [
    "qui ca aucun salarié ? ya ma femme qui fait les comptes",
    "comment ca aucun salarié",
    "mais non pas aucun salarié jai ma femme",
    "aucun salarié cest faux",
    "aucun salariés, et mon apprenti alors",
]
NOT_CONTESTED = ["rien du tout", "un cahier", "pourquoi ?", "personne ne ma aidé, c'est faux"]


@pytest.fixture
def noted(library: Library) -> Talk:
    """A question on the screen, and « Aucun salarié » noted beside it."""
    talk = Talk(library).to_questions("buraliste")
    talk.say("je travaille tout seul, moi")
    assert "Aucun salarié" in talk.said
    assert (talk.screen, talk.known["effectif"]) == ("question", "0")
    return talk


@pytest.mark.parametrize("said", CONTESTED)
def test_what_she_contests_is_asked_again(noted: Talk, said: str) -> None:
    asked = noted.subject
    noted.say(said)

    assert (noted.screen, noted.subject) == ("question", "effectif")
    assert asked not in noted.known
    assert "Vous aviez répondu" in noted.texts[0]


@pytest.mark.parametrize("said", NOT_CONTESTED)
def test_what_is_about_something_else_leaves_it(noted: Talk, said: str) -> None:
    noted.say(said)

    assert noted.subject != "effectif"
    assert noted.known["effectif"] == "0"


def test_once_corrected_the_question_she_was_at_comes_back(noted: Talk) -> None:
    asked = noted.subject
    noted.say("qui ca aucun salarié ? ya ma femme qui fait les comptes")
    noted.say("un ou deux")

    assert noted.known["effectif"] == "1-2"
    assert noted.subject == asked
