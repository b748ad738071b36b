"""What of a question or an emergency she brings up in passing? Its answer, and where she was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs import beside, prices, ticking
from dialogs.conversation import Conversation, OwnQuestion
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, remark, same_screen
from dialogs.phases import Phase
from dialogs.progress import Story


def emergency(intent: Intent, story: Story) -> Outcome:
    """All the emergencies that she tells at once, each with its gesture; an earlier one stays hers."""
    told = intent.values
    others = (asked for asked in story.conversation.questions if not asked.topics or set(asked.topics) - set(told))
    planned = story.conversation.plan is not None
    urgent = OwnQuestion(text=intent.said, topics=told)
    asked = story.conversation.asking(urgent, *others)
    conversation = story.raised(told, asked).changed(plan_is_stale=planned)
    events = tuple(Event(kind="emergency", value=topic) for topic in told)
    trigger = "greet" if conversation.phase is Phase.WELCOME else ""
    return Outcome(conversation, trigger, "emergency", ",".join(told), events=events)


def topic(intent: Intent, story: Story) -> Outcome:
    """A question or small talk in the middle: its answer, and the same screen again, or the trade said beside it."""
    return beside.with_her_trade(_topic(intent, story), intent.said, story)


def _topic(intent: Intent, story: Story) -> Outcome:
    """Each subject she brings up (`values`, or the one of `ref`) has its answer; those not yet hers are kept."""
    told = [story.library.topics[name] for name in intent.values or (intent.ref,)]
    first, *others = told
    answers = (*prices.said_of(first, intent.said, story.library), *(remark(f"topic:{one.id}") for one in others))
    if told[0].kind != "question":
        return Outcome(story.conversation, remarks=answers, **same_screen(story))
    conversation = noted(intent, story)
    events = tuple(Event(kind="topic", value=topic.id) for topic in told)
    outcome = Outcome(conversation, remarks=answers, events=events)
    if conversation.phase is Phase.PLAN:
        return replace(outcome, trigger="resume")
    if story.conversation.shown and story.conversation.shown.screen == "barriers":
        kept, taken_away = ticking.without_refused(intent.said, told[0].barriers, conversation, story)
        after = story.going_on(kept)
        said = (*taken_away, *ticking.nearest(told, after))
        return replace(outcome, screen="barriers", again=True).told(kept, said)
    return replace(outcome, **same_screen(story))


def noted(intent: Intent, story: Story) -> Conversation:
    """A question of hers more, of what it is about that she did not ask yet; a plan without its step is made again."""
    told = intent.values or (intent.ref,)
    new = tuple(one for one in told if one not in story.topics)
    asked = (*story.conversation.questions, *((OwnQuestion(text=intent.said, topics=new),) if new else ()))
    kept = story.conversation.asking(*asked) if asked else story.conversation
    return story.raised(new, kept).changed(plan_is_stale=kept.plan_is_stale or not _is_answered(told, story))


def _is_answered(told: Sequence[str], story: Story) -> bool:
    """Has her plan, if she has one, a step for each of these?"""
    steps = story.conversation.plan.steps if story.conversation.plan else ()
    proposals = story.library.proposals
    served = {topic for step in steps if step.id in proposals for topic in proposals[step.id].topics}
    return story.conversation.plan is None or served.issuperset(told)
