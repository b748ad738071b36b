"""Which département does she name? A number, a name or a postal code."""

from __future__ import annotations

import re

from content.models import Library
from dialogs.words import has_phrase, normalise


def departement_in(text: str, library: Library) -> str:
    """Its code; '' when none is named."""
    plain = normalise(text)
    digits = re.search(r"\b(2[ab]|\d{1,5})\b", plain)
    if digits:
        code = departement_of(digits.group(1).upper())
        return code if code in library.departements else ""
    longest_first = sorted(library.departements.items(), key=lambda pair: -len(pair[1]))
    exactly = (code for code, name in longest_first if f" {normalise(name)} " in f" {plain} ")
    nearly = (code for code, name in longest_first if has_phrase(plain, normalise(name)))
    return next(exactly, None) or next(nearly, "")


def departement_of(code: str) -> str:
    """The département of a number or of a postal code (the first two figures, three overseas)."""
    if len(code) < 5:
        return code.zfill(2)
    if code.startswith(("97", "98")):
        return code[:3]
    if code.startswith("20"):
        return "2A" if code[:3] in ("200", "201") else "2B"
    return code[:2]
