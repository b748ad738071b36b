"""Is everything we hold about her in one text, in words she can read?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from bot import held_journal, held_rest, held_words
from content.models import Library
from content.typography import typeset
from dialogs import start
from dialogs.conversation import Reminder
from dialogs.events import EventKind
from dialogs.hours import PARIS
from dialogs.progress import Story
from dialogs.wording import day
from tests.bot.holding import NOW, WORDS, Her, read, rest
from tests.browser.serving import Service
from tests.builders import KEY, a_turn

MOST_LINES = 14


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path)


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, str | int]]:
    """(the name it is kept by, value) of every value; a button's code is told by its label."""
    if isinstance(value, dict):
        named, fact = value.get("label") or value.get("button"), value.get("fact") or ""
        for key in (key for key in value if not (key == "code" and named)):
            yield from leaves(value[key], fact if key == "value" and fact else key)
    elif isinstance(value, list):
        yield from (leaf for one in value for leaf in leaves(one, name))
    elif value not in (None, "", False):
        yield name, value


def is_told(name: str, value: str | int, text: str, library: Library) -> bool:
    """In words of its own, or, a count or a yes, beside the name it is kept by."""
    if not isinstance(value, int):
        return any(words in text for words in held_words.in_words(name, value, library))
    _, called, listed = text.partition(f"{held_rest.name_of(name, library)}")
    if value is True:
        return bool(called)
    _, _, listed = text.partition(f"• {held_rest.name_of(name, library)}\u00a0: ")
    runs = [one.split(" à ") for one in re.findall(r"\d+(?: à \d+)?", listed.partition("\n")[0])]
    return any(int(run[0]) <= value <= int(run[-1]) for run in runs)


def test_it_says_what_is_held_why_and_for_how_long(service: Service) -> None:
    Her(service).reaches_her_plan()
    text = read(service)

    assert text.startswith("Ce que nous gardons sur vous, le 28 novembre 2026 à 14 h 05\n")
    assert "Pourquoi" in text
    assert "trente jours" in text
    assert re.findall(r"^[A-ZÉÈÊÀ’, ]{8,}$", text, re.M) == [
        typeset(service.library.replies[f"held.part_{name}"]).upper()
        for name in ("dates", "answers", "plan", "transcript", "journal", "rest")
    ]


def test_her_answers_are_questions_and_answers_with_her_words_as_she_wrote_them(service: Service) -> None:
    Her(service).reaches_her_plan()
    lines = read(service).split("\n")

    assert "Métier\u00a0: fleuriste (vos mots\u00a0: je vend des **fleur** a roubaix)" in lines
    assert f"Salariés\u00a0: De 3 à 5 (vos mots\u00a0: {WORDS})" in lines
    assert f"Vous\u00a0: {WORDS}" in lines
    assert not any(mark in line for line in lines for mark in ('"', "{", "[", "T13:"))


def test_everything_held_is_in_it(service: Service) -> None:
    """Value by value, whatever the store gives back, whichever part says it, as kept or in the content's words."""
    her = Her(service)
    her.reaches_her_plan()
    held, version = service.store.load(KEY)
    service.store.commit(KEY, version, "by telegram", a_turn(conversation=held), (), NOW, b"her telegram id, encrypted")
    exported = service.store.export(KEY)
    text = read(service)

    values = set(leaves(exported))
    assert len(values) > 150
    library = service.library
    assert [one for one in values if not is_told(*one, text, library)] == []
    assert set(exported) == {"conversation", "transcript", "journal", "address"}


@pytest.mark.parametrize("words", ["2026-99-99", "2026-11-28 14:00 rendez-vous", "2026-11-28"])
def test_her_words_that_look_like_a_date_are_hers(words: str, service: Service) -> None:
    her = Her(service)
    her.reaches_her_plan()
    her.does(words)

    assert f"Vous\u00a0: {words}" in read(service).split("\n")


def test_an_answer_is_told_in_the_words_of_its_own_question(service: Service) -> None:
    library = service.library

    assert typeset("Je n'en ai pas") in held_words.in_words("logiciel", "aucun", library)
    assert typeset("Non, personne d'autre") not in held_words.in_words("logiciel", "aucun", library)
    assert held_words.in_words("", "aucun", library) == ("aucun", "aucun")


def test_the_rest_is_short_and_reads_in_words(service: Service) -> None:
    her = Her(service)
    her.reaches_her_plan()
    her.answers_a_tool()
    _, *lines = rest(service)

    assert len(lines) <= MOST_LINES
    assert not any(code in line for line in lines for code in ("a:", "m:", "k:F", "T1", "fourni_reseau"))


def test_a_trade_we_do_not_know_is_told_in_her_words(service: Service) -> None:
    her = Her(service)
    her.does()
    her.does("gnomoniste")
    her.does("", "m:other_trade")
    her.does("", "a:famille:fabriquer")
    lines = read(service).split("\n")

    assert any(line.startswith("Métier\u00a0: gnomoniste") for line in lines)
    assert "Ce que vous faites\u00a0: Je fabrique" in lines
    assert not any(line.startswith("metier") for line in lines)


def test_a_tool_is_told_question_by_question(service: Service) -> None:
    her = Her(service)
    her.reaches_her_plan()
    tool = her.answers_a_tool()
    text = read(service)

    answered = [question for question in tool.questions if question.options]
    assert all(typeset(f"{question.text} {question.options[0].label}") in text for question in answered)
    assert typeset(tool.title) in text


def test_what_she_did_is_told_in_words(service: Service) -> None:
    """No name of ours for what she did stands among the lines she reads."""
    her = Her(service)
    her.reaches_her_plan()
    her.answers_a_tool()
    told = read(service).split("CE QUE VOUS AVEZ FAIT, JOUR PAR JOUR\n")[1].split("\n\n")[0].split("\n")

    assert f"{day(datetime.now(PARIS).date())}. Réponse\u00a0: Salariés\u00a0: De 3 à 5" in told
    assert not any(mark in line for line in told for mark in ("_", "·", "F6", "juger-un"))


@pytest.mark.parametrize("kind", get_args(EventKind))
def test_everything_she_may_do_has_its_words(service: Service, kind: str) -> None:
    row = {"day": "2026-11-28", "kind": kind}
    (line,) = held_journal.lines([row], Story(start(KEY, NOW), service.library, NOW))

    assert line.startswith("28 novembre 2026. ")
    assert not line.endswith(":")


def test_the_reminders_to_come_are_told_with_how_to_refuse_them(service: Service) -> None:
    Her(service).reaches_her_plan()
    planned, version = service.store.load(KEY)
    due = datetime(2026, 12, 12, 8, 0, tzinfo=UTC)
    one = Reminder(kind="follow_up", subject="sauvegarde", due=due, turn=planned.turn)
    service.store.commit(KEY, version, "e", a_turn(conversation=planned.changed(reminders=(one,))), (), NOW)

    assert typeset("Vous demander si « Copier mes fichiers » vous sert : 12 décembre 2026 à 9 h.") in read(service)
    assert typeset("écrivez « ne plus me relancer »") in read(service)


def test_what_holds_her_back_reads_as_in_her_plan(service: Service) -> None:
    Her(service).reaches_her_plan()

    (line,) = [line for line in read(service).split("\n") if line.startswith("Ce qui me freine")]
    assert line.endswith("Le logiciel de l’enseigne")


def test_of_nobody_nothing_is_held(service: Service) -> None:
    assert read(service) == "Nous ne gardons rien sur vous pour le moment."


def test_a_command_is_not_shown_as_her_words(service: Service) -> None:
    her = Her(service)
    her.does("/start")
    her.does("/mesdonnees")

    assert "Vous\u00a0: /" not in read(service)
    assert "Commande envoyée\u00a0: /start" in read(service)
