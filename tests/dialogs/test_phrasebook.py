"""The phrases ruled out without being read are those that are not in the text, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.phrasebook import Phrasebook
from dialogs.words import has_phrase, phrase_words, tokens

PHRASES = ("coupe & adsl", "voitur*", "dessange", "point s", "", "je vends", "internet")
words = st.sampled_from([*"aes", "coupe", "adsl", "voitures", "dessagne", "point", "vends", "je", "inter", "internet"])
near = st.text("adegns", min_size=5, max_size=9)


def test_only_the_phrases_whose_longest_word_may_be_there_are_read() -> None:
    book = Phrasebook((phrase_words(phrase), phrase) for phrase in PHRASES)

    assert book.likely(tokens("deux voitures chez dessagne")) == ["voitur*", "dessange"]


@pytest.mark.parametrize("typed", ["dessange", "desange", "dessanges", "dessonge", "desasnge", "essange"])
def test_a_typing_error_does_not_hide_a_phrase(typed: str) -> None:
    assert Phrasebook([(("dessange",), "Dessange")]).likely([typed]) == ["Dessange"]


@given(st.lists(words | near, max_size=8).map(" ".join))
def test_no_phrase_of_the_text_is_ever_missed(text: str) -> None:
    book = Phrasebook((phrase_words(phrase), phrase) for phrase in PHRASES)

    in_text = {phrase for phrase in PHRASES if has_phrase(text, phrase)}

    assert in_text <= set(book.likely(text.split()))
