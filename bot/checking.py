"""What can an editor ask of `check`? Each report prints, and returns the exit status."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path

from bot import short_plans
from content import plain
from content.checks import check
from content.loader import ContentError, load
from content.models import Library, Problem
from dialogs.proofs import prove

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


def whole(today: date, *, as_json: bool) -> int:
    """Every problem of the content. Status 1 when one is an error."""
    try:
        library = load()
        found, shares = problems(library, today), list(plain.shares(library).lines())
    except ContentError as error:
        found, shares = error.problems, []
    if as_json:
        print(json.dumps([asdict(problem) for problem in found], ensure_ascii=False, indent=2))
    else:
        print(*found, _summary(found), *shares, sep="\n")
    return int(any(problem.severity == "error" for problem in found))


def problems(library: Library, today: date) -> list[Problem]:
    """What the content says wrong alone, what it does wrong when played, and for whom it has too little."""
    return [*check(library, today), *prove(library, today), *short_plans.problems(library)]


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


def _summary(found: Sequence[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in found)
    return f"{errors} à corriger, {len(found) - errors} à revoir." if found else "Le contenu est en ordre."
