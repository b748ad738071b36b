"""Who needs hands, asks a number of her own or cannot be reached: is she taken for calling somebody, or leaving?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.calling import asks_for_somebody
from tests.dialogs.talk import Talk


@pytest.mark.parametrize(
    "text",
    [
        "qui m'aide à porter les cartons ?",
        "qui m'aide a decharger le camion",
        "vous avez un numéro de siret ?",
        "y a un numero de tva a mettre ?",
        "j'ai besoin de quelqu'un pour le ménage",
        "besoin de quelqu'un le samedi en caisse",
    ],
)
def test_hands_or_a_number_of_hers_is_not_calling_somebody(library: Library, text: str) -> None:
    assert not asks_for_somebody(text, library)


@pytest.mark.parametrize(
    "text",
    [
        "j'ai besoin d'une personne, un vrai humain",
        "j'ai besoin de quelqu'un",
        "un numero de telephone pour avoir quelqu'un",
        "vous avez un numero ?",
        "qui peut m'aider",
        "qui m'aide ?",
        "qui appeler",
        "je veux parler a quelqu'un",
    ],
)
def test_who_asks_for_somebody_is_heard(library: Library, text: str) -> None:
    assert asks_for_somebody(text, library)


@pytest.mark.parametrize(
    "text",
    ["les clients arrivent pas à me joindre", "mes clients n'arrivent pas a me joindre", "on arrive pas a me joindre"],
)
def test_not_being_reached_is_a_worry_and_no_pause(talk: Talk, text: str) -> None:
    talk.to_barriers().say(text)

    assert talk.screen != "paused"
    assert "F8" in talk.conversation.ticks


@pytest.mark.parametrize("text", ["mes clients arrivent", "les clients arrivent", "des clients qui arrivent"])
def test_customers_at_the_door_are_a_pause(talk: Talk, text: str) -> None:
    talk.to_barriers().say(text)

    assert talk.screen == "paused"
