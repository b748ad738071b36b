"""What is said before the next screen: an answer to a question, a word back, what a correction changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content.models import Library
from dialogs import calling, screens
from dialogs.conversation import Conversation
from dialogs.messages import Message
from dialogs.outcome import Outcome, Remark, remark
from dialogs.phases import Phase
from dialogs.progress import KEPT, PROPOSED, TRADE, TYPE, Story
from dialogs.screens.questions import help_of, of_her_trade
from dialogs.trades import says_nothing
from dialogs.wording import bubble, hers, listed, written

PERSON = {"reach": calling.reached, "purpose": calling.purpose}

__all__ = ["PROPOSED", "plan_changed", "recap", "told"]


def told(outcome: Outcome, before: Story, after: Story) -> list[Message]:
    """The outcome's remarks, in order; a correction says first what changed."""
    corrected = [_corrected(outcome, before, after)] if outcome.corrected else []
    return corrected + [_one(r, after) for r in outcome.remarks]


def plan_changed(came: Sequence[str], went: Mapping[str, Sequence[str]], library: Library) -> tuple[Remark, ...]:
    """What is new in her plan, and what left it, by reason: « unfit », « aside » or « ended »."""
    if not came and not any(went.values()):
        return (remark("plan.unchanged"),)
    asked_for = bool(went.get("taken"))
    named = {name: _names(ids, library) for name, ids in {"new": came, **went}.items() if name != "taken"}
    lines = [library.replies[f"plan.{name}"].format(steps=steps) for name, steps in named.items() if steps]
    if asked_for and not lines:
        return ()
    return (remark("plan.changed", lines="\n".join(lines)) if lines else remark("plan.gone"),)


def already_in_plan(topics: Sequence[str], story: Story) -> tuple[Remark, ...]:
    """The step of her plan that answers what she has just brought up."""
    given, proposals = story.conversation.plan, story.library.proposals
    for number, step in enumerate((s for s in given.steps if s.id in proposals) if given else (), 1):
        if set(topics) & set(proposals[step.id].topics):
            return (remark("plan.already", number=str(number), button=proposals[step.id].button),)
    return ()


def _names(ids: Sequence[str], library: Library) -> str:
    """Of those that the content still has."""
    return listed([f"« {library.proposals[i].button} »" for i in ids if i in library.proposals])


def withdrawn(given: Conversation, served: Conversation, everything: Library, after: Story) -> list[Message]:
    """A step of her plan whose dates ended left, or another took its place: she is told."""
    if given.plan is None or served.plan is None or given.plan.steps == served.plan.steps:
        return []
    before, now = {s.id for s in given.plan.steps}, {s.id for s in served.plan.steps}
    changes = plan_changed(sorted(now - before), {"ended": sorted(before - now)}, everything)
    return [_one(said, Story(after.conversation, everything, after.now)) for said in changes]


def recap(story: Story) -> Message:
    """« Nous en étions à… »: her trade, unless it is what is asked, and where she was, in one line."""
    trade = story.library.trades.get(story.known.get(TRADE, ""))
    words = story.conversation.trade_words
    in_her_words = "" if says_nothing(words, story.library) else hers(words)
    asked = story.conversation.phase is Phase.TRADE and not story.asks_brand
    who = "" if asked else (trade.short or trade.label.lower()) if trade else in_her_words
    return bubble(story.library, "recap.line" if who else "recap.line_blank", who=who, where=story.where)


def _corrected(outcome: Outcome, before: Story, after: Story) -> Message:
    changed = (outcome.corrected, *outcome.corrected_too)
    label = ". ".join(screens.answer_label(fact, after.known.get(fact, ""), after) for fact in changed)
    if TYPE in before.known and TYPE not in after.known:
        return bubble(after.library, "corrected.type", answer=label)
    if outcome.corrected == KEPT:
        return bubble(after.library, "corrected.barriers")
    if outcome.corrected == TRADE:
        return bubble(after.library, "corrected.trade", answer=label)
    return bubble(after.library, "corrected.kept", answer=label)


def _one(said: Remark, story: Story) -> Message:
    """A remark as a bubble. « why:reseau », « help:reseau », « topic:ligne », « word:iban » point into the content."""
    kind, _, ref = said.key.partition(":")
    library = story.library
    if kind == "why":
        return written(library.questions[ref].why)
    if kind == "help" and ref:
        return written(help_of(library.questions[ref], story))
    if kind == "tool":
        return written(_tool_help(ref, library))
    if kind in ("topic", "price") and ref:
        topic = library.topics[ref]
        return written(of_her_trade(topic.reply if kind == "topic" else topic.price, story))
    if kind == "word":
        word = library.glossary[ref]
        return bubble(library, "glossary.word", word=word.word, sentence=word.sentence, example=word.example)
    if kind in PERSON:
        return PERSON[kind](library.proposals[ref], story)
    if kind == "recap":
        return recap(story)
    values = {name: hers(value) if name == "text" else value for name, value in said.values}
    return bubble(library, said.key, (), **values)


def _tool_help(ref: str, library: Library) -> str:
    """The help of « tool:question »; the tool's goal when it has moved on."""
    tool_id, _, question_id = ref.partition(":")
    tool = library.tool(tool_id)
    assert tool is not None
    return next((question.help for question in tool.questions if question.id == question_id), tool.goal)
