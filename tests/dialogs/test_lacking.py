"""Is who has no accountant sent to somebody else, and never again to an accountant?"""

from __future__ import annotations

import re

import pytest

from tests.dialogs.talk import Talk

ACCOUNTANT = "expert-comptable"


def _steps(talk: Talk) -> list[str]:
    plan = talk.conversation.plan
    assert plan is not None
    return [step.id for step in plan.steps]


def _asking_about_invoices(talk: Talk) -> Talk:
    talk.to_questions().say("je fais quoi pour la facture électronique ?")
    return talk.to_plan(barriers=("F5",))


@pytest.mark.parametrize(
    "text",
    ["jai pas de comptable", "j'ai pas de comptable moi", "on a pas de comptable", "j ai aucun comptable, qui appeler"],
)
def test_who_has_no_accountant_is_sent_to_somebody_else(talk: Talk, text: str) -> None:
    _asking_about_invoices(talk).say(text)

    assert ACCOUNTANT not in _steps(talk)
    assert "0 806 807 807" in re.sub(r"\s", " ", talk.said)
    talk.say("le numéro de mon comptable")
    assert "connaît vos factures" not in talk.said


def test_without_her_accountant_her_other_steps_and_her_question_stay(talk: Talk) -> None:
    before = _steps(_asking_about_invoices(talk))
    assert ACCOUNTANT in before

    talk.say("j'ai pas de comptable")

    assert _steps(talk) == [step for step in before if step != ACCOUNTANT]
    assert "facture-electronique" in talk.story.topics
    talk.say("remettre")
    assert _steps(talk) == before


def test_a_later_step_taken_away_leaves_her_question_and_all_the_others(talk: Talk) -> None:
    before = _steps(_asking_about_invoices(talk))
    last = before.index(ACCOUNTANT) + 1

    talk.say(f"enleve l etape {last}")

    assert _steps(talk) == [step for step in before if step != ACCOUNTANT]
    assert "facture-electronique" in talk.story.topics


def test_who_has_an_accountant_keeps_the_step(talk: Talk) -> None:
    before = _steps(_asking_about_invoices(talk))

    talk.say("j'ai pas de site, et mon comptable fait tout")

    assert ACCOUNTANT in before
    assert ACCOUNTANT in _steps(talk)


def test_what_she_names_is_put_back_and_the_rest_stays_away(talk: Talk) -> None:
    _asking_about_invoices(talk).say("j'ai pas de comptable")
    other = next(step for step in _steps(talk) if talk.story.library.kind(step) != "person")
    talk.say(f"enleve l'etape {_steps(talk).index(other) + 1}")

    talk.say("remet le comptable")

    assert ACCOUNTANT in _steps(talk)
    assert other not in _steps(talk)
