"""What of a question or an emergency she brings up in passing? Its answer, and where she was."""

from __future__ import annotations

from dataclasses import replace

from content.models import Topic
from dialogs import beside, prices
from dialogs.conversation import Conversation, OwnQuestion
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, Remark, remark, same_screen
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.topics import answered_at_once


def emergency(intent: Intent, story: Story) -> Outcome:
    """All the emergencies that she tells at once, each with its gesture; an earlier one stays hers."""
    told = intent.values
    others = (asked for asked in story.conversation.questions if not asked.topics or set(asked.topics) - set(told))
    planned = story.conversation.plan is not None
    urgent = OwnQuestion(text=intent.said, topics=told)
    conversation = story.conversation.asking(urgent, *others).raising(*told).changed(plan_is_stale=planned)
    events = tuple(Event(kind="emergency", value=topic) for topic in told)
    trigger = "greet" if conversation.phase is Phase.WELCOME else ""
    return Outcome(conversation, trigger, "emergency", ",".join(told), events=events)


def topic(intent: Intent, story: Story) -> Outcome:
    """A question or small talk in the middle: its answer, and the same screen again, or the trade said beside it."""
    return beside.with_her_trade(_topic(intent, story), intent.said, story)


def noted(intent: Intent, story: Story) -> Conversation:
    """A question of hers more, of what it is about that she did not ask yet; her plan is worked out again."""
    asked = story.conversation.questions
    new = tuple(one for one in intent.values or (intent.ref,) if one not in story.topics)
    if new:
        asked = (*asked, OwnQuestion(text=intent.said, topics=new))
    return story.conversation.asking(*asked).raising(*new).changed(plan_is_stale=story.conversation.plan is not None)


def _nearest(topic: Topic, story: Story) -> tuple[Remark, ...]:
    """The line of the list that her worry is most like: named, never ticked for her."""
    near = [story.library.barriers[barrier] for barrier in topic.barriers if barrier not in story.conversation.ticks]
    return (remark("barriers.nearest", label=near[0].worded(story.company_type).label),) if near else ()


def _topic(intent: Intent, story: Story) -> Outcome:
    topic = story.library.topics[intent.ref]
    if topic.kind != "question":
        return Outcome(story.conversation, remarks=(remark(f"topic:{topic.id}"),), **same_screen(story))
    conversation = noted(intent, story)
    besides = [story.library.topics[one] for one in intent.values if one != topic.id]
    more = tuple(remark(f"topic:{one.id}") for one in answered_at_once(besides))
    told = (*prices.said_of(topic, intent.said, story.library), *more)
    outcome = Outcome(conversation, remarks=told, events=(Event(kind="topic", value=topic.id),))
    if conversation.phase is Phase.PLAN:
        return replace(outcome, trigger="resume")
    if story.conversation.shown and story.conversation.shown.screen == "barriers":
        return replace(outcome, screen="barriers", again=True).told(conversation, _nearest(topic, story))
    return replace(outcome, **same_screen(story))
