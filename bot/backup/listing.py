"""Which conversations must stay erased? One a line: its number in the journal, and when it was erased."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from bot.errors import OperatorError

Listed = dict[str, datetime]
"""number -> when"""
_LINE = re.compile(r"([0-9a-f]{16}) (\S+)")


def write(listed: Listed, file: Path) -> None:
    lines = [f"{number} {at.isoformat()}\n" for number, at in sorted(listed.items())]
    file.write_text("".join(lines), encoding="ascii")


def read(file: Path) -> Listed:
    """Raises OperatorError."""
    try:
        lines = file.read_text(encoding="ascii").splitlines()
        return dict(_read(line) for line in lines)
    except OSError as error:
        raise OperatorError(f"La liste {file} ne se lit pas ({error.strerror}).") from error
    except ValueError as error:
        raise OperatorError(f"La liste {file} n'est pas une liste d'effacés faite par backup --erased-only.") from error


def _read(line: str) -> tuple[str, datetime]:
    found = _LINE.fullmatch(line)
    if not found:
        raise ValueError(line)
    return found[1], datetime.fromisoformat(found[2])


AGAIN = (
    "delete from journal where number in (select number from erased)",
    "delete from address where key in"
    " (select key from conversation where journal_number in (select number from erased))",
    "delete from pace where key in (select key from conversation where journal_number in (select number from erased))",
    "delete from conversation where journal_number in (select number from erased)",
)
"""Erases again whoever is listed, in either database: what hangs on a conversation goes with it."""
