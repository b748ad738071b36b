"""What may she say of the kind of business proposed, beside pressing?"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from content.models import Library
from content.typography import typeset
from dialogs.phases import Phase
from dialogs.profile import infer_type
from dialogs.screens.profile import OF_TWO_MOST, against, because
from tests.dialogs.talk import Talk

KINDS = {
    "A": ("coiffeuse", {"reseau": "franchise", "logiciel": "fourni_reseau"}, "je choisis tout moi-même"),
    "C": ("fleuriste", {}, "les gens viennent de loin pour moi"),
    "D": (
        "ébéniste",
        {"produits": "creation", "fabrication": "oui", "clients": "loin"},
        "mon voisin vend la même chose",
    ),
}
CLOSE = ("pharmacien", {"filiere": "forte", "logiciel": "fourni_filiere"})


def at_profile(library: Library, trade: str, facts: dict[str, str]) -> Talk:
    return Talk(library).to_profile(trade, facts)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_portrait_asks_to_be_told_is_taken_and_said_back(library: Library, kind: str) -> None:
    trade, facts, said = KINDS[kind]
    talk = at_profile(library, trade, facts)
    assert talk.story.inference.type == kind
    talk.say(said)

    changed = library.types[kind].changed_by
    assert {fact: talk.known[fact] for fact in changed} == changed
    assert "C’est changé" in talk.said or "Je note" in talk.said
    assert talk.screen in ("question", "types") or talk.story.inference.type != kind


@pytest.mark.parametrize("said", ["oui c bien moi", "oui", "oui c'est bien moi", "oui tout a fait", "oui je crois"])
@pytest.mark.parametrize("kind", KINDS)
def test_yes_takes_the_kind_proposed_and_changes_no_answer(library: Library, kind: str, said: str) -> None:
    trade, facts, _ = KINDS[kind]
    talk = at_profile(library, trade, facts)
    before = talk.known
    talk.say(said)

    assert talk.known == before | {"type": kind}


def test_a_yes_that_goes_on_to_what_changes_our_mind_is_heard(library: Library) -> None:
    talk = at_profile(library, "fleuriste", {})
    talk.say("oui mais on vient de loin")

    assert talk.known["clients"] == "loin"


@pytest.mark.parametrize("said", ["on ne vient pas de loin", "personne ne vient de loin"])
def test_what_is_denied_does_not_change_our_mind(library: Library, said: str) -> None:
    talk = at_profile(library, "fleuriste", {})
    talk.say(said)

    assert talk.known.get("clients") != "loin"


def test_choosing_what_she_sells_is_not_choosing_her_software(library: Library) -> None:
    talk = at_profile(library, "opticien", {"reseau": "cooperative", "logiciel": "fourni_reseau"})
    talk.say("oui mais je choisi mes lunettes et j'ai ma societe a moi")

    assert talk.known["logiciel"] == "fourni_reseau"


def test_an_answer_defended_stands_and_the_kind_stays_proposed(library: Library) -> None:
    talk = at_profile(library, "ébéniste", KINDS["D"][1])
    talk.say("non j'ai jamais dit ca, c'est unique mes violons")

    assert talk.known["produits"] == "creation"
    assert "unique" in talk.texts[0]
    assert talk.screen == "profile"


@pytest.mark.parametrize("said", ["les deux, je suis un commerce de proximité", "un peu les deux", "moitié moitié"])
def test_both_is_heard_and_the_two_stay_offered(library: Library, said: str) -> None:
    talk = at_profile(library, *CLOSE)
    offered = talk.labels
    talk.say(said)

    assert "un peu les deux" in talk.texts[0]
    assert talk.labels == offered


def test_both_where_one_alone_was_proposed_offers_the_four(library: Library) -> None:
    talk = at_profile(library, "fleuriste", {})
    talk.say("les deux")

    assert talk.screen == "types"
    assert talk.conversation.phase is Phase.PROFILE


def test_neither_is_not_both(library: Library) -> None:
    talk = at_profile(library, *CLOSE)
    talk.say("aucun des deux")

    assert talk.screen == "types"
    assert "un peu les deux" not in talk.said


@pytest.mark.parametrize("said", ["je suis un commerce de proximité", "plutôt un commerce de proximité je crois"])
def test_a_kind_named_in_a_sentence_is_chosen(library: Library, said: str) -> None:
    talk = at_profile(library, *CLOSE)
    talk.say(said)

    assert talk.known["type"] == "C"


def test_her_brand_still_to_be_said_is_not_her_trade(talk: Talk) -> None:
    talk.say("")
    talk.say("coiffeuse chez Dessange")
    talk.code(talk.choices[0].code)
    assert talk.screen == "brand"
    talk.say("stop")
    talk.say("/reprendre")

    assert "votre enseigne" in talk.texts[0]
    assert "Il reste à me dire votre métier" not in talk.said
    assert "coiffeur" in talk.texts[0]


def test_a_reason_told_parts_the_kind_from_the_next_one(library: Library) -> None:
    told = 0
    for persona in sorted((Path(__file__).parents[1] / "personas").glob("p*.toml")):
        known = tomllib.loads(persona.read_text(encoding="utf-8"))["facts"]
        found = infer_type(known, library)
        best, following = (kind for kind, _ in found.candidates[:2])
        for fact, _ in found.because:
            without = dict(infer_type({f: v for f, v in known.items() if f != fact}, library).candidates)
            odds = found.candidates[0][1] / found.candidates[1][1]
            told += 1

            assert odds > 1.3 * without[best] / without[following], (persona.stem, fact)
    assert told > 48


def test_no_software_is_no_reason_between_two_kinds_that_have_none(library: Library) -> None:
    found = infer_type({"logiciel": "aucun", "clients": "quartier", "reseau": "aucun"}, library)

    assert [kind for kind, _ in found.candidates[:2]] == ["C", "D"]
    assert "logiciel" not in dict(found.because)


def test_where_we_hesitate_each_kind_is_told_under_the_words_of_its_button(library: Library) -> None:
    talk = at_profile(library, *CLOSE)
    two = [kind for kind in library.types.values() if kind.label in talk.labels]

    assert len(two) == 2
    assert all(f"«\u00a0{kind.label}\u00a0»\u00a0: {typeset(kind.name)}" in talk.texts[0] for kind in two)


@pytest.mark.parametrize(
    ("said", "kind"),
    [("savoir faire finalement", "D"), ("ben proximité plutot", "C"), ("très organisé, c'est les douanes", "B")],
)
def test_a_kind_is_named_with_words_that_only_say_so(library: Library, said: str, kind: str) -> None:
    talk = at_profile(library, "fleuriste", {})
    talk.press("Pas tout à fait")
    talk.say(said)

    assert talk.known["type"] == kind


@pytest.mark.parametrize(
    "said",
    [
        "c'est pas tout a fait moi je suis artisan pas commercant",
        "aucun, artisan je vous dis",
        "c'est une profession de santé pas un commerce",
    ],
)
@pytest.mark.parametrize("chosen_among_four", [False, True])
def test_her_status_is_understood_and_chooses_nothing_for_her(
    library: Library, said: str, chosen_among_four: bool
) -> None:
    talk = at_profile(library, "electricien", {})
    if chosen_among_four:
        talk.code("m:not_quite")
    talk.say(said)

    assert talk.screen == "types"
    assert "Ce n’est pas votre statut que je cherche" in talk.said
    assert "type" not in talk.known


def test_no_button_names_her_business_by_a_status(library: Library) -> None:
    labels = " ".join(kind.label for kind in library.types.values())

    assert not {"commerce", "artisan", "boutique"} & set(labels.lower().split())


def test_a_craftswoman_of_a_trade_of_ours_that_is_no_craft_is_noted_as_one(library: Library) -> None:
    talk = at_profile(library, "opticien", {})
    talk.say("je suis artisan moi, pas commercant")

    assert talk.known["secteur"] == "artisanat"
    assert "C’est noté" in talk.texts[0]


def test_what_is_not_right_is_said_back_in_her_words(library: Library) -> None:
    talk = at_profile(library, "fleuriste", {})
    talk.say("c'est pas tout a fait moi, les fleurs je les choisis moi au marche")

    assert "les fleurs je les choisis moi au marche" in talk.texts[0]
    assert talk.screen == "types"


def test_why_this_kind_is_told_with_her_answers(library: Library) -> None:
    talk = at_profile(library, "fleuriste", {})
    reasons = because(talk.story)
    talk.say("pourquoi ?")

    assert reasons
    assert typeset(reasons[0]) in talk.texts[0]


def test_two_close_kinds_have_each_their_reasons(library: Library) -> None:
    talk = at_profile(library, *CLOSE)

    assert talk.story.inference.sureness == "close"
    told = talk.texts[1]
    reasons = [because(talk.story)[:OF_TWO_MOST], against(talk.story)[:OF_TWO_MOST]]
    assert max(map(len, reasons)) > 1
    opens = ("La première :", "Et aussi :"), ("La seconde :", "Et aussi :")
    pairs = (pair for of_one, said in zip(reasons, opens, strict=True) for pair in zip(said, of_one, strict=False))
    lines = [f"{opening} {one}." for opening, one in pairs]
    assert told == typeset("\n".join(lines))


INVITATION = "je changerai d’avis"


def test_we_ask_to_be_told_what_would_change_our_mind(library: Library) -> None:
    talk = at_profile(library, *KINDS["A"][:2])

    assert INVITATION in talk.said


def test_we_do_not_ask_for_what_would_change_nothing(library: Library) -> None:
    talk = at_profile(library, "fleuriste", {"produits": "courants"})

    assert INVITATION not in talk.said
    assert "Est-ce bien vous" in talk.said
