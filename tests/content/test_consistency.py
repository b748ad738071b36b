"""Is each way for the content to contradict itself told, with its file, its field and a mend?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from content.consistency import problems
from content.loader import load
from content.models import (
    BarrierVariant,
    Dated,
    GlossaryWord,
    Library,
    Option,
    Problem,
    Proposal,
    Service,
    Tool,
    ToolOption,
    ToolQuestion,
    Topic,
    Verdict,
)

SMALL = load(Path(__file__).parent / "small")
LESSON = SMALL.lesson("copie")
PERSON = SMALL.proposals["conseiller-public"]
QUESTION = SMALL.questions["reseau"]
TYPE = SMALL.types["A"]
BARRIER = SMALL.barriers["F1"]


def with_steps(*steps: Proposal) -> Library:
    return replace(SMALL, proposals={**SMALL.proposals, **{step.id: step for step in steps}})


def lesson(**changes: Any) -> Proposal:
    return LESSON.model_copy(update=changes)


def service(name: str, **changes: Any) -> Service:
    like_it = {key: value for key, value in LESSON.model_dump().items() if key in Service.model_fields}
    return Service.model_validate({**like_it, "kind": "service", "id": name, "button": name, **changes})


def only(library: Library) -> Problem:
    (problem,) = problems(library)
    return problem


def test_a_sound_library_holds_together() -> None:
    assert problems(SMALL) == []


# ------------------------------------------------------------------ rules


def test_what_a_step_requires_it_may_not_exclude() -> None:
    found = only(with_steps(lesson(requires={"reseau": ("franchise", "aucun")}, excludes={"reseau": ("aucun",)})))

    assert (found.file, found.field) == ("lessons/copie.toml", "excludes.reseau")
    assert "« aucun »" in found.sentence


def test_a_step_for_a_trade_of_another_sector_reaches_nobody() -> None:
    assert only(with_steps(lesson(trades=("fleuriste",), sectors=("artisanat",)))).field == "trades"


def test_a_step_that_no_example_receives_is_told() -> None:
    refused = LESSON.examples[0].model_copy(update={"proposed": False})

    assert only(with_steps(lesson(examples=(refused,)))).field == "examples"


@pytest.mark.parametrize("group", ["typing", "situation"])
def test_a_question_that_changes_nothing_is_never_put(group: str) -> None:
    question = QUESTION.model_copy(update={"id": "couleur", "group": group})

    found = only(replace(SMALL, questions={**SMALL.questions, "couleur": question}))

    assert found.file == "questions/couleur.toml"
    assert found.sentence.startswith("jamais posée")


def test_an_answer_that_a_family_does_not_speak_of_is_told() -> None:
    options = (*QUESTION.options, Option(value="cooperative", label="Une coopérative"))
    library = replace(SMALL, questions={"reseau": QUESTION.model_copy(update={"options": options})})

    found = only(library)

    assert (found.file, found.field) == ("company_types/reseau.toml", "evidence.reseau")
    assert "« cooperative »" in found.sentence


def test_a_family_silent_on_a_question_that_others_speak_of_is_told() -> None:
    silent = TYPE.model_copy(update={"id": "C", "slug": "generique", "label": "Un voisin", "evidence": {}})

    assert only(replace(SMALL, types={"A": TYPE, "C": silent})).file == "company_types/generique.toml"


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        ({"says": ("sous contrat",)}, {"says": ("+Sous contrat",)}, "options.says"),
        ({"numbers": (1, 3)}, {"numbers": (3, 9)}, "options.numbers"),
    ],
)
def test_two_answers_understood_from_the_same_words_are_told(
    one: dict[str, Any], other: dict[str, Any], field: str
) -> None:
    first, second = QUESTION.options
    options = (first.model_copy(update=one), second.model_copy(update=other))

    found = only(replace(SMALL, questions={"reseau": QUESTION.model_copy(update={"options": options})}))

    assert (found.file, found.field) == ("questions/reseau.toml", field)
    assert "« franchise » et « aucun »" in found.sentence


def test_two_words_explained_that_are_written_alike_are_told() -> None:
    word = GlossaryWord(id="cle", word="Clé", sentence="C'est petit.", example="Une clé.")
    other = word.model_copy(update={"id": "serrure", "word": "Serrure", "says": ("clé",)})

    assert only(replace(SMALL, glossary={"cle": word, "serrure": other})).file == "glossary.toml"


def test_two_topics_heard_in_the_same_words_are_told() -> None:
    topic = Topic(id="ligne", kind="question", name="votre ligne", heard=("ma ligne",), reply="Voyons votre ligne.")
    other = topic.model_copy(update={"id": "peche"})

    assert only(replace(SMALL, topics={"ligne": topic, "peche": other})).file == "topics.toml"


# ------------------------------------------------------------------ ways out


def test_two_services_at_one_address_are_told_unless_one_covers_the_other() -> None:
    one = service("annuaire", url="https://www.exemple.fr/liste/")
    other = service("registre", url="https://exemple.fr/liste")

    assert (only(with_steps(one, other)).field, "registre" in only(with_steps(one, other)).sentence) == ("url", True)
    assert problems(with_steps(one, other.model_copy(update={"covers": ("annuaire",)}))) == []


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        ({"url": ""}, "n'a pas d'adresse"),
        ({"ends_on": date(2027, 1, 31)}, "n'est pas là toute l'année"),
        ({"id": "autre"}, "n'est pas une personne"),
    ],
)
def test_a_lesson_without_an_exit_is_told(person: dict[str, Any], reason: str) -> None:
    helper = PERSON.model_copy(update=person)

    found = only(replace(SMALL, proposals={LESSON.id: LESSON, helper.id: helper}))

    assert (found.file, found.field) == ("lessons/copie.toml", "stuck_person")
    assert reason in found.sentence


@pytest.mark.parametrize(
    ("steps", "said"), [((), "il en faut 1"), (("brancher", "brancher"), "il en faut 1"), (("rien",), "« rien »")]
)
def test_an_answer_at_the_end_without_a_step_to_read_again_is_told(steps: tuple[str, ...], said: str) -> None:
    found = only(with_steps(lesson(proof_options=("Je la vois", "Rien"), proof_steps=steps)))

    assert (found.field, said in found.sentence) == ("proof_steps", True)
    assert problems(with_steps(lesson(proof_options=("Je la vois", "Rien"), proof_steps=("brancher",)))) == []


@pytest.mark.parametrize("replaced", ["rien", "copie-2", "copie"])
def test_a_step_replaces_another_that_exists_and_ends(replaced: str) -> None:
    new = lesson(id="copie-2", button="Une copie neuve", replaces=replaced)

    assert only(with_steps(new)).field == "replaces"


def test_a_step_that_replaces_one_that_ends_is_sound() -> None:
    new = lesson(id="copie-2", replaces="copie")

    assert problems(with_steps(lesson(ends_on=date(2027, 1, 31)), new)) == []


# ------------------------------------------------------------------ buttons


def test_two_answers_that_read_alike_are_told() -> None:
    options = (QUESTION.options[0], QUESTION.options[1].model_copy(update={"label": "oui."}))

    found = only(replace(SMALL, questions={"reseau": QUESTION.model_copy(update={"options": options})}))

    assert found.field == "options.label"
    assert "« Oui » et « oui. »" in found.sentence


def test_two_barriers_that_read_alike_for_one_family_are_told() -> None:
    other = BARRIER.model_copy(
        update={"id": "F2", "label": "Autre", "variants": {"A": BarrierVariant(label="Mes ordinateurs sont vieux")}}
    )
    mine = BARRIER.model_copy(update={"label": "Mon ordinateur est vieux"})
    same = other.model_copy(update={"variants": {"A": BarrierVariant(label="Mon ordinateur, est vieux")}})

    assert problems(replace(SMALL, barriers={"F1": mine, "F2": other})) == []
    assert only(replace(SMALL, barriers={"F1": mine, "F2": same})).field == "label (famille A)"


def test_two_families_or_two_trades_that_read_alike_are_told() -> None:
    family = TYPE.model_copy(update={"id": "C"})
    trade = SMALL.trades["fleuriste"].model_copy(update={"id": "fleurs", "short": "Fleuristes"})

    assert only(replace(SMALL, types={"A": TYPE, "C": family})).file == "company_types/"
    assert only(replace(SMALL, trades={**SMALL.trades, "fleurs": trade})).field == "short"


def test_two_steps_that_read_alike_are_told_unless_no_plan_holds_both() -> None:
    other = lesson(id="copie-2", button="Faire une copié")

    assert only(with_steps(other)).field == "button"
    assert problems(with_steps(other.model_copy(update={"covers": ("copie",)}))) == []


def test_two_proofs_or_two_tool_answers_that_read_alike_are_told() -> None:
    options = tuple(ToolOption(label=label) for label in ("Chaque jour", "Chaque jour."))
    question = ToolQuestion(id="quand", text="Quand ?", help="Un jour.", options=options)
    like_it = {key: value for key, value in LESSON.model_dump().items() if key in Tool.model_fields}
    tool = Tool.model_validate(
        {
            **like_it, "id": "outil", "button": "Un outil", "goal": "Un but.", "notes_title": "Notes",
            "closing": "Gardez-le.", "questions": (question, question, question),
            "verdicts": (Verdict(from_percent=0, title="Bien", text="Bien."),),
        }
    )  # fmt: skip

    assert {found.field for found in problems(with_steps(tool))} == {"questions.quand"}
    alike = lesson(proof_options=("Je la vois", "Je la vois !"), proof_steps=("brancher",))
    assert only(with_steps(alike)).field == "proof_options"


# ------------------------------------------------------------------ words


def dated(field: str, text: str) -> dict[str, Any]:
    return {"dated": (Dated(from_day=date(2027, 9, 1), field=field, text=text),)}


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("steps.brancer.text", "Branchez.", "n'existe pas"),
        ("button", "Un bouton bien plus long que la place", "ne va pas"),
        ("what", LESSON.what, "rien ne change"),
    ],
)
def test_a_dated_text_stands_in_a_field_and_fits_there(field: str, text: str, sentence: str) -> None:
    found = only(with_steps(lesson(**dated(field, text))))

    assert found.field == "dated (01/09/2027)"
    assert sentence in found.sentence


def test_a_dated_text_of_the_glossary_is_checked_too() -> None:
    word = GlossaryWord(id="cle", word="Clé", sentence="C'est petit.", example="Une clé.", **dated("sens", "Autre."))

    assert only(replace(SMALL, glossary={"cle": word})).file == "glossary.toml [cle]"


def test_initials_have_their_full_name_beside_them_or_in_the_glossary() -> None:
    library = with_steps(lesson(what="Prenez une clé USB."))
    word = GlossaryWord(id="usb", word="Clé USB", sentence="C'est petit.", example="Une clé.")

    assert (only(library).severity, "« USB »" in only(library).sentence) == ("error", True)
    assert problems(with_steps(lesson(what="Prenez une clé qui se branche (USB)."))) == []
    assert problems(replace(library, glossary={"usb": word})) == []
