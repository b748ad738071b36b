"""Is what she tells beside her answer kept only where her words are about that very matter?"""

from __future__ import annotations

import pytest

from content.models import Library
from tests.dialogs.talk import Talk

STAFF = {
    "coiffure y en a partout mais afro ya que moi dans la ville": None,
    "le tabac c pareil partout, mais dans le village ya que moi": None,
    "y a que moi dans le coin qui fait du sans gluten": None,
    "jsuis toute seule dans le quartier a en faire": None,
    "je suis tout seul dans le canton avec cette machine": None,
    "il y a que moi sur le marché": None,
    "jsuis tout seul avec mon apprenti": "1-2",
    "je suis toute seule avec ma salariee depuis mars": "1-2",
    "je suis seule avec mon mari": None,
    "y a que moi a la boutique, alors internet…": "0",
    "jai aucun salarié moi, et du travail": "0",
    "je travaille toute seule depuis dix ans": "0",
    "jsuis toute seule dans mon atelier": "0",
    "c cher et j'ai une employée a mi temps": "1-2",
    "j'ai un commis le samedi pour le marché": "1-2",
}


@pytest.mark.parametrize("said", STAFF)
def test_she_is_alone_in_her_shop_or_in_her_town(library: Library, said: str) -> None:
    talk = Talk(library).to_questions("coiffeuse")
    talk.say(said)

    assert talk.known.get("effectif") == STAFF[said]
    assert ("Salariés" in talk.said) == (STAFF[said] is not None)


def test_few_words_that_answer_what_is_asked_tell_nothing_beside(library: Library) -> None:
    talk = Talk(library).to_plan()
    talk.code("c:intervenants", turn=0)
    talk.say("ya que moi")

    assert talk.known["intervenants"] == "aucun"
    assert "Je note" not in talk.said


def test_said_a_second_time_it_is_heard_and_stands(library: Library) -> None:
    talk = Talk(library).to_questions("coiffeuse")
    talk.say("zero budget")
    asked = talk.subject
    talk.say("jai pas dargent je vous dis")

    assert talk.known["budget"] == "rien"
    assert "Je note" in talk.said
    assert "pas compris" not in talk.said
    assert talk.subject == asked
