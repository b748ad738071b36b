"""What does this mean on the screen in front of her? A button, a number, a label with mistakes, free text.

Each way of reading a text is a function of the module that knows its matter; the first that finds something is right.
Which is asked before which is here alone (`READINGS`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dialogs import (
    asking,
    at_opened_step,
    at_profile,
    at_trade,
    buttons,
    calling,
    correcting,
    disputing,
    facts,
    lacking,
    learning,
    leaving,
    moving,
    named_steps,
    pressing,
    prices,
    refusing,
    sectors,
    seeing,
    situations,
    taking,
    unanswered,
    urgent,
    when,
)
from dialogs.conversation import Incoming, Shown
from dialogs.intents import Intent
from dialogs.phases import Phase
from dialogs.progress import Story

COMMANDS = {
    "/start": "start", "/aide": "help", "/help": "help", "/plan": "plan", "/reprendre": "resume",
    "/recommencer": "restart", "/mesdonnees": "export", "/effacer": "erase", "/stop": "stop",
}  # fmt: skip


def understand(incoming: Incoming, story: Story) -> Intent:
    """The intent of one act. Never raises: what is not understood is « unclear », which has its answer."""
    if incoming.reminder:
        return Intent(name="due", ref=incoming.reminder)
    if incoming.choices:
        return buttons.pressed(incoming, story)
    if incoming.media:
        return Intent(name="media", ref=incoming.media)
    text = incoming.text.strip()
    if text.startswith("/"):
        return _command(text)
    if story.conversation.phase is Phase.WELCOME or story.conversation.shown is None:
        return Intent(name="opening", said=text)
    if not text:
        return Intent(name="empty")
    if story.is_beginning:
        return _first(FIRST_READINGS, text, story) or Intent(name="opening", said=text)
    return _first(READINGS, text, story) or Intent(name="unclear", said=text)


def _first(readings: Iterable[Reading], text: str, story: Story) -> Intent | None:
    shown = story.conversation.shown
    assert shown is not None
    return next((intent for reading in readings if (intent := reading(text, story, shown))), None)


def _command(text: str) -> Intent:
    word, _, rest = text.partition(" ")
    name = COMMANDS.get(word.split("@")[0].lower())
    return Intent(name=name, ref=rest.strip()) if name else Intent(name="unclear", said=text)


Reading = Callable[[str, Story, Shown], Intent | None]
FIRST_READINGS: tuple[Reading, ...] = (
    pressing.by_number,
    pressing.by_label,
    refusing.heard,
    when.heard,
    moving.wrong_answer,
    moving.short,
)
"""Of her first words, before she has answered anything."""
READINGS: tuple[Reading, ...] = (
    pressing.by_number,
    pressing.by_label,
    named_steps.titled,
    urgent.heard,
    asking.about_us,
    moving.use,
    at_opened_step.heard,
    leaving.heard,
    refusing.heard,
    when.heard,
    learning.without_computer,
    lacking.heard,
    calling.refused,
    calling.heard,
    taking.heard,
    named_steps.numbered,
    disputing.heard,
    correcting.heard,
    moving.wrong_answer,
    moving.strong,
    prices.asked,
    asking.glossary,
    pressing.said_back,
    named_steps.named_instead,
    facts.answered,
    learning.at_tool,
    learning.asks_at_a_step,
    learning.at_step,
    seeing.at_proof,
    at_profile.heard,
    facts.told_otherwise,
    sectors.heard,
    at_trade.no_but,
    at_trade.several,
    at_trade.family,
    at_trade.brand,
    pressing.spoken_choice,
    pressing.yes_or_no,
    situations.heard,
    pressing.named,
    situations.subjects,
    named_steps.named,
    prices.of_what,
    moving.weak,
    at_trade.heard,
    asking.topic,
    asking.topic_denied,
    facts.told_again,
    situations.worry,
    unanswered.heard,
    asking.explain,
    learning.on_the_step,
    correcting.told_at_the_plan,
)
"""Of all she writes after; of two that would both find something, the one to be believed stands first."""
