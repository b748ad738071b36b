"""Is her trade heard when she refuses the one proposed, and never taken for a neighbour of its spelling?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.progress import BRAND, FAMILY, NO_BRAND
from dialogs.trades import propose
from tests.dialogs.talk import Talk

NOT_OURS = ["archetière", "meunier", "coutelier", "tonnelier", "chauffeur", "ouvreur", "grutier", "ventriloque"]


@pytest.mark.parametrize("said", ["luthier", "je suis luthier", "je fais des violons", "facteur d'instruments"])
def test_an_instrument_maker_is_one(library: Library, said: str) -> None:
    assert propose(said, library).best == "luthier"


@pytest.mark.parametrize("said", NOT_OURS)
def test_a_real_trade_is_no_misspelling_of_another(library: Library, said: str) -> None:
    assert propose(f"je suis {said}", library).level == "none"


@pytest.mark.parametrize("said", ["chauffeur de taxi", "chauffeur VTC", "tisseuse de tapis et fleuriste"])
def test_a_form_that_holds_that_word_is_still_found(library: Library, said: str) -> None:
    assert propose(said, library).level != "none"


@pytest.mark.parametrize("said", ["non je fais des violons", "ah non je suis pas opticien, luthier", "nan luthier"])
def test_refusing_a_trade_her_words_propose_hers(talk: Talk, said: str) -> None:
    talk.say("")
    talk.say("opticien")
    talk.say(said)

    assert (talk.screen, talk.subject) == ("trade_sure", "luthier")


def test_refusing_a_trade_words_that_we_do_not_know_are_kept(talk: Talk) -> None:
    talk.say("")
    talk.say("opticien")
    talk.say("non je fais des cerfs-volants")

    assert talk.screen == "trade_family"
    assert "cerfs-volants" in talk.said


@pytest.mark.parametrize("said", ["non", "non pas opticien", "non merci"])
def test_a_refusal_alone_asks_for_other_words(talk: Talk, said: str) -> None:
    talk.say("")
    talk.say("opticien")
    talk.say(said)

    assert talk.screen == "trade_again"


def test_two_families_named_take_the_first(talk: Talk) -> None:
    talk.say("")
    talk.say("je fais des cerfs-volants")
    assert talk.screen == "trade_family"
    talk.say("les deux je fabrique et je repare")

    assert talk.known[FAMILY] == "fabriquer"
    assert "cerfs-volants" in talk.conversation.trade_words


@pytest.mark.parametrize(
    ("said", "brand"), [("c'est dessange qui commande", "Dessange"), ("non pas dessange", NO_BRAND), ("non", NO_BRAND)]
)
def test_the_brand_named_is_yes_unless_denied(talk: Talk, said: str, brand: str) -> None:
    talk.say("")
    talk.say("coiffeuse chez Dessange")
    talk.code(talk.choices[0].code)
    talk.say(said)

    assert talk.known.get(BRAND) == brand


@pytest.mark.parametrize("said", ["les trois mon vieux", "tous les trois", "oui et le loto aussi", "les deux", "oui"])
def test_being_more_than_one_of_the_trades_she_is_asked_which_takes_her_hours(talk: Talk, said: str) -> None:
    talk.say("")
    talk.say("bar tabac presse")
    talk.say(said)

    assert "celui qui vous prend le plus d’heures" in " ".join(talk.texts)
    assert talk.screen == "trade_three"


@pytest.mark.parametrize("said", ["jai un bar tabac presse dans un village, bonjour", "bonjour, bar tabac presse"])
def test_a_greeting_beside_several_trades_does_not_hide_them(talk: Talk, said: str) -> None:
    talk.say("")
    talk.say(said)

    assert talk.screen == "trade_three"
