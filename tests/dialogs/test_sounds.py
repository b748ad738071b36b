"""Words that sound the same in French have the same key; others do not."""

import pytest

from dialogs.sounds import sound_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("koiffeuse", "coiffeuse"),
        ("fotografe", "photographe"),
        ("boulanje", "boulanger"),
        ("gato", "gateaux"),
        ("masson", "masson"),
        ("imobilie", "immobilier"),
        ("elektrisien", "electricien"),
        ("telefone", "telephone"),
    ],
)
def test_words_that_sound_the_same_have_one_key(typed: str, meant: str) -> None:
    assert sound_of(typed) == sound_of(meant)


@pytest.mark.parametrize(("one", "other"), [("bain", "bon"), ("vin", "vent"), ("boucher", "boulanger"), ("a", "u")])
def test_words_that_sound_apart_have_two_keys(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)
