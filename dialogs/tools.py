"""What does a tool conclude from her answers? A verdict, the lines of a result she keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import datetime

from content.models import Library, Proposal, Tool, ToolOption, ToolQuestion, Verdict
from dialogs import plan, spoken
from dialogs.conditions import Truth, holds
from dialogs.conversation import Conversation, LessonProgress, ToolAnswer
from dialogs.lessons import progress, restarted, with_progress
from dialogs.progress import Story
from dialogs.wording import Hers, cut, hers, typeset_value

MOST_SERVICES = 6
MOST_LABEL = 90
_SENTENCE_END = re.compile(r"(?<=[.:])\s+")


@dataclass(frozen=True)
class Result:
    """`services`: those that suit her, where the tool lists them."""

    verdict: Verdict
    lines: tuple[str, ...]
    services: tuple[Proposal, ...] = ()


def current_question(tool: Tool, held: LessonProgress) -> ToolQuestion | None:
    """The one whose answer she changes, else the first without an answer; None when all are answered."""
    answered = {answer.question for answer in held.answers}
    changing = next((question for question in tool.questions if question.id == held.step), None)
    return changing or next((question for question in meant(tool, held) if question.id not in answered), None)


def meant(tool: Tool, held: LessonProgress) -> tuple[ToolQuestion, ...]:
    """Those that still mean something: who sold nothing is not asked who bought."""
    given = {answer.question: answer.said for answer in held.answers}
    options = (option_of(question, given.get(question.id, "")) for question in tool.questions)
    skipped = {name for option in options if option for name in option.skips}
    return tuple(question for question in tool.questions if question.id not in skipped)


def begun(story: Story, tool: Tool) -> Conversation:
    """The tool in front of her: where she was, or from the start with what her answers already tell."""
    conversation = restarted(story.conversation, tool.id)
    held = progress(conversation, tool.id)
    if held.answers:
        return conversation
    told = tuple(ToolAnswer(question=question, said=rank) for question, rank in _told_before(tool, story).items())
    return with_progress(conversation, held.changed(answers=told))


def place_of(question: ToolQuestion, tool: Tool, story: Story) -> tuple[int, int]:
    """(2, 3): its place among the questions put to her, and how many they are."""
    told = _told_before(tool, story)
    questions = meant(tool, progress(story.conversation, tool.id))
    put = [other for other in tool.questions if other is question or (other in questions and other.id not in told)]
    return put.index(question) + 1, len(put)


def _told_before(tool: Tool, story: Story) -> dict[str, str]:
    """The questions that an answer about her business has answered, each with its option's rank."""
    options = ((q.id, rank, option) for q in tool.questions for rank, option in enumerate(q.options))
    told = ((name, rank) for name, rank, o in options if o.known and holds(o.known, story.known) is Truth.YES)
    return {name: str(rank) for name, rank in told}


def options_put(question: ToolQuestion, held: LessonProgress, story: Story) -> tuple[tuple[int, ToolOption], ...]:
    """Those put to her, each with its rank: what she came with leaves some out, until she changes her answer."""
    ranked = tuple(enumerate(question.options))
    left = tuple((rank, option) for rank, option in ranked if set(option.topics) & set(story.topics))
    return ranked if question.id == held.step or not left else left


def reopened(conversation: Conversation, tool: Tool, question: str) -> Conversation:
    """Back at this question of a finished tool; its answer stands until another replaces it."""
    held = progress(conversation, tool.id).changed(step=question)
    return with_progress(conversation, held).changed(lesson=tool.id)


def kept(conversation: Conversation, tool: Tool) -> Conversation:
    """She leaves the answer she was changing as it was."""
    held = progress(conversation, tool.id).changed(step="")
    return with_progress(conversation, held).changed(lesson="")


def may_be_answered(tool: Tool, question_id: str, said: str) -> bool:
    """An option it offers, or words of her own (they come with a space first) where it asks for them."""
    question = tool.question(question_id)
    if question is None:
        return False
    return said in map(str, range(len(question.options))) if question.options else said.startswith(" ")


def answered(conversation: Conversation, tool: Tool, question: str, said: str, now: datetime) -> Conversation:
    """Her answer kept (an option's rank, or her words); the last one finishes the tool."""
    held = progress(conversation, tool.id)
    others = tuple(a for a in held.answers if a.question != question)
    step = "" if question == held.step else held.step
    held = held.changed(answers=(*others, ToolAnswer(question=question, said=said)), step=step)
    if current_question(tool, held) is None:
        held = held.changed(state="done", finished_on=now)
    return with_progress(conversation, held)


def result(tool: Tool, story: Story) -> Result:
    """The verdict by the share of the points, and a line for each weak point, each of her words, each service."""
    held = progress(story.conversation, tool.id)
    chosen = [(q, a.said) for q in meant(tool, held) for a in held.answers if a.question == q.id]
    lines = tuple(line for question, said in chosen if (line := _line(question, said, story.library)))
    return Result(_verdict(tool, chosen, set(story.topics)), lines, _services(tool, chosen, story))


def option_of(question: ToolQuestion, said: str) -> ToolOption | None:
    """The option she pressed; None for her own words."""
    ranked = question.options[int(said)] if said.isdigit() and int(said) < len(question.options) else None
    return ranked


def answer_of(question: ToolQuestion, held: LessonProgress) -> str:
    """Her answer as she gave it: the option's label, or her words."""
    said = next((answer.said for answer in held.answers if answer.question == question.id), "")
    option = option_of(question, said)
    return typeset_value(option.label) if option else hers(said)


def answer_label(question: ToolQuestion, held: LessonProgress) -> str:
    """« Mon moment : mardi, 14 heures », « Qui a surtout acheté ? Des habitués »"""
    asked = f"{question.line} :" if question.line else _SENTENCE_END.split(question.text)[-1]
    return cut(f"{typeset_value(asked)} {answer_of(question, held)}", MOST_LABEL)


def _verdict(tool: Tool, chosen: list[tuple[ToolQuestion, str]], topics: Set[str]) -> Verdict:
    """By the share of the points, among the verdicts of an answer of hers that has its own, or that she came with."""
    options = [option for question, said in chosen if (option := option_of(question, said))]
    most = sum(max((o.points for o in question.options), default=0) for question, _ in chosen)
    percent = 100 * sum(option.points for option in options) / most if most else 0
    labels = {option.label for option in options}
    after = next((v.after for v in tool.verdicts if v.after in labels or topics & set(v.topics)), "")
    return [v for v in tool.verdicts if v.after == after and v.from_percent <= percent][-1]


def _line(question: ToolQuestion, said: str, library: Library) -> str:
    """The note of her answer, or her words; « je ne sais pas » and « non » leave no line."""
    option = option_of(question, said)
    nothing = {name: library.spoken[name] for name in ("unknown", "no")}
    if option is None and (not said.strip() or spoken.says_only(said, nothing)):
        return ""
    if option is None:
        return Hers(f"{typeset_value(question.line)}\u00a0: {hers(said)}") if question.line else hers(said)
    if option.note:
        return option.note
    return f"{question.line} : {option.label}" if question.line else ""


def _services(tool: Tool, chosen: Iterable[tuple[ToolQuestion, str]], story: Story) -> tuple[Proposal, ...]:
    """Those sure to be for her and not done yet, with their site: first for the goal she chose, then for what holds
    her back."""
    if tool.lists != "services":
        return ()
    options = (option_of(question, said) for question, said in chosen)
    goal = [barrier for option in options if option for barrier in option.barriers]
    wanted = replace(story.wanted, barriers=tuple(dict.fromkeys((*goal, *story.wanted.barriers))))
    found = [c for c in plan.candidates(wanted, story.library) if c.kind == "service" and c.warning != "check"]
    given = story.conversation.plan
    done = {step.id for step in given.steps if step.done} if given else set()
    kept = {c.proposal.id: c.proposal for c in found if c.proposal.url and c.proposal.id not in done}
    return tuple(kept.values())[:MOST_SERVICES]
