"""On « Qu'est-ce qui vous freine ? », do her words tick only what they name, and take away what she asks to?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from dialogs.barriers import worded
from tests.dialogs.talk import Talk

MEMBER = {"reseau": "cooperative", "logiciel": "fourni_reseau", "fournisseur_principal": "majoritaire"}
CONTRACT = "F12"


def _label(talk: Talk, barrier: str) -> str:
    return worded(barrier, talk.story.company_type, talk.library).label


@pytest.mark.parametrize("words", ["enleve {}", "{} pas ca", "décochez {}", "retirez {} svp"])
def test_a_line_named_to_be_taken_away_is_unticked_and_said_back(talk: Talk, words: str) -> None:
    talk.to_barriers(MEMBER).code(f"k:{CONTRACT}:1", "k:F3:1")
    talk.say(words.format(_label(talk, CONTRACT).lower()))

    assert talk.conversation.ticks == ("F3",)
    assert typeset(f"C'est enlevé : « {_label(talk, CONTRACT)} ».") in talk.texts


@pytest.mark.parametrize("text", ["enlève ça", "pas ça"])
def test_without_a_name_the_only_line_chosen_is_taken_away(talk: Talk, text: str) -> None:
    talk.to_barriers().code("k:F3:1")
    talk.say(text)

    assert talk.conversation.ticks == ()


def test_among_several_nothing_is_taken_away_unnamed(talk: Talk) -> None:
    talk.to_barriers().code("k:F3:1", "k:F8:1")
    talk.say("pas ça")

    assert talk.conversation.ticks == ("F3", "F8")


def test_a_line_not_chosen_is_not_ticked_by_being_refused(talk: Talk) -> None:
    talk.to_barriers().code("k:F8:1")
    talk.say(f"enlevez {_label(talk, 'F3')}")

    assert talk.conversation.ticks == ("F8",)


@pytest.mark.parametrize("facts", [{}, MEMBER])
def test_the_electronic_invoice_ticks_no_software_and_no_brand(talk: Talk, facts: dict[str, str]) -> None:
    talk.to_barriers(facts).say("la facture electronique en 2027 g rien compris")

    assert talk.conversation.ticks == ()
    assert "règles" in talk.texts[1]
    assert talk.conversation.questions[-1].topics == ("facture-electronique",)


def test_no_salesman_is_told_of_to_a_member_of_a_network(talk: Talk) -> None:
    told = worded(CONTRACT, "A", talk.library)

    assert "commercial" not in f"{told.sentence} {told.what} {told.why}"


@pytest.mark.parametrize("text", ["enlève l'ordinateur je me débrouille avec", "retirez les pannes"])
def test_a_line_to_take_away_that_is_not_chosen_is_told_so(talk: Talk, text: str) -> None:
    talk.to_barriers().code("k:F3:1")
    talk.say(text)

    assert talk.conversation.ticks == ("F3",)
    assert "quelle ligne enlever" in talk.texts[0]


@pytest.mark.parametrize(
    ("text", "ticks"),
    [
        ("ca rame la ligne et puis internet ca sert a rien pour moi", ("F7",)),
        ("ca rame, ca coupe tout le temps et moi lordi jaime pas", ("F4", "F7")),
        ("lordi jaime pas", ("F4",)),
        ("j'aime pas l'ordi", ("F4",)),
    ],
)
def test_each_thing_told_ticks_its_own_line(talk: Talk, text: str, ticks: tuple[str, ...]) -> None:
    talk.to_barriers()
    talk.say(text)

    assert tuple(sorted(talk.conversation.ticks)) == ticks


@pytest.mark.parametrize("text", ["ca coute cher", "c'est trop cher", "tout coute trop cher"])
def test_a_cost_of_nothing_ticks_no_training(talk: Talk, text: str) -> None:
    talk.to_barriers()
    talk.say(text)

    assert talk.conversation.ticks == ()


def test_a_cost_told_beside_something_else_is_not_dropped(talk: Talk) -> None:
    talk.to_barriers()
    talk.say("pas le temps, ca coute cher et jai eu 2 mauvais avis google")

    assert "F2" not in talk.conversation.ticks
    assert _label(talk, "F1") in talk.said
    assert _label(talk, "F2") in talk.said.partition("Les plus proches")[2]
