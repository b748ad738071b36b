"""What stands in front of her? One function a screen, from the story to messages; a table by name and by phase."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

from content.models import Lesson, Question, Tool
from dialogs import telling
from dialogs.conversation import Shown
from dialogs.lessons import PROOF, progress
from dialogs.messages import Message
from dialogs.phases import Phase
from dialogs.progress import BRAND, TRADE, Story
from dialogs.screens import answers, barriers, detail, lessons, moments, plan, profile, questions, reminders, trade
from dialogs.screens.answers import answer_label
from dialogs.screens.asked import Asked
from dialogs.tools import current_question
from dialogs.wording import typeset_value

__all__ = ["answer_label", "as_shown", "default_screen", "draw"]

IN_A_LESSON = ("lesson", "lesson_help", "lesson_person", "proof", "tool")
MOST_SAID_BACK = 2
OFFER_FROM = 4
"""With this many barriers kept, she is offered her plan at once."""

SCREENS: dict[str, Callable[[Asked], list[Message]]] = {
    "trade": trade.trade,
    "trade_again": trade.trade_again,
    "trade_sure": trade.trade_sure,
    "trade_three": trade.trade_three,
    "trade_family": trade.trade_family,
    "brand": trade.brand,
    "question": questions.question,
    "narrow": questions.narrow,
    "profile": profile.profile,
    "types": profile.types,
    "answers": answers.answers,
    "barriers": barriers.barriers_screen,
    "offer": barriers.offer,
    "explanation": barriers.explanation,
    "plan": plan.plan,
    "step": plan.step,
    "which_step": plan.which_step,
    "grid": detail.grid,
    "lesson": lessons.lesson,
    "lesson_help": lessons.lesson_help,
    "lesson_person": lessons.lesson_person,
    "lesson_done": lessons.lesson_done,
    "proof": lessons.proof,
    "tool": lessons.tool,
    "tool_result": lessons.tool_result,
    "tool_answers": lessons.tool_answers,
    "emergency": moments.emergency,
    "paused": reminders.paused,
    "goodbye": reminders.goodbye,
    "reminder_set": reminders.reminder_set,
    "reminder": reminders.reminder,
    "no_more": reminders.no_more,
    "no_reminder": reminders.no_reminder,
    "stopped": moments.stopped,
    "restart": moments.restart,
    "erase": moments.erase,
    "erased": moments.erased,
}

BY_PHASE: dict[Phase, str] = {
    Phase.WELCOME: "trade",
    Phase.PROFILE: "profile",
    Phase.BARRIERS: "barriers",
    Phase.PLAN: "plan",
    Phase.STOPPED: "stopped",
}


def draw(screen: str, subject: str, page: int, story: Story) -> list[Message]:
    """The messages of a screen. One that the content no longer has draws the phase's own."""
    screen, subject = existing(screen, subject, story)
    return [_typeset_labels(message) for message in SCREENS[screen](Asked(story, subject, page))]


def existing(screen: str, subject: str, story: Story) -> tuple[str, str]:
    """(screen, subject) as asked for, or the phase's own where the content has nothing to draw it from."""
    there = screen in SCREENS and _still_there(screen, subject, story)
    return (screen, subject) if there else default_screen(story)


def default_screen(story: Story) -> tuple[str, str]:
    """(screen, subject) of the phase the conversation landed in."""
    phase = story.conversation.phase
    if phase is Phase.TRADE:
        return _trade_screen(story)
    if phase is Phase.INTERVIEW and story.question:
        return "question", story.question.id
    if phase is Phase.SITUATION and story.situation_question:
        return _situation_screen(story.situation_question, story)
    if phase is Phase.EXPLANATION:
        offered = len(story.kept) >= OFFER_FROM and not story.conversation.explained
        return ("offer", "") if offered else ("explanation", story.to_explain[0])
    if phase is Phase.LESSON:
        return _lesson_screen(story)
    return BY_PHASE.get(phase, "trade"), ""


def _lesson_screen(story: Story) -> tuple[str, str]:
    """Its step, or its proof once the last step is done; « lesson:step » is the subject."""
    held = progress(story.conversation, story.conversation.lesson)
    if tool := story.library.tool(held.lesson):
        question = current_question(tool, held)
        return "tool", f"{held.lesson}:{question.id if question else ''}"
    return ("proof" if held.step == PROOF else "lesson"), f"{held.lesson}:{held.step}"


def _situation_screen(question: Question, story: Story) -> tuple[str, str]:
    """The question; or what she told of it before it was asked, said back once to be confirmed."""
    shown = story.conversation.shown
    if story.reopened or (shown is not None and shown.fact == question.id):
        return "question", question.id
    _, values = telling.told_before(question, story)
    if 1 <= len(values) <= MOST_SAID_BACK:
        return "narrow", f"{question.id}|{','.join(values)}|{questions.TOLD}"
    return "question", question.id


def _trade_screen(story: Story) -> tuple[str, str]:
    if story.reopened == BRAND:
        return "brand", story.known.get(BRAND, "")
    if TRADE in story.known and story.reopened != TRADE and story.pending_network:
        return "brand", story.pending_network.name
    return ("trade_again" if story.reopened == TRADE else "trade"), ""


def _typeset_labels(message: Message) -> Message:
    labels = [typeset_value(choice.label) for choice in message.choices]
    if labels == [choice.label for choice in message.choices]:
        return message
    pairs = zip(message.choices, labels, strict=True)
    return message.changed(choices=tuple(c.changed(label=label) for c, label in pairs))


def _still_there(screen: str, subject: str, story: Story) -> bool:
    """Does the content still have all that this screen is about?"""
    library, ids = story.library, [part for part in re.split(r"[|:,]", subject) if part]
    if screen in IN_A_LESSON:
        return _lesson_is_there(screen, story)
    if screen in reminders.ABOUT_A_LESSON:
        return reminders.is_there(screen, subject, story)
    if screen == "brand":
        return any(network.name == subject for network in library.networks)
    if screen in ("tool_result", "tool_answers"):
        return library.tool(subject) is not None
    homes: dict[str, Container[str]] = {
        "question": library.questions,
        "narrow": library.questions,
        "trade_sure": library.trades,
        "trade_three": library.trades,
        "explanation": library.barriers,
        "emergency": library.topics,
        "step": library.proposals,
        "which_step": library.proposals,
        "grid": library.proposals,
        "lesson_done": library.proposals,
    }
    wanted = ids if screen in ("trade_three", "emergency") else ids[:1]
    return screen not in homes or (bool(wanted) and all(one in homes[screen] for one in wanted))


def _lesson_is_there(screen: str, story: Story) -> bool:
    found = story.library.proposals.get(story.conversation.lesson)
    if screen == "tool":
        held = progress(story.conversation, story.conversation.lesson)
        return isinstance(found, Tool) and current_question(found, held) is not None
    person = isinstance(found, Lesson) and found.stuck_person in story.library.proposals
    return isinstance(found, Lesson) and (person or screen != "lesson_person")


def as_shown(screen: str, subject: str, page: int, messages: Sequence[Message], story: Story, turn: int) -> Shown:
    choices = messages[-1].choices if messages else ()
    return Shown(screen=screen, subject=subject, choices=choices, turn=turn, revision=story.library.revision, page=page)
