"""What else can an editor ask of `check`, beside the problems? Each report prints, and returns the exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from content.loader import ContentError, load
from content.models import Library

Report = Callable[[Library, date], int]


def asked_for(options: argparse.Namespace) -> Report | None:
    """The report asked for; None for the problems themselves."""
    if options.coverage:
        return coverage
    if options.freshness:
        return freshness
    if options.sources:
        return sources
    return partial(inference, Path(options.inference)) if options.inference else None


def figures() -> list[str]:
    """How many bubbles are plain French; nothing when the content does not load."""
    from content.plain import shares

    try:
        return list(shares(load()).lines())
    except ContentError:
        return []


def coverage(library: Library, _today: date) -> int:
    """What serves each id of the study. Status 1 when one has nothing."""
    from content.coverage import coverage as covered
    from content.coverage import lines

    print(*lines(library), sep="\n")
    return int(any(not served.meetings for served in covered(library)))


def freshness(library: Library, today: date) -> int:
    """What a person must open and read again."""
    from content.freshness import lines

    print(*lines(library, today), sep="\n")
    return 0


def sources(library: Library, _today: date) -> int:
    """The page of sources."""
    from content.sources import page

    print(page(library))
    return 0


def inference(folder: Path, library: Library, _today: date) -> int:
    """How well the businesses of a folder are recognised. Status 2 when there are none."""
    from bot.reports import lines, personas

    found = personas(folder)
    if not found:
        print(f"{folder} : aucun fichier de personnage n'est là.", file=sys.stderr)
        return 2
    print(*lines(found, library), sep="\n")
    return 0
