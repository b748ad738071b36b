"""Is what we announce kept? The most questions to come never grows, and the last one is the last."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from content.models import UNKNOWN, Library
from dialogs import Progress
from tests.dialogs.talk import Talk

PERSONAS = sorted((Path(__file__).parents[1] / "personas").glob("p*.toml"))


def announced(library: Library, persona: Path, unknown: bool) -> list[Progress]:
    """What is told under each question, until the type is proposed; `unknown`: « je ne sais pas » to all of them."""
    her = tomllib.loads(persona.read_text(encoding="utf-8"))
    talk = Talk(library)
    talk.say("")
    talk.say(her["says"]["metier"])
    found = []
    while talk.screen != "profile":
        assert talk.turn is not None
        told = talk.turn.messages[-1].progress
        if told:
            found.append(told)
        fact = talk.subject if talk.screen == "question" else ""
        value = UNKNOWN if unknown else her["facts"].get(fact, UNKNOWN)
        talk.code(f"a:{fact}:{value}" if fact else talk.choices[0].code)
    return found


@pytest.mark.parametrize("unknown", [False, True], ids=["her answers", "je ne sais pas"])
def test_the_most_announced_is_kept_for_every_persona(library: Library, unknown: bool) -> None:
    assert len(PERSONAS) == 48
    for persona in PERSONAS:
        told = announced(library, persona, unknown)
        totals = [one.done + one.left_max for one in told]

        assert told, persona.stem
        assert totals == sorted(totals, reverse=True), persona.stem
        assert len(told) <= totals[0], persona.stem
        assert all(one.left_min <= one.left_max for one in told), persona.stem
