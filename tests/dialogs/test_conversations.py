"""Do the fifteen businesses of the study still live through the conversations that were read and approved?

`UPDATE_CONVERSATIONS=1 pytest tests/dialogs/test_conversations.py` writes them again: read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from content.models import Library
from tests.transcripts import as_dialogue, personas, played

FOLDER = Path(__file__).parents[1] / "conversations"
CASES = [one for one in personas() if one.get("study_case")]


def test_the_fifteen_businesses_of_the_study_are_all_here() -> None:
    assert len(CASES) == 15


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_business_of_the_study_lives_through_its_conversation(library: Library, case: dict[str, object]) -> None:
    text = f"# {case['id']} : {case['study_case']}\n\n" + as_dialogue(played(case, library))
    golden = FOLDER / f"{case['id']}.txt"
    if os.environ.get("UPDATE_CONVERSATIONS"):
        golden.write_text(text, encoding="utf-8")

    assert text == golden.read_text(encoding="utf-8")
