"""Are the texts of the content plain French, one by one and together?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from content.bubbles import Text, bubbles
from content.models import Library, Problem
from content.readability import FEW_WORDS, Reading, frequency_note, measure
from content.typography import slips, typeset

AIM = 0.95
"""The share of bubbles that must pass rules 1 to 5."""


def check_texts(
    texts: Iterable[Text],
    names: frozenset[str] = frozenset(),
    exceptions: Mapping[tuple[str, str], str] | None = None,
) -> list[Problem]:
    """Whether these texts are plain French, one by one and together. `names`: words that name somebody.

    `exceptions`: file and field -> why this text may stay as it is.
    """
    excused = exceptions or {}
    kept = [text for text in texts if text[:2] not in excused]
    problems = [
        Problem(file, field, finding.sentence, "error" if finding.hard else "warning")
        for file, field, text in kept
        for finding in _read(file, text, names).findings
    ]
    return [*problems, *_together(_shares(kept, names))]


@dataclass(frozen=True)
class Shares:
    """How many bubbles are plain French, of those with enough words to tell (rules 1 to 5) and of all (6 to 8)."""

    plain: int
    counted: int
    sound: int
    total: int

    def lines(self) -> Iterator[str]:
        for rules, number, out_of in (("1 à 5", self.plain, self.counted), ("6 à 8", self.sound, self.total)):
            share = f"{math.floor(1000 * number / max(1, out_of)) / 10:.1f}".replace(".", ",")
            yield f"Langage clair, règles {rules} : {number} bulles sur {out_of}, {share} %."


def shares(library: Library) -> Shares:
    """The figures of the whole content, named exceptions aside."""
    excused = excused_in(library)
    return _shares([text for text in bubbles(library) if text[:2] not in excused], names_in(library))


def _shares(texts: Sequence[Text], names: frozenset[str]) -> Shares:
    readings = [(text, _read(file, text, names)) for file, _, text in texts]
    counted = [reading for _, reading in readings if reading.words >= FEW_WORDS]
    sound = sum(all(found.rule < 6 for found in one.findings) and not slips(typeset(text)) for text, one in readings)
    return Shares(sum(one.within_aims for one in counted), len(counted), sound, len(readings))


def _read(file: str, text: str, names: frozenset[str]) -> Reading:
    return measure(text, explained=file.startswith("glossary.toml"), names=names)


def names_in(library: Library) -> frozenset[str]:
    """The words that name a network, or what looks like one, even in lower case."""
    names = [network.name for network in library.networks] + [other.name for other in library.look_alikes]
    return frozenset(word for name in names for word in name.lower().split())


def excused_in(library: Library) -> dict[tuple[str, str], str]:
    """The named exceptions, each with its reason."""
    return {(one.file, one.field): one.reason for one in library.exceptions}


def _together(found: Shares) -> Iterator[Problem]:
    if frequency_note():
        yield Problem("-", "-", frequency_note(), "warning")
    if found.plain < AIM * found.counted:
        yield Problem("-", "-", f"{found.plain} bulles claires sur {found.counted} : il en faut {AIM * 100:.0f} %.")
