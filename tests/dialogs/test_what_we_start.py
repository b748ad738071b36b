"""Two weeks after a lesson, two days after she left: what do we start, and when?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from content.models import Lesson, Library, Person
from dialogs.phases import Phase
from dialogs.plan import may_be_proposed
from tests.dialogs.reminded import (
    CATALOGUE,
    MONDAY,
    PARIS,
    at,
    due,
    finished_lesson,
    kinds,
)
from tests.dialogs.talk import Talk


@pytest.fixture
def talk(library: Library) -> Talk:
    return Talk(library, MONDAY, can_push=True)


# ------------------------------------------------------------------ two weeks after


def test_two_weeks_after_a_lesson_she_is_asked_whether_she_uses_it(at_plan: Talk) -> None:
    finished_lesson(at_plan)

    assert due(at_plan, "follow_up") == "2026-12-07 12:00"
    [said] = at(at_plan, "2026-12-07 12:00")
    assert said.endswith("«\u00a0Mon petit catalogue\u00a0». Vous l’utilisez\u202f?")
    assert at_plan.labels == ["Oui, je l’utilise", "Un peu", "Plus du tout", "Ne plus me relancer"]


def test_she_is_told_once_that_she_will_be_asked_and_how_to_refuse(at_plan: Talk) -> None:
    finished_lesson(at_plan)

    assert "Dans deux semaines, ou à votre retour, je vous demanderai si cela vous sert." in at_plan.said
    finished_lesson(at_plan, "fiche-etablissement")
    assert "deux semaines" not in at_plan.said
    at_plan.say("ne plus me relancer")
    assert kinds(at_plan) == []


def test_on_a_page_she_is_told_before_the_way_back_to_her_plan(web: Talk) -> None:
    finished_lesson(web.to_plan(barriers=("F8", "F9")))

    assert web.texts[-2].startswith("Dans deux semaines, ou à votre retour")
    assert "Revenir à mon plan" in web.labels


@pytest.mark.parametrize(
    ("said", "answer"),
    [("oui, souvent", "yes"), ("un peu", "some"), ("pas souvent", "some"), ("plus du tout", "no"), ("jamais", "no")],
)
def test_her_answer_is_understood_and_kept_for_the_study(said: str, answer: str, at_plan: Talk) -> None:
    finished_lesson(at_plan)
    at(at_plan, "2026-12-07 12:00")

    at_plan.say(said)

    assert at_plan.turn
    event = at_plan.turn.events[0]
    assert (event.kind, event.fact, event.value) == ("follow_up", CATALOGUE, answer)


def test_each_answer_leads_somewhere(at_plan: Talk) -> None:
    """Used: the next lesson of her plan. A little: another step for the same barrier. No more: a person."""
    finished_lesson(at_plan)
    led = {}
    for label in ("Oui, je l'utilise", "Un peu", "Plus du tout"):
        again = Talk(at_plan.library, MONDAY, can_push=True)
        again.conversation, again.turn = at_plan.conversation, at_plan.turn
        at(again, "2026-12-07 12:00")
        again.press(label)
        assert again.screen == "step"
        led[label] = again.subject

    kinds_led = [at_plan.library.kind(step) for step in led.values()]
    barriers = set(at_plan.library.proposals[CATALOGUE].barriers)
    assert kinds_led[0] == "lesson"
    assert barriers & set(at_plan.library.proposals[led["Un peu"]].barriers)
    assert kinds_led[2] == "person"
    assert CATALOGUE not in led.values()


@pytest.mark.parametrize("persons_first", [False, True])
def test_with_nothing_left_in_her_plan_a_little_leads_to_what_could_have_been_in_it(
    persons_first: bool, at_plan: Talk
) -> None:
    """Whatever she used: for her, about the same barrier, a person only where nothing else is, whatever her rank."""
    library = with_persons_first(at_plan.library) if persons_first else at_plan.library
    plan = at_plan.conversation.plan
    assert plan is not None
    done = plan.changed(steps=tuple(step.changed(done=True) for step in plan.steps))
    given = {step.id for step in plan.steps}
    possible = [p for p in library.proposals.values() if may_be_proposed(p, at_plan.story.wanted, library)]
    led = {}
    for used in [one.id for one in library.proposals.values() if isinstance(one, Lesson)]:
        again = Talk(library, MONDAY, can_push=True)
        again.conversation, again.turn = at_plan.conversation.changed(plan=done), at_plan.turn
        again.code(f"f:{used}:some", turn=0)
        if again.screen == "step":
            led[used] = library.proposals[again.subject]

    for used, found in led.items():
        same = [p for p in possible if set(library.proposals[used].barriers) & set(p.barriers) and p.id not in given]
        assert found in same
        assert not isinstance(found, Person) or all(isinstance(p, Person) for p in same)
    assert len(led) > 1


def with_persons_first(library: Library) -> Library:
    """Each person's rank before that of any other answer."""
    ranked = (p.model_copy(update={"rank": 1}) if isinstance(p, Person) else p for p in library.proposals.values())
    return replace(library, proposals={p.id: p for p in ranked})


def test_what_she_used_is_never_its_own_other_way(at_plan: Talk) -> None:
    """Her plan may have been made again since: its step is then to be done again."""
    finished_lesson(at_plan)
    plan = at_plan.conversation.plan
    assert plan is not None
    again = plan.changed(steps=tuple(step.changed(done=step.id != CATALOGUE) for step in plan.steps))
    at_plan.conversation = at_plan.conversation.changed(plan=again)
    at(at_plan, "2026-12-07 12:00")

    at_plan.press("Un peu")

    assert at_plan.subject != CATALOGUE


def test_her_answer_leaves_the_lesson_that_was_open(at_plan: Talk) -> None:
    finished_lesson(at_plan)
    plan = at_plan.conversation.plan
    assert plan is not None
    other = next(s.id for s in plan.steps if s.kind == "lesson" and not s.done)
    at_plan.code(f"l:{other}", turn=0)
    assert at_plan.conversation.lesson == other
    at(at_plan, "2026-12-07 12:00")

    at_plan.press("Un peu")

    assert (at_plan.conversation.lesson, at_plan.conversation.phase) == ("", Phase.PLAN)


def test_a_coaching_done_is_asked_about_too_and_a_question_to_a_fund_is_not(at_plan: Talk) -> None:
    at_plan.code("c:budget")
    at_plan.code("a:budget:moyen")
    at_plan.code("c:freins")
    at_plan.code("k:F8:0", "k:F9:0", "k:F3:1", "m:kept")
    at_plan.to_plan()
    plan = at_plan.conversation.plan
    assert plan is not None
    coaching = [s.id for s in plan.steps if s.id.startswith("coaching")]
    other = [s.id for s in plan.steps if s.kind in ("person", "service")]
    told = []
    for step in (*coaching[:1], *other[:1]):
        at_plan.code(f"s:{step}", turn=0)
        told.append("Dans deux semaines, ou à votre retour" in at_plan.texts[1])

    assert [one.subject for one in at_plan.conversation.reminders] == coaching[:1] != []
    assert told == [True, False]


def test_lessons_of_one_day_are_asked_about_a_week_apart(at_plan: Talk) -> None:
    finished_lesson(at_plan)
    plan = at_plan.conversation.plan
    assert plan is not None
    other = next(s.id for s in plan.steps if s.kind == "lesson" and not s.done and not at_plan.library.tool(s.id))
    finished_lesson(at_plan, other)

    days = sorted(f"{one.due:%m-%d}" for one in at_plan.conversation.reminders)
    assert days == ["12-07", "12-14"]


def test_what_we_start_never_comes_on_the_day_of_one_she_asked_for(at_plan: Talk) -> None:
    finished_lesson(at_plan)
    at_plan.say("rappelez-moi le 7 décembre à 18 h")

    assert at(at_plan, "2026-12-07 12:00") == []
    assert len(at(at_plan, "2026-12-07 18:00")) == 1
    assert len(at(at_plan, "2026-12-08 08:00")) == 1


# ------------------------------------------------------------------ two days after she left


def test_two_days_after_she_left_in_the_middle_she_is_relaunched_once_in_her_life(talk: Talk) -> None:
    talk.to_questions()

    assert len(at(talk, "2026-11-25 12:00")) == 1
    talk.press("Reprendre")
    assert "relaunch" not in kinds(talk)
    talk.say("/recommencer")
    talk.press("Oui, recommencer")
    talk.to_questions()
    assert at(talk, "2026-12-25 12:00") == []


def test_whoever_came_back_is_left_two_days_again(talk: Talk) -> None:
    talk.to_questions()
    talk.later(days=1)
    talk.press("Je ne sais pas")

    assert at(talk, "2026-11-25 12:00") == []
    assert len(at(talk, "2026-11-26 12:00")) == 1


def test_nobody_is_relaunched_who_said_nothing_finished_or_stopped(talk: Talk, library: Library) -> None:
    opened = Talk(library, MONDAY, can_push=True)
    opened.say("/start")
    stopped = Talk(library, MONDAY, can_push=True)
    stopped.to_questions()
    stopped.say("stop")

    talk.to_plan()

    assert [kinds(opened), kinds(stopped), kinds(talk)] == [[], [], []]


def test_a_relaunch_waits_for_a_weekday_morning(library: Library) -> None:
    thursday_night = Talk(library, datetime(2026, 11, 26, 22, 0, tzinfo=PARIS), can_push=True)
    thursday_night.to_questions()

    assert due(thursday_night, "relaunch") == "2026-11-30 08:00"


def test_on_a_page_nobody_is_relaunched_for_nothing_can_be_pushed(web: Talk) -> None:
    web.to_questions()

    assert kinds(web) == []
