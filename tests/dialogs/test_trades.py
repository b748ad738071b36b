"""Which trade is meant: as people write it, with mistakes, or when there is none."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.loader import load
from content.models import Library
from dialogs.trades import TradeProposal, propose
from dialogs.words import normalise

DATA = Path(__file__).parents[1] / "data"


def read(name: str) -> list[tuple[str, set[str]]]:
    """(what is typed, the trades that are right: none when the file says « - »)."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(text, set(ids.split(",")) - {"-"}) for text, ids in rows]


def within_three(proposal: TradeProposal, right: set[str]) -> bool:
    return proposal.level != "none" and any(trade in right for trade, _ in proposal.candidates)


def missed_first(name: str, library: Library) -> list[tuple[str, str | None]]:
    return [(text, p.best) for text, right in read(name) if right and (p := propose(text, library)).best not in right]


# ------------------------------------------------------------------ what people type


def test_trades_typed_with_mistakes_are_found(library: Library) -> None:
    lines = [line for line in read("trade_inputs.tsv") if line[1]]
    proposals = [(propose(text, library), right) for text, right in lines]

    assert len(lines) == 36
    assert sum(proposal.best in right for proposal, right in proposals) >= 33
    assert sum(within_three(proposal, right) for proposal, right in proposals) >= 35


def test_what_is_no_trade_is_never_proposed_alone(library: Library) -> None:
    proposals = [propose(text, library) for text, right in read("trade_inputs.tsv") if not right]

    assert len(proposals) == 4
    assert [p for p in proposals if p.level == "sure"] == []
    assert sum(p.best is None for p in proposals) >= 3


def test_two_hundred_other_ways_to_say_a_trade_are_found(library: Library) -> None:
    lines = [line for line in read("trade_sentences.tsv") if line[1]]
    missed = missed_first("trade_sentences.tsv", library)

    assert len(lines) >= 200
    assert len(missed) <= 0.03 * len(lines), missed


def test_eighty_other_things_people_write_are_no_trade(library: Library) -> None:
    lines = [text for text, right in read("trade_sentences.tsv") if not right]
    proposed = {text: propose(text, library) for text in lines}

    assert len(lines) >= 80
    assert [text for text, proposal in proposed.items() if proposal.level == "sure"] == []
    assert len([text for text, proposal in proposed.items() if proposal.best]) <= 3


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("je répare des meubles", "ebeniste"),
        ("je vends des meubles", "meubles"),
        ("je répare des vélos", "velo"),
        ("je fabrique des bijoux", "createur_bijoux"),
        ("je vends des bijoux", "bijoutier"),
        ("je répare des chaussures", "cordonnier"),
        ("je vends des chaussures", "chaussures"),
    ],
)
def test_the_action_tells_repairing_from_selling(text: str, trade: str, library: Library) -> None:
    assert propose(text, library).best == trade


def test_selling_a_thing_is_not_proposed_alone_to_one_who_makes_it(library: Library) -> None:
    assert propose("je vends des jouets", library).level == "sure"
    assert propose("je fabrique des jouets", library).level == "half"


def test_the_name_of_a_network_does_not_hide_the_trade(library: Library) -> None:
    assert propose("garagiste midas", library) == propose("garagiste", library)
    assert propose("instit beauté y rocher", library).best == "estheticienne"


def test_a_network_alone_may_still_tell_the_trade(library: Library) -> None:
    assert propose("je suis chez Monceau Fleurs", library).best == "fleuriste"


def test_what_she_says_she_has_not_is_no_trade_of_hers(library: Library) -> None:
    found = propose("traiteur sur les marchés, jai pas d'ordinateur", library)

    assert {trade for trade, _ in found.candidates} == {"traiteur", "marche"}


def test_two_trades_in_one_breath_are_both_offered(library: Library) -> None:
    proposal = propose("boucherie charcuterie", library)

    assert proposal.level == "half"
    assert [trade for trade, _ in proposal.candidates[:2]] == ["boucher", "charcutier"]


@pytest.mark.parametrize(
    "text", ["je vend des pieces auto et je repare a roubaix", "je répare des autos et je vends des pièces"]
)
def test_who_sells_parts_and_repairs_is_offered_both(text: str, library: Library) -> None:
    found = propose(text, library)

    assert (found.level, {trade for trade, _ in found.candidates[:2]}) == ("half", {"garagiste", "pieces_auto"})


def test_who_only_sells_parts_is_heard(library: Library) -> None:
    assert propose("vendeur de pieces auto", library).best == "pieces_auto"


@pytest.mark.parametrize(
    "text",
    [
        "internet rame et l'ordi est vieux, pas le temps",
        "le logiciel du fournisseur de pieces",
        "j'ai pas internet",
        "pas le temps pour internet",
        "mon ordinateur est vieux",
    ],
)
def test_what_she_only_uses_is_no_trade_of_hers(text: str, library: Library) -> None:
    assert propose(text, library).level == "none"


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("je vends sur internet", "ecommerce"),
        ("je fais des sites internet", "web"),
        ("éditeur de logiciels", "web"),
        ("je répare des ordinateurs", "reparation_ordi"),
    ],
)
def test_a_tool_she_sells_makes_or_repairs_is_her_trade(text: str, trade: str, library: Library) -> None:
    assert propose(text, library).best == trade


def test_the_longer_trade_wins_over_the_one_inside_it(library: Library) -> None:
    proposal = propose("diagnostic immobilier", library)

    assert (proposal.best, proposal.level) == ("geometre", "sure")


def test_an_unknown_trade_beside_a_known_word_is_not_proposed_alone(library: Library) -> None:
    assert propose("torréfacteur, café", library).level != "sure"


@pytest.mark.parametrize(
    "text", ["", "   ", "non merci", "je sais pas", "jsp", "🙂", "auto-entrepreneur", "1 2 3", "oui"]
)
def test_a_refusal_or_nothing_is_no_trade(text: str, library: Library) -> None:
    assert propose(text, library).best is None


# ------------------------------------------------------------------ properties


def a_typing_error(text: str, chance: random.Random) -> str:
    at, letter = chance.randrange(len(text)), chance.choice(string.ascii_lowercase)
    swapped = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
    return chance.choice(
        [text[:at] + text[at + 1 :], text[:at] + letter + text[at:], text[:at] + letter + text[at + 1 :], swapped]
    )


def test_one_typing_error_in_any_form_seldom_loses_the_trade(library: Library) -> None:
    chance = random.Random(20260302)
    owners: dict[str, set[str]] = {}
    for trade in library.trades.values():
        for form in trade.says:
            owners.setdefault(normalise(form), set()).add(trade.id)
    long_forms = [form for form in owners if len(form) >= 6]
    typed = [(a_typing_error(form, chance), owners[form]) for form in long_forms]

    proposals = [(propose(text, library), right) for text, right in typed]
    first = sum(p.best in right for p, right in proposals)
    wrongly_sure = sum(p.level == "sure" and p.best not in right for p, right in proposals)

    assert first >= 0.92 * len(typed)
    assert wrongly_sure <= 0.01 * len(typed)


def test_every_form_of_every_trade_is_its_own(library: Library) -> None:
    forms = ((form, trade.id) for trade in library.trades.values() for form in trade.says)
    lost = [(form, trade) for form, trade in forms if not within_three(propose(form, library), {trade})]

    assert lost == []


LIBRARY = load()


@given(st.text(max_size=300))
def test_any_text_gets_a_proposal_and_always_the_same(text: str) -> None:
    proposal = propose(text, LIBRARY)

    assert len(proposal.candidates) <= 3
    assert (proposal.best is None) == (proposal.level == "none")
    assert proposal == propose(text, LIBRARY)


# ------------------------------------------------------------------ the table itself


def test_the_short_name_of_a_trade_fits_a_sentence_and_a_button(library: Library) -> None:
    assert [trade.id for trade in library.trades.values() if not 0 < len(trade.short) <= 22] == []


def test_the_sign_of_a_trade_fits_the_question(library: Library) -> None:
    """« devez-vous passer par … » stays under 18 words with four of them."""
    assert [trade.id for trade in library.trades.values() if len(trade.standard.split()) > 4] == []
