"""How does a simulated conversation read? As dialogue, so that a product owner can review it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bot.simulation import Play, finish, opened
from content.models import Library
from dialogs import Message, Turn

PERSONAS = Path(__file__).parent / "personas"


def persona(name: str) -> dict[str, Any]:
    return tomllib.loads((PERSONAS / f"{name}.toml").read_text(encoding="utf-8"))


def personas() -> list[dict[str, Any]]:
    return [persona(path.stem) for path in sorted(PERSONAS.glob("p*.toml"))]


def played(one: dict[str, Any], library: Library, *, typed: bool = False) -> Play:
    """Her whole conversation, up to her plan."""
    play = opened(one, library, typed=typed)
    finish(play)
    return play


def as_dialogue(play: Play) -> str:
    """« — » before what we say, her act in brackets or as typed, the choices of each screen below."""
    lines = []
    for turn in play.turns:
        if turn.said:
            lines += ["", f"> {turn.said}", ""]
        lines += [line for message in turn.messages for line in _bubble(message)]
        lines += _choices(turn)
    return "\n".join(lines).strip() + "\n"


def _bubble(message: Message) -> list[str]:
    first, *rest = message.text.split("\n")
    return [f"— {first}", *(f"  {line}" for line in rest)]


def _choices(turn: Turn) -> list[str]:
    choices = turn.messages[-1].choices
    main = [f"[{'x ' if c.ticked else ''}{c.label}]" for c in choices if c.role != "quiet"]
    quiet = [c.label for c in choices if c.role == "quiet"]
    return [f"    {line}" for line in (" ".join(main), " · ".join(quiet)) if line]
