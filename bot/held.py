"""What do we hold about her, in words she can read? One text, of everything that the store gives back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot import held_journal, held_rest
from bot.held_words import inner_label, moment, step_in_words
from bot.held_words import said as _said
from content.models import Lesson, Library, Tool
from content.typography import typeset
from dialogs.barriers import worded
from dialogs.conversation import Answer, Conversation, LessonProgress, load
from dialogs.progress import KEPT, Story
from dialogs.retention import OURS
from dialogs.screens import answer_label
from dialogs.spoken import is_question
from dialogs.tools import answer_of
from dialogs.wording import typeset_value

Exported = Mapping[str, Sequence[Mapping[str, Any]]]
SAYERS = {"her": "web.her", "us": "web.us"}


def text(exported: Exported, library: Library, now: datetime) -> str:
    """What is held, why and for how long, then each part under its heading, and all that they do not say."""
    if not exported:
        return _said(library, "nothing")
    opening = (_said(library, one) for one in ("why", "until", "even_if", "erase", "who"))
    parts = ["\n".join((_said(library, "title").format(day=moment(now, library)), *opening))]
    for name, lines in PARTS.items():
        parts += _part(name, list(lines(exported, library)), library)
    return "\n\n".join([*parts, *_part("rest", list(held_rest.lines(exported, "\n".join(parts), library)), library)])


def answers(conversation: Conversation, library: Library) -> list[str]:
    """Her answers, one a line: « Métier : fleuriste »."""
    story = Story(conversation, library, conversation.last_seen)
    labels = [answer_label(answer.fact, answer.value, story) for answer in conversation.answers]
    return [typeset(label) for label in labels if label]


def _part(name: str, lines: Sequence[str], library: Library) -> list[str]:
    return ["\n".join((_said(library, f"part_{name}").upper(), *lines))] if lines else []


# ---------------------------------------------------------------- the parts


def _dates(exported: Exported, library: Library) -> Iterator[str]:
    for held in _conversations(exported):
        yield _said(library, "started").format(day=moment(held.started_at, library))
        yield _said(library, "seen").format(day=moment(held.last_seen, library))


def _answers(exported: Exported, library: Library) -> Iterator[str]:
    for held in _conversations(exported):
        story = Story(held, library, held.last_seen)
        yield from (_answer(answer, story) for answer in held.answers)
        yield from (_question(asked.text, library) for asked in held.questions if asked.text)
        if held.chamber:
            known = library.chambers.get(held.chamber)
            yield _said(library, "sent_by").format(name=known.name if known else held.chamber)


def _answer(answer: Answer, story: Story) -> str:
    """« Salariés : De 3 à 5 (vos mots : on est 4) »"""
    return f"{_label(answer, story) or answer.value} {_how(answer.said, story.library)}".strip()


def _how(said: str, library: Library) -> str:
    """Her own words, or how a kind was chosen."""
    if said in OURS:
        return f"({typeset(library.replies[f'kept_as.{said}'])})"
    return _said(library, "words").format(said=said) if said else ""


def _question(text: str, library: Library) -> str:
    """« Vous avez demandé : … », or, of a worry and of what befell her, « Vous avez dit : … »."""
    return _said(library, "question" if is_question(text, library) else "told").format(said=text)


def _label(answer: Answer, story: Story) -> str:
    library = story.library
    if answer.fact == KEPT and story.kept:
        kept = ", ".join(worded(one, story.company_type, library).label for one in story.kept)
        return typeset(library.replies["answers.barriers"].format(value=kept))
    known = inner_label(answer.fact, answer.value, library)
    return known or typeset(answer_label(answer.fact, answer.value, story))


def _plan(exported: Exported, library: Library) -> Iterator[str]:
    for held in _conversations(exported):
        if held.plan:
            yield _said(library, "planned").format(day=moment(held.plan.made_on, library))
            for number, step in enumerate(held.plan.steps, 1):
                title = library.proposals[step.id].title if step.id in library.proposals else step.id
                state = _said(library, "done") if step.done else f"({library.replies[f'kept_as.{step.when}']})"
                yield typeset(f"{number}. {title} {state}. {step.because} {step.warning}".strip())


def _lessons(exported: Exported, library: Library) -> Iterator[str]:
    for held in _conversations(exported):
        for one in held.lessons:
            found = library.proposals.get(one.lesson)
            state = ", ".join(filter(None, (_said(library, f"lesson_{one.state}"), _reached(found, one, library))))
            saw = f" {_said(library, 'saw').format(said=one.saw)}" if one.saw else ""
            yield f"{typeset(found.title) if found else one.lesson} : {state}.{saw}"
            yield from _of_tool(found, one)


def _reached(found: object, held: LessonProgress, library: Library) -> str:
    """The step she is at, of a lesson that is not finished."""
    return step_in_words(found, held.step, library) if isinstance(found, Lesson) and held.state != "done" else ""


def _of_tool(found: object, held: LessonProgress) -> Iterator[str]:
    """Each question of a tool with her answer; her words whole."""
    asked = {question.id: question for question in found.questions} if isinstance(found, Tool) else {}
    for answer in held.answers:
        known = asked.get(answer.question)
        if known is None or not known.options:
            yield f"   {typeset_value(known.line or known.text) if known else answer.question} : {answer.said.strip()}"
        else:
            yield f"   {typeset_value(known.text)} {answer_of(known, held)}"


def _transcript(exported: Exported, library: Library) -> Iterator[str]:
    for row in exported.get("transcript", ()):
        said = "".join(span["text"] for span in row["message"]["spans"])
        is_command = row["who"] == "her" and said.startswith("/")
        sayer = typeset(library.replies[SAYERS[row["who"]]])
        yield _said(library, "command").format(said=said) if is_command else f"{sayer} {said}"


def _reminders(exported: Exported, library: Library) -> Iterator[str]:
    for held in _conversations(exported):
        for one in sorted(held.reminders, key=lambda one: one.due):
            about = library.proposals.get(one.subject)
            name = typeset(about.button) if about else one.subject
            yield _said(library, f"reminder_{one.kind}").format(name=name, day=moment(one.due, library))
        if held.no_more:
            yield f"{held_rest.name_of('no_more', library)}."


def _journal(exported: Exported, library: Library) -> Iterator[str]:
    for held in _conversations(exported):
        yield from held_journal.lines(exported.get("journal", ()), Story(held, library, held.last_seen))


def _telegram(exported: Exported, library: Library) -> Iterator[str]:
    for row in exported.get("address", ()):
        yield _said(library, "address").format(address=next(str(value) for value in row.values() if value))


PARTS = {
    "dates": _dates, "answers": _answers, "plan": _plan, "lessons": _lessons, "transcript": _transcript,
    "reminders": _reminders, "journal": _journal, "telegram": _telegram,
}  # fmt: skip
"""In the order she reads them: heading in the content (`held.part_…`), then its lines."""


def _conversations(exported: Exported) -> list[Conversation]:
    return [load(json.dumps(row["state"])) for row in exported.get("conversation", ())]
