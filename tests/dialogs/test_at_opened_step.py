"""Is she heard on a step of her plan that is open, when she wants the plan again, or its detail?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.screens.detail import has_detail
from tests.dialogs.talk import Talk


def at_step(library: Library, *, detailed: bool) -> Talk:
    """On the first step of her plan that has more to tell, or that has not."""
    talk = Talk(library).to_plan()
    plan = talk.conversation.plan
    assert plan is not None
    step = next(one.id for one in plan.steps if has_detail(library.proposals[one.id]) is detailed)
    talk.code(f"p:{step}")
    return talk


@pytest.mark.parametrize("said", ["revenir", "Retour", "retour en arrière"])
def test_coming_back_from_a_step_is_to_the_plan(library: Library, said: str) -> None:
    talk = at_step(library, detailed=False)

    talk.say(said)

    assert talk.screen == "plan"


def test_coming_back_from_the_detail_of_a_step_is_to_the_plan(library: Library) -> None:
    talk = at_step(library, detailed=True)
    talk.press("En détail")

    talk.say("revenir")

    assert talk.screen == "plan"


def test_a_mistake_said_on_a_step_still_reopens_an_answer(library: Library) -> None:
    talk = at_step(library, detailed=False)

    talk.say("je me suis trompée")

    assert talk.screen == "question"


@pytest.mark.parametrize("said", ["en détail", "plus de détails"])
def test_a_step_that_tells_all_says_so_and_stays(library: Library, said: str) -> None:
    talk = at_step(library, detailed=False)
    step = talk.subject

    talk.say(said)

    assert talk.texts[0] == "Cette étape n’a pas d’autre détail."
    assert (talk.screen, talk.subject) == ("step", step)


def test_more_detail_asked_in_her_words_is_given(library: Library) -> None:
    talk = at_step(library, detailed=True)

    talk.say("plus de détails")

    assert talk.screen == "grid"
