"""How does a conversation begin, and what of a question she asks in the middle of it?"""

from __future__ import annotations

from dataclasses import replace

from dialogs import spoken, trades
from dialogs.conversation import OwnQuestion
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, remark, same_screen
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.understanding import topics_in


def opening(intent: Intent, story: Story) -> Outcome:
    """Her first message: a greeting, her trade, why she comes, an emergency, small talk."""
    urgent = topics_in(intent.said, story.library, ("emergency",))
    welcome = (remark("welcome.what"), remark("welcome.who"))
    if urgent:
        return emergency(intent.model_copy(update={"ref": urgent[0].id}), story)
    told = _own_question(intent.said, story)
    proposal = trades.propose(intent.said, story.library)
    if proposal.level == "sure" and _tells_trade(intent.said, told, story):
        kept = told.conversation.changed(trade_words=intent.said)
        ref = proposal.candidates[0][0]
        return replace(
            told, conversation=kept, trigger="greet", screen="trade_sure", subject=ref, remarks=welcome + told.remarks
        )
    return replace(told, trigger="greet", remarks=welcome + told.remarks)


def _tells_trade(text: str, told: Outcome, story: Story) -> bool:
    """Does her first message say what she does? « je vends des fleurs », or a trade and nothing else."""
    if spoken.named_in(text, {"cue": story.library.spoken["trade_cues"]}):
        return "?" not in text
    return not told.remarks and len(text.split()) <= 5


def _own_question(text: str, story: Story) -> Outcome:
    """Why she comes, kept as her own question; small talk only gets its answer."""
    conversation = story.conversation
    small = topics_in(text, story.library, ("small_talk", "out_of_scope"))
    found = topics_in(text, story.library, ("question",))
    if found:
        own = OwnQuestion(text=text, topics=tuple(topic.id for topic in found[:2]))
        events = tuple(Event(kind="topic", value=topic.id) for topic in found[:2])
        return Outcome(conversation.changed(own_question=own), remarks=(remark(f"topic:{found[0].id}"),), events=events)
    if small:
        return Outcome(conversation, remarks=(remark(f"topic:{small[0].id}"),))
    if "?" in text and len(text.split()) > 3:
        own = OwnQuestion(text=text)
        return Outcome(conversation.changed(own_question=own), remarks=(remark("own_question.kept", text=text),))
    return Outcome(conversation)


def emergency(intent: Intent, story: Story) -> Outcome:
    own = OwnQuestion(text=intent.said, topics=(intent.ref,))
    conversation = story.conversation.changed(own_question=own)
    event = Event(kind="emergency", value=intent.ref)
    trigger = "greet" if conversation.phase is Phase.WELCOME else ""
    return Outcome(conversation, trigger, "emergency", intent.ref, events=(event,))


def topic(intent: Intent, story: Story) -> Outcome:
    """A question or small talk in the middle: its answer, and the same screen again."""
    topic = story.library.topics[intent.ref]
    if topic.kind != "question":
        return Outcome(story.conversation, remarks=(remark(f"topic:{topic.id}"),), **same_screen(story))
    own = story.conversation.own_question
    ids = tuple(dict.fromkeys((*(own.topics if own else ()), topic.id)))
    text = own.text if own else intent.said
    conversation = story.conversation.changed(own_question=OwnQuestion(text=text, topics=ids))
    event = Event(kind="topic", value=topic.id)
    return Outcome(conversation, remarks=(remark(f"topic:{topic.id}"),), events=(event,), **same_screen(story))
