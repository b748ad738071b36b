"""Is what she worries about heard, kept, and answered by the step that is for it?"""

from __future__ import annotations

import pytest

from content.models import Lesson
from content.typography import typeset
from dialogs.conversation import OwnQuestion
from tests.dialogs.talk import FLORIST, Talk


def _at_barriers(talk: Talk) -> Talk:
    talk.to_questions()
    while talk.screen != "barriers":
        talk.code(f"a:{talk.subject}:{FLORIST[talk.subject]}" if talk.screen == "question" else talk.choices[0].code)
    return talk


def _asked(talk: Talk, topic: str) -> int:
    """The number of the step that the plan's head names for this question."""
    plan = talk.conversation.plan
    return next(n for n, step in enumerate(plan.steps, 1) if topic in talk.library.proposals[step.id].topics)


# ------------------------------------------------------------------ each question with its own step


def test_each_question_is_told_with_the_step_that_answers_it(talk: Talk) -> None:
    talk.say("bonjour")
    talk.say("faut il que je fasse un site ?")
    talk.say("fleuriste")
    talk.code(talk.choices[0].code)
    talk.say("orange me coupe l'adsl")
    talk.to_plan()

    site, line = _asked(talk, "site-internet"), _asked(talk, "ligne")
    first, second = talk.texts[0].split("Vous disiez")
    assert "Vous demandiez" in first
    assert f"L’étape {site} en parle." in first
    assert "orange me coupe l'adsl" in second
    assert f"L’étape {line} en parle." in second


def test_a_site_that_failed_her_is_not_answered_by_another_site(talk: Talk) -> None:
    talk.say("ébéniste, je vends loin et mon site internet m'a déçu")
    talk.code("a:metier:ebeniste")
    talk.to_plan({"vente_en_ligne": "decu"})

    first = talk.library.proposals[talk.conversation.plan.steps[0].id]
    assert "site-decevant" in first.topics
    assert "site-internet" not in first.topics


@pytest.mark.parametrize(
    ("words", "topic", "lesson"),
    [
        ("rib changé", "compte-fournisseur", "verifier-iban"),
        ("iban", "compte-fournisseur", "verifier-iban"),
        ("fausse facture fournisseur", "compte-fournisseur", "verifier-iban"),
        ("on veut remplir le midi", "heures-creuses", "annonce-du-jour"),
    ],
)
def test_what_she_says_brings_the_lesson_made_for_it(talk: Talk, words: str, topic: str, lesson: str) -> None:
    talk.say("bonjour")
    talk.say(words)
    talk.say("fleuriste")
    talk.code("a:metier:fleuriste")
    talk.to_plan()

    assert topic in talk.story.topics
    assert lesson in [step.id for step in talk.conversation.plan.steps[:3]]


def test_a_false_invoice_already_paid_is_an_emergency(talk: Talk) -> None:
    talk.say("bonjour")
    talk.say("j'ai payé une fausse facture")

    assert talk.screen == "emergency"
    assert "banque tout de suite" in talk.said


def test_a_slow_line_is_looked_at_first_then_told_that_her_phone_may_lend_its_own(talk: Talk) -> None:
    talk.to_plan({"connexion": "lente"}, ("F7",))
    line = talk.library.proposals["ma-ligne"]

    assert line.id in [step.id for step in talk.conversation.plan.steps]
    assert isinstance(line, Lesson)
    assert "partage de connexion" in line.done


def test_a_question_after_a_short_trade_is_kept(talk: Talk) -> None:
    talk.say("ébéniste, mon site m'a déçu")

    assert talk.subject == "ebeniste"
    assert [asked.topics[0] for asked in talk.conversation.questions] == ["site-decevant"]


def test_naming_her_wholesaler_asks_for_no_other(talk: Talk) -> None:
    talk.to_questions()
    talk.say("le grossiste")

    assert not talk.conversation.questions


def test_a_question_asked_twice_is_kept_once(talk: Talk) -> None:
    talk.to_questions()
    talk.say("orange me coupe l'adsl")
    talk.say("et la fibre, elle arrive quand ?")

    assert [asked.text for asked in talk.conversation.questions] == ["orange me coupe l'adsl"]


# ------------------------------------------------------------------ at the barriers


@pytest.mark.parametrize(
    ("text", "barrier"),
    [
        ("je veut des clients", "F8"),
        ("trouver des nouvelles clientes", "F8"),
        ("personne pour repondre au telephone", "F3"),
        ("les mutuelles me rendent dingue", "F12"),
    ],
)
def test_a_worry_is_heard_and_the_nearest_line_named_but_not_ticked(talk: Talk, text: str, barrier: str) -> None:
    _at_barriers(talk).say(text)

    assert talk.conversation.ticks == ()
    assert talk.library.barriers[barrier].worded(talk.story.company_type).label in talk.texts[1].replace("’", "'")
    assert talk.conversation.questions[0].text == text


def test_what_her_words_tick_is_said_back(talk: Talk) -> None:
    _at_barriers(talk).say("je manque de temps")

    assert talk.conversation.ticks == ("F3",)
    assert "J’ai compris" in talk.texts[0]


def test_a_worry_we_do_not_know_is_kept_in_her_words(talk: Talk) -> None:
    _at_barriers(talk).say("mon voisin fait du bruit le matin")

    assert "mon voisin fait du bruit le matin" in talk.texts[0]
    assert talk.screen == "barriers"
    assert talk.conversation.questions[-1].text == "mon voisin fait du bruit le matin"


def test_the_question_stays_above_what_is_ticked(talk: Talk) -> None:
    _at_barriers(talk).code("k:F3:1")

    assert "Ce qui vous freine" in talk.texts[0]


def test_more_lines_say_that_she_may_write_instead(talk: Talk) -> None:
    _at_barriers(talk).press("Autre chose")

    assert "avec vos mots" in talk.texts[0]


# ------------------------------------------------------------------ what a word means, and who we are


@pytest.mark.parametrize(
    "text", ["ca veut dire quoi fédération", "c quoi ca bofip", "c'est quoi un règlement du réseau"]
)
def test_a_word_met_in_the_lessons_is_explained(talk: Talk, text: str) -> None:
    talk.to_questions()
    talk.say(text)

    assert talk.turn.took == "glossary"
    assert "je ne sais pas expliquer" not in talk.texts[0]


def test_a_word_we_cannot_explain_is_told_so(talk: Talk) -> None:
    talk.to_questions()
    talk.say("c'est quoi un zorglub")

    assert "je ne sais pas expliquer" in talk.texts[0]


@pytest.mark.parametrize("text", ["c'est quoi la question", "ca veut dire quoi ?", "c'est quoi un logiciel"])
def test_asking_about_the_question_itself_gets_its_other_words(talk: Talk, text: str) -> None:
    talk.to_questions()
    help_text = talk.library.questions[talk.subject].help
    talk.say(text)

    assert talk.turn.took in ("explain", "glossary")
    assert talk.turn.took == "glossary" or talk.texts[0] == typeset(help_text)


@pytest.mark.parametrize("text", ["le vendeur de winpharma me propose un robot", "on m'a vendu une machine à café"])
def test_a_robot_that_is_not_us_is_left_alone(talk: Talk, text: str) -> None:
    talk.to_questions()
    talk.say(text)

    assert typeset(talk.library.topics["robot"].reply) not in talk.texts


@pytest.mark.parametrize("text", ["bonjour robot", "vous êtes un robot ?", "quelqu'un ?"])
def test_who_we_are_is_told_when_she_asks_us(talk: Talk, text: str) -> None:
    talk.to_questions()
    talk.say(text)

    assert talk.texts[0] == typeset(talk.library.topics["robot"].reply)


# ------------------------------------------------------------------ what she fears of selling far away

FAR = {"vente_en_ligne": "non", "fabrication": "oui", "produits": "creation", "clients": "loin"}


@pytest.mark.parametrize(
    "text",
    [
        "j'ai peur des retours, de la casse et de perdre 3000 €",
        "et si sa arrive cassé ?",
        "si les gens me renvoient tout",
    ],
)
def test_a_fear_of_returns_or_breakage_is_answered_by_the_lesson_not_by_somebody(talk: Talk, text: str) -> None:
    talk.to_barriers(FAR).say(text)
    talk.to_plan(FAR, ("F9",))

    number = _asked(talk, "retours-casse")
    assert talk.conversation.plan.steps[number - 1].id == "vente-sans-deception"
    assert f"L’étape {number} en parle." in talk.texts[0]


def test_good_words_of_a_client_are_no_parcel_sent_back(talk: Talk) -> None:
    talk.to_questions().say("un client m'a fait un retour positif")

    assert "retours-casse" not in talk.story.topics


def test_who_never_had_a_site_is_not_told_that_hers_failed(talk: Talk) -> None:
    talk.to_barriers(FAR).code("k:F9:1", "m:kept")

    assert "J’hésite à me lancer" in talk.texts[0]


@pytest.mark.parametrize("person", ["17cyber", "expert-comptable"])
def test_a_question_without_a_step_is_sent_to_nobody_of_another_matter(talk: Talk, person: str) -> None:
    talk.to_plan()
    step = talk.conversation.plan.steps[-1].changed(id=person, kind="person")
    others = tuple(one for one in talk.conversation.plan.steps[:-1] if one.kind != "person")
    asked = talk.conversation.asking(OwnQuestion(text="qui peut garder mes chats"))
    talk.conversation = asked.changed(plan=talk.conversation.plan.changed(steps=(*others, step)))
    talk.say("/plan")

    assert "Un conseiller public peut y répondre." in talk.texts[0]


@pytest.mark.parametrize(
    "text",
    [
        "les donnees des patients j'ai peur de pas etre en regle",
        "les donnees de mes clientes, jsuis pas en regle je crois",
        "la peur du controle rgpd",
    ],
)
def test_the_fear_of_not_being_in_order_is_no_breakdown(talk: Talk, text: str) -> None:
    talk.to_barriers()
    talk.say(text)

    assert not talk.conversation.ticks
    assert "Pannes et piratage" not in talk.said
    assert {"dossiers-sante", "donnees-clients"} & set(talk.story.topics)


def test_the_fear_of_losing_what_she_holds_is(talk: Talk) -> None:
    talk.to_barriers()
    talk.say("jai peur que mes donnees soient volees")

    assert talk.conversation.ticks == ("F11",)


def test_what_we_do_of_what_we_hold_ticks_nothing(talk: Talk) -> None:
    talk.to_barriers()
    talk.say("vous allez revendre mes données ?")

    assert not talk.conversation.ticks
    assert "Rien n’est vendu" in talk.said
