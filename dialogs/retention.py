"""How long is what she told us kept? Read from the conversation alone; the store only looks at its clock.

A word of hers stays sixty days in what we know of her, and what was said thirty days: quoted on the last of the
sixty, it is nowhere after ninety.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dialogs.conversation import Conversation, LessonProgress
from dialogs.progress import CHOSEN, PROPOSED

SILENCE = timedelta(days=30)
"""Without news from her, then nothing of her is left."""
AT_MOST = timedelta(days=393)
"""From the start, whatever happens: thirteen months, the shortest there are."""
WORDS = timedelta(days=60)
SAID = timedelta(days=30)
"""The lines of the conversation, ours and hers, and the screen in front of her."""


def kept_until(conversation: Conversation) -> datetime:
    """When all of it goes."""
    return min(_last(conversation) + SILENCE, conversation.started_at + AT_MOST)


def due(conversation: Conversation) -> datetime:
    """When something of it must go first: all of it, words of hers, the screen she left."""
    screen = [_drawn(conversation) + SAID] if conversation.shown else []
    return min([kept_until(conversation), *screen, *(at + WORDS for at in _dates(conversation).values())])


def _last(conversation: Conversation) -> datetime:
    """Her last act, or the last reminder she asked for."""
    return max(conversation.last_seen, conversation.asked_until or conversation.last_seen)


def _drawn(conversation: Conversation) -> datetime:
    """When the screen in front of her was: a reminder that is still to come has drawn none."""
    waits = any(one.kind == "asked" for one in conversation.reminders)
    return conversation.last_seen if waits else _last(conversation)


def left(conversation: Conversation, now: datetime) -> Conversation | None:
    """What is still kept of it now; None when all of it goes."""
    if kept_until(conversation) < now:
        return None
    if _drawn(conversation) + SAID < now:
        conversation = conversation.changed(shown=None)
    return without_old_words(conversation, now)


def dated(conversation: Conversation, before: Conversation, now: datetime) -> Conversation:
    """Each of her words has the day it came, wherever it goes from there."""
    dates = dict(before.words_came)
    came = {text: dates.get(place, before.started_at) for place, text in _words(before).items()}
    places = tuple((place, came.get(text, now)) for place, text in _words(conversation).items())
    return conversation.changed(words_came=places)


def without_old_words(conversation: Conversation, now: datetime) -> Conversation:
    """Her answers stay by their ids, her words of more than sixty days go."""
    old = {place for place, at in _dates(conversation).items() if at + WORDS < now}
    return _without(conversation, old) if old else conversation


def _words(conversation: Conversation) -> dict[str, str]:
    """place -> what she wrote, as she wrote it."""
    own = conversation.own_question
    found = {"trade": conversation.trade_words, "question": own.text if own else ""}
    found |= {f"question {place}": asked.text for place, asked in enumerate(conversation.more_questions)}
    found |= {f"answer {answer.fact}": answer.said for answer in conversation.answers if answer.said not in OURS}
    for held in conversation.lessons:
        found[f"saw {held.lesson}"] = held.saw
        found |= {f"tool {held.lesson} {a.question}": a.said for a in held.answers if not a.said.isdigit()}
    return {place: text for place, text in found.items() if text.strip()}


OURS = (PROPOSED, CHOSEN)


def _dates(conversation: Conversation) -> dict[str, datetime]:
    """place -> when the words there came; those kept without a date came with the first."""
    came = dict(conversation.words_came)
    return {place: came.get(place, conversation.started_at) for place in _words(conversation)}


def _without(conversation: Conversation, old: set[str]) -> Conversation:
    own, answers = conversation.own_question, conversation.answers
    return conversation.changed(
        trade_words="" if "trade" in old else conversation.trade_words,
        own_question=own.changed(text="") if own and "question" in old else own,
        more_questions=tuple(
            asked.changed(text="") if f"question {place}" in old else asked
            for place, asked in enumerate(conversation.more_questions)
        ),
        answers=tuple(a.changed(said="") if f"answer {a.fact}" in old else a for a in answers),
        lessons=tuple(_wordless(held, old) for held in conversation.lessons),
        words_came=tuple((place, at) for place, at in conversation.words_came if place not in old),
    )


def _wordless(held: LessonProgress, old: set[str]) -> LessonProgress:
    """An answer in words stays answered: a blank."""
    answers = tuple(a.changed(said=" ") if f"tool {held.lesson} {a.question}" in old else a for a in held.answers)
    return held.changed(saw="" if f"saw {held.lesson}" in old else held.saw, answers=answers)
