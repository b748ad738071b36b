"""What did she tell before we asked? Only what she says of herself, in the forms that the content marks `+`.

« je suis franchisé Midas et j'ai 3 salariés »: kept as said by her, told back, and never asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from content.models import Library, Question
from dialogs import networks, screens, spoken
from dialogs.actions import act
from dialogs.answering import drawn
from dialogs.conversation import Conversation
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, Remark, remark
from dialogs.progress import BRAND, NETWORK, Story
from dialogs.words import has_phrase, normalise

HEARD_IN = ("opening", "trade_text", "answer", "narrow", "topic", "unclear")
NONE_OF_THEM = "aucun"
MARK, PLACE = "+", "n"
_PARTS = re.compile(r"[^.,;!?…\n]+\s*\??")
_NOT_STATED = re.compile(r"\?|\b(?:si|quand)\b", re.IGNORECASE)
Told = tuple[tuple[str, str], ...]
"""(fact, value) of each answer told ahead."""


def noted(intent: Intent, outcome: Outcome, story: Story) -> Outcome:
    """The same outcome, with what she told ahead kept and said back; before the plan only."""
    if intent.name not in HEARD_IN or intent.pressed or story.conversation.plan is not None:
        return outcome
    told = tuple((fact, value) for fact, value in _told(intent.said, story) if fact != intent.fact)
    if not told:
        return outcome
    outcome = _going_on(intent, outcome, story)
    kept = _kept(told, outcome.conversation, intent.said, story)
    events = tuple(Event(kind="answered", fact=fact, value=value) for fact, value in told)
    outcome = outcome.told(kept, (_said_back(told, kept, story),))
    return replace(outcome, events=outcome.events + events)


def _told(text: str, story: Story) -> Iterator[tuple[str, str]]:
    """The facts still open that this text tells, each with one value."""
    text = _stated(text)
    for question in story.library.questions.values():
        values = _values(text, question) if question.id not in story.known else ()
        if len(values) == 1:
            yield from _with_her_brand(text, question.id, values[0], story.library)


def _stated(text: str) -> str:
    """Without the parts that ask or suppose: they tell nothing."""
    return ". ".join(part for part in _PARTS.findall(text) if not _NOT_STATED.search(part))


def _with_her_brand(text: str, fact: str, value: str, library: Library) -> Iterator[tuple[str, str]]:
    """« franchisé Midas » tells the brand, and the brand the network; « indépendant » beside one tells nothing sure."""
    named = networks.found(text, library) if fact == NETWORK else None
    if named is None:
        yield fact, value
    elif value != NONE_OF_THEM:
        yield BRAND, named.network.name
        if named.network.reseau == "a_demander":
            yield fact, value


def _values(text: str, question: Question) -> tuple[str, ...]:
    return spoken.named_in(text, _forms(question)) or _counted(text, question)


@lru_cache(maxsize=64)
def _forms(question: Question) -> dict[str, tuple[str, ...]]:
    """The forms sure by themselves, and « j'ai trois salariés » for each word that says a number."""
    found = {}
    for option in question.options:
        sure = [form for form in option.says if form.startswith(MARK)]
        plain = [form for form in option.says if not form.startswith((MARK, "~", "="))]
        counts = [_placed(count, word) for count in question.counted for word in plain if option.numbers]
        found[option.value] = (*sure, *counts)
    return {value: forms for value, forms in found.items() if forms}


def _counted(text: str, question: Question) -> tuple[str, ...]:
    """« j'ai 3 salariés »: a number in the place that a counted form keeps for it."""
    words = normalise(text).split()
    numbers = [int(word) for i, word in enumerate(words) if word.isdigit() and _in_its_place(words, i, question)]
    return spoken.in_ranges(numbers, question)


def _in_its_place(words: list[str], i: int, question: Question) -> bool:
    placed = " ".join((*words[:i], PLACE, *words[i + 1 :]))
    return any(has_phrase(placed, count) for count in question.counted)


def _placed(count: str, word: str) -> str:
    return " ".join(word if one == PLACE else one for one in normalise(count).split())


# ---------------------------------------------------------------- what it changes


def _kept(told: Told, conversation: Conversation, words: str, story: Story) -> Conversation:
    for fact, value in told:
        conversation = conversation.with_answer(fact, value, said=words)
        conversation = drawn(fact, value, conversation, story)
    return conversation


def _going_on(intent: Intent, outcome: Outcome, story: Story) -> Outcome:
    """A text that told something was understood: her trade is looked for in what remains, else asked for again."""
    if outcome.screen in ("trade", "trade_family"):
        remaining = act(intent.changed(said=_others(intent.said, story)), story)
        if remaining.screen in ("trade_sure", "trade_three"):
            return remaining
        told = story.conversation if outcome.screen == "trade_family" else outcome.conversation
        return replace(outcome.told(told), screen="trade", subject="")
    return Outcome(story.conversation, "resume") if intent.name == "unclear" else outcome


def _others(text: str, story: Story) -> str:
    """The parts of her text that told nothing ahead."""
    return ", ".join(part for part in _PARTS.findall(text) if not any(_told(part, story)))


def _said_back(told: Told, kept: Conversation, story: Story) -> Remark:
    after = Story(kept, story.library, story.now)
    labels = [screens.answer_label(fact, value, after) for fact, value in told]
    return remark("noted.ahead", answers="\n".join(f"• {label}" for label in labels))
