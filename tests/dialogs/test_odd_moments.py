"""What of the moments a calm reader does not think of? Each was once a dead end or a lie."""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.phases import Phase
from dialogs.progress import TRADE, TYPE
from tests.dialogs.moments import at_proof, in_lesson
from tests.dialogs.talk import FLORIST, Talk

NETWORK_MEMBER = {"reseau": "franchise", "logiciel": "fourni_reseau", "fournisseur_principal": "majoritaire"}


# ------------------------------------------------------------------ her trade


def test_after_refusing_a_trade_she_can_type_hers(talk: Talk) -> None:
    talk.say("")
    talk.say("peintre")
    talk.say("non")
    talk.say("fleuriste")

    assert (talk.screen, talk.subject) == ("trade_sure", "fleuriste")


def test_no_and_her_trade_in_one_breath(talk: Talk) -> None:
    talk.say("")
    talk.say("peintre")
    talk.say("non, fleuriste")

    assert (talk.screen, talk.subject) == ("trade_sure", "fleuriste")


def test_a_corrected_trade_is_proposed_then_kept(talk: Talk) -> None:
    talk.to_plan()
    talk.code("c:metier", turn=0)
    talk.say("garagiste")
    assert talk.screen == "trade_sure"
    talk.say("oui")

    assert talk.known[TRADE] == "garagiste"


def test_no_among_three_trades_is_another_trade(library: Library) -> None:
    hesitations = 0
    for words in (
        "coach, formation",
        "conserves et plats",
        "je fais du bois",
        "atelier photo et cadre",
        "garage carrosserie",
    ):
        talk = Talk(library)
        talk.say("")
        talk.say(words)
        if talk.screen == "trade_three":
            hesitations += 1
            talk.say("non")

            assert TRADE not in talk.known

    assert hesitations


# ------------------------------------------------------------------ the end of a lesson


@pytest.mark.parametrize("text", ["non", "je bloque", "ça marche pas", "je ne sais pas", "pourquoi ?", "2"])
def test_what_is_not_success_asks_for_help(talk: Talk, text: str) -> None:
    at_proof(talk).say(text)

    assert talk.screen == "lesson_help"


@pytest.mark.parametrize("text", ["merci", "t'es un robot ?"])
def test_small_talk_does_not_finish_a_lesson(talk: Talk, text: str) -> None:
    at_proof(talk).say(text)

    assert talk.screen == "proof"


def test_what_she_sees_in_her_words_finishes_it(talk: Talk) -> None:
    at_proof(talk).say("le fichier de mes clients s'ouvre")

    assert talk.screen == "lesson_done"
    assert talk.conversation.lessons[0].saw == "le fichier de mes clients s'ouvre"


def test_done_is_understood_on_the_help_too(talk: Talk) -> None:
    in_lesson(talk).press("Je bloque")
    first = talk.conversation.lessons[0].step
    talk.say("c'est bon")

    assert talk.screen == "lesson"
    assert talk.conversation.lessons[0].step != first


def test_going_on_after_an_aside_stays_in_the_lesson(talk: Talk) -> None:
    in_lesson(talk).say("/effacer")
    talk.say("non")

    assert talk.screen == "lesson"


# ------------------------------------------------------------------ her plan


def test_a_plan_stays_at_three_steps_a_horizon_with_what_is_done(talk: Talk) -> None:
    talk.to_plan(barriers=("F1", "F3", "F8"))
    for step in talk.conversation.plan.steps[:3]:
        talk.code(f"s:{step.id}", turn=0)
    talk.code("c:freins", turn=0)
    talk.code("k:F11:1", "k:F7:1", "m:kept")

    steps = talk.conversation.plan.steps
    assert all(sum(1 for s in steps if s.when == step.when) <= 3 for step in steps)
    assert sum(step.done for step in steps) == 3


def test_the_plan_follows_a_type_that_fell(talk: Talk) -> None:
    talk.to_plan(NETWORK_MEMBER, barriers=("F12",))
    before = {step.id for step in talk.conversation.plan.steps}
    for fact, value in (("logiciel", "propre"), ("reseau", "aucun")):
        talk.code(f"c:{fact}", turn=0)
        talk.code(f"a:{fact}:{value}")
        if TYPE not in talk.known:
            break
    talk.to_plan()

    assert talk.known[TYPE] != "A"
    assert {step.id for step in talk.conversation.plan.steps} != before


def test_a_question_asked_after_the_plan_is_answered_by_it(talk: Talk) -> None:
    talk.to_plan(barriers=("F8",))
    talk.say("orange me coupe l'adsl, que faire")

    assert any(step.barrier == "question" for step in talk.conversation.plan.steps)
    assert "Votre plan change" in talk.said


def test_no_person_is_said_to_answer_what_she_does_not(talk: Talk) -> None:
    talk.to_plan(barriers=("F8",))
    talk.say("mon ordi est piraté")
    talk.press("Continuer")

    assert "peut répondre : Un comptable" not in talk.said


# ------------------------------------------------------------------ départements


def test_every_departement_is_known_by_its_number_and_its_name(talk: Talk) -> None:
    talk.to_plan()
    for code, name in talk.library.departements.items():
        for said in (code, code.lstrip("0"), name):
            talk.conversation = talk.conversation.changed(reopened="", phase=Phase.PLAN).without("departement")
            talk.say("/plan")
            talk.conversation = talk.conversation.changed(reopened="departement")
            talk.take(text="/reprendre")
            talk.say(said)
            assert talk.known.get("departement") == code, said


# ------------------------------------------------------------------ short answers


def test_no_does_not_press_the_second_button_of_any_screen(talk: Talk) -> None:
    talk.to_plan()
    talk.say("non")
    assert talk.screen == "plan"

    talk.say("stop")
    talk.say("non")
    assert talk.screen != "erase"


@pytest.mark.parametrize(
    "code", ["m:proof", "m:done", "m:stuck", "m:answer", "m:tick", "r:sauvegarde", "w:x:y:²", "m:zzz"]
)
def test_a_forged_move_is_nothing(talk: Talk, code: str) -> None:
    talk.to_plan()
    before = talk.known
    talk.code(code)
    talk.code(code, turn=0)

    assert talk.known == before


def test_words_typed_on_the_barriers_are_kept_in_the_transcript(talk: Talk) -> None:
    talk.to_questions()
    while talk.screen in ("question", "profile"):
        talk.code(f"a:{talk.subject}:{FLORIST[talk.subject]}" if talk.screen == "question" else talk.choices[0].code)
    turn = talk.say("j'ai peur de me faire pirater")

    assert turn.said == "j'ai peur de me faire pirater"


def test_starting_again_after_an_erasure_shows_the_welcome(library: Library) -> None:
    talk = Talk(library).to_questions()
    talk.say("/effacer")
    talk.press("Oui, tout supprimer")
    fresh = Talk(library)
    fresh.take(choices=("m:start",), turn=talk.conversation.turn)

    assert "programme" in fresh.said


@pytest.mark.parametrize("command", ["/plan", "/reprendre"])
def test_whatever_she_sends_first_she_is_told_what_we_are(talk: Talk, command: str) -> None:
    talk.say(command)

    assert "programme" in talk.said
    assert talk.screen == "trade"


def test_hello_after_a_silence_is_said_once(talk: Talk) -> None:
    talk.to_questions()
    talk.later(days=3)
    talk.say("bonjour")

    assert talk.said.count("Nous reprenons") == 1
