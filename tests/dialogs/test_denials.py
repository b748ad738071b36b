"""Does a denial ever become a yes? What she says she has not, does not or will not is never kept as if she did."""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.spoken import option_said
from tests.dialogs.talk import Talk

NOT_SOLD_ONLINE = [
    "je vends rien je soigne", "je vends rien", "je vends pas", "jvend rien", "on vend rien", "nous ne vendons rien",
    "je n'ai pas de site", "j'ai pas de boutique en ligne", "je veux rien vendre", "jai rien a vendre", "rien",
    "j'ai jamais essayé",
    "je vends seulement au magasin", "aucune vente en ligne",
]  # fmt: skip
DENIED = {
    ("vente_en_ligne", "oui"): ["ça marche pas chez moi", "pas d'instagram", "pas de bons cadeaux", "jamais sur etsy"],
    ("vente_en_ligne", "decu"): ["j'ai pas essayé", "rien d'essayé", "jamais essaye"],
    ("fabrication", "oui"): ["je les fais pas", "rien n'est fait maison", "on fabrique rien", "pas fait sur place"],
    ("fabrication", "en_partie"): ["je personnalise pas", "j'adapte rien", "je finis jamais"],
    ("filiere", "forte"): ["pas d'agrément", "pas de certification", "on est obligé de rien", "rien n'est obligatoire"],
    ("intervenants", "plusieurs"): ["pas de sous-traitant", "sans notaire", "jamais d'hôpital", "aucun assureur"],
    ("concurrence", "acces_offre"): ["pas d'agrément", "je ne suis pas sur la liste", "aucune plateforme"],
    ("concurrence", "prix"): ["jamais le moins cher", "pas de promo", "pas vraiment le prix"],
    ("reseau", "franchise"): ["sans enseigne", "aucune enseigne", "jamais eu d'enseigne", "pas vraiment une franchise"],
    ("reseau", "centrale"): ["pas de groupement", "aucun groupement", "sans grossiste qui nous anime"],
    ("equipement", "telephone_seul"): ["pas de portable", "pas de téléphone", "sans smartphone"],
    ("equipement", "ordinateur_ancien"): ["il rame pas", "pas très vieux"],
    ("connexion", "fibre"): ["pas de fibre", "ça va pas", "sans fibre", "pas très rapide"],
    ("connexion", "coupures"): ["ça coupe pas", "pas de coupures", "ça coupe jamais"],
    ("aisance", "a_l_aise"): ["je me débrouille pas", "ça va pas", "pas vraiment à l'aise"],
    ("clients", "loin"): ["pas de touristes", "pas très loin", "jamais d'export"],
    ("produits", "creation"): ["rien d'unique", "pas de création", "je crée rien"],
    ("logiciel", "propre"): ["pas d'excel", "pas vraiment moi", "moi je l'ai pas choisi"],
}  # fmt: skip
KEPT = [
    ("vente_en_ligne", "je vends pas mal, sur mon site", "oui"),
    ("vente_en_ligne", "je vends, pas de souci", "oui"),
    ("vente_en_ligne", "ça marche pas mal", "oui"),
    ("vente_en_ligne", "je vends rien dessus", "decu"),
    ("fabrication", "je fabrique, pas de problème", "oui"),
    ("intervenants", "je fais tout, pas besoin d'autre", "aucun"),
    ("concurrence", "le service, pas le prix", "service"),
    ("concurrence", "pas seulement le prix", "prix"),
    ("connexion", "ça va, pas de souci", "fibre"),
]


def asked(library: Library, fact: str) -> Talk:
    """She is at her plan, and this question of hers stands open again."""
    talk = Talk(library).to_plan()
    talk.conversation = talk.conversation.with_answer(fact, "inconnu")
    talk.code(f"c:{fact}", turn=0)
    assert talk.subject == fact
    return talk


@pytest.mark.parametrize("said", NOT_SOLD_ONLINE)
def test_who_sells_nothing_does_not_sell_online(library: Library, said: str) -> None:
    talk = asked(library, "vente_en_ligne")
    talk.say(said)

    assert talk.known["vente_en_ligne"] == "non"


@pytest.mark.parametrize(
    ("fact", "value", "said"), [(*answer, text) for answer, texts in DENIED.items() for text in texts]
)
def test_what_she_denies_is_never_kept_as_her_answer(library: Library, fact: str, value: str, said: str) -> None:
    talk = asked(library, fact)
    talk.say(said)

    assert talk.known[fact] != value


@pytest.mark.parametrize(("fact", "said", "value"), KEPT)
def test_a_no_beside_her_answer_takes_nothing_from_it(library: Library, fact: str, said: str, value: str) -> None:
    assert option_said(said, library.questions[fact], library) == (value,)
