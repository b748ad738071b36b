"""Is « pourquoi ? » answered of what is in front of her, her plan or the step that is open?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from tests.dialogs.talk import Talk

ASKING_WHY = ["pourquoi ?", "quel rapport avec mon magasin ?", "c koi le rapport avec moi", "a quoi ca sert"]


@pytest.mark.parametrize("text", ASKING_WHY)
def test_at_her_plan_she_is_told_where_its_steps_come_from(at_plan: Talk, text: str) -> None:
    at_plan.say(text)

    assert "Chaque étape vient de vos mots" in at_plan.texts[0]
    assert at_plan.screen == "plan"


@pytest.mark.parametrize("text", ASKING_WHY[:3])
def test_at_an_open_step_she_is_told_its_reason(at_plan: Talk, text: str) -> None:
    at_plan.say("1")
    step = at_plan.subject
    at_plan.say(text)

    assert typeset("Voici pourquoi. ") in at_plan.texts[0]
    assert (at_plan.screen, at_plan.subject) == ("step", step)
