"""Which words are in a text: typed without accents, with one error, in disorder."""

import pytest

from dialogs.words import find_phrase, has_phrase, normalise, one_error_apart, parts, tokens, up_to


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Salon de COIFFURE !", "salon de coiffure"),
        ("J'ai un œuf, à l'ail…", "j ai un oeuf a l ail"),
        ("créée en 2000", "cre en 2000"),
        ("merciiiii", "merci"),
        ("  e-commerce / B&B ", "e commerce b et b"),
        ("🙂", ""),
    ],
)
def test_a_text_loses_accents_capitals_and_punctuation(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@pytest.mark.parametrize("typed", ["une plateforme agréée", "merciiiii", "créées"])
def test_a_plain_text_made_plain_again_is_the_same(typed: str) -> None:
    assert normalise(normalise(typed)) == normalise(typed)


def test_words_are_cut_at_apostrophes_and_dashes() -> None:
    assert tokens("L'auto-école") == ["l", "auto", "ecole"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("je suis piraté depuis hier", "piraté"),
        ("mon compte est pirater", "piraté"),
        ("on me coupe l'adsl", "coupe l'adsl"),
        ("l'adsl, orange me le coupe", "coupe & adsl"),
        ("deux voitures", "voitur*"),
        ("sous l'enseigne dessagne", "dessange"),
    ],
)
def test_a_phrase_is_found(text: str, phrase: str) -> None:
    assert has_phrase(normalise(text), phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("je suis parisienne", "paris"),
        ("un pual", "paul"),
        ("adsl coupe", "coupe adsl"),
        ("orange me coupe", "coupe & adsl"),
        ("une auto", "voitur*"),
        ("", "oui"),
        ("oui", ""),
        ("oui", " & "),
    ],
)
def test_a_phrase_is_not_found(text: str, phrase: str) -> None:
    assert not has_phrase(normalise(text), phrase)


@pytest.mark.parametrize("typed", ["desange", "dessanges", "dessonge", "desasnge", "ddessange", "essange"])
def test_one_typing_error_is_a_letter_more_less_changed_or_swapped(typed: str) -> None:
    assert one_error_apart(typed, "dessange")


@pytest.mark.parametrize("typed", ["dessange", "desonge", "sdesange", "dessangess", ""])
def test_no_error_or_two_are_not_one(typed: str) -> None:
    assert not one_error_apart(typed, "dessange")


def test_a_phrase_says_where_it_stands() -> None:
    assert find_phrase(tokens("garage Point S à Lyon"), "point s") == range(1, 3)
    assert find_phrase(tokens("un point de vente"), "point s") is None


def test_her_words_are_parted_at_the_marks_and_each_keeps_what_asks() -> None:
    assert parts("Bonjour (fleuriste) : ça coûte combien ? merci…") == [
        "Bonjour",
        "fleuriste",
        "ça coûte combien ?",
        "merci",
    ]
    assert parts(" , ! ") == []


def test_her_words_are_parted_at_the_words_that_join_them_too() -> None:
    assert parts("un pc ET un tel, mais pas d'internet", ("et", "mais")) == ["un pc", "un tel", "pas d'internet"]
    assert parts("une étagère") == parts("une étagère", ("et",))


def test_words_are_read_up_to_the_first_of_some_phrases() -> None:
    assert up_to(tokens("un pc même si c'est vieux"), ("meme si",)) == ["un", "pc"]
    assert up_to(["un", "pc"], ("meme si",)) == ["un", "pc"]
