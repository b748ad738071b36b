"""Is what she denies ever kept as a yes, whatever is asked? As typed on a phone."""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs import spoken

DENIED = [
    ("clients", "jamais de gens de loin", "loin"),
    ("clients", "pas de clients de loin", "loin"),
    ("clients", "les entreprises c fini pour moi", "professionnels"),
    ("connexion", "la fibre est pas encore arrivee", "fibre"),
    ("connexion", "la fibre toujours pas", "fibre"),
    ("connexion", "internet coupe pas", "coupures"),
    ("connexion", "internet coupe jamais", "coupures"),
    ("connexion", "la ligne coupe pas souvent", "coupures"),
    ("equipement", "jai pas de pc recent", "ordinateur_recent"),
    ("equipement", "j'ai pas d'ordinateur récent", "ordinateur_recent"),
    ("effectif", "pas 3, 2", "3-5"),
    ("fabrication", "je fabrique de moins en moins", "oui"),
    ("reseau", "jai jamais ete franchise", "franchise"),
    ("aisance", "je me debrouille pas", "a_l_aise"),
]
SAID = [
    ("clients", "des gens d'ici pas de touristes", "quartier"),
    ("concurrence", "le prix pas la qualite", "prix"),
    ("connexion", "la fibre pas l'adsl", "fibre"),
    ("equipement", "j'ai pas d'ordinateur", "telephone_seul"),
    ("effectif", "vingt deux salariés", "10+"),
    ("effectif", "dix sept", "10+"),
    ("fabrication", "je fabrique pas", "non"),
]


@pytest.mark.parametrize(("fact", "text", "value"), DENIED)
def test_what_is_denied_is_not_heard(library: Library, fact: str, text: str, value: str) -> None:
    question = library.questions[fact]
    assert value not in spoken.option_said(spoken.unglued(text, library), question, library)


@pytest.mark.parametrize(("fact", "text", "value"), SAID)
def test_what_stands_beside_a_denial_is(library: Library, fact: str, text: str, value: str) -> None:
    assert spoken.option_said(text, library.questions[fact], library) == (value,)
