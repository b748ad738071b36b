"""Does `check` tell an editor what the content says wrong, where, and what to write instead?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from content.bubbles import bubbles
from content.checks import check
from content.loader import load
from content.models import (
    Guarantee,
    Library,
    NamedException,
    Problem,
    Proposal,
    QuestionVariant,
    Tool,
    ToolOption,
    ToolQuestion,
    Topic,
    Verdict,
)
from content.plain import check_texts

TODAY = date(2026, 11, 2)
SMALL = Path(__file__).parent / "small"
LIBRARY = load(SMALL)
LESSON = LIBRARY.lesson("copie")
PLAIN = "Votre caisse garde la trace de vos ventes."


def found(library: Library) -> list[Problem]:
    """The problems, but what a library of five items must lack of the study."""
    return [one for one in check(library, TODAY) if one.file != "study.toml"]


def with_step(step: Proposal) -> Library:
    return replace(LIBRARY, proposals={**LIBRARY.proposals, step.id: step})


def test_a_sound_library_has_no_problem() -> None:
    assert found(LIBRARY) == []


def test_a_misspelt_fact_is_told_with_the_nearest_one() -> None:
    library = with_step(LESSON.model_copy(update={"requires": {"resau": ("aucun",)}}))

    (problem,) = found(library)

    assert problem.file == "lessons/copie.toml"
    assert problem.sentence == "le fait « resau » n'existe pas. Voulez-vous dire « reseau » ?"


@pytest.mark.parametrize(
    ("update", "field"),
    [
        ({"requires": {"reseau": ("aucune",)}}, "requires.reseau"),
        ({"excludes": {"effectif": ("0",)}}, "excludes"),
        ({"requires": {"departement": ("99",)}}, "requires.departement"),
        ({"serves": ("ACT99",)}, "serves"),
        ({"trades": ("fleurist",)}, "trades"),
        ({"sectors": ("commerces",)}, "sectors"),
        ({"topics": ("ligne",)}, "topics"),
        ({"covers": ("copies",)}, "covers"),
        ({"stuck_person": "copie"}, "stuck_person"),
        ({"steps": (*LESSON.steps, LESSON.steps[0])}, "steps"),
        ({"proof_options": ("Je vois la copie sur mon écran bleu",)}, "proof_options"),
        ({"guarantee": Guarantee(level="prive", by="un label", until=date(2026, 11, 1))}, "guarantee.until"),
        ({"cost": "payant : demandez"}, "cost"),
        ({"guarantee": Guarantee(level="prive", by="un label : demandez")}, "guarantee.by"),
        ({"checked_on": TODAY}, "checked_by"),
        ({"checked_by": "Marie"}, "checked_on"),
        ({"source_name": ""}, "source_name"),
        ({"source_date": "2027"}, "source_date"),
        ({"what": "Mettez vos photos dans le cloud."}, "what"),
        ({"what": "Vous prenez " + "une fleur et " * 6 + "un pot."}, "what"),
    ],
)
def test_what_a_step_says_wrong_is_told_at_its_field(update: dict[str, object], field: str) -> None:
    problems = found(with_step(LESSON.model_copy(update=update)))

    assert (problems[0].file, problems[0].field, problems[0].severity) == (
        "lessons/copie.toml",
        field,
        "error",
    )


WRONG_FACT = {"resau": {"aucun": "souvent"}}
WRONG_ANSWER = {"reseau": {"aucune": "souvent"}}


@pytest.mark.parametrize("evidence", [WRONG_FACT, WRONG_ANSWER])
def test_a_family_speaks_of_answers_that_are_asked(evidence: dict[str, dict[str, str]]) -> None:
    kind = LIBRARY.types["A"]
    changed = kind.model_copy(update={"evidence": {**kind.evidence, **evidence}})

    assert "company_types/reseau.toml" in {one.file for one in found(replace(LIBRARY, types={"A": changed}))}


@pytest.mark.parametrize("reveals", [WRONG_FACT, WRONG_ANSWER])
def test_a_barrier_is_revealed_by_answers_that_are_asked(reveals: dict[str, dict[str, str]]) -> None:
    barrier = LIBRARY.barriers["F1"].model_copy(update={"reveals": reveals})

    assert [one.file for one in found(replace(LIBRARY, barriers={"F1": barrier}))] == ["barriers/equipement.toml"]


def test_an_example_answers_what_is_asked() -> None:
    kind, barrier = LIBRARY.types["A"], LIBRARY.barriers["F1"]
    wrong = {"answers": {"reseau": "aucune"}}
    library = replace(
        with_step(LESSON.model_copy(update={"examples": (LESSON.examples[0].model_copy(update=wrong),)})),
        types={"A": kind.model_copy(update={"examples": (kind.examples[0].model_copy(update=wrong),)})},
        barriers={"F1": barrier.model_copy(update={"examples": (barrier.examples[0].model_copy(update=wrong),)})},
    )

    assert [(one.file, one.field) for one in found(library)] == [
        ("company_types/reseau.toml", "examples.1.reseau"),
        ("barriers/equipement.toml", "examples.1.reseau"),
        ("lessons/copie.toml", "examples.1.reseau"),
    ]


def test_a_question_has_other_words_for_trades_that_exist() -> None:
    variant = QuestionVariant(verbs=("soigner", "coifer"), text="Avez-vous une enseigne ?")
    question = LIBRARY.questions["reseau"].model_copy(update={"variants": (variant,)})

    (problem,) = found(replace(LIBRARY, questions={"reseau": question}))

    assert (problem.file, problem.field) == ("questions/reseau.toml", "variants.verbs")
    assert "« coifer »" in problem.sentence


def test_an_exception_that_excuses_nothing_is_told() -> None:
    named = NamedException(file="replies.toml", field="loi", reason="le nom officiel")

    (problem,) = found(replace(LIBRARY, exceptions=(named,)))

    assert (problem.file, problem.field) == ("exceptions.toml", "loi")


def test_a_step_that_may_be_unknown_or_checked_in_full_is_sound() -> None:
    step = LESSON.model_copy(update={"requires": {"reseau": ("inconnu",)}, "checked_on": TODAY, "checked_by": "Marie"})

    assert found(with_step(step)) == []


def test_the_study_alone_says_which_families_have_a_barrier() -> None:
    barrier = LIBRARY.barriers["F1"].model_copy(update={"types": ("A",)})

    (problem,) = found(replace(LIBRARY, barriers={"F1": barrier}))

    assert problem.field == "types"


def test_a_family_or_barrier_of_the_study_without_a_file_is_an_error() -> None:
    missing = {one.field for one in check(LIBRARY, TODAY) if one.file == "study.toml" and one.severity == "error"}

    assert missing == {"types.B", "types.C", "types.D", *(f"barriers.F{number}" for number in range(2, 14))}


def test_a_named_exception_to_plain_french_is_left_alone() -> None:
    library = replace(LIBRARY, replies={"loi": "Qualiopi."})
    named = NamedException(file="replies.toml", field="loi", reason="le nom officiel")

    assert found(library) != []
    assert found(replace(library, exceptions=(named,))) == []


def test_too_few_plain_bubbles_is_an_error_of_the_whole() -> None:
    dull = "Les professionnels indépendants utilisent des logiciels informatiques communicants."
    texts = [("replies.toml", str(number), PLAIN) for number in range(18)]

    problems = check_texts([*texts, ("replies.toml", "a", dull), ("replies.toml", "b", dull)])

    assert problems[-1].sentence == "18 bulles claires sur 20 : il en faut 95 %."
    assert problems[-1].severity == "error"


def test_the_words_inside_variants_steps_and_options_are_read_too() -> None:
    fields = {(file, field) for file, field, _ in bubbles(LIBRARY)}

    assert ("lessons/copie.toml", "steps.brancher.help") in fields
    assert ("questions/reseau.toml", "options.1.label") in fields
    assert ("replies.toml", "bonjour") in fields
    assert not [field for _, field in fields if field.startswith(("source", "serves", "examples"))]


def test_a_tool_names_facts_and_answers_that_exist_and_its_verdicts_start_from_nothing() -> None:
    moi = ToolOption(label="Moi", known={"reseau": ("aucune",)}, topics=("nulle-part",))
    asked = tuple(ToolQuestion(id=name, text="Qui ?", help="Vous.", options=(moi,)) for name in ("qui", "ou", "quand"))
    verdicts = (Verdict(from_percent=0, title="Bien.", text="C'est bien."),
                Verdict(from_percent=5, title="Seul.", text="C'est seul.", after="Moi"),
                Verdict(from_percent=0, title="Nous.", text="C'est nous.", after="Nous"))  # fmt: skip
    like_it = {key: value for key, value in LESSON.model_dump().items() if key in Tool.model_fields}
    tool = Tool.model_validate(
        {**like_it, "id": "outil", "button": "Un outil", "goal": "Un but.", "notes_title": "Notes",
         "closing": "Gardez-le.", "questions": asked, "verdicts": verdicts}
    )  # fmt: skip

    fields = [problem.field for problem in found(with_step(tool)) if problem.file == "tools/outil.toml"]

    assert fields == [
        "questions.qui.known.reseau", "questions.qui.topics", "questions.ou.known.reseau", "questions.ou.topics",
        "questions.quand.known.reseau", "questions.quand.topics",
        "questions.qui.told", "questions.ou.told", "questions.quand.told",
        "verdicts.after", "verdicts.from_percent",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("price", "price_from", "field"),
    [("Un site coûte 900 euros.", "", "price_from"), ("Un site coûte 900 euros.", LESSON.id, "price")],
)
def test_an_amount_told_of_a_subject_stands_with_its_source_on_an_item(price: str, price_from: str, field: str) -> None:
    topic = Topic(id="site", kind="question", heard=("site",), reply="Un site.", price=price, price_from=price_from)

    (problem,) = found(replace(LIBRARY, topics={topic.id: topic}))

    assert (problem.file, problem.field) == ("topics.toml [site]", field)
