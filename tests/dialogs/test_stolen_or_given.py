"""Is money or a code gone told from a card or a code that one gives every day?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.topics import emergencies_in
from tests.dialogs.talk import Talk

CODE, MONEY, ATTACK = "urgence-code", "urgence-virement", "urgence-piratage"


@pytest.mark.parametrize(
    ("text", "emergency"),
    [
        ("mon mari a donné le code de la carte", CODE),
        ("mon employer a donner le code de la cb a un type au tel", CODE),
        ("ma banque m'a appelé j'ai donné le code", CODE),
        ("ma conseillère m'a telephoné et j'ai dit les codes", CODE),
        ("la banque ma appeler jai donner le code", CODE),
        ("j'ai donné ma carte de visite et mon code à un inconnu", CODE),
        ("j'ai donné mon code à ma collègue et elle a cliqué sur un faux mail", CODE),
        ("on m'a volé ma carte bleue", MONEY),
        ("on ma voler ma carte bancaire", MONEY),
        ("g perdu ma carte bleue", MONEY),
        ("ils ont vidé mon compte", MONEY),
        ("ils on vider mon compte", MONEY),
        ("mon compte a été vidé cette nuit", MONEY),
        ("quelqu'un a pris 500 euros sur mon compte", MONEY),
        ("quelqun a pris 500€ sur mon compte", MONEY),
        ("on m'a pris 300 euros sur ma carte", MONEY),
        ("un faux conseiller m'a appelé", MONEY),
        ("j'ai donné mon code à un faux conseiller", MONEY),
        ("je me suis fait avoir par un faux conseilller", MONEY),
        ("mon ordi est bloqué on me demande de l'argent", ATTACK),
        ("mon pc est bloquer il faut payer 200 euros", ATTACK),
        ("l'écran est verrouillé ils demandent de payer", ATTACK),
    ],
)
def test_money_or_a_code_gone_is_an_emergency_at_the_first_question(talk: Talk, text: str, emergency: str) -> None:
    talk.to_questions().say(text)

    assert (talk.screen, talk.subject) == ("emergency", emergency)


@pytest.mark.parametrize(
    "text",
    [
        "j'ai donné ma carte de visite",
        "j'ai donné ma carte de visite et j'ai donné ma carte de visiite encore",
        "j'ai donné ma carte de fidélité",
        "j'ai donné ma carte vitale",
        "j'ai donné mes identifiants à ma comptable",
        "j'ai donné mes identifiant a mon comptable",
        "j'ai donné mon code à ma collègue",
        "j'ai donné mon mot de passe à mon associé",
        "j'ai donné ma carte bleue à mon mari pour les courses",
        "j'ai tapé mon code de carte sur le terminal de paiement",
        "j'ai tapé mon code de carte bancaire sur le tpe",
        "ma banque m'a appelé et m'a donné le code",
        "comment éviter les faux conseillers ?",
        "comment reconnaitre un faux conseiller",
        "mon compte est vide",
        "l'urssaf a pris 500 euros sur mon compte",
        "on m'a volé ma carte de fidélité",
        "j'ai perdu ma carte de visite",
        "j'ai le code de la porte, je l'ai donné au livreur",
    ],
)
@pytest.mark.parametrize("near", [(), ("faux-message",)])
def test_a_card_or_a_code_given_every_day_is_no_emergency(library: Library, text: str, near: tuple[str, ...]) -> None:
    assert not emergencies_in(text, library, near=near)
