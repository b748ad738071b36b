"""Is the owner of a computer that is no longer mended told so, wherever she names it?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from tests.dialogs.talk import Talk

ADVICE = "ni banque ni courriel dessus"


@pytest.mark.parametrize("moment", [Talk.to_questions, Talk.to_barriers, Talk.to_plan])
@pytest.mark.parametrize("text", ["windows 7 c'est dangereux ?", "windos 7 il fait plus les mises a jour"])
def test_an_old_windows_is_no_longer_mended_by_its_maker(talk: Talk, moment, text: str) -> None:  # type: ignore[no-untyped-def]
    moment(talk).say(text)

    assert typeset(ADVICE) in talk.said


def test_naming_it_before_it_is_asked_is_an_answer_too(talk: Talk) -> None:
    talk.to_questions().say("bah j'ai un vieux pc windows 7 avec un logiciel de facture")

    assert talk.story.known["equipement"] == "ordinateur_ancien"
    assert typeset(ADVICE) in talk.said


def test_who_asks_whether_to_buy_another_is_told_when(talk: Talk) -> None:
    talk.to_plan().say("faut que je rachete un pc ?")

    assert typeset("gardez-le tant qu'il se met à jour") in talk.said
