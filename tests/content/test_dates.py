"""Does the content say on each day what is true that day?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from content.dates import in_time, library_on, on, seen_by_person
from content.loader import load
from content.models import Barrier, Dated, Guarantee, Lesson, Library, Proposal

SMALL = load(Path(__file__).parent / "small")
LESSON = SMALL.lesson("copie")
PERSON = SMALL.proposals["conseiller-public"]
THE_DAY = date(2027, 9, 1)
THE_EVE = date(2027, 8, 31)


def with_steps(*steps: Proposal) -> Library:
    return replace(SMALL, proposals={**SMALL.proposals, **{step.id: step for step in steps}})


def step(**changes: Any) -> Lesson:
    return LESSON.model_copy(update=changes)


def dated(field: str, text: str, from_day: date = THE_DAY) -> tuple[Dated, ...]:
    return (Dated(from_day=from_day, field=field, text=text),)


# ------------------------------------------------------------------ dated words


def test_a_dated_text_is_said_from_its_day_on() -> None:
    library = with_steps(step(dated=dated("what", "Depuis septembre, c'est fait.")))

    before, after = library_on(library, THE_EVE), library_on(library, THE_DAY)

    assert before.proposals["copie"].what == LESSON.what
    assert after.proposals["copie"].what == "Depuis septembre, c'est fait."


def test_the_last_of_two_dated_texts_wins_whatever_their_order() -> None:
    later = dated("what", "Et depuis octobre.", date(2027, 10, 1))
    item = step(dated=later + dated("what", "Depuis septembre."))

    assert on(item, THE_DAY).what == "Depuis septembre."
    assert on(item, date(2027, 10, 1)).what == "Et depuis octobre."


def test_a_text_inside_a_step_or_a_variant_changes_alone() -> None:
    lesson = on(step(dated=dated("steps.brancher.help", "Demandez.")), THE_DAY)
    barrier: Barrier = SMALL.barriers["F1"].model_copy(update={"dated": dated("variants.A.why", "Votre réseau paie.")})
    barrier = barrier.model_copy(update={"variants": {"A": barrier.worded(None)}})

    assert [one.help for one in lesson.steps].count("Demandez.") == 1
    assert lesson.steps[1].text == LESSON.steps[1].text
    assert on(barrier, THE_DAY).worded("A").why == "Votre réseau paie."
    assert on(barrier, THE_EVE).worded("A").why == barrier.why


def test_a_change_to_a_field_that_is_not_there_is_left_aside() -> None:
    assert on(step(dated=dated("steps.brancer.help", "Demandez.")), THE_DAY).steps == LESSON.steps


def test_between_two_turning_days_the_library_is_one_and_the_same() -> None:
    library = with_steps(step(dated=dated("what", "Depuis septembre.")))

    assert library_on(library, THE_EVE) is library
    assert library_on(library, THE_DAY) is library_on(library, date(2028, 1, 1))
    assert library_on(SMALL, THE_DAY) is SMALL


# ------------------------------------------------------------------ steps that leave


@pytest.mark.parametrize(
    "ends",
    [{"ends_on": THE_EVE}, {"guarantee": Guarantee(level="prive", by="un label", until=THE_EVE)}],
    ids=["ends_on", "guarantee"],
)
def test_a_step_past_its_end_is_no_longer_in_the_library(ends: dict[str, Any]) -> None:
    library = with_steps(step(**ends))

    assert "copie" in library_on(library, THE_EVE).proposals
    assert "copie" not in library_on(library, THE_DAY).proposals


def test_a_step_not_yet_begun_is_not_in_the_library() -> None:
    library = with_steps(step(starts_on=THE_DAY))

    assert "copie" not in library_on(library, THE_EVE).proposals
    assert "copie" in library_on(library, THE_DAY).proposals


def test_the_step_that_replaces_one_waits_until_it_has_left() -> None:
    new = step(id="copie-2", replaces="copie")
    library = with_steps(step(ends_on=THE_EVE), new)

    assert set(library_on(library, THE_EVE).proposals) == {"copie", PERSON.id}
    assert set(library_on(library, THE_DAY).proposals) == {"copie-2", PERSON.id}
    assert (in_time(new, THE_EVE, library), in_time(new, THE_DAY, library)) == (False, True)


# ------------------------------------------------------------------ what a person saw


@pytest.mark.parametrize(
    ("changes", "today", "seen"),
    [
        ({}, date(2026, 11, 2), False),
        ({"checked_on": date(2026, 11, 2)}, date(2026, 11, 2), True),
        ({"checked_on": date(2026, 5, 6)}, date(2026, 11, 1), True),
        ({"checked_on": date(2026, 5, 6)}, date(2026, 11, 2), False),
        ({"checked_on": date(2026, 11, 2), "kind": "aid"}, date(2026, 12, 31), True),
        ({"checked_on": date(2026, 11, 2), "kind": "aid"}, date(2027, 1, 1), False),
    ],
)
def test_what_was_seen_stays_sure_as_long_as_its_kind_allows(changes: dict[str, Any], today: date, seen: bool) -> None:
    item = step(**changes)

    assert seen_by_person(item, today, with_steps(item)) is seen


def test_what_stands_on_a_list_that_changes_is_seen_again_after_a_month() -> None:
    item = step(checked_on=date(2026, 10, 1), guarantee=Guarantee(level="registre", by="les impôts"))

    assert seen_by_person(item, date(2026, 10, 30), with_steps(item))
    assert not seen_by_person(item, date(2026, 10, 31), with_steps(item))
