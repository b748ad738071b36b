"""Is she reminded at her hour, once, and of nothing that has become pointless?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from content.models import Library
from dialogs import retention
from dialogs.phases import Phase
from dialogs.progress import KEPT
from tests.dialogs.reminded import (
    CATALOGUE,
    MONDAY,
    PARIS,
    REMINDED,
    at,
    due,
    finished_lesson,
    kinds,
)
from tests.dialogs.talk import Talk


@pytest.fixture
def talk(library: Library) -> Talk:
    return Talk(library, MONDAY, can_push=True)


# ------------------------------------------------------------------ she asks


def test_what_she_asks_in_words_is_told_back_with_its_day_and_hour(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi samedi")

    assert talk.texts == ["C’est noté. Je vous écris samedi 28 novembre à 9 h."]
    assert due(talk) == "2026-11-28 09:00"
    assert talk.conversation.phase is Phase.INTERVIEW


@pytest.mark.parametrize(
    ("label", "moment"),
    [("Ce soir", "2026-11-23 19:00"), ("Samedi", "2026-11-28 09:00"), ("Dans une semaine", "2026-11-30 09:00")],
)
def test_later_offers_reminders_and_a_button_sets_one(label: str, moment: str, at_plan: Talk) -> None:
    at_plan.press("Plus tard")
    at_plan.press(label)

    assert at_plan.screen == "reminder_set"
    assert due(at_plan) == moment


def test_where_she_is_asked_when_the_moment_alone_is_enough(at_plan: Talk) -> None:
    at_plan.say("plus tard")
    at_plan.say("oui")
    assert at_plan.texts[0].startswith("Choisissez un moment")
    at_plan.say("demain à 14 h 30")

    assert due(at_plan) == "2026-11-24 14:30"


@pytest.mark.parametrize(
    ("moment", "told"), [("le 1er janvier", "vendredi 1er janvier à"), ("le 11 janvier", "lundi 11 janvier à")]
)
def test_the_day_is_told_as_people_say_it(moment: str, told: str, at_plan: Talk) -> None:
    at_plan.say(f"rappelez-moi {moment}")

    assert told in at_plan.texts[-1]


def test_no_reminder_wanted_is_no_reminder(at_plan: Talk) -> None:
    at_plan.press("Plus tard")
    at_plan.say("non merci")

    assert at_plan.screen == "no_reminder"
    assert kinds(at_plan) == []


def test_a_new_reminder_takes_the_place_of_the_one_before(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi samedi")
    talk.say("non, rappelez-moi plutôt demain soir")

    assert kinds(talk) == ["asked"]
    assert due(talk) == "2026-11-24 19:00"


def test_a_reminder_asked_for_can_be_cancelled(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi samedi")
    talk.press("Annuler ce rappel")

    assert "asked" not in kinds(talk)
    assert at(talk, "2026-11-28 09:00") == []


@pytest.mark.parametrize(
    "text", ["rappelez-moi mon plan", "ma cliente doit me rappeler samedi", "ce soir je ferme à 18 h"]
)
def test_other_words_about_calling_or_evenings_ask_for_no_reminder(text: str, at_plan: Talk) -> None:
    at_plan.say(text)

    assert kinds(at_plan) == []


def test_her_departement_told_later_keeps_the_hour_of_her_counter(talk: Talk) -> None:
    talk.to_plan()
    talk.say("rappelez-moi demain soir")
    asked = talk.conversation.reminders[0].due
    talk.conversation = talk.conversation.changed(reopened="departement", phase=Phase.SITUATION)
    talk.say("/reprendre")
    talk.say("974")

    assert talk.known["departement"] == "974"
    assert talk.conversation.reminders[0].due == asked - timedelta(hours=3)
    assert due(talk) == "2026-11-24 19:00"


# ------------------------------------------------------------------ it comes


def test_it_comes_at_her_hour_once_with_a_way_on(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi ce soir")

    assert at(talk, "2026-11-23 18:59") == []
    assert at(talk, "2026-11-23 19:00") == [REMINDED]
    assert at(talk, "2026-11-23 19:01") == []
    assert talk.labels == ["Reprendre", "Plus tard", "Ne plus me relancer"]
    talk.press("Reprendre")
    assert talk.screen == "question"


@pytest.mark.parametrize("day", ["2026-11-29", "2026-12-25"])
def test_an_hour_she_asks_for_is_kept_even_on_a_day_of_rest(day: str, talk: Talk) -> None:
    talk.to_questions()
    number, month = int(day[8:]), {"11": "novembre", "12": "décembre"}[day[5:7]]
    talk.say(f"rappelez-moi le {number} {month} à 21 h")

    assert len(at(talk, f"{day} 21:00")) == 1


def test_a_lesson_put_aside_is_named_and_opened_again_at_its_step(at_plan: Talk) -> None:
    at_plan.code(f"p:{CATALOGUE}")
    at_plan.code(f"l:{CATALOGUE}")
    at_plan.press("C'est fait")
    at_plan.press("Plus tard")
    at_plan.press("Ce soir")

    [said] = at(at_plan, "2026-11-23 19:00")
    assert "«\u00a0Mon petit catalogue\u00a0»" in said
    at_plan.press("Reprendre")
    assert at_plan.texts[-1].startswith("Étape 2 sur 7")


def test_a_lesson_finished_meanwhile_calls_for_no_reminder(at_plan: Talk) -> None:
    at_plan.code(f"p:{CATALOGUE}")
    at_plan.code(f"l:{CATALOGUE}")
    at_plan.say("rappelez-moi demain")
    at_plan.say("/reprendre")
    for step in at_plan.library.lesson(CATALOGUE).steps:
        at_plan.code(f"d:{CATALOGUE}:{step.id}")
    at_plan.code(f"v:{CATALOGUE}:0")

    assert at(at_plan, "2026-11-24 09:00") == []


def test_a_late_reminder_says_so_and_one_a_day_late_is_not_said(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi demain")
    other = Talk(talk.library, MONDAY, can_push=True)
    other.to_questions()
    other.say("rappelez-moi demain")

    late = at(talk, "2026-11-24 15:00")

    assert late[0] == "Je suis en retard pour ce rappel, pardon."
    assert at(other, "2026-11-25 09:01") == []
    assert "asked" not in kinds(other)


def test_a_late_reminder_does_not_wake_her(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi ce soir")

    assert at(talk, "2026-11-24 02:00") == []
    assert at(talk, "2026-11-24 08:00")[0].startswith("Je suis en retard")


def test_put_off_twice_it_still_says_that_it_is_late(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi ce soir")
    assert at(talk, "2026-11-24 02:00") == []
    talk.now = datetime(2026, 11, 24, 7, 58, tzinfo=PARIS)
    talk.press("Reprendre")

    assert at(talk, "2026-11-24 08:00") == []
    assert at(talk, "2026-11-24 08:08")[0].startswith("Je suis en retard")


def test_a_reminder_waits_until_she_has_put_her_phone_down(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi ce soir")
    talk.now = MONDAY.replace(hour=18, minute=58)
    talk.press("Reprendre")

    assert at(talk, "2026-11-23 19:00") == []
    assert talk.screen == "question"
    assert len(at(talk, "2026-11-23 19:08")) == 1


def test_a_reminder_is_no_visit_of_hers(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi ce soir")

    at(talk, "2026-11-23 19:00")

    assert talk.conversation.last_seen == MONDAY


# ------------------------------------------------------------------ no more


def test_no_more_cancels_what_we_start_for_ever(at_plan: Talk) -> None:
    finished_lesson(at_plan)
    at(at_plan, "2026-12-07 12:00")
    at_plan.press("Ne plus me relancer")
    other = next(s for s in at_plan.conversation.plan.steps if s.kind == "lesson" and not s.done)  # type: ignore[union-attr]
    finished_lesson(at_plan, other.id)

    assert at_plan.conversation.reminders == ()


def test_no_more_in_words_keeps_what_she_asked_for_unless_she_says_so_too(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi samedi")
    talk.say("ne me relancez plus")
    assert "Votre rappel de samedi 28 novembre à 9 h reste prévu." in talk.said
    assert kinds(talk) == ["asked"]

    talk.press("Non, l'annuler aussi")

    assert kinds(talk) == []


def test_restart_and_stop_erase_the_reminders(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi samedi")
    talk.say("/recommencer")
    talk.press("Oui, recommencer")
    assert kinds(talk) == []
    talk.say("fleuriste")
    talk.code(talk.choices[0].code)
    talk.say("rappelez-moi samedi")
    talk.say("stop")

    assert kinds(talk) == []


# ------------------------------------------------------------------ on a page


def test_on_a_page_nothing_is_promised_that_cannot_be_pushed(web: Talk) -> None:
    web.to_questions()
    web.say("rappelez-moi ce soir")

    assert "Ici, je ne peux pas vous écrire." in web.said


def test_on_a_page_the_reminder_waits_for_her_however_long(web: Talk) -> None:
    web.to_questions()
    web.say("rappelez-moi ce soir")

    assert at(web, "2026-11-28 03:00") == [REMINDED]


def test_a_reminder_far_away_is_kept_and_its_conversation_with_it(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi dans trois mois")

    assert retention.kept_until(talk.conversation) > MONDAY + timedelta(days=110)
    assert KEPT not in talk.known
