"""What is she asked: questions, her kind of business, what holds her back?"""

from __future__ import annotations

import pytest

from dialogs.phases import Phase
from dialogs.progress import KEPT, TYPE
from tests.dialogs.talk import FLORIST, Talk

# ------------------------------------------------------------------ questions


def test_a_question_is_explained_and_asked_again(talk: Talk) -> None:
    talk.to_questions()
    fact = talk.subject

    talk.press("Pourquoi ?")
    assert talk.texts[0].replace("’", "'")[:15] == talk.library.questions[fact].why[:15]
    assert talk.subject == fact
    talk.say("je comprends pas")
    assert talk.subject == fact
    assert len(talk.texts) == 2


def test_two_answers_at_once_are_asked_between_the_two(talk: Talk) -> None:
    talk.to_questions()
    while talk.subject != "concurrence":
        if talk.screen != "question":
            pytest.skip("this question was not needed")
        talk.code(f"a:{talk.subject}:inconnu")
    talk.say("le prix et l'accueil")

    assert talk.screen == "narrow"
    assert talk.labels[:2] == ["Le prix", "Le service, l’accueil"]
    talk.say("plutôt l'accueil")
    assert talk.known["concurrence"] == "service"


def test_seven_questions_at_most_even_when_she_never_knows(talk: Talk) -> None:
    talk.to_questions()
    count = 0
    while talk.screen == "question":
        talk.say("je sais pas")
        count += 1

    assert count <= 7
    assert talk.screen == "profile"


def test_her_type_is_told_without_letters_with_its_reasons(talk: Talk) -> None:
    talk.to_questions()
    while talk.screen == "question":
        talk.code(f"a:{talk.subject}:{FLORIST[talk.subject]}")

    assert talk.conversation.phase is Phase.PROFILE
    assert "Parce que" in talk.said
    assert not any(word in talk.said.split() for word in ("A", "B", "C", "D"))


def test_the_four_kinds_are_offered_when_it_is_not_quite_her(talk: Talk) -> None:
    talk.to_questions()
    while talk.screen == "question":
        talk.code(f"a:{talk.subject}:{FLORIST[talk.subject]}")
    talk.press("Pas tout à fait")

    assert {c.code for c in talk.choices if c.code.startswith("a:type:")} == {f"a:type:{t}" for t in "ABCD"}
    talk.code("a:type:D")
    assert talk.known[TYPE] == "D"
    assert talk.conversation.phase is Phase.BARRIERS


# ------------------------------------------------------------------ barriers


def test_ticks_say_what_they_set_so_pressing_twice_changes_nothing_more(talk: Talk) -> None:
    talk.to_barriers()
    code, turn = talk.choices[0].code, talk.conversation.turn

    talk.code(code)
    talk.code(code, turn=turn)

    assert talk.conversation.ticks == (code.split(":")[1],)
    assert talk.turn.messages[0].replaces
    assert "choisi" in talk.said


def test_all_thirteen_barriers_can_be_reached(talk: Talk) -> None:
    talk.to_barriers()
    seen = set()
    for _ in range(3):
        seen |= {c.code.split(":")[1] for c in talk.choices if c.role == "tick"}
        talk.press("Autre chose")

    assert seen == set(talk.library.barriers)


def test_a_situation_told_in_her_words_is_ticked(talk: Talk) -> None:
    talk.to_barriers()
    talk.say("j'ai peur de me faire pirater")

    assert "F11" in talk.conversation.ticks


LOST = [
    "je me perds avec l'ordinateur",
    "jai un ordinateur mai je my perd",
    "mon ordinateur je m'y perds",
    "je suis perdue avec l'informatique",
]


@pytest.mark.parametrize("text", LOST)
def test_being_lost_with_a_computer_is_no_old_computer(talk: Talk, text: str) -> None:
    talk.to_barriers()
    talk.say(text)

    assert talk.conversation.ticks == ("F4",)


@pytest.mark.parametrize("text", ["mon ordinateur est vieux", "mon ordinateur rame"])
def test_an_old_computer_is(talk: Talk, text: str) -> None:
    talk.to_barriers()
    talk.say(text)

    assert talk.conversation.ticks == ("F1",)


@pytest.mark.parametrize("turns_of_page", [0, 1, 2])
def test_what_is_ticked_can_be_unticked_on_every_page(talk: Talk, turns_of_page: int) -> None:
    talk.to_barriers()
    talk.code(*(f"k:{barrier}:1" for barrier in talk.library.barriers))
    for _ in range(turns_of_page):
        talk.press("Autre chose")
    talk.code("k:F5:0", "k:F9:0")

    listed = {c.code.split(":")[1] for c in talk.choices if c.ticked}
    assert listed == set(talk.library.barriers) - {"F5", "F9"} == set(talk.conversation.ticks)


def test_each_barrier_is_explained_in_three_bubbles_then_the_next(talk: Talk) -> None:
    talk.to_barriers()
    talk.code("k:F3:1", "k:F8:1", "m:kept")
    assert talk.screen == "explanation"
    assert len(talk.texts) == 3
    first = talk.subject

    talk.press("Continuer")

    assert talk.screen == "explanation"
    assert talk.subject != first
    talk.say("continuer")
    assert talk.conversation.phase is Phase.SITUATION


def test_with_more_than_three_ticked_she_is_offered_her_plan_at_once(talk: Talk) -> None:
    talk.to_barriers()
    talk.code("k:F1:1", "k:F2:1", "k:F3:1", "k:F8:1", "m:kept")

    assert talk.labels[0] == "Voir mon plan"
    talk.press("Comprendre d'abord")
    assert talk.screen == "explanation"


def test_nothing_recognised_still_gives_a_plan(talk: Talk) -> None:
    talk.to_barriers()
    talk.press("Continuer")

    assert talk.known[KEPT] == "aucun"
    talk.to_plan(barriers=())
    assert 3 <= len(talk.conversation.plan.steps) <= 9
