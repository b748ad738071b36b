"""What does a button set, and may it still be pressed?

A code says what it sets, never « toggle »: `a:fact:value`, `k:barrier:1`, `m:move`… A forged or unknown code
is nothing; one of an earlier screen corrects its answer or is said to be old.
"""

from __future__ import annotations

from collections.abc import Sequence

from content.models import Library
from dialogs import when
from dialogs.conversation import UNKNOWN, Conversation, Incoming
from dialogs.intents import Intent
from dialogs.lessons import PROOF, progress
from dialogs.messages import Choice
from dialogs.phases import Phase
from dialogs.progress import BRAND, FAMILY, KEPT, NO_BRAND, OTHER_TRADE, TRADE, TYPE, Story
from dialogs.reminders import USES

PLAIN_MOVES = {
    "back", "continue", "correct_list", "erase", "erase_yes", "explain", "export", "help", "keep", "kept", "later",
    "more", "next", "no_more", "no_reminder", "not_quite", "other_trade", "plan", "restart", "restart_yes", "resume",
    "skip", "start", "stay", "understand_first", "unknown", "why",
}  # fmt: skip
"""The moves a button may carry by its name alone."""
OLD_MOVES = {
    "plan", "resume", "restart", "help", "correct", "erase", "stay", "continue", "no_more", "no_reminder", "remind",
}  # fmt: skip
REF_INTENTS = {
    "c": "reopen",
    "p": "open_step",
    "l": "start_lesson",
    "s": "mark_done",
    "r": "show_result",
    "g": "show_grid",
    "t": "tool_answers",
}
LESSON_INTENTS = {"d": "done", "u": "stuck", "v": "proof", "e": "reopen_tool"}
TOOL_ANSWER = "w"
MOMENT, USE = "n", "f"


def pressed(incoming: Incoming, story: Story) -> Intent:
    """The intent of the codes pressed together (several when boxes were ticked)."""
    shown = story.conversation.shown
    current = shown is not None and (incoming.turn is None or incoming.turn == shown.turn)
    ticks = tuple(c for c in incoming.choices if c.startswith("k:") and _is_tick(c, story.library))
    others = [c for c in incoming.choices if not c.startswith("k:")]
    choices = shown.choices if shown and current else ()
    if not ticks and not others:
        return _unread(incoming.choices[-1], choices)
    if not others:
        return _ticked(ticks, current, story)
    code = others[-1]
    intent = _read(code, story, _label(code, choices))
    if intent is None:
        return _unread(code, choices)
    offered = any(choice.code == code for choice in choices)
    return intent.changed(values=ticks) if offered else _old(intent, story)


def press(choices: Sequence[Choice], story: Story) -> Intent:
    """What pressing these choices together means."""
    incoming = Incoming(conversation_key="", event_id="", choices=tuple(choice.code for choice in choices))
    return pressed(incoming, story).changed(pressed=False)


def _unread(code: str, choices: Sequence[Choice]) -> Intent:
    """Nothing of ours; or what is offered in front of her, and new content no longer has."""
    sets = code.rpartition(":")[0] if code.startswith("k:") else code
    offered = any(choice.code.startswith(sets) for choice in choices)
    return Intent(name="withdrawn" if offered else "unclear", said=_label(code, choices), pressed=True)


def _ticked(ticks: tuple[str, ...], current: bool, story: Story) -> Intent:
    on_screen = story.conversation.phase is Phase.BARRIERS
    return Intent(name="tick" if on_screen else "stale", values=ticks if current or on_screen else (), pressed=True)


def _is_tick(code: str, library: Library) -> bool:
    parts = code.split(":")
    return len(parts) == 3 and parts[1] in library.barriers and parts[2] in ("0", "1")


def _label(code: str, choices: Sequence[Choice]) -> str:
    return next((choice.label for choice in choices if choice.code == code), "")


def _read(code: str, story: Story, label: str) -> Intent | None:
    kind, _, rest = code.partition(":")
    ref, _, more = rest.partition(":")
    if kind == "a" and valid_answer(ref, more, story):
        return Intent(name="answer", fact=ref, value=more, said=label, pressed=True)
    if kind == "m" and ref in PLAIN_MOVES:
        return Intent(name=ref, said=label, pressed=True)
    if kind == MOMENT and ref in when.OFFERED:
        return Intent(name="remind", value=when.meant(ref, story).isoformat(), said=label, pressed=True)
    if kind == USE and ref in story.library.proposals and more in USES:
        return Intent(name="follow_up", ref=ref, value=more, said=label, pressed=True)
    if kind in REF_INTENTS and ref:
        return Intent(name=REF_INTENTS[kind], ref=ref, said=label, pressed=True)
    if kind == TOOL_ANSWER and ref and more and story.library.tool(ref):
        question, _, rank = more.partition(":")
        return Intent(name="tool_answer", ref=ref, fact=question, value=rank, said=label, pressed=True)
    if kind in LESSON_INTENTS and ref in story.library.proposals and more:
        return Intent(name=LESSON_INTENTS[kind], ref=ref, value=more, said=label, pressed=True)
    return None


def valid_answer(fact: str, value: str, story: Story) -> bool:
    """Is this a value the content gives to this fact?"""
    library = story.library
    if fact in library.questions:
        options = {option.value for option in library.questions[fact].options}
        return value in options | {UNKNOWN} or (fact == "departement" and value in library.departements)
    if fact == TRADE:
        return value in library.trades or value == OTHER_TRADE
    if fact == FAMILY:
        return value == UNKNOWN or any(trade.verb == value for trade in library.trades.values())
    if fact == BRAND:
        return value == NO_BRAND or any(network.name == value for network in library.networks)
    if fact == TYPE:
        return value in library.types
    return fact == KEPT and value == "aucun"


def _old(intent: Intent, story: Story) -> Intent:
    """A button of an earlier screen: it corrects its answer, opens what still exists, or is said to be old."""
    return intent if _still_means_something(intent, story.conversation) else Intent(name="stale", pressed=True)


def _still_means_something(intent: Intent, conversation: Conversation) -> bool:
    known = conversation.known()
    steps = {step.id for step in conversation.plan.steps} if conversation.plan else set()
    if intent.name in ("answer", "reopen"):
        return (intent.fact or intent.ref) in known
    if intent.name in ("open_step", "start_lesson", "mark_done", "show_grid"):
        return intent.ref in steps
    if intent.name in ("show_result", "tool_answers", "reopen_tool"):
        return progress(conversation, intent.ref).state == "done"
    if intent.name == "follow_up":
        return intent.ref in {step.id for step in conversation.plan.steps if step.done} if conversation.plan else False
    if intent.name == "tool_answer":
        return conversation.lesson == intent.ref
    if intent.name in ("done", "stuck", "proof"):
        at = progress(conversation, intent.ref).step
        return conversation.lesson == intent.ref and (at == intent.value or (intent.name == "proof" and at == PROOF))
    return intent.name in OLD_MOVES or (intent.name == "start" and conversation.shown is None)
