"""What becomes of her when content is published or withdrawn under her?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from content.models import Library
from content.own import load_published
from dialogs.progress import BRAND
from tests.dialogs.moments import ALL_AT_ONCE, CHANGES, at_proof, moments, published
from tests.dialogs.talk import Talk


def _without(library: Library, **gone: Callable[[str], bool]) -> Library:
    kept = {
        name: MappingProxyType({key: item for key, item in getattr(library, name).items() if not drop(key)})
        for name, drop in gone.items()
    }
    return replace(library, **kept)


POORER: dict[str, Callable[[Library], Library]] = {
    "no questions": lambda lib: _without(lib, questions=lambda key: True),
    "one question": lambda lib: _without(lib, questions=lambda key: key != "clients"),
    "no lessons": lambda lib: _without(lib, proposals=lambda key: lib.kind(key) == "lesson"),
    "no persons": lambda lib: _without(lib, proposals=lambda key: lib.kind(key) == "person"),
    "few trades": lambda lib: _without(lib, trades=lambda key: key != "fleuriste"),
    "few barriers": lambda lib: _without(lib, barriers=lambda key: key in ("F3", "F8")),
    "no networks": lambda lib: replace(lib, networks=()),
    "no glossary": lambda lib: _without(lib, glossary=lambda key: True, topics=lambda key: True),
}


@pytest.mark.parametrize("poorer", POORER)
def test_content_withdrawn_under_her_leaves_her_a_way_on(library: Library, poorer: str) -> None:
    less = POORER[poorer](library)
    for moment, talk in moments(library).items():
        for text in (
            "oui",
            "non",
            "1",
            "pourquoi ?",
            "c'est fait",
            "je bloque",
            "/plan",
            "/reprendre",
            "bonjour",
            "retour",
        ):
            after = Talk(less, talk.now)
            after.conversation = talk.conversation
            after.say(text)
            assert after.texts, (moment, text)
            assert after.choices, (moment, text)
        for choice in talk.choices:
            after = Talk(less, talk.now)
            after.conversation = talk.conversation
            after.code(choice.code)
            assert after.choices, (moment, choice.code)


@pytest.mark.parametrize("change", [*CHANGES, ALL_AT_ONCE])
def test_content_published_under_her_keeps_her_answers_and_tells_her_in_one_sentence(
    library: Library, change: str
) -> None:
    newer = load_published(published(change))
    for moment, talk in moments(library).items():
        for choice in talk.choices:
            after = Talk(newer, talk.now)
            after.conversation = talk.conversation
            after.code(choice.code)
            assert after.choices, (moment, choice.code)
            assert "pas compris" not in after.said, (moment, choice.code)
            assert lost(talk, after) <= {_fact(choice.code)}, (moment, choice.code)


@pytest.mark.parametrize("said", ["Mon métier l’impose", "2", "personne"])
@pytest.mark.parametrize("change", ["question removed", "question renamed"])
def test_an_answer_to_a_question_that_is_gone_is_told_so(library: Library, change: str, said: str) -> None:
    talk = Talk(library).to_questions()
    talk.library = load_published(published(change))
    talk.say(said)

    assert talk.texts[0].startswith("Nous venons de changer")
    assert talk.screen == "question"
    assert talk.conversation.misses == 0


def test_an_option_that_is_gone_is_told_and_the_question_put_again(library: Library) -> None:
    talk = Talk(library).to_questions()
    gone, stays = talk.choices[2], talk.choices[0]
    talk.library = load_published(published("options changed"))
    talk.code(gone.code)
    told, shown = talk.texts[0], talk.labels
    talk.code(stays.code)

    assert told.startswith("Nous venons de changer")
    assert gone.label not in shown
    assert talk.known["logiciel"] == "fourni_reseau"


def test_a_question_whose_words_changed_takes_the_answer_she_was_shown(library: Library) -> None:
    talk = Talk(library).to_questions()
    talk.library = load_published(published("words changed"))
    talk.press("Moi, je l'ai choisi")

    assert talk.known["logiciel"] == "propre"


def test_a_reminder_about_a_lesson_that_is_gone_is_not_said(library: Library) -> None:
    talk = at_proof(Talk(library, can_push=True))
    talk.press("Mon fichier s'ouvre")
    other = Talk(load_published(published("lesson withdrawn")), can_push=True)
    other.conversation = talk.conversation
    for one in (talk, other):
        one.later(days=15)

    assert talk.comes_due() != []
    assert other.comes_due() == []


def test_a_brand_that_is_gone_does_not_loop(library: Library) -> None:
    talk = Talk(library)
    talk.say("")
    talk.say("garagiste midas")
    talk.code(talk.choices[0].code)
    talk.library = replace(library, networks=())
    talk.say("oui")

    assert talk.screen != "brand"
    assert BRAND not in talk.known


def test_she_is_told_when_a_step_is_withdrawn(library: Library) -> None:
    talk = Talk(library).to_plan()
    gone = talk.conversation.plan.steps[1].id
    step = library.proposals[gone].model_copy(update={"ends_on": talk.now.date()})
    talk.library = replace(library, proposals=MappingProxyType({**library.proposals, gone: step}))
    talk.later(days=2)
    talk.say("/plan")

    assert step.button in talk.said.replace("’", "'")
    assert gone not in {s.id for s in talk.conversation.plan.steps}


def lost(before: Talk, after: Talk) -> set[str]:
    return {fact for fact, value in before.known.items() if after.known.get(fact) != value}


def _fact(code: str) -> str:
    """The fact that this button answers."""
    return code.split(":")[1] if code.startswith("a:") else ""
