"""Is a person told what to open again, the unseen first?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from content.freshness import in_one_line, lines, to_see
from content.loader import load
from content.models import Guarantee, Library

TODAY = date(2026, 11, 23)
SMALL = load(Path(__file__).parent / "small")
LESSON = SMALL.lesson("copie")
SEEN = {"checked_on": date(2026, 11, 2), "checked_by": "Marie"}
LONG_AGO = {"checked_on": date(2025, 11, 2), "checked_by": "Marie"}


def library(*changes: dict[str, Any]) -> Library:
    """Lessons like « copie », each with its changes, and nothing else."""
    steps = [LESSON.model_copy(update={"id": f"copie-{rank}", **one}) for rank, one in enumerate(changes, start=1)]
    return replace(SMALL, proposals={step.id: step for step in steps})


def test_the_never_seen_come_first_and_then_the_oldest() -> None:
    found = to_see(library(LONG_AGO, {}, SEEN, {**LONG_AGO, "checked_on": date(2025, 1, 2)}), TODAY)

    assert [one.file for one in found] == [f"lessons/copie-{rank}.toml" for rank in (2, 4, 1)]


def test_a_person_is_told_the_page_and_what_to_look_for() -> None:
    told = "\n".join(
        lines(
            library(
                {
                    "url": "https://exemple.fr/page",
                    "cost": "12 euros par an",
                    "what": "Une copie garde vos ventes. **Il faut 2 clés.**",
                    "guarantee": Guarantee(level="prive", by="un label", until=date(2027, 1, 31)),
                    "ends_on": date(2027, 1, 30),
                }
            ),
            TODAY,
        )
    )

    assert "vu : jamais" in told
    assert "page : https://exemple.fr/page" in told
    assert "le prix, « 12 euros par an »" in told
    assert "« un label », jusqu'au 31/01/2027" in told
    assert "la fin, le 30/01/2027" in told
    assert "« Il faut 2 clés. »" in told


def test_without_a_url_the_page_is_the_source_and_our_own_advice_has_none() -> None:
    ours = {"source": "Notre méthode", "source_name": "notre méthode"}

    first, second = to_see(library(ours, {}), TODAY)

    assert (first.address, second.address) == ("https://exemple.fr/copie", "")


def test_what_is_no_longer_proposed_need_not_be_seen() -> None:
    assert to_see(library({"ends_on": date(2026, 11, 22)}), TODAY) == []


def test_whoever_starts_the_service_reads_how_many_are_left() -> None:
    assert in_one_line(library(SEEN, LONG_AGO, {}), TODAY) == (
        "Faits à revoir par une personne : 2, dont 1 jamais vus (python -m bot check --freshness)."
    )
    assert in_one_line(library(SEEN), TODAY) == "Faits à revoir : aucun, une personne les a tous vus."
