"""What may be said at any moment: words explained, corrections, reminders, openings, with their longest values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time

from content.models import Library, Tool
from dialogs import screens
from dialogs.conversation import OwnQuestion
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.reminders import with_asked
from dialogs.renderings import invented
from dialogs.renderings.drawing import Drawn, drawn, longest
from dialogs.renderings.invented import HER_WORDS
from dialogs.renderings.steps import plan_with
from dialogs.screens.trade import short_name
from dialogs.wording import bubble, listed, written

MANY_CHANGES = 3
"""A correction that changes more steps than that is rare."""
ALWAYS_ALIKE = ("answers", "offer", "stopped", "restart", "erase", "erased", "paused", "goodbye")
"""The screens that are drawn the same whatever the content."""


def drawings(story: Story) -> Iterator[Drawn]:
    """Words explained, corrections, recaps, what changes in a plan, the word on her question."""
    library = story.library
    for word in library.glossary.values():
        told = bubble(library, "glossary.word", word=word.word, sentence=word.sentence, example=word.example)
        yield Drawn(f"glossary.toml [{word.id}]", "glossary.word", told.text)
    trade = longest(short_name(trade) for trade in library.trades.values())
    for where in (*(phase.value for phase in Phase), "tool", "brand"):
        recap = bubble(library, "recap.line", who=trade, where=library.replies[f"recap.{where}"])
        yield Drawn("replies.toml", f"recap.{where}", recap.text)
    options = ((q.short, option) for q in library.questions.values() for option in q.options)
    answer = longest(f"{short} : {option.told or option.label}" for short, option in options)
    for key in ("corrected.kept", "corrected.trade", "corrected.type"):
        yield Drawn("replies.toml", key, bubble(library, key, answer=answer).text)
    button = longest(step.button for step in library.proposals.values())
    second = bubble(library, "unclear.second", label=button)
    two = bubble(library, "unclear.second_two", first=button, other=button)
    yield Drawn("replies.toml", "unclear.second", second.text)
    yield Drawn("replies.toml", "unclear.second_two", two.text)
    explained = bubble(library, "unclear.second_explain", label=library.replies["buttons.not_clear"])
    yield Drawn("replies.toml", "unclear.second_explain", explained.text)
    yield from _of_reminders(story)
    yield from _of_changes(library)
    yield from _of_openings(story)
    for screen in ALWAYS_ALIKE:
        yield from drawn("replies.toml", screen, "", story)


def _of_reminders(story: Story) -> Iterator[Drawn]:
    """The longest day and hour; each reminder, from each phase."""
    longest_day = datetime.combine(invented.DAY, time(11, 59), story.place.zone)
    waiting = with_asked(story.conversation, longest_day, "")
    wordiest = max(story.library.proposals.values(), key=lambda proposal: len(proposal.button)).id
    for can_push in (True, False):
        told = replace(story, conversation=waiting.changed(can_push=can_push))
        yield from drawn("replies.toml", "reminder_set", "", told)
        yield from drawn("replies.toml", "no_more", "", told)
        yield from drawn("replies.toml", "stopped", "", told)
    tool = next((step.id for step in story.library.proposals.values() if isinstance(step, Tool)), wordiest)
    for about in (f"follow_up:{wordiest}", f"asked:{wordiest}", f"asked:{tool}"):
        yield from drawn("replies.toml", "reminder", about, story)
    for phase in Phase:
        at = replace(story, conversation=story.conversation.changed(phase=phase))
        yield from drawn("replies.toml", "reminder", "asked:", at)
        yield from drawn("replies.toml", "reminder", "relaunch:", at)


def _of_changes(library: Library) -> Iterator[Drawn]:
    buttons = sorted((f"« {step.button} »" for step in library.proposals.values()), key=len, reverse=True)
    steps = listed(buttons[:MANY_CHANGES])
    for key in ("plan.new", "plan.unfit", "plan.aside", "plan.ended"):
        yield Drawn("replies.toml", key, bubble(library, key, steps=steps).text)


def _of_openings(story: Story) -> Iterator[Drawn]:
    """The chamber that sent her; her own question said back; the word on it, with the question about her trade."""
    library = story.library
    sent_by = longest([invented.CHAMBER_NAME, *(chamber.name for chamber in library.chambers.values())])
    yield Drawn("replies.toml", "welcome.what_from", bubble(library, "welcome.what_from", chamber=sent_by).text)
    yield Drawn("replies.toml", "own_question.kept", bubble(library, "own_question.kept", text=HER_WORDS).text)
    for topic in library.topics.values():
        if topic.kind != "emergency":
            asked = library.replies["trade.ask_short"]
            for said in filter(None, (topic.reply, topic.price)):
                yield Drawn(f"topics.toml [{topic.id}]", "opening", written(f"{said}\n{asked}").text)
    own = story.conversation.changed(own_question=OwnQuestion(text=HER_WORDS))
    first = next(iter(library.proposals.values()))
    planned = replace(story, conversation=own.changed(plan=plan_with(first, story)))
    yield Drawn("replies.toml", "plan.intro_question", screens.draw("plan", "", 0, planned)[0].text)
