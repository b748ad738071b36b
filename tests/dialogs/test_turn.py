"""What may happen at any moment of a conversation?"""

from __future__ import annotations

import gc

import pytest

from dialogs.phases import Phase
from dialogs.progress import Story
from tests.dialogs.talk import Talk


def test_a_number_is_the_choice_of_that_rank(talk: Talk) -> None:
    talk.to_questions()
    fact, second = talk.subject, talk.choices[1].code
    talk.say("2")

    assert f"a:{fact}:{talk.known[fact]}" == second


def test_several_numbers_tick_several_boxes(talk: Talk) -> None:
    talk.to_barriers()
    wanted = {talk.choices[i].code.split(":")[1] for i in (0, 2, 3)}
    talk.say("1 3 4")

    assert set(talk.conversation.ticks) == wanted


def test_a_label_typed_with_mistakes_is_that_button(talk: Talk) -> None:
    talk.to_questions()
    fact = talk.subject
    label = talk.choices[1].label
    talk.say(label[:-2] + label[-1])

    assert fact in talk.known


@pytest.mark.parametrize("media", ["voice", "photo", "sticker", "location", "contact", "video"])
def test_media_gets_a_kind_answer_and_the_same_question(talk: Talk, media: str) -> None:
    talk.to_questions()
    fact = talk.subject
    talk.take(media=media)

    assert talk.subject == fact
    assert len(talk.texts) == 2


def test_days_later_the_conversation_goes_on_with_one_line_of_recap(talk: Talk) -> None:
    talk.to_questions()
    fact = talk.subject
    talk.later(days=5)
    talk.say("bonjour")

    assert "Nous reprenons" in talk.texts[0]
    assert "fleuriste" in talk.texts[0]
    assert talk.subject == fact


def test_stop_ends_everything_and_says_how_to_come_back(talk: Talk) -> None:
    talk.to_questions()
    fact = talk.subject
    talk.say("stop")
    assert talk.conversation.phase is Phase.STOPPED
    assert "/reprendre" in talk.said
    assert "/effacer" in talk.said

    talk.say("/reprendre")

    assert talk.subject == fact


def test_restarting_asks_first_and_then_forgets_the_answers(talk: Talk) -> None:
    talk.to_plan()
    talk.say("/recommencer")
    assert talk.conversation.plan is not None

    talk.press("Oui, recommencer")

    assert talk.known == {}
    assert talk.screen == "trade"


def test_erasing_asks_once_then_asks_the_outside_to_erase(talk: Talk) -> None:
    talk.to_questions()
    talk.say("/effacer")
    assert talk.turn.wants == ""

    talk.press("Oui, tout supprimer")

    assert talk.turn.wants == "erase"
    assert talk.known == {}


def test_a_forged_button_changes_nothing(talk: Talk) -> None:
    talk.to_questions()
    before = talk.known
    for code in ("a:reseau:pirate", "a:budget:moyen", "k:F3:1", "s:sauvegarde", "m:erase_yes", "a:type:B"):
        talk.code(code, turn=99)
        talk.code(code)

        assert talk.known == before
        assert talk.turn.wants == ""


def test_any_glossary_word_is_explained(talk: Talk) -> None:
    talk.to_questions()
    fact = talk.subject
    talk.say("c'est quoi un iban ?")

    assert "IBAN" in talk.texts[0]
    assert talk.subject == fact


def test_her_words_are_never_read_as_markup(talk: Talk) -> None:
    talk.say("")
    talk.say("vendeur de **trucs** {name} rares zzz")

    assert "**trucs** {name}" in talk.said
    assert not any(span.bold and "trucs" in span.text for m in talk.turn.messages for span in m.spans)


def test_nothing_of_her_stays_in_memory_once_her_turn_is_taken(talk: Talk) -> None:
    talk.say("bonjour")
    talk.say("fleuriste")
    gc.collect()

    assert [held for held in gc.get_objects() if type(held) is Story] == []
