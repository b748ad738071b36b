"""Is the content in service sound, and is there enough of it?"""

from __future__ import annotations

from collections import Counter
from datetime import date

from content.bubbles import bubbles
from content.checks import check
from content.coverage import study
from content.loader import load
from content.models import Question
from content.readability import FEW_WORDS, measure
from content.typography import slips, typeset

REVIEWED = date(2026, 11, 23)
LIBRARY = load()


def test_nothing_in_it_is_wrong() -> None:
    errors = [str(problem) for problem in check(LIBRARY, REVIEWED) if problem.severity == "error"]

    assert errors == []


def test_every_bubble_is_set_in_french() -> None:
    found = {f"{file} {field}": slips(typeset(text)) for file, field, text in bubbles(LIBRARY)}

    assert {place: badly_set for place, badly_set in found.items() if badly_set} == {}


def test_nineteen_bubbles_in_twenty_are_plain_french() -> None:
    readings = [measure(text) for _, _, text in bubbles(LIBRARY)]
    long_enough = [reading for reading in readings if reading.words >= FEW_WORDS]

    assert sum(reading.within_aims for reading in long_enough) >= 0.95 * len(long_enough) > 0


def test_there_is_enough_of_each_kind() -> None:
    kinds = Counter(LIBRARY.kind(step) for step in LIBRARY.proposals)

    assert (len(LIBRARY.types), len(LIBRARY.barriers)) == (4, 13)
    assert len(LIBRARY.trades) >= 118
    assert len(LIBRARY.glossary) >= 80
    assert kinds["lesson"] >= 24
    assert kinds["service"] >= 45
    assert kinds["training"] + kinds["aid"] >= 8


def test_every_question_can_be_answered_by_a_button() -> None:
    asked = [question for question in LIBRARY.questions.values() if not is_typed(question)]

    assert [question.id for question in asked if len(question.options) < 2] == []


def is_typed(question: Question) -> bool:
    """The département is typed: a hundred buttons would help nobody."""
    return question.id == "departement"


def test_every_barrier_has_an_answer_for_each_family_that_may_tick_it() -> None:
    answered = {
        (barrier, family) for step in LIBRARY.proposals.values() for barrier in step.barriers for family in step.types
    }

    assert {(barrier, family) for barrier in LIBRARY.barriers for family in LIBRARY.types} - answered == set()


def test_every_barrier_has_somebody_to_call() -> None:
    persons = [step for step in LIBRARY.proposals.values() if LIBRARY.kind(step.id) == "person"]

    assert set(LIBRARY.barriers) - {barrier for person in persons for barrier in person.barriers} == set()


def test_each_family_hears_in_its_own_words_why_and_what_others_gained_for_each_barrier_the_study_gives_it() -> None:
    pairs = [(LIBRARY.barriers[key], family) for key, told in study()["barriers"].items() for family in told["types"]]
    own = [(barrier.id, family, barrier.variants.get(family)) for barrier, family in pairs]

    assert len(pairs) == 30
    assert [(key, family) for key, family, variant in own if not (variant and variant.why and variant.gained)] == []


def test_no_two_families_say_in_the_same_words_what_holds_them_back() -> None:
    said = {
        key: [LIBRARY.barriers[key].worded(family).sentence for family in told["types"]]
        for key, told in study()["barriers"].items()
    }

    assert [key for key, sentences in said.items() if len(set(sentences)) < len(sentences)] == []
