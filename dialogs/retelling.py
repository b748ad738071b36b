"""What changes when she tells an answer from anywhere, or several? Each is kept, and all are said back."""

from __future__ import annotations

from dataclasses import replace

from dialogs import answering, screens
from dialogs.intents import Intent, answer
from dialogs.outcome import Outcome, come_back, remark, same_screen
from dialogs.progress import TRADE, Story


def retold(intent: Intent, story: Story) -> Outcome:
    """What she tells is kept; what she had said already stands, and her screen with it when there is nothing else."""
    told = [(fact, value) for fact, _, value in (pair.partition("=") for pair in intent.values)]
    new = [(fact, value) for fact, value in told if story.known.get(fact) != value]
    if not new:
        labels = [f"• {screens.answer_label(fact, value, story)}" for fact, value in told]
        said = (remark("noted.ahead", answers="\n".join(labels)),)
        return Outcome(story.conversation, remarks=said, **same_screen(story))
    outcome = Outcome(story.conversation)
    for fact, value in new:
        outcome = _with(fact, value, intent.said, outcome, story)
    first = new[0][0]
    others = [fact for fact, _ in told if fact != first]
    kept = outcome.conversation.changed(lesson="")
    told_all = replace(outcome, conversation=kept, trigger="correct", corrected=first, corrected_too=tuple(others))
    return come_back(told_all, story)


def _with(fact: str, value: str, said: str, before: Outcome, story: Story) -> Outcome:
    """The outcome so far, with this answer kept too."""
    held = before.conversation.changed(trade_words=said) if fact == TRADE else before.conversation
    outcome = answering.answer(answer(fact, value, said), story.going_on(held))
    return replace(outcome, remarks=before.remarks + outcome.remarks, events=before.events + outcome.events)
