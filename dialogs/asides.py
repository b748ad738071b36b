"""What of a question or an emergency she brings up in passing? Its answer, and where she was."""

from __future__ import annotations

from dataclasses import replace

from dialogs import beside
from dialogs.conversation import OwnQuestion
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, remark, same_screen
from dialogs.phases import Phase
from dialogs.progress import Story


def emergency(intent: Intent, story: Story) -> Outcome:
    had = story.conversation.own_question
    own = OwnQuestion(text=(had.text if had else "") or intent.said, topics=(intent.ref, *(had.topics if had else ())))
    planned = story.conversation.plan is not None
    conversation = story.conversation.changed(own_question=own, plan_is_stale=planned)
    event = Event(kind="emergency", value=intent.ref)
    trigger = "greet" if conversation.phase is Phase.WELCOME else ""
    return Outcome(conversation, trigger, "emergency", intent.ref, events=(event,))


def topic(intent: Intent, story: Story) -> Outcome:
    """A question or small talk in the middle: its answer, and the same screen again, or the trade said beside it."""
    return beside.with_her_trade(_topic(intent, story), intent.said, story)


def _topic(intent: Intent, story: Story) -> Outcome:
    topic = story.library.topics[intent.ref]
    if topic.kind != "question":
        return Outcome(story.conversation, remarks=(remark(f"topic:{topic.id}"),), **same_screen(story))
    own = story.conversation.own_question
    ids = tuple(dict.fromkeys((*(own.topics if own else ()), topic.id)))
    text = (own.text if own else "") or intent.said
    planned = story.conversation.plan is not None
    conversation = story.conversation.changed(own_question=OwnQuestion(text=text, topics=ids), plan_is_stale=planned)
    outcome = Outcome(
        conversation, remarks=(remark(f"topic:{topic.id}"),), events=(Event(kind="topic", value=topic.id),)
    )
    if conversation.phase is Phase.PLAN:
        return replace(outcome, trigger="resume")
    return replace(outcome, **same_screen(story))
