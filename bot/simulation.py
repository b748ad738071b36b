"""What would this business live through? Plays personas through the real dialogue, one JSON line each.

Reads only `id`, `says` and `facts` of a persona file. The conversation is saved and loaded between turns, and the
clock is fixed: the same files give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import tomli
from pydantic import BaseModel, ValidationError

from content.loader import load
from content.models import UNKNOWN, Library
from dialogs import Incoming, Turn, start, take_turn
from dialogs.conversation import Conversation, Shown, dump
from dialogs.conversation import load as load_conversation
from dialogs.interview import typing_questions
from dialogs.progress import BRAND, TRADE, TYPE, Story

NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
MOST_TURNS = 80
TAKEN_FOR = {
    "explain": "explain", "why": "explain", "glossary": "explain", "pause": "pause", "later": "pause", "stop": "stop",
    "correct": "correct-previous", "back": "correct-previous", "topic": "off-topic", "hello": "off-topic",
    "thanks": "off-topic",
}  # fmt: skip


class _Extra(BaseModel):
    at: str
    text: str


class _Says(BaseModel):
    metier: str = ""
    ouverture: str = ""
    extra: tuple[_Extra, ...] = ()


class _Persona(BaseModel):
    """The shape of what is read in a persona's file."""

    id: str
    says: _Says
    facts: dict[str, str | list[str]]


@dataclass
class Play:
    """One persona's conversation as it goes."""

    persona: dict[str, Any]
    library: Library
    typed: bool
    conversation: Conversation
    turns: list[Turn] = field(default_factory=list)
    proposed: dict[str, Any] = field(default_factory=dict)
    said: list[dict[str, str]] = field(default_factory=list)
    trade_typed: bool = False

    @property
    def now(self) -> datetime:
        return NOON + timedelta(minutes=len(self.turns))

    @property
    def shown(self) -> Shown:
        assert self.conversation.shown is not None
        return self.conversation.shown

    def take(self, text: str = "", codes: tuple[str, ...] = ()) -> Turn:
        turn_shown = self.conversation.shown.turn if self.conversation.shown and codes else None
        incoming = Incoming(
            conversation_key=self.persona["id"],
            event_id=str(len(self.turns)),
            text=text,
            choices=codes,
            turn=turn_shown,
        )
        turn = take_turn(self.conversation, incoming, self.library, self.now)
        self.conversation = load_conversation(dump(turn.conversation))
        self.turns.append(turn)
        return turn


def simulate(persona: dict[str, Any], library: Library, *, typed: bool = False) -> dict[str, Any]:
    """The JSON object of one persona, up to her plan."""
    play = opened(persona, library, typed=typed)
    finish(play)
    return _report(play)


def opened(persona: dict[str, Any], library: Library, *, typed: bool = False) -> Play:
    """Her conversation after the first message."""
    play = Play(persona, library, typed, start(persona["id"], NOON))
    play.take(persona["says"].get("ouverture", "") if typed else "")
    return play


def finish(play: Play) -> None:
    """Plays on until her plan."""
    while play.shown.screen != "plan" and len(play.turns) < MOST_TURNS:
        _remember_proposal(play)
        _one_turn(play)


def _one_turn(play: Play) -> None:
    """What she does on this screen."""
    screen = play.shown.screen
    extra = _extra_here(play) if play.typed else None
    if extra:
        _type_extra(extra, play)
    elif screen in ("trade", "trade_again") and not play.trade_typed:
        play.trade_typed = True
        play.take(text=play.persona["says"].get("metier", ""))
    elif screen in ("question", "narrow"):
        play.take(codes=(_answer_code(play),))
    elif screen == "barriers":
        play.take(codes=_barrier_codes(play))
    elif screen == "trade_family":
        play.take(codes=(play.shown.choices[-1].code,))
    else:
        play.take(codes=(play.shown.choices[0].code,))


def _answer_code(play: Play) -> str:
    """Her answer when the screen offers it, « je ne sais pas » otherwise."""
    fact = play.shown.fact
    wanted = f"a:{fact}:{play.persona['facts'].get(fact, UNKNOWN)}"
    offered = [choice.code for choice in play.shown.choices]
    return wanted if wanted in offered else f"a:{fact}:{UNKNOWN}"


def _barrier_codes(play: Play) -> tuple[str, ...]:
    """Her situations on this page, then « Autre chose » while some are missing, then « Continuer »."""
    hers = set(play.persona["facts"].get("freins", []))
    here = [c for c in play.shown.choices if c.role == "tick" and c.code.split(":")[1] in hers and not c.ticked]
    found = set(play.conversation.ticks) | {c.code.split(":")[1] for c in here}
    seen_all = play.shown.page >= 2
    return (*(c.code for c in here), "m:kept" if hers <= found or seen_all else "m:more")


def _remember_proposal(play: Play) -> None:
    """The type as first proposed, before she says whether it is hers."""
    if play.shown.screen != "profile" or play.proposed:
        return
    inference = Story(play.conversation, play.library, play.now).inference
    play.proposed = {
        "type": inference.type,
        "confidence": round(inference.confidence, 2),
        "sureness": inference.sureness,
        "candidates": {t: round(share, 2) for t, share in inference.candidates if share >= 0.01},
        "because": [f"{fact}={value}" for fact, value in inference.because],
    }


# ---------------------------------------------------------------- what she types instead of pressing


def _extra_here(play: Play) -> dict[str, str] | None:
    """The next thing she types here: at its fact, or, for « any », at the second question."""
    done = [said["text"] for said in play.said]
    for extra in play.persona["says"].get("extra", []):
        at_second = extra["at"] == "any" and play.shown.screen == "question" and len(play.conversation.asked) >= 2
        here = extra["at"] == play.shown.fact and play.shown.screen == "question"
        if extra["text"] not in done and (here or at_second):
            return dict(extra)
    return None


def _type_extra(extra: dict[str, str], play: Play) -> None:
    turn = play.take(text=extra["text"])
    play.said.append({"at": extra["at"], "text": extra["text"], "took": _taken_for(turn)})


def _taken_for(turn: Turn) -> str:
    fact, _, value = turn.took.partition("=")
    if value:
        return "don't-know" if value == UNKNOWN else turn.took
    return TAKEN_FOR.get(fact, "asked-again" if fact in ("narrow", "unclear") else fact)


def _never_asked(play: Play) -> Iterator[dict[str, str]]:
    """What she would have typed at questions that were not put to her: each is put on a copy of her conversation."""
    done = {said["text"] for said in play.said}
    for extra in play.persona["says"].get("extra", []):
        if extra["text"] in done:
            continue
        fact = extra["at"] if extra["at"] in play.library.questions else typing_questions(play.library)[0].id
        aside = Play(play.persona, play.library, True, play.conversation, list(play.turns))
        aside.conversation = aside.conversation.with_answer(fact, UNKNOWN)
        aside.take(codes=(f"c:{fact}",))
        turn = aside.take(text=extra["text"])
        yield {"at": extra["at"], "text": extra["text"], "took": _taken_for(turn), "asked": "aside"}


# ---------------------------------------------------------------- the report


def _report(play: Play) -> dict[str, Any]:
    known = play.conversation.known()
    plan = play.conversation.plan
    before_plan = play.turns[:-1] if plan else play.turns
    bubbles = [message for turn in before_plan for message in turn.messages]
    asked = [fact for fact in play.conversation.asked if fact in {q.id for q in typing_questions(play.library)}]
    drawn = {a.fact: a.value for a in play.conversation.answers if a.origin != "said" and a.fact != "secteur"}
    report = {
        "id": play.persona["id"],
        **play.proposed,
        "trade": known.get(TRADE),
        "questions": asked,
        "known": drawn,
        "chosen": known.get(TYPE),
        "brand": known.get(BRAND),
        "barriers": [b for b in known.get("freins", "").split(",") if b.startswith("F")],
        "situation": [f for f in play.conversation.asked if f not in asked],
        "plan": _steps(play),
        "turns": len(play.turns),
        "bubbles": len(bubbles),
        "words": sum(len(message.text.split()) for message in bubbles),
    }
    if play.typed:
        first = play.turns[0]
        report["opening"] = {"text": first.said, "reply": [message.text for message in first.messages]}
        report["typed"] = [*play.said, *_never_asked(play)]
    return report


def _steps(play: Play) -> list[dict[str, str]]:
    plan = play.conversation.plan
    keys = ("when", "kind", "id", "barrier", "because", "warning")
    return [{k: str(getattr(step, k)) for k in keys if getattr(step, k)} for step in (plan.steps if plan else ())]


def main(argv: list[str]) -> int:
    """`python -m bot simulate FILE… [--typed]`: one JSON object a line. Exit status 2 when a file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bot simulate", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="personas: TOML files, or a folder of them")
    parser.add_argument("--typed", action="store_true", help="what she types instead of pressing")
    options = parser.parse_args(argv)
    library = load()
    for file in (file for name in options.files for file in files_of(Path(name)) or [Path(name)]):
        try:
            persona = read(file)
        except ValidationError as error:
            wrong = ", ".join(dict.fromkeys(".".join(map(str, one["loc"][:2])) for one in error.errors()))
            print(f"{file} : ce fichier de personnage n'a pas la bonne forme ({wrong}).", file=sys.stderr)
            return 2
        except (OSError, ValueError) as error:
            print(f"{file} : ce fichier de personnage ne se lit pas ({error}).", file=sys.stderr)
            return 2
        print(json.dumps(simulate(persona, library, typed=options.typed), ensure_ascii=False))
    return 0


def files_of(folder: Path) -> list[Path]:
    """The persona files of a folder, in order."""
    return sorted(folder.glob("*.toml"))


def read(file: Path) -> dict[str, Any]:
    """A persona. Raises OSError, ValueError, or ValidationError when it is none."""
    persona = tomli.loads(file.read_text(encoding="utf-8"))
    _Persona.model_validate(persona)
    return persona
