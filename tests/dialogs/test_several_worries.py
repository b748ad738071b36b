"""On « Qu'est-ce qui vous freine ? », is each thing she worries about heard, and none put in her mouth?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from dialogs.wording import cut_between
from tests.dialogs.talk import Talk

MEMBER = {"reseau": "franchise", "logiciel": "fourni_reseau"}
INVOICES, FALSE_MESSAGE = "facture-electronique", "faux-message"


def _topics(talk: Talk) -> set[str]:
    return {topic for asked in talk.conversation.questions for topic in asked.topics}


@pytest.mark.parametrize(
    "text",
    [
        "la facture electronique j'y comprend rien et j'ai recu un faux message de la banque",
        "un faux mesage de la banque, et la facture electronique",
        "je comprends pas la facture électronique, et ces faux sms",
    ],
)
def test_two_worries_in_one_message_are_both_answered_and_kept(talk: Talk, text: str) -> None:
    talk.to_barriers(MEMBER).say(text)

    assert INVOICES in _topics(talk)
    assert len(_topics(talk)) == 2
    assert _topics(talk) & {FALSE_MESSAGE, "message-banque"}
    assert talk.conversation.ticks == ()
    replies = [typeset(talk.library.topics[one].reply).replace("**", "") for one in _topics(talk)]
    assert all(any(reply in told for told in talk.texts) for reply in replies)


def test_the_plan_says_which_steps_answer_the_two(talk: Talk) -> None:
    talk.to_barriers(MEMBER).say("la facture electronique et un faux message de la banque")
    talk.to_plan(MEMBER)

    steps = talk.conversation.plan.steps
    asked = [(n, talk.library.proposals[s.id].topics) for n, s in enumerate(steps, 1) if s.barrier == "question"]
    of = {topic: n for n, topics in reversed(asked) for topic in topics}
    first, second = sorted((of[INVOICES], of[FALSE_MESSAGE]))
    assert f"Les étapes {first} et {second} en parlent." in talk.texts[0]


@pytest.mark.parametrize(
    "text", ["j'y comprends rien a la facture electronique", "la facture electronique je suis perdue"]
)
def test_being_lost_in_a_subject_is_not_being_lost_with_the_computer(talk: Talk, text: str) -> None:
    talk.to_barriers().say(text)

    assert talk.conversation.ticks == ()
    assert _topics(talk) == {INVOICES}


@pytest.mark.parametrize("text", ["j'y comprends rien", "l'ordi j'y comprend rien", "je suis perdue"])
def test_being_lost_and_no_more_is_the_computer(talk: Talk, text: str) -> None:
    talk.to_barriers().say(text)

    assert talk.conversation.ticks == ("F4",)


@pytest.mark.parametrize(
    "text",
    [
        "non c'est la facture electronique qui m'inquiete",
        "ben non, la facture électronique",
        "mais non c'est le temps qui me manque",
    ],
)
def test_a_no_takes_back_the_line_her_words_had_ticked(talk: Talk, text: str) -> None:
    talk.to_barriers().say("l'ordi j'y comprends rien")
    talk.say(text)

    assert "F4" not in talk.conversation.ticks
    assert any(told.startswith("C’est enlevé") for told in talk.texts)


def test_a_no_to_the_line_that_it_tells_again_takes_nothing_back(talk: Talk) -> None:
    talk.to_barriers().say("je manque de temps")
    talk.say("non mais vraiment je manque de temps")

    assert talk.conversation.ticks == ("F3",)


def test_a_word_of_a_line_is_enough_to_take_it_away(talk: Talk) -> None:
    talk.to_barriers().code("k:F4:1", "k:F3:1")
    talk.say("enleve l'ordinateur je me debrouille avec")

    assert talk.conversation.ticks == ("F3",)


@pytest.mark.parametrize("text", ["j'ai horreur de la paperasse", "les papiers", "l'administratif me gonfle"])
def test_papers_are_not_said_to_be_a_lack_of_time(talk: Talk, text: str) -> None:
    talk.to_barriers().say(text)

    assert talk.conversation.ticks == ()
    assert _topics(talk) == {"paperasse"}


@pytest.mark.parametrize(
    "text",
    [
        "rexel veut que je commande sur internet et la ligne elle marche pas chez moi",
        "mon grossiste m'oblige a commander en ligne, et la ligne rame",
        "mon fournisseur m'impose son site pour commander et la ligne coupe",
    ],
)
def test_what_is_told_beside_a_ticked_line_is_kept_with_its_supplier(talk: Talk, text: str) -> None:
    talk.to_barriers().say(text)

    assert talk.conversation.ticks == ("F7",)
    assert "commande-imposee" in _topics(talk)
    assert any("demandez-lui par écrit si le téléphone reste possible" in told for told in talk.texts)


def test_a_word_of_going_on_in_a_worry_turns_no_page(talk: Talk) -> None:
    talk.to_barriers().say("on m'a encore envoyé un faux message")

    assert _topics(talk) == {FALSE_MESSAGE}
    assert talk.conversation.shown.page == 0


def test_what_her_worry_tells_is_not_asked_again(talk: Talk) -> None:
    talk.to_barriers().say("rexel veut que je commande sur internet et la ligne elle marche pas chez moi")
    talk.to_plan()

    assert talk.known["connexion"] == "coupures"
    assert "connexion" not in talk.conversation.asked


def test_the_first_step_told_for_a_line_is_the_one_for_her_own_question(talk: Talk) -> None:
    talk.to_barriers(MEMBER).say("j'ai recu un faux message de la banque")
    talk.code("k:F11:1", "m:kept")

    step = talk.library.proposals["faux-message"]
    assert f"Pour commencer : {step.title[0].lower()}{step.title[1:]}" in talk.said.replace("\u00a0", " ")


def test_she_is_quoted_without_what_tied_her_words_to_the_ones_before(talk: Talk) -> None:
    talk.to_barriers(MEMBER).say("et aussi un faux message de la banque que j'ai recu")
    talk.to_plan(MEMBER)

    assert typeset("« un faux message de la banque que j'ai recu »").replace("’", "'") in talk.texts[0].replace(
        "’", "'"
    )


def test_her_words_are_not_cut_on_what_tied_them_to_the_rest() -> None:
    told = cut_between("je veux vendre en ligne mais etsy bof et jai peur", 42, ("et", "mais"))

    assert told == "je veux vendre en ligne mais etsy bof…"
