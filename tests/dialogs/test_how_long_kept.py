"""When does what she told us go: all of it, and her own words in it?"""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from content.models import Library
from dialogs.conversation import Conversation, OwnQuestion, dump, load
from dialogs.messages import Choice
from dialogs.reminders import with_asked
from dialogs.retention import AT_MOST, SAID, SILENCE, WORDS, due, kept_until, left
from tests.builders import NOW, a_conversation, shown
from tests.dialogs.talk import Talk

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
CANARY = "canarixq"


def seen_on(day: float) -> Conversation:
    return a_conversation(last_seen=NOW + day * DAY)


# ------------------------------------------------------------ all of it


@pytest.mark.parametrize(("day", "gone_after"), [(0, 30), (25, 55), (200, 230), (390, 393)])
def test_thirty_days_after_her_last_visit_and_thirteen_months_at_most(day: int, gone_after: int) -> None:
    assert kept_until(seen_on(day)) == NOW + gone_after * DAY


def test_it_is_kept_to_the_minute_and_not_one_more() -> None:
    conversation = seen_on(0)

    assert left(conversation, NOW + SILENCE) == conversation
    assert left(conversation, NOW + SILENCE + MINUTE) is None


def test_thirteen_months_are_no_more_than_that_wherever_they_begin() -> None:
    """The shortest: from 1 February to 1 March of the year after."""
    assert NOW.replace(month=2, day=1) + AT_MOST == NOW.replace(year=NOW.year + 1, month=3, day=1)


def test_starting_anew_does_not_make_it_younger(library: Library) -> None:
    talk = Talk(library).to_questions()
    began = talk.conversation.started_at
    talk.later(days=20)

    talk.say("/recommencer")
    talk.code("m:restart_yes")

    assert talk.known == {}
    assert talk.conversation.started_at == began


# ------------------------------------------------------------ her own words


def test_sixty_days_of_words_and_thirty_of_what_was_said_make_ninety() -> None:
    assert (WORDS + SAID) == 90 * DAY


def test_her_words_go_and_her_answers_stay(library: Library) -> None:
    talk = Talk(library)
    talk.say("")
    talk.say("souffleuse de verre canarixq")
    talk.code(talk.choices[0].code)
    answers = talk.known
    assert CANARY in dump(talk.conversation)

    after = left(talk.conversation.changed(last_seen=talk.now + WORDS), talk.now + WORDS + MINUTE)

    assert after is not None
    assert CANARY not in dump(after)
    assert after.known() == answers


def test_words_of_two_days_go_each_in_its_time(library: Library) -> None:
    talk = Talk(library)
    talk.say("")
    talk.say("souffleuse de verre")
    talk.later(days=40)
    talk.say("on m'a pas payé la facture du mois dernier")
    assert talk.conversation.own_question

    talk.later(days=21)
    talk.say("1")

    assert talk.conversation.trade_words == ""
    assert talk.conversation.own_question.text
    assert due(talk.conversation) == talk.now + SILENCE


def test_words_kept_before_their_day_was_known_came_with_the_first() -> None:
    old = a_conversation(trade_words=CANARY, last_seen=NOW + WORDS)

    assert due(old) == NOW + WORDS
    assert CANARY not in dump(left(old, NOW + WORDS + MINUTE) or old)


def test_the_screen_she_left_goes_with_what_was_said() -> None:
    """Kept longer than that only when she asked for a reminder; its buttons may quote her."""
    quoting = shown(Choice(label=f"Métier : {CANARY}", code="c:metier"))

    assert due(seen_on(0).changed(shown=quoting)) == NOW + SAID


def test_a_reminder_far_ahead_keeps_her_answers_and_neither_the_screen_nor_her_words(library: Library) -> None:
    """Given a reminder in 200 days, when it comes, then her plan is there; when 30 more have passed, nothing is."""
    talk = Talk(library).to_plan()
    talk.say(f"comment me faire payer par un client ? {CANARY}")
    asked, plan = talk.now, talk.conversation.plan
    talk.conversation = with_asked(talk.conversation, asked + 200 * DAY, "")

    after = [left(talk.conversation, asked + day * DAY + MINUTE) for day in (SAID.days, WORDS.days, 230)]
    waiting, wordless, gone = after
    assert waiting is not None
    assert wordless is not None
    talk.conversation, talk.now = wordless, asked + 200 * DAY
    talk.take(reminder=talk.conversation.reminders[0].id)

    assert (waiting.shown, gone) == (None, None)
    assert CANARY not in dump(wordless)
    assert talk.said
    assert talk.conversation.plan == plan
    assert left(talk.conversation, talk.now + SILENCE) is not None
    assert left(talk.conversation, talk.now + SILENCE + MINUTE) is None


@pytest.mark.parametrize("seed", range(12))
def test_whatever_she_wrote_and_did_no_turn_after_sixty_days_holds_a_word_of_it(seed: int, library: Library) -> None:
    """Given words of hers at every step, when time passes, then neither the state nor a bubble quotes them."""
    chance = random.Random(seed)
    talk = Talk(library)
    for _ in range(40):
        if talk.choices and chance.random() < 0.6:
            talk.code(chance.choice(talk.choices).code)
        else:
            talk.say(f"{chance.choice(WRITTEN)} {CANARY}")
    began = talk.now
    assert CANARY in dump(talk.conversation)

    for day, text in ((25, "/plan"), (50, "/reprendre"), (59, "je me suis trompée")):
        talk.now = began + day * DAY
        talk.say(text)
    talk.now = began + WORDS + MINUTE

    for text in ("/plan", "/reprendre", "je me suis trompée", "changer une réponse", "mon plan"):
        talk.say(text)
        assert CANARY not in dump(talk.conversation)
        assert CANARY not in talk.said
        assert CANARY not in " ".join(talk.labels)


WRITTEN = [
    "je fabrique des girouettes", "fleuriste", "comment me faire payer par un client ?", "on m'a piraté",
    "j'ai peur de la facture électronique", "bonjour", "je vois une page bleue", "mon cahier", "oui", "midas",
]  # fmt: skip


# ------------------------------------------------------------ two versions at once


def test_what_a_newer_version_keeps_is_read_and_left_aside() -> None:
    told = a_conversation(own_question=OwnQuestion(text="mes mots"))
    newer = dump(told).replace('{"key":', '{"x":1,"key":').replace('"text":"mes mots"', '"text":"mes mots","x":{}')

    assert load(newer) == told
