"""Does `check --inference` say what the dialogue does, and how much it takes to mislead it?"""

from __future__ import annotations

import random
import statistics
from dataclasses import replace
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.reports import (
    WORDS,
    Means,
    Outcome,
    business_of,
    interviewed,
    lines,
    moved,
    one_wrong,
    sensitivity,
    three_unknown,
)
from bot.simulation import simulate
from content.loader import load
from content.models import UNKNOWN, Library
from tests.transcripts import personas

CHANCE = "a draw"


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture(scope="module")
def outcomes(library: Library) -> list[Outcome]:
    return [interviewed(business_of(one, library), library) for one in personas()]


def test_it_asks_and_infers_as_the_dialogue_does_from_the_same_trade(library: Library, outcomes: list[Outcome]) -> None:
    played = [simulate(one, library) for one in personas()[::4]]

    same_trade = [(o, p) for o, p in zip(outcomes[::4], played, strict=True) if o.trade == p["trade"]]
    assert len(same_trade) >= 8
    for outcome, report in same_trade:
        assert (list(outcome.asked), outcome.inference.type) == (report["questions"], report["type"]), report["id"]


def test_forty_six_of_the_forty_eight_are_right_at_four_questions(outcomes: list[Outcome]) -> None:
    assert len(outcomes) == 48
    assert sum(one.right for one in outcomes) >= 46
    assert statistics.median(len(one.asked) for one in outcomes) <= 4


@pytest.fixture(scope="module")
def means(library: Library, outcomes: list[Outcome]) -> list[Means]:
    return sensitivity(outcomes, library)


@pytest.mark.parametrize(
    ("draw", "right", "offered"),
    [("une réponse fausse", 41, 46), ("trois « je ne sais pas »", 42, 0), ("chaque mot", 43, 0)],
)
def test_misled_in_one_way_most_are_still_right(means: list[Means], draw: str, right: int, offered: int) -> None:
    """Given twenty seeded draws over the 48, then the means hold to what was promised."""
    (found,) = (one for one in means if one.trial.name.startswith(draw))

    assert (found.trial.right, found.trial.offered) == (right, offered)
    assert found.right >= right
    assert found.offered >= offered


def test_content_that_says_less_is_misled_more(library: Library, outcomes: list[Outcome]) -> None:
    """Given types that say nothing of two questions, when each trial is drawn again, then none holds its mean."""
    silent = {"filiere", "reseau"}
    types = {
        kind.id: kind.model_copy(update={"evidence": {f: w for f, w in kind.evidence.items() if f not in silent}})
        for kind in library.types.values()
    }
    poorer = replace(library, types=types)
    asked_again = [interviewed(one.business, poorer) for one in outcomes]

    assert all(found.right < found.trial.right for found in sensitivity(asked_again, poorer))


def test_a_wrong_answer_is_given_to_one_question_that_was_put(library: Library, outcomes: list[Outcome]) -> None:
    before = outcomes[0]

    after = one_wrong(before, library, random.Random(CHANCE))

    (fact,) = {f for f in library.questions if after.business.answers.get(f) != before.business.answers.get(f)}
    assert fact in before.asked
    assert after.business.answers[fact] in {option.value for option in library.questions[fact].options}


def test_three_answers_are_left_unknown(library: Library, outcomes: list[Outcome]) -> None:
    before = next(one for one in outcomes if len(one.business.answers) == 9)

    after = three_unknown(before, library, random.Random(CHANCE))

    assert len(after.business.answers) == 6
    assert UNKNOWN not in after.business.answers.values()


def test_every_word_of_every_family_moves_by_one_notch(library: Library) -> None:
    shaken = moved(library, random.Random(CHANCE))

    notches = {
        abs(WORDS.index(word) - WORDS.index(shaken.types[kind.id].evidence[fact][value]))
        for kind in library.types.values()
        for fact, words in kind.evidence.items()
        for value, word in words.items()
    }
    assert notches == {1}


def test_the_report_is_complete_and_says_the_same_twice(library: Library) -> None:
    few = personas()[:3]

    told = "\n".join(lines(few, library))

    assert told == "\n".join(lines(few, library))
    for part in ("bien reconnues", "trouvé (colonnes)", "presque sûr", "Questions posées", "décident", "un cran"):
        assert part in told


def test_a_folder_without_personas_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--inference", str(tmp_path)]) == 2
    assert "aucun fichier de personnage" in capsys.readouterr().err


def test_each_report_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--coverage"]) == 0
    assert "identifiants servis sur" in capsys.readouterr().out
    assert main(["check", "--freshness"]) == 0
    assert "Faits à revoir" in capsys.readouterr().out
    assert main(["check", "--sources"]) == 0
    assert "Insee" in capsys.readouterr().out


def test_check_ends_with_the_figures_of_plain_french(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check"])

    assert "Langage clair, règles 1 à 5 : " in capsys.readouterr().out
