"""Is what we say of her line true before her plan and at it?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from tests.dialogs.talk import Talk


@pytest.mark.parametrize("moment", [Talk.to_questions, Talk.to_plan])
def test_her_line_is_promised_no_question_where_none_is_left(talk: Talk, moment) -> None:  # type: ignore[no-untyped-def]
    moment(talk).say("orange me coupe l'adsl, que faire")

    assert typeset("C'est dans votre plan que nous y répondons") in talk.said
