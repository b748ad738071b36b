"""Are the answers people give in their own words heard, and the doubtful ones put to them again?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.progress import TYPE
from dialogs.spoken import option_said
from tests.dialogs.talk import Talk

HEARD = [
    ("equipement", "un pc portable de 2022 et mon telephone", ("ordinateur_recent",)),
    ("equipement", "un vieux pc et mon tel", ("ordinateur_ancien",)),
    ("equipement", "un ordi et mon téléphone", ("ordinateur_recent", "ordinateur_ancien")),
    ("equipement", "un ordinateur portable", ("ordinateur_recent", "ordinateur_ancien")),
    ("equipement", "mon téléphone", ("telephone_seul",)),
    ("equipement", "même si c'est pas terrible, j'ai un ordinateur récent", ("ordinateur_recent",)),
    ("equipement", "j'ai que mon téléphone, l'ordinateur est mort", ("telephone_seul",)),
    ("intervenants", "ba mes fournisseurs, le boucher, metro", ("quelques",)),
    ("intervenants", "un commerce du quartier", ("quelques",)),
    ("intervenants", "non mes fournisseurs c'est tout", ("aucun",)),
    ("logiciel", "c'est la coopérative", ("fourni_reseau",)),
    ("logiciel", "c'est pas la coop", ()),
    ("logiciel", "c'est pas la marque c'est moi", ("propre",)),
    ("aisance", "pas bien", ()),
    ("filiere", "pas beaucoup", ()),
    ("aisance", "je suis perdue", ("pas_du_tout",)),
]
BY_THE_NETWORK = ["le logiciel c'est la cooperative qui la mis", "c'est la coop qui l'a installé", "mis par le siège"]
STAFF = {
    "je suis restaurateur, 5 salariés": "3-5",
    "boulangerie 7 salariés": "6-9",
    "avec mes 2 employés on s'en sort": "1-2",
    "mon voisin a 5 salariés": None,
    "à partir de 11 salariés c'est plus cher": None,
    "j'ai 3 ou 7 salariés": None,
}


def asked(library: Library, fact: str) -> Talk:
    talk = Talk(library).to_plan()
    talk.code(f"c:{fact}", turn=0)
    assert (talk.screen, talk.subject) == ("question", fact)
    return talk


@pytest.mark.parametrize(("fact", "said", "values"), HEARD)
def test_an_answer_in_her_words_means_this(library: Library, fact: str, said: str, values: tuple[str, ...]) -> None:
    assert option_said(said, library.questions[fact], library) == values


def test_a_computer_of_no_age_beside_a_telephone_is_asked_again_between_the_two(library: Library) -> None:
    talk = asked(library, "equipement")
    before = talk.known
    talk.say("un ordi et mon téléphone")

    assert talk.screen == "narrow"
    assert talk.known == before
    assert "Seulement mon téléphone" not in talk.labels


@pytest.mark.parametrize("said", BY_THE_NETWORK)
def test_who_put_the_software_there_chose_it(library: Library, said: str) -> None:
    talk = asked(library, "logiciel")
    talk.say(said)

    assert talk.known["logiciel"] == "fourni_reseau"


@pytest.mark.parametrize("said", STAFF)
def test_a_number_of_staff_in_passing_is_hers_unless_another_has_them(talk: Talk, said: str) -> None:
    talk.say("")
    talk.say(said)

    assert talk.known.get("effectif") == STAFF[said]


@pytest.mark.parametrize("fact", ["produits", "intervenants", "reseau"])
def test_lost_before_a_question_she_gets_its_help_and_a_way_on(library: Library, fact: str) -> None:
    talk = asked(library, fact)
    before = talk.known
    talk.say("je suis perdue")

    assert talk.known == before
    assert talk.texts[0] != talk.texts[-1]
    assert "Je n’ai pas compris" not in talk.said
    assert "Je ne sais pas" in talk.labels


def test_a_shop_of_the_neighbourhood_is_a_kind_of_business(library: Library) -> None:
    talk = Talk(library).to_profile("fleuriste", {})
    talk.press("Pas tout à fait")
    talk.say("un commerce du quartier")

    assert talk.known[TYPE] == "C"


@pytest.mark.parametrize(
    ("fact", "text", "heard"),
    [
        ("logiciel", "j'ai pas de caisse moi, je fais mes devis a la main le soir", ("aucun",)),
        ("produits", "bof y a 3 autres electriciens dans le canton", ("courants",)),
        ("produits", "y en a plein dans la vallee", ("courants",)),
        ("effectif", "seul avec mon apprenti", ("1-2",)),
        ("clients", "je suis artisan pas commercant", ()),
        ("clients", "surtout des artisants du batiment", ("professionnels",)),
    ],
)
def test_what_is_said_beside_an_answer_makes_no_other(
    library: Library, fact: str, text: str, heard: tuple[str, ...]
) -> None:
    assert option_said(text, library.questions[fact], library) == heard


def test_a_computer_named_without_its_age_is_asked_its_age_and_nothing_is_put_in_her_mouth(talk: Talk) -> None:
    talk.to_barriers().code("k:F3:1", "m:kept")
    while talk.subject != "equipement":
        talk.code(talk.choices[0].code)
    talk.say("le telephone et le pc de ma femme")

    assert talk.screen == "narrow"
    assert "J’entends" not in talk.said
    talk.say("il est vieux")
    assert talk.known["equipement"] == "ordinateur_ancien"
