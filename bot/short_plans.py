"""Is somebody left with too few steps? Plays the businesses we know of to their plan, for whoever edits the content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.simulation import files_of, read, simulate
from content.models import Library, Problem

PERSONAS = Path(__file__).parents[1] / "tests" / "personas"
FEWEST = 3


def problems(library: Library, folder: Path = PERSONAS) -> Iterator[Problem]:
    """The businesses of this folder whose plan is too short; none where there is no such folder."""
    for file in files_of(folder):
        found = simulate(read(file), library)
        if (count := len(found["plan"])) < FEWEST:
            answers = ", ".join(found["barriers"]) or "ses freins"
            sentence = f"{count} étape(s) dans le plan de {file.stem} : il en faut trois. Ajoutez-en pour {answers}."
            yield Problem(f"personas/{file.name}", "plan", sentence)
