"""What does she meet first: the welcome, her own question, her trade?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.models import Chamber, Library
from dialogs.progress import NETWORK, TRADE
from tests.dialogs.talk import Talk
from tests.transcripts import personas

# ------------------------------------------------------------------ the opening


def test_the_welcome_is_two_bubbles_and_a_question(talk: Talk) -> None:
    talk.say("")

    assert len(talk.texts) == 3
    assert "gratuit" in talk.texts[0]
    assert "programme" in talk.texts[1]
    assert "/effacer" in talk.texts[1]
    assert talk.screen == "trade"


def test_her_own_question_is_kept_acknowledged_and_answered_by_the_plan(talk: Talk) -> None:
    talk.say("Bonjour, orange me coupe l'adsl, que faire")
    assert len(talk.texts) <= 3
    assert "Votre ligne" in talk.said
    assert talk.conversation.own_question.topics == ("ligne",)

    talk.say("fleuriste")
    talk.code("a:metier:fleuriste")
    talk.to_plan()

    assert "orange me coupe l'adsl" in talk.texts[0]
    assert talk.conversation.plan.steps[0].barrier == "question"


def test_her_own_question_raises_the_barriers_it_is_about(talk: Talk) -> None:
    talk.say("Bonjour, orange me coupe l'adsl, que faire")
    talk.say("fleuriste")
    talk.code("a:metier:fleuriste")
    while talk.screen in ("question", "profile"):
        talk.code(talk.choices[0].code)

    assert talk.choices[0].code == "k:F7:1"


@pytest.mark.parametrize(
    "text", ["au secours on m'a piraté mon ordi", "arnaque en cours", "j'ai fait un faux virement"]
)
def test_an_emergency_gets_the_first_gesture_before_any_question(talk: Talk, text: str) -> None:
    talk.say(text)

    assert talk.turn.messages[0].urgent
    assert "17cyber.gouv.fr" in talk.texts[0]
    assert talk.labels == ["Continuer"]
    talk.press("Continuer")
    assert talk.screen == "trade"


def test_the_trade_told_with_an_emergency_is_not_asked_again(talk: Talk) -> None:
    talk.say("j'ai un garage avec 5 salariés et ma boite mail a été piratée")
    talk.press("Continuer")

    assert talk.screen == "trade_sure"
    assert talk.subject == "garagiste"


def test_out_of_scope_is_said_kindly_with_who_can_help(talk: Talk) -> None:
    talk.say("il va pleuvoir demain ?")

    assert "meteofrance.com" in talk.said
    assert talk.screen == "trade"


def test_the_chamber_that_sent_her_is_kept(talk: Talk) -> None:
    sent = Chamber.model_construct(id="CCI-59", name="CCI Grand Lille")
    talk.library = replace(talk.library, chambers={sent.id: sent})

    talk.take(text="/start CCI-59", chamber="CCI-59")

    assert talk.conversation.chamber == "CCI-59"


# ------------------------------------------------------------------ her trade


def test_a_sure_trade_is_proposed_alone(talk: Talk) -> None:
    talk.say("")
    talk.say("je sui koiffeuse")

    assert talk.screen == "trade_sure"
    talk.say("oui")
    assert talk.known[TRADE] == "coiffeur"


def test_another_trade_she_cannot_name_leads_to_what_she_does(talk: Talk) -> None:
    talk.say("je vend des fleur")
    talk.press("Non, autre métier")

    talk.press("Je ne sais pas le dire")

    assert talk.screen == "trade_family"


def test_an_unknown_trade_is_kept_in_her_words_and_the_conversation_goes_on(talk: Talk) -> None:
    talk.say("")
    talk.say("aiguiseur de couteaux")
    assert talk.screen == "trade_family"
    assert "aiguiseur de couteaux" in talk.said

    talk.press("Je répare")

    assert talk.known[TRADE] == "autre"
    assert talk.conversation.answers[-1].said == "aiguiseur de couteaux"
    assert talk.screen == "question"


def test_a_network_she_names_is_proposed_and_no_sets_nothing(talk: Talk) -> None:
    talk.say("")
    talk.say("garagiste midas")
    talk.code(talk.choices[0].code)
    assert "Midas" in talk.said

    talk.press("Non")

    assert NETWORK not in talk.known


def test_an_unknown_or_look_alike_brand_never_sets_the_network(talk: Talk) -> None:
    talk.say("")
    talk.say("chauffeur uber")
    talk.code(talk.choices[0].code)

    assert NETWORK not in talk.known
    assert talk.screen == "question"


# ------------------------------------------------------------------ her first words


def test_her_first_words_count_the_same_before_and_after_the_welcome(library: Library) -> None:
    for one in personas():
        words = one["says"]["ouverture"]
        at_once, after = Talk(library), Talk(library)
        at_once.say(words)
        after.say("")
        after.say(words)

        assert after.conversation.own_question == at_once.conversation.own_question, words
        assert (after.screen, after.subject) == (at_once.screen, at_once.subject), words


@pytest.mark.parametrize(
    "text", ["photographe de mariage", "agence de sites internet", "contrat d'assurance", "imprimeur photo"]
)
def test_a_trade_that_sounds_like_a_question_is_a_trade(talk: Talk, text: str) -> None:
    talk.say(text)

    assert talk.screen == "trade_sure"
    assert talk.conversation.own_question is None


PAPERS = [
    "paperasse", "les papiers", "l'administratif", "les factures me prennent mes soirées", "trop de papiers",
    "la compta me prend tout mon temps", "je croule sous les papiers",
]  # fmt: skip


@pytest.mark.parametrize("text", PAPERS)
def test_papers_are_a_question_and_a_lack_of_time_only_when_she_says_so(library: Library, text: str) -> None:
    asked = Talk(library)
    asked.say(text)
    ticking = Talk(library).to_questions()
    while ticking.screen != "barriers":
        ticking.code(ticking.choices[0].code)
    ticking.say(text)

    assert asked.conversation.own_question.topics == ("paperasse",)
    says_time = any(word in text for word in ("temps", "soirées"))
    assert ticking.conversation.ticks == (("F3",) if says_time else ())
    assert any("Je n’ai pas le temps" in told for told in ticking.texts)


@pytest.mark.parametrize("trade", ["papeterie", "je vends du papier peint", "secrétariat administratif"])
def test_a_trade_of_papers_is_a_trade(library: Library, trade: str) -> None:
    talk = Talk(library)
    talk.say(trade)

    assert talk.screen == "trade_sure"


@pytest.mark.parametrize("leaving", ["stop", "plus tard"])
def test_whoever_left_before_confirming_her_trade_is_asked_to_confirm_it_again(talk: Talk, leaving: str) -> None:
    talk.say("")
    talk.say("ébéniste, je fais des meubles sur mesure")
    talk.say(leaving)
    talk.say("/reprendre")

    assert talk.screen == "trade_sure"
    assert talk.said.count("Votre métier") == 1
    talk.say("oui")
    assert TRADE in talk.known


@pytest.mark.parametrize("said", ["bonjour", "slt", "bonsoir"])
def test_hello_after_the_welcome_is_a_beginning_and_not_a_return(talk: Talk, said: str) -> None:
    talk.say("")
    talk.say(said)

    assert "où nous en sommes" not in talk.said
    assert talk.screen == "trade"


@pytest.mark.parametrize(
    "said",
    [
        "je suis fleuriste, franchisee dans un reseau de fleurs, j'ai deux employees",
        "fleuriste, je fais des bouquets, avec mes 2 salariés",
    ],
)
def test_parts_that_all_say_one_trade_leave_no_doubt(talk: Talk, said: str) -> None:
    talk.say("")
    talk.say(said)

    assert (talk.screen, talk.subject) == ("trade_sure", "fleuriste")


def test_two_trades_in_two_parts_are_both_offered(talk: Talk) -> None:
    talk.say("")
    talk.say("fleuriste, imprimeur")

    assert talk.screen == "trade_three"
    assert {"fleuriste", "imprimeur"} <= set(talk.subject.split(","))


def test_trades_between_which_she_had_to_choose_are_offered_again_when_she_is_back(talk: Talk) -> None:
    talk.say("")
    talk.say("fleuriste, imprimeur")
    offered = talk.labels
    talk.say("/reprendre")

    assert talk.labels == offered
    talk.say("1")
    assert talk.known[TRADE] == "fleuriste"
