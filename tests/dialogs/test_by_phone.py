"""Is who has no computer at hand told that the telephone may do, or when to come back, without leaving her page?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from tests.dialogs.talk import Talk


def at_the_page(talk: Talk) -> Talk:
    """Of a lesson, whatever her plan holds."""
    talk.to_plan(barriers=("F11",)).say("les faux messages")
    return talk


@pytest.mark.parametrize(
    "text",
    [
        "j'ai pas d'ordi au chantier",
        "je bloque, j'ai pas d'ordi au chantier",
        "j'ai pas mon ordinateur sous la main",
        "je peux le faire sur mon tel ?",
        "on peu faire ca avec le telephone?",
    ],
)
@pytest.mark.parametrize("in_the_lesson", [False, True])
def test_without_a_computer_at_hand_she_is_told_how_and_stays(talk: Talk, text: str, in_the_lesson: bool) -> None:
    at_the_page(talk)
    if in_the_lesson:
        talk.press("Commencer la leçon")
    there, known = (talk.screen, talk.subject), talk.known

    talk.say(text)

    assert talk.texts[0] == typeset(talk.library.replies["lesson.by_phone"])
    assert (talk.screen, talk.subject, talk.known) == (*there, known)


def test_what_she_has_told_of_no_place_is_still_her_answer(talk: Talk) -> None:
    at_the_page(talk).say("en fait j'ai que mon telephone")

    assert talk.known["equipement"] == "telephone_seul"


def test_done_on_her_telephone_is_done(talk: Talk) -> None:
    at_the_page(talk).press("Commencer la leçon")
    step = talk.subject

    talk.say("c'est fait sur mon tel")

    assert talk.subject != step
