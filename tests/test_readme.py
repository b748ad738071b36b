"""Is the dialogue of the README the one she would have?"""

from __future__ import annotations

import re
from pathlib import Path

from content.loader import load
from tests.dialogs.talk import Talk

README = Path(__file__).parents[1] / "README.md"


def test_the_dialogue_of_the_readme_is_a_real_one() -> None:
    blocks = re.findall(r"```\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    block = next(text for text in blocks if text.startswith("—"))
    talk = Talk(load())
    talk.say("")
    for line in block.strip().splitlines():
        if line.startswith("> "):
            talk.say(line[2:])
        else:
            assert line.removeprefix("— ") in [_plain(text) for text in talk.texts]


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")
