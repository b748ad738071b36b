"""What did she tell before we asked? Only what she says of herself, in the forms that the content marks `+`.

« je suis franchisé Midas et j'ai 3 salariés »: kept as said by her, told back, and never asked again.
"""

from __future__ import annotations

from dataclasses import replace

from dialogs import screens
from dialogs.actions import act
from dialogs.answering import drawn
from dialogs.conversation import Conversation
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, Remark, remark
from dialogs.progress import Story
from dialogs.telling import told
from dialogs.words import normalise, parts

HEARD_IN = ("opening", "trade_text", "answer", "narrow", "topic", "unclear", "tick", "worry")
ANSWERS, ONE_ANSWER = ("answer", "narrow"), 4
"""A text of so few words that answers what is asked tells nothing beside (« ya que moi »)."""
Told = tuple[tuple[str, str], ...]
"""(fact, value) of each answer told ahead."""


def noted(intent: Intent, outcome: Outcome, story: Story) -> Outcome:
    """The same outcome, with what she told ahead kept and said back; before the plan only."""
    if intent.name not in HEARD_IN or intent.pressed or not intent.said or story.conversation.plan is not None:
        return outcome
    if intent.name in ANSWERS and _is_one_answer(intent.said, story):
        return outcome
    ahead = tuple((fact, value) for fact, value in _open(intent.said, story) if fact != intent.fact)
    if not ahead:
        return outcome
    outcome = _going_on(intent, outcome, story)
    kept = _kept(ahead, outcome.conversation, intent.said, story)
    events = tuple(Event(kind="answered", fact=fact, value=value) for fact, value in ahead)
    outcome = outcome.told(kept, (_said_back(ahead, kept, story),))
    return replace(outcome, events=outcome.events + events)


def _is_one_answer(text: str, story: Story) -> bool:
    """« ya que moi », but neither « 1h, 20 euros » nor « 1h et 20 euros »."""
    return len(normalise(text).split()) <= ONE_ANSWER and len(parts(text, story.library.spoken["joined"])) == 1


def _open(text: str, story: Story) -> Told:
    """The facts still open that this text tells."""
    return tuple(told(text, story, set(story.library.questions) - set(story.known)))


# ---------------------------------------------------------------- what it changes


def _kept(ahead: Told, conversation: Conversation, words: str, story: Story) -> Conversation:
    for fact, value in ahead:
        conversation = conversation.with_answer(fact, value, said=words)
        conversation = drawn(fact, value, conversation, story)
    return conversation


def _going_on(intent: Intent, outcome: Outcome, story: Story) -> Outcome:
    """A text that told something was understood: her trade is looked for in what remains, else asked for again."""
    if outcome.screen in ("trade", "trade_family"):
        remaining = act(intent.changed(said=_others(intent.said, story)), story)
        if remaining.screen in ("trade_sure", "trade_three"):
            return remaining
        kept = story.conversation if outcome.screen == "trade_family" else outcome.conversation
        return replace(outcome.told(kept), screen="trade", subject="")
    return Outcome(story.conversation, "resume") if intent.name == "unclear" else outcome


def _others(text: str, story: Story) -> str:
    """The parts of her text that told nothing ahead."""
    return ", ".join(part for part in parts(text) if not _open(part, story))


def _said_back(ahead: Told, kept: Conversation, story: Story) -> Remark:
    after = Story(kept, story.library, story.now)
    labels = [screens.answer_label(fact, value, after) for fact, value in ahead]
    return remark("noted.ahead", answers="\n".join(f"• {label}" for label in labels))
