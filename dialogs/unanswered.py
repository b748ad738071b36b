"""Which question of hers has no answer here? It is kept, and she is told so and who may answer; never passed over."""

from __future__ import annotations

from collections.abc import Iterator

from content.models import Question
from dialogs import naming, spoken
from dialogs.conversation import MOST_QUESTIONS, Conversation, OwnQuestion, Shown
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, Remark, remark, same_screen
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.words import normalise, same_word

BEFORE_PLAN = (Phase.INTERVIEW, Phase.PROFILE, Phase.EXPLANATION, Phase.SITUATION)
ELSEWHERE = ("barriers", "narrow")
"""Screens with a word of their own for what they do not know."""
ENOUGH = 2
"""Words that tell something: with fewer, she asks about the screen in front of her."""


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """« la terrasse, il faut une autorisation de la mairie ? », on a question about something else or on her plan."""
    here = story.conversation.phase in (*BEFORE_PLAN, Phase.PLAN) and shown.screen not in ELSEWHERE
    if not here or not _asks_something(text, story):
        return None
    question = story.library.questions.get(shown.fact)
    if question is not None and _is_about(text, question, story):
        return None
    return Intent(name="unanswered", said=text)


def told(intent: Intent, story: Story) -> Outcome:
    """Kept as hers for the end, or, the plan being there, sent to who may answer."""
    asked = story.conversation.questions
    known = story.conversation.keeps(intent.said)
    conversation = story.conversation.asking(*asked, *(() if known else (OwnQuestion(text=intent.said),)))
    event = Event(kind="not_understood")
    said = _said(intent.said, conversation)
    return Outcome(conversation, remarks=(said,), events=(event,), **same_screen(story))


def _said(text: str, conversation: Conversation) -> Remark:
    """That it is kept, or, of too many, that it is not."""
    if not conversation.keeps(text):
        return remark("own_question.full", most=str(MOST_QUESTIONS))
    planned = conversation.phase is Phase.PLAN
    return remark("own_question.unanswered") if planned else remark("own_question.kept", text=text)


def _asks_something(text: str, story: Story) -> bool:
    return spoken.is_question(text, story.library) and len(_telling(text, story)) >= ENOUGH


def _telling(text: str, story: Story) -> list[str]:
    small = story.library.spoken["vague_words"]
    return [word for word in naming.telling(normalise(text).split(), story.library) if word not in small]


def _is_about(text: str, question: Question, story: Story) -> bool:
    """Does she take up a word of the question, of its help or of an answer? Then she wants it explained."""
    of_screen = {word for one in _texts(question) for word in normalise(one).split()}
    return any(same_word(word, other) for word in _telling(text, story) for other in of_screen)


def _texts(question: Question) -> Iterator[str]:
    yield from (question.text, question.text_with_standard, question.help, question.why, question.short)
    yield from question.named
    yield from (option.label for option in question.options)
    yield from (text for variant in question.variants for text in (variant.text, variant.help))
