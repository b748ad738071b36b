"""Are all her questions answered by the plan, or said to be kept, however many she asks?"""

from __future__ import annotations

import pytest

from dialogs.conversation import OwnQuestion
from tests.dialogs.talk import Talk

THREE = "j'ai un mauvais avis google, orange me coupe l'adsl et je veux vendre sur internet"
ONE_BY_ONE = ("j'ai un mauvais avis google", "orange me coupe l'adsl", "comment faire de belles photos ?")
LONGEST = 300


def numbers_for(talk: Talk, *topics: str) -> list[int]:
    """The first step that answers each of these, in the order of the plan."""
    assert talk.conversation.plan is not None
    steps = [talk.library.proposals[step.id].topics for step in talk.conversation.plan.steps]
    return sorted(next(n for n, of_step in enumerate(steps, 1) if topic in of_step) for topic in topics)


def at_plan_with(talk: Talk, *questions: OwnQuestion, time: str = "une_heure") -> Talk:
    talk.to_questions()
    talk.conversation = talk.conversation.asking(*questions)
    return talk.to_plan({"temps": time})


def test_three_questions_of_one_message_have_each_a_step(talk: Talk) -> None:
    talk.say("bonjour")
    talk.say(THREE)
    talk.to_questions().to_plan()

    first, second, third = numbers_for(talk, "avis", "ligne", "vente-en-ligne")
    assert f"Les étapes {first}, {second} et {third} en parlent." in talk.texts[0]


def test_three_questions_in_passing_are_all_kept(talk: Talk) -> None:
    talk.to_questions()
    talk.say("orange me coupe l'adsl, et j'ai un mauvais avis google")

    assert set(talk.story.topics) >= {"ligne", "avis"}


@pytest.mark.parametrize("asked", [ONE_BY_ONE, tuple(f"{text} {'encore ' * 9}" for text in ONE_BY_ONE)])
def test_asked_one_by_one_the_third_is_named_by_its_step_and_the_screen_stays_short(
    talk: Talk, asked: tuple[str, ...]
) -> None:
    topics = ("avis", "ligne", "photo")
    own = (OwnQuestion(text=text, topics=(topic,)) for text, topic in zip(asked, topics, strict=True))
    at_plan_with(talk, *own)

    assert f"Votre autre question\u00a0: voyez l’étape {numbers_for(talk, 'photo')[0]}." in talk.texts[0]
    assert len(talk.texts[0]) <= LONGEST


def test_what_no_step_answers_is_said_to_be_kept_and_is_read_again_by_those_words(talk: Talk) -> None:
    mine = OwnQuestion(text="mon voisin fait du bruit")
    at_plan_with(talk, *(OwnQuestion(text=text, topics=("avis",)) for text in ONE_BY_ONE[:2]), mine)
    assert "Le reste est gardé\u00a0: écrivez «\u00a0mes données\u00a0» pour le relire." in talk.texts[0]

    talk.say("mes données")
    assert talk.turn is not None
    assert talk.turn.wants == "export"


def test_a_question_whose_step_has_no_room_is_sent_to_somebody_not_dropped(talk: Talk) -> None:
    asked = OwnQuestion(text="je ne trouve pas de repreneur", topics=("nulle-part",))
    at_plan_with(talk, asked)

    assert "je ne trouve pas de repreneur" in talk.texts[0]
    assert "peut y répondre" in talk.texts[0]
