"""Is what she says is not hers, or no longer, kept as hers? « je suis plus franchisé », « j'ai pas choisi »"""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk

NO_LONGER_IN_IT = [
    "je suis plus franchisé depuis 2 ans",
    "jsuis plus franchisée",
    "on est plus dans le réseau depuis l'an dernier",
    "j'ai quitté la franchise",
    "j'ai quité l'enseigne en 2020",
    "j'étais franchisé avant",
]
SHE_DOES_NOT_KNOW = ["aucune idée d'enseigne", "je sais pas si c'est une franchise"]
A_NETWORK_OF_BEFORE = [
    "j'ai travaillé longtemps chez monceau fleurs avant d'ouvrir la boutique",
    "je suis plus chez monceau fleurs",
    "j'ai quitté monceau fleurs",
]
SHE_DID_NOT_CHOOSE = [
    "j'ai pas choisi",
    "jai rien choisi",
    "c'est pas moi qui ai choisi",
    "le comptable l'a choisi",
    "mon fils a choisi",
]


@pytest.mark.parametrize("text", NO_LONGER_IN_IT)
def test_a_network_that_she_left_is_said_back_as_her_own_name(talk: Talk, text: str) -> None:
    talk.to_questions().until_asked("reseau")

    talk.say(text)

    assert talk.subject == "reseau|aucun"
    assert "reseau" not in talk.known


@pytest.mark.parametrize("text", SHE_DOES_NOT_KNOW)
def test_not_knowing_of_a_network_is_no_network(talk: Talk, text: str) -> None:
    talk.to_questions().until_asked("reseau")

    talk.say(text)

    assert talk.known["reseau"] == "inconnu"


@pytest.mark.parametrize("text", A_NETWORK_OF_BEFORE)
def test_the_name_of_a_network_of_before_is_not_kept(talk: Talk, text: str) -> None:
    talk.to_questions().until_asked("reseau")

    talk.say(text)

    assert not {"reseau", "enseigne"} & set(talk.known)


@pytest.mark.parametrize("text", SHE_DID_NOT_CHOOSE)
def test_who_chose_her_till_is_asked_again_when_another_did(talk: Talk, text: str) -> None:
    talk.to_questions().until_asked("logiciel")

    talk.say(text)

    assert "logiciel" not in talk.known
    assert talk.subject == "logiciel"


@pytest.mark.parametrize("text", ["j'ai pas", "ben j'ai pas ca moi", "j'ai plus de logiciel", "non j'ai pas"])
def test_having_none_is_still_an_answer(talk: Talk, text: str) -> None:
    talk.to_questions().until_asked("logiciel")

    talk.say(text)

    assert talk.known["logiciel"] == "aucun"
