"""Is she let go when she leaves, helped when she is not understood, and taken up clearly when she is back?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from content.models import Library
from content.typography import typeset
from dialogs.conversation import LessonProgress
from dialogs.lessons import with_progress
from dialogs.phases import Phase
from tests.dialogs.talk import Talk

GIBBERISH = ("blurp gnar", "zorglub frim", "xqzt plok", "vraxx nurp", "plim ploum")
TOOL = "juger-un-service"


def _to_explanation(talk: Talk) -> None:
    talk.to_barriers()
    talk.code("k:F3:1", "m:kept")


def _to_profile(talk: Talk) -> None:
    _to_explanation(talk)
    talk.code("c:type", turn=0)


def _to_step(talk: Talk) -> None:
    talk.to_plan()
    talk.press(talk.labels[2])


def _to_lesson(talk: Talk) -> None:
    talk.to_plan()
    lesson = next(step.id for step in talk.conversation.plan.steps if step.kind == "lesson")
    talk.code(f"l:{lesson}", turn=0)


def _to_tool(talk: Talk) -> None:
    talk.to_plan()
    opened = with_progress(talk.conversation, LessonProgress(lesson=TOOL))
    talk.conversation = opened.changed(lesson=TOOL, phase=Phase.LESSON)
    talk.say("bonjour")


def _stopped(talk: Talk) -> None:
    talk.to_questions()
    talk.say("stop")


def _paused(talk: Talk) -> None:
    talk.to_plan()
    talk.say("plus tard")


MOMENTS: dict[str, Callable[[Talk], object]] = {
    "trade": lambda talk: talk.say(""),
    "question": Talk.to_questions,
    "profile": _to_profile,
    "barriers": Talk.to_barriers,
    "explanation": _to_explanation,
    "plan": Talk.to_plan,
    "step": _to_step,
    "lesson": _to_lesson,
    "tool": _to_tool,
    "stopped": _stopped,
    "paused": _paused,
}


# ------------------------------------------------------------------ not understood


@pytest.mark.parametrize("moment", [name for name in MOMENTS if name != "stopped"])
def test_not_understood_she_never_reads_the_same_words_twice_running(talk: Talk, moment: str) -> None:
    MOMENTS[moment](talk)

    said = []
    for text in GIBBERISH:
        talk.say(text)
        said.append(talk.texts[0])

    assert all(one != other for one, other in pairwise(said))


@pytest.mark.parametrize(
    ("moment", "buttons"),
    [("profile", ["C'est bien moi", "Pas tout à fait"]), ("explanation", ["Continuer"]), ("lesson", ["C'est fait"])],
)
def test_the_second_time_the_buttons_are_named(talk: Talk, moment: str, buttons: list[str]) -> None:
    MOMENTS[moment](talk)
    talk.say("blurp gnar")

    talk.say("zorglub frim")

    assert all(f"«\u00a0{typeset(button)}\u00a0»" in talk.texts[0] for button in buttons)


@pytest.mark.parametrize("moment", ["barriers", "explanation"])
def test_the_third_time_she_goes_on(talk: Talk, moment: str) -> None:
    MOMENTS[moment](talk)
    for text in GIBBERISH[:3]:
        talk.say(text)

    assert talk.texts[0].startswith("Ce n’est pas grave")
    assert talk.screen == "question"


def test_a_trade_not_known_twice_is_helped_by_its_family(talk: Talk) -> None:
    talk.say("")
    for text in GIBBERISH[:3]:
        talk.say(text)
    assert "Je ne sais pas" in talk.texts[0]

    talk.say(GIBBERISH[3])

    assert talk.screen == "question"


# ------------------------------------------------------------------ leaving


@pytest.mark.parametrize("moment", ["stopped", "paused"])
@pytest.mark.parametrize("text", ["ok", "merci", "d'accord merci", "au revoir", "bonne soirée"])
def test_leaving_she_is_asked_nothing_more(talk: Talk, moment: str, text: str) -> None:
    MOMENTS[moment](talk)

    talk.say(text)

    assert talk.screen == "goodbye"
    assert "?" not in talk.said
    assert len(talk.labels) == 1


def test_after_stop_what_is_not_understood_starts_nothing_again(talk: Talk) -> None:
    _stopped(talk)

    talk.say("je suis fleuriste")

    assert talk.conversation.phase is Phase.STOPPED
    assert "?" not in talk.said


def test_she_goes_on_by_the_button_or_by_saying_so(talk: Talk) -> None:
    for text in ("reprendre", "on continue"):
        _stopped(talk)
        talk.say("merci")
        talk.say(text)
        assert talk.screen == "question"


def test_days_later_ok_takes_her_up_again(talk: Talk) -> None:
    _stopped(talk)
    talk.later(days=2)

    talk.say("ok")

    assert talk.screen == "question"


@pytest.mark.parametrize("text", ["non", "oui", "plus tard", "stop"])
def test_after_stop_no_answer_starts_anything_again(talk: Talk, text: str) -> None:
    _stopped(talk)

    talk.say(text)

    assert (talk.screen, "?" in talk.said) == ("goodbye", False)


def test_an_hour_for_a_reminder_is_no_farewell(talk: Talk) -> None:
    _paused(talk)

    talk.say("samedi")

    assert talk.screen == "reminder_set"


# ------------------------------------------------------------------ back


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        ("question", "Il reste quelques questions sur votre entreprise."),
        ("barriers", "Il reste à choisir ce qui vous freine."),
        ("plan", "Votre plan est prêt."),
        ("lesson", "Vous étiez au milieu d’une leçon."),
    ],
)
def test_back_she_reads_what_is_left_to_do_and_for_which_trade(talk: Talk, moment: str, left: str) -> None:
    MOMENTS[moment](talk)
    talk.later(days=2)

    talk.say("/reprendre")

    assert talk.texts[0] == f"Nous reprenons. {left}\nVotre métier\u00a0: fleuriste."


# ------------------------------------------------------------------ attacked


@pytest.mark.parametrize("moment", list(MOMENTS))
@pytest.mark.parametrize(
    "text",
    ["on m'a piraté mon compte", "mon compte facebook s'est fait hacker", "quelqu'un a volé mon compte instagram"],
)
def test_a_hacked_account_gets_the_urgent_gesture_at_once(talk: Talk, moment: str, text: str) -> None:
    MOMENTS[moment](talk)

    talk.say(text)

    assert talk.screen == "emergency"
    first = talk.turn.messages[0]
    assert first.urgent
    assert "mot de passe" in first.text
    assert "appareil sûr" in first.text
    assert any(span.url == "https://17cyber.gouv.fr" for span in first.spans)


@pytest.mark.parametrize("text", ["j'ai peur de me faire pirater mon compte", "comment éviter d'être piraté ?"])
def test_a_fear_of_it_is_no_emergency(talk: Talk, text: str) -> None:
    talk.to_questions()

    talk.say(text)

    assert talk.screen == "question"


def test_her_plan_changes_for_it_only_once_she_goes_on(talk: Talk) -> None:
    talk.to_plan()
    talk.say("on m'a piraté mon compte")
    told = talk.said

    talk.press("Continuer")

    assert "Votre plan" not in told
    assert talk.screen == "plan"
    assert "Vous disiez" in talk.said


# ------------------------------------------------------------------ somebody to ask


ODD = "est-ce que la lune change quelque chose pour moi ?"


def test_a_question_that_no_step_answers_leads_to_the_step_of_a_person(talk: Talk) -> None:
    talk.say(ODD)
    talk.say("fleuriste")
    talk.code(talk.choices[0].code)
    talk.to_plan()

    place = next(n for n, step in enumerate(talk.conversation.plan.steps, 1) if step.kind == "person")
    assert f"Quelqu’un peut y répondre\u00a0: ouvrez l’étape {place}." in talk.texts[0]


def test_without_such_a_step_it_is_said_who_can_answer(library: Library) -> None:
    nobody = {key: step for key, step in library.proposals.items() if library.kind(key) != "person"}
    talk = Talk(replace(library, proposals=nobody))
    talk.say(ODD)
    talk.say("fleuriste")
    talk.code(talk.choices[0].code)
    talk.to_plan()

    assert "Un conseiller public peut y répondre." in talk.texts[0]
