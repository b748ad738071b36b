"""Does she name a network: whole, with one error, and never by accident."""

from __future__ import annotations

from pathlib import Path

import pytest
from wordfreq import top_n_list

from content.models import Library
from dialogs.networks import found, look_alike, without_networks
from dialogs.words import normalise, tokens

SENTENCES = (Path(__file__).parents[1] / "data" / "shop_sentences.txt").read_text(encoding="utf-8").splitlines()


def named(text: str, library: Library) -> str | None:
    network = found(text, library)
    return network.network.name if network else None


def test_every_network_is_found_after_chez(library: Library) -> None:
    missed = {n.name: named(f"je suis chez {n.name}", library) for n in library.networks}

    assert len(library.networks) == 155
    assert {name: got for name, got in missed.items() if got != name} == {}


def test_every_other_spelling_of_a_network_is_found(library: Library) -> None:
    pairs = ((form, network.name) for network in library.networks for form in network.says)

    assert {form: name for form, name in pairs if named(f"je suis chez {form}", library) != name} == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("garagiste midas", "Midas"),
        ("salon dessanges lyon", "Dessange"),
        ("instit beauté y rocher", "Yves Rocher"),
        ("coiffeuse jean louis david", "Jean Louis David"),
        ("opticien optic 2000", "Optic 2000"),
        ("mon intermarche", "Intermarché"),
        ("super u de carhaix", "Système U"),
        ("pressing 5 à sec", "5àSec"),
        ("boulanger (panneau banette)", "Banette"),
        ("agence laforet", "Laforêt"),
        ("garage speddy", "Speedy"),
        ("independant meme si ya ecrit sport 2000 dehors", "Sport 2000"),
        ("on paye une cotisation a ecf", "ECF"),
    ],
)
def test_a_network_is_found_as_people_write_it(text: str, name: str, library: Library) -> None:
    assert named(text, library) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mon enseigne c'est Ange", "Ange"),
        ("franchisé Paul", "Paul"),
        ("sous l'enseigne Happy", "Happy"),
        ("je suis chez l'onglerie", "L'Onglerie"),
        ("réseau ERA", "ERA"),
        ("agence l'adresse", "L'Adresse"),
    ],
)
def test_a_common_name_counts_after_a_word_that_announces_it(text: str, name: str, library: Library) -> None:
    assert named(text, library) == name


@pytest.mark.parametrize(
    "text",
    [
        "je m'appelle Paul",
        "je suis l'ange de la maison",
        "salon happy",
        "boulangerie Paul",
        "onglerie",
        "c'est quoi l'adresse",
        "à côté de chez Paul",
    ],
)
def test_a_common_name_alone_is_no_network(text: str, library: Library) -> None:
    assert named(text, library) is None


def test_sixty_ordinary_sentences_name_no_network(library: Library) -> None:
    assert len(SENTENCES) == 60
    assert {text: named(text, library) for text in SENTENCES if named(text, library)} == {}


def test_no_common_french_word_is_a_network_badly_written(library: Library) -> None:
    forms = {normalise(form) for item in library.networks for form in (item.name, *item.says)}
    forms |= {normalise(form) for item in library.look_alikes for form in (item.name, *item.says)}
    words = {word for entry in top_n_list("fr", 3_000) for word in tokens(entry)} - forms

    assert {word for word in words if named(word, library) or look_alike(word, library)} == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("uber bolt heetch mais je suis à mon compte", "Heetch"),
        ("planity ou treatwell", "Treatwell"),
        ("fnaim ça compte ?", "FNAIM"),
        ("je vends sur le bon coin", "Leboncoin"),
        ("le label qualirepar", "Qualirepar"),
        ("livreur uber eats", "Uber Eats"),
        ("on est interflora", "Interflora"),
    ],
)
def test_a_look_alike_is_known_and_is_no_network(text: str, name: str, library: Library) -> None:
    look = look_alike(text, library)

    assert look is not None
    assert look.name == name
    assert named(text, library) is None


def test_an_ordinary_sentence_has_no_look_alike(library: Library) -> None:
    assert {text for text in SENTENCES if look_alike(text, library)} == set()


def test_a_network_taken_away_leaves_the_rest(library: Library) -> None:
    assert without_networks("Garage Point S, Lyon", library) == "garage lyon"


def test_no_name_is_both_a_network_and_a_look_alike(library: Library) -> None:
    networks = {normalise(form) for item in library.networks for form in (item.name, *item.says)}
    looks = {normalise(form) for item in library.look_alikes for form in (item.name, *item.says)}

    assert networks & looks == set()
