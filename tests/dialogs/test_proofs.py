"""Does playing the content tell an editor where it does not hold?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from content.loader import load
from content.models import Library, Problem
from content.readability import measure
from dialogs.proofs import prove
from dialogs.renderings import invented
from tests.dialogs.test_her_chamber import CCI

TODAY = date(2026, 11, 23)
SERVICE = "chambersign"


def changed(library: Library, step_id: str, **changes: Any) -> Library:
    step = library.proposals[step_id].model_copy(update=changes)
    return replace(library, proposals={**library.proposals, step_id: step})


def told(library: Library) -> list[Problem]:
    return prove(library, TODAY)


def test_the_content_in_service_holds(library: Library) -> None:
    assert [str(problem) for problem in told(library)] == []


def test_a_barrier_without_three_answers_for_some_trade_is_told(library: Library) -> None:
    """Given answers to F7 for florists alone, when it is proved, then the other trades are told."""
    for_florists = {
        step.id: step.model_copy(update={"trades": ("fleuriste",), "examples": ()}) if "F7" in step.barriers else step
        for step in library.proposals.values()
    }

    problems = [p for p in told(replace(library, proposals=for_florists)) if p.file == "barriers/debit.toml"]

    assert [p.sentence.partition(",")[0] for p in problems] == [
        f"0 réponse(s) pour la famille {kind.id}" for kind in library.types.values()
    ]


def test_a_trade_left_with_too_few_answers_is_named(library: Library) -> None:
    all_but = tuple(trade for trade in library.trades if trade != "fleuriste")
    others = {
        step.id: step.model_copy(update={"trades": all_but, "examples": ()}) if "F7" in step.barriers else step
        for step in library.proposals.values()
    }

    (sentence, *_) = [p.sentence for p in told(replace(library, proposals=others)) if "métier" in p.sentence]

    assert "« fleuriste »" in sentence


def test_a_situation_left_with_a_plan_too_short_is_named(library: Library) -> None:
    """Given every answer to F7 but two ruled out by the fibre, when it is proved, then that situation is told."""
    kept = ("conseiller-public", "noter-coupures")
    not_with_fibre = {
        step.id: step.model_copy(update={"excludes": {"connexion": ("fibre",)}, "examples": ()})
        if "F7" in step.barriers and step.id not in kept
        else step
        for step in library.proposals.values()
    }

    sentences = [p.sentence for p in told(replace(library, proposals=not_with_fibre)) if "étape(s)" in p.sentence]

    assert len(sentences) == len(library.types)
    assert all("si internet = fibre" in sentence for sentence in sentences)


def test_a_bubble_too_long_once_filled_is_told(library: Library) -> None:
    long = " ".join(["un mot"] * 10)
    problems = told(changed(library, SERVICE, leaving=long, benefit=long))

    assert ("services/chambersign.toml", "step") in {(p.file, p.field) for p in problems}


def test_the_longest_chamber_is_read_once_filled(library: Library) -> None:
    """Given a chamber whose hours are far too wordy, when it is proved, then the person it is behind is told."""
    wordy = CCI.model_copy(update={"hours": " ".join(["un mot"] * 30)})

    problems = told(replace(library, chambers={wordy.id: wordy}))

    assert ("persons/cci.toml", "chamber") in {(p.file, p.field) for p in problems}


@pytest.mark.parametrize(
    ("key", "template", "where"),
    [
        ("welcome.what_from", "Je viens au nom et de la part de : {chamber}.", ("replies.toml", "welcome.what_from")),
        ("chamber.name", "Voici le nom de la maison qui vous aide : {name}", ("persons/cma.toml", "chamber")),
    ],
)
def test_a_bubble_too_long_with_the_name_of_a_chamber_is_told(
    library: Library, key: str, template: str, where: tuple[str, str]
) -> None:
    """Given no chamber imported and a template that is short without its name, when it is proved, then it is told."""
    library = replace(library, chambers={}, replies={**library.replies, key: template})

    problems = told(library)

    assert measure(template).findings == ()
    assert len(invented.CHAMBER_NAME) == 120
    assert where in {(p.file, p.field) for p in problems}


@pytest.mark.parametrize(
    ("button", "reads", "screen"),
    [
        ("stuck", "C'est fait.", "lesson"),
        ("back_to_plan", "En détails", "step"),
        ("stay", "Oui, tout supprimer", "erase"),
    ],
)
def test_two_buttons_of_one_screen_that_read_alike_are_told(
    library: Library, button: str, reads: str, screen: str
) -> None:
    problems = told(replace(library, replies={**library.replies, f"buttons.{button}": reads}))

    assert {p.field for p in problems if "se lisent pareil" in p.sentence} >= {screen}


def test_a_sentence_that_ends_twice_is_told(library: Library) -> None:
    problems = told(changed(library, SERVICE, leaving="Demandez un contrat court."))

    assert any("deux signes à la suite" in p.sentence for p in problems)


@pytest.mark.parametrize(
    ("table", "code", "name"),
    [("zones", "999", "Europe/Paris"), ("zones", "69", "Europe/Lyon"), ("feasts", "69", "Lyon")],
)
def test_a_place_that_no_calendar_knows_is_told(library: Library, table: str, code: str, name: str) -> None:
    problems = told(replace(library, **{table: {code: name}}))

    assert (f"{table}.{code}") in {p.field for p in problems if p.file == "departements.toml"}


def test_a_bold_mark_left_open_is_told(library: Library) -> None:
    problems = told(replace(library, replies={**library.replies, "plan.title": "**Votre plan."}))

    assert ("replies.toml", "plan.title") in {(p.file, p.field) for p in problems}


# ------------------------------------------------------------------ examples


def first_changed(item: Any, **changes: Any) -> Any:
    """The same, its first example wrong."""
    first, *others = item.examples
    return item.model_copy(update={"examples": (first.model_copy(update=changes), *others)})


@pytest.fixture(scope="module")
def of_wrong_examples() -> dict[tuple[str, str], list[str]]:
    """What is told of a library where one example of each kind says what does not happen."""
    library = load()
    kinds, questions, step = library.types, library.questions, library.proposals[SERVICE]
    sure = next(n for n, example in enumerate(kinds["C"].examples) if example.sure is not None)
    unsure = kinds["C"].examples[sure].model_copy(update={"sure": not kinds["C"].examples[sure].sure})
    unsure_examples = (*kinds["C"].examples[:sure], unsure, *kinds["C"].examples[sure + 1 :])
    barrier, topic = library.barriers["F7"], library.topics["ligne"]
    wrong = replace(
        library,
        types={
            **kinds, "A": first_changed(kinds["A"], expect="D"),
            "C": kinds["C"].model_copy(update={"examples": unsure_examples}),
        },
        barriers={**library.barriers, "F7": first_changed(barrier, first_screen=not barrier.examples[0].first_screen)},
        proposals={**library.proposals, SERVICE: first_changed(step, proposed=not step.examples[0].proposed)},
        questions={**questions, "connexion": first_changed(questions["connexion"], means="aucune")},
        topics={**library.topics, "ligne": topic.model_copy(update={"examples": ("Je vends des fleurs",)})},
    )  # fmt: skip
    problems: dict[tuple[str, str], list[str]] = {}
    for problem in told(wrong):
        problems.setdefault((problem.file, problem.field), []).append(problem.sentence)
    return problems


@pytest.mark.parametrize(
    ("file", "field", "sentence"),
    [
        ("company_types/reseau.toml", "examples 1", "on attend D, l'assistant trouve A."),
        ("company_types/generique.toml", "examples 1", "l'assistant est à"),
        ("barriers/debit.toml", "examples 1", "on attend ce frein plus loin, il vient en place"),
        ("services/chambersign.toml", "examples 1", "on attend « écarté », c'est le contraire."),
        ("questions/connexion.toml", "examples 1", "on attend « aucune », compris"),
        ("topics.toml", "ligne", "« Je vends des fleurs » n'est pas reconnu."),
    ],
)
def test_an_example_that_fails_is_told_whatever_its_kind(
    of_wrong_examples: dict[tuple[str, str], list[str]], file: str, field: str, sentence: str
) -> None:
    assert any(sentence in one for one in of_wrong_examples[file, field])


def test_nothing_else_is_told_of_wrong_examples(of_wrong_examples: dict[tuple[str, str], list[str]]) -> None:
    assert sum(map(len, of_wrong_examples.values())) == 6


def test_an_example_of_a_step_that_waits_or_has_left_is_not_played(library: Library) -> None:
    left = changed(library, SERVICE, ends_on=date(2026, 11, 22))

    assert [str(p) for p in told(left) if p.file == "services/chambersign.toml"] == []
