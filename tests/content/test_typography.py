"""Is a bubble set as a French printer would set it?"""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.typography import slips, typeset

NARROW, NO_BREAK = "\u202f", "\u00a0"
ORACLE = re.compile(r"[ ](?=[;:!?»€%])|«[ ]|[^\s\u00a0\u202f](?=[;!?»])")
WRITTEN = st.text(alphabet="abcé AZ0159 '.,;:!?«»€%()*-/@`\n\u00a0\u202f…", max_size=60)
PIECES = """Bonjour|c'est|« oui »|«non»|12 €|30%|1 500 €|2500 euros|**fin** !|ça va ?|Choisi :|attendez...
https://a.fr/x?y=1;z!|8:30|14 h|moi@boutique.fr|`a ? b`|stop;""".replace("\n", "|").split("|")
PHRASES = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Ça va ?", f"Ça va{NARROW}?"),
        ("Ça va?", f"Ça va{NARROW}?"),
        ("Oui ; non !", f"Oui{NARROW}; non{NARROW}!"),
        ("Choisi : rien", f"Choisi{NO_BREAK}: rien"),
        ("Choisi: rien", f"Choisi{NO_BREAK}: rien"),
        ("Dites « oui »", f"Dites «{NO_BREAK}oui{NO_BREAK}»"),
        ("Dites «oui» !", f"Dites «{NO_BREAK}oui{NO_BREAK}»{NARROW}!"),
        ("12 € et 30%", f"12{NO_BREAK}€ et 30{NO_BREAK}%"),
        ("l'écran d'un ami...", "l’écran d’un ami…"),
        ("12500 € ou 150 000 euros", f"12{NARROW}500{NO_BREAK}€ ou 150{NARROW}000 euros"),
        ("**Facture** : oui", f"**Facture**{NO_BREAK}: oui"),
        ("Quoi ?!", f"Quoi{NARROW}?!"),
    ],
)
def test_plain_typing_is_set_in_french(typed: str, drawn: str) -> None:
    assert typeset(typed) == drawn


@pytest.mark.parametrize(
    "untouched",
    [
        "https://www.impots.gouv.fr/page?x=1;y='a'&z=50%",
        "www.exemple.fr/a?b:c",
        "Ouvert de 8:30 à 14 h",
        "marie-fleurs+devis@boutique.fr",
        "tapez `x ? y : 'z'...`",
        "75001 Paris, en 2026, au 01 23 45 67 89",
        "3.50 ou 3,50",
        "",
    ],
)
def test_addresses_hours_and_code_are_left_alone(untouched: str) -> None:
    assert typeset(untouched) == untouched


def test_the_mark_after_an_address_does_not_belong_to_it() -> None:
    assert typeset("Allez sur https://a.fr/b ! Vu sur https://a.fr?") == (
        f"Allez sur https://a.fr/b{NARROW}! Vu sur https://a.fr{NARROW}?"
    )


@given(WRITTEN)
@example("https://!!")
@example("«»?")
@example("b:»")
@example("1 000 00")
def test_setting_twice_changes_nothing(text: str) -> None:
    once = typeset(text)

    assert typeset(once) == once


@given(PHRASES)
def test_the_printers_regex_finds_no_slip(text: str) -> None:
    drawn = typeset(text)

    without_addresses = re.sub(r"https?://\S+|\d+:\d+|`[^`]*`", "", drawn)
    assert not ORACLE.search(without_addresses)
    assert slips(drawn) == []


def test_a_slip_is_told_with_the_words_around_it() -> None:
    assert slips("Ça va ?") == ["Ça va ?"]
