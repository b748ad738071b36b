"""Does `check --coverage` tell every id of the study that nobody is served by?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from content.coverage import Served, coverage, lines, study, study_ids
from content.loader import load
from content.models import BarrierVariant, Library

SMALL = load(Path(__file__).parent / "small")
LESSON = SMALL.lesson("copie")


def served(one: str, library: Library) -> Served:
    return next(found for found in coverage(library) if found.id == one)


def with_lesson(**changes: Any) -> Library:
    lesson = LESSON.model_copy(update=changes)
    return replace(SMALL, proposals={**SMALL.proposals, lesson.id: lesson})


def test_the_content_in_service_serves_every_id_of_the_study() -> None:
    found = coverage(load())

    assert [one.id for one in found if not one.meetings] == []
    assert len(found) > 150


def test_every_kind_of_id_of_the_study_is_asked_for() -> None:
    asked = {one.id for one in coverage(SMALL)}

    assert {"A", "F1", "F1-C", "F12-B", "U9b", "N3", "RU1", "M1", "O6", "ACT7", "B12", "R-H3", "reseau"} <= asked
    assert asked <= study_ids()
    assert asked & set(study()["planned"]) == set()


def test_an_item_serves_the_ids_it_names_where_an_owner_meets_it() -> None:
    library = with_lesson(serves=("ACT1",), topics=("caisse",))

    (meeting,) = served("ACT1", library).meetings
    assert meeting.file == "lessons/copie.toml"
    assert meeting.messages == ("étape du plan", "leçon", "réponse à sa question")
    assert served("ACT1", SMALL).meetings == ()


def test_the_answer_to_a_barrier_must_answer_that_barrier() -> None:
    assert served("ACT7", with_lesson(serves=("ACT7",))).meetings == ()


def test_a_measure_for_a_family_must_be_open_to_that_family() -> None:
    assert served("A5", with_lesson(serves=("A5",))).meetings != ()
    assert served("A5", with_lesson(serves=("A5",), types=("B", "C"))).meetings == ()


def test_a_barrier_is_met_in_the_words_of_a_family_only_when_it_has_some() -> None:
    barrier = SMALL.barriers["F1"].model_copy(
        update={"variants": {"A": BarrierVariant(label="Ma caisse est vieille"), "B": BarrierVariant(why="Parce que.")}}
    )
    library = replace(SMALL, barriers={"F1": barrier})

    assert served("F1-A", library).meetings[0].messages == ("écran des freins",)
    assert served("F1-B", library).meetings[0].messages == ("explication",)
    assert served("F1-C", library).meetings == ()


def test_the_person_called_when_a_lesson_sticks_says_so() -> None:
    person = SMALL.proposals["conseiller-public"].model_copy(update={"serves": ("M8",)})
    library = replace(SMALL, proposals={**SMALL.proposals, person.id: person})

    assert served("M8", library).meetings[0].messages == ("étape du plan", "secours d'une leçon")


def test_the_report_ends_with_what_nobody_is_served_by_and_says_what_is_planned() -> None:
    told = list(lines(SMALL))

    assert "R-FIL" in told[-3]
    assert told[-2].startswith("\n2 identifiants servis sur")
    assert told[-1].startswith("Rien ne sert encore : B, C, D, F1-A,")
