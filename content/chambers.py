"""Are the chambers we send people to sound, and recent enough?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from content.models import Library, Problem

TOO_OLD = 60
"""Days after which the operator is asked to import again."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """A département that does not exist is an error; an old import, a warning, once for all."""
    for chamber in library.chambers.values():
        file = f"chambers/{chamber.id}.toml"
        unknown = [code for code in chamber.departements if library.departements and code not in library.departements]
        if unknown:
            yield Problem(file, "departements", f"{', '.join(unknown)} : aucun département ne porte ce code.")
        if chamber.source_date > today:
            yield Problem(file, "source_date", "ce jour n'est pas encore venu.")
    yield from _age(library, today)


def _age(library: Library, today: date) -> Iterator[Problem]:
    days = [chamber.source_date for chamber in library.chambers.values()]
    if days and (today - min(days)).days > TOO_OLD:
        old = f"{sum((today - day).days > TOO_OLD for day in days)} chambres ont plus de {TOO_OLD} jours"
        sentence = f"{old}, la plus ancienne du {min(days):%d/%m/%Y} : importez-les de nouveau."
        yield Problem("chambers/", "source_date", sentence, "warning")
