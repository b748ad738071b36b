"""Is what we announce kept? The most questions to come never grows, and the last one is the last."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

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


def asked_with(library: Library, her: dict[str, Any], at: int, once: str) -> tuple[list[Progress], list[str]]:
    """What is told under each question and which are put, when she does this once at the question of this rank."""
    talk = Talk(library)
    talk.say("")
    talk.say(her["says"]["metier"])
    told, put = [], []
    while talk.screen not in ("profile", "types"):
        assert talk.turn is not None
        fact = talk.subject if talk.screen == "question" else ""
        if progress := talk.turn.messages[-1].progress:
            told.append(progress)
            put.append(fact)
        if len(put) == at + 1 and once == "corrects" and at:
            once = ""
            talk.say("corriger")
            talk.code(_another(talk) if talk.screen == "question" else talk.choices[0].code)
        elif len(put) == at + 1 and once == "reverses":
            once = ""
            talk.code(_another(talk) if fact else talk.choices[0].code)
        else:
            value = UNKNOWN if len(put) == at + 1 and once == "ignores" else her["facts"].get(fact, UNKNOWN)
            talk.code(f"a:{fact}:{value}" if fact else talk.choices[0].code)
    return told, put


def _another(talk: Talk) -> str:
    """The last answer of this question that is not hers."""
    codes = [choice.code for choice in talk.choices if choice.role == "main" and choice.code.startswith("a:")]
    return next(code for code in reversed(codes) if talk.known.get(talk.subject) != code.rpartition(":")[2])


@pytest.mark.parametrize("once", ["ignores", "reverses", "corrects"])
def test_the_most_announced_is_kept_whatever_she_changes_once(library: Library, once: str) -> None:
    for persona in PERSONAS:
        her = tomllib.loads(persona.read_text(encoding="utf-8"))
        for at in range(library.interview.max_questions):
            told, put = asked_with(library, her, at, once)
            totals = [one.done + one.left_max for one in told]

            assert totals == sorted(totals, reverse=True), (persona.stem, at)
            assert len(set(put)) <= totals[0], (persona.stem, at)
