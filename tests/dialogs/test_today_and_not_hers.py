"""At her plan: what to do when her line is cut today; a step that goes as she types it, or as what she never does."""

from __future__ import annotations

import pytest

from content.typography import typeset
from tests.dialogs.talk import Talk


@pytest.mark.parametrize("moment", [Talk.to_questions, Talk.to_barriers, Talk.to_plan])
@pytest.mark.parametrize(
    "text",
    [
        "mon adsl est coupé aujourdhui je peux plus encaisser",
        "j'ai plus internet depuis ce matin",
        "la box marche plus la maintenant je fais quoi",
    ],
)
def test_a_line_cut_today_gets_what_to_do_at_once(talk: Talk, moment, text: str) -> None:  # type: ignore[no-untyped-def]
    moment(talk).say(text)

    assert typeset("« partage de connexion »") in talk.said


@pytest.mark.parametrize("text", ["enleve letape 3", "enlève letape 3 svp", "enleve l'etape3"])
def test_a_step_is_taken_away_without_the_apostrophe(talk: Talk, text: str) -> None:
    plan = talk.to_plan().conversation.plan
    assert plan is not None

    talk.say(text)

    assert talk.conversation.refused[-1].steps == (plan.steps[2].id,)


def test_what_she_says_she_never_does_leaves_her_plan(talk: Talk) -> None:
    talk.to_questions("plombier").say("on fait comment un devis sur le téléphone")
    assert "devis-telephone" in _steps(talk.to_plan(barriers=("F3",)))

    talk.say("je fais pas de devis, je fais des dépannages")
    without = _steps(talk)
    talk.say("remettre")

    assert "devis-telephone" not in without
    assert "devis-telephone" in _steps(talk)


def _steps(talk: Talk) -> list[str]:
    plan = talk.conversation.plan
    return [step.id for step in plan.steps] if plan else []
