"""How does each bubble read with its longest values put in? For the checks: a template alone may be short enough."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cached_property
from itertools import combinations
from typing import cast

from content.models import CHAMBER_OF, Lesson, Library, Option, Proposal, Tool, TypeId
from dialogs import chambers, invented, screens
from dialogs.conversation import Answer, LessonProgress, OwnQuestion, Plan, PlanStep, ToolAnswer, start
from dialogs.invented import HER_WORDS
from dialogs.lessons import with_progress
from dialogs.phases import Phase
from dialogs.plan import OWN_QUESTION
from dialogs.profile import Inference, Sureness
from dialogs.progress import BRAND, TRADE, Story
from dialogs.reminders import with_asked
from dialogs.screens.detail import has_detail
from dialogs.screens.trade import short_name
from dialogs.wording import bubble, listed, typeset_value, written

Drawn = tuple[str, str, str]
"""The item or reply it comes from, the screen, its text."""
KEY = "longest"
MANY_CHANGES = 3
"""A correction that changes more steps than that is rare."""


def rendered(library: Library, now: datetime) -> Iterator[Drawn]:
    """Every bubble made of parts, drawn by the dialogue itself."""
    story = Story(start(KEY, now), library, now)
    yield from _of_her_trade(story)
    yield from _of_questions(story)
    yield from _of_her_type(story)
    yield from _of_barriers(story)
    for proposal in library.proposals.values():
        yield from _of_a_step(proposal, story)
    yield from _of_remarks(story)


def mark(key: str, library: Library) -> re.Pattern[str]:
    """« Étape 2 sur 6. » at the head of a bubble: where she is, not a sentence to read."""
    return re.compile(re.sub(r"\\{\w+\\}", r"\\d+", re.escape(typeset_value(library.replies[key]).strip())) + " *")


def longest(texts: Iterable[str]) -> str:
    return max(texts, key=len, default="")


# ------------------------------------------------------------------ before the plan


def _of_her_trade(story: Story) -> Iterator[Drawn]:
    """The longest trades proposed, the longest networks asked about, the longest words she may write."""
    library = story.library
    trades = sorted(library.trades.values(), key=lambda trade: -len(short_name(trade)))[:3]
    yield from _drawn("trades.toml", "trade_sure", ",".join(t.id for t in trades[:1]), story)
    yield from _drawn("trades.toml", "trade_three", ",".join(t.id for t in trades), story)
    wordy = replace(story, conversation=story.conversation.changed(trade_words=HER_WORDS))
    yield from _drawn("replies.toml", "trade_family", "", wordy)
    name = longest(network.name for network in library.networks)
    yield from _drawn("networks.toml", "brand", name, story)
    for key in (f"brand.{kind}" for kind in ("franchise", "cooperative", "centrale", "a_demander")):
        yield "replies.toml", key, bubble(library, key, (), name=name).text


def _of_questions(story: Story) -> Iterator[Drawn]:
    """In the words of the trades that have the longest ones, and between the two longest answers."""
    trades = story.library.trades.values()
    wordy = {max(trades, key=lambda t: len(getattr(t, field))).id for field in ("clients", "sells", "standard")}
    for question in story.library.questions.values():
        file = f"questions/{question.id}.toml"
        for trade in sorted(wordy):
            yield from _drawn(file, "question", question.id, _knowing(story, {TRADE: trade}))
        values = [option.value for option in sorted(question.options, key=lambda o: -len(o.label))[:2]]
        if len(values) == 2:
            yield from _drawn(file, "narrow", f"{question.id}|{','.join(values)}", story)


@dataclass(frozen=True)
class _Told(Story):
    """A story whose inference is given."""

    inferred: Inference | None = None

    @cached_property
    def inference(self) -> Inference:
        assert self.inferred is not None
        return self.inferred


def _of_her_type(story: Story) -> Iterator[Drawn]:
    """Each type at each degree of sureness, each pair, because of the longest reasons."""
    known = {TRADE: max(story.library.trades.values(), key=lambda t: len(short_name(t))).id}
    known[BRAND] = longest(network.name for network in story.library.networks)
    reasons = _longest_reasons(story.library)
    for first, second in combinations((kind.id for kind in story.library.types.values()), 2):
        for sure, one, other in (("sure", first, second), ("likely", second, first), ("close", first, second)):
            yield from _profile(_knowing(story, known), cast(Sureness, sure), one, other, reasons)
    yield from _drawn("company_types/", "types", "", story)


def _profile(story: Story, sureness: Sureness, first: TypeId, second: TypeId, because: Reasons) -> Iterator[Drawn]:
    inference = Inference(first, sureness, ((first, 0.6), (second, 0.4)), because)
    told = _Told(story.conversation, story.library, story.now, inference)
    yield from _drawn(f"company_types/{story.library.types[first].slug}.toml", "profile", "", told)


Reasons = tuple[tuple[str, str], ...]


def _longest_reasons(library: Library) -> Reasons:
    """Three answers to three questions, their « parce que » the longest there are."""
    found: list[tuple[str, Option]] = []
    for question in library.questions.values():
        if question.group == "typing" and question.options:
            found.append((question.id, max(question.options, key=lambda option: len(option.because))))
    found.sort(key=lambda pair: -len(pair[1].because))
    return tuple((fact, option.value) for fact, option in found[:3])


def _of_barriers(story: Story) -> Iterator[Drawn]:
    """All thirteen chosen, then the three longest, in the words of each type."""
    for kind in story.library.types:
        of_type = _knowing(story, {"type": kind})
        labels = sorted(story.library.barriers.values(), key=lambda b: -len(b.worded(of_type.company_type).label))
        for chosen in (labels, labels[:3]):
            ticked = of_type.conversation.changed(ticks=tuple(barrier.id for barrier in chosen))
            yield from _drawn("barriers/", "barriers", "", replace(of_type, conversation=ticked))


# ------------------------------------------------------------------ the plan, its steps, its lessons


def _of_a_step(proposal: Proposal, story: Story) -> Iterator[Drawn]:
    """Its line in a plan, its own screen, then its lesson or its tool."""
    file = f"{story.library.kind(proposal.id)}s/{proposal.id}.toml"
    planned = replace(story, conversation=story.conversation.changed(plan=_plan_with(proposal, story)))
    yield from _line_by_line(file, "plan", "", planned)
    yield from _drawn(file, "step", proposal.id, planned)
    yield from _of_her_chamber(file, proposal, planned)
    if has_detail(proposal):
        yield from _detailed(file, proposal, planned)
    if isinstance(proposal, Lesson):
        yield from _of_a_lesson(file, proposal, planned)
    if isinstance(proposal, Tool):
        yield from _of_a_tool(f"tools/{proposal.id}.toml", proposal, planned)


def _detailed(file: str, proposal: Proposal, story: Story) -> Iterator[Drawn]:
    """Its points are looked through a line at a time; who vouches for how long, and for whom, is one bubble."""
    days = {"since": invented.DAY, "until": invented.DAY}
    held = proposal.guarantee and proposal.guarantee.model_copy(update=days)
    library = replace(story.library, proposals={proposal.id: proposal.model_copy(update={"guarantee": held})})
    *points, last = screens.draw("grid", proposal.id, 0, replace(story, library=library))
    yield from ((file, "grid", line) for message in points for line in message.text.split("\n"))
    yield file, "grid", last.text


def _of_her_chamber(file: str, person: Proposal, story: Story) -> Iterator[Drawn]:
    """The chamber that this person works for: one as long as may be, and the longest of those imported."""
    kind = next((kind for kind in CHAMBER_OF.values() if kind == person.id), None)
    of_kind = [chamber for chamber in story.library.chambers.values() if chamber.kind == kind]
    wordiest = sorted(of_kind, key=lambda chamber: -len(chamber.name + chamber.hours))[:1]
    for chamber in (*wordiest, invented.chamber(kind)) if kind else ():
        alone = replace(story.library, chambers={chamber.id: chamber})
        at_hers = _knowing(replace(story, library=alone), {chambers.DEPARTEMENT: chamber.departements[0]})
        yield from ((file, "chamber", message.text) for message in chambers.told(person, at_hers))


def _plan_with(proposal: Proposal, story: Story) -> Plan:
    """This one step, for the longest reason it may have, with the longest warning."""
    replies, library = story.library.replies, story.library
    labels = [library.barriers[b].worded(kind.id).label for b in proposal.barriers for kind in library.types.values()]
    warning = longest(text for key, text in replies.items() if key.startswith("plan.warning_"))
    because = replies["plan.because_barrier"].format(label=longest(labels))
    step = PlanStep(
        id=proposal.id, kind=library.kind(proposal.id), when=proposal.when, barrier=OWN_QUESTION,
        because=typeset_value(because), warning=typeset_value(warning),
    )  # fmt: skip
    return Plan(steps=(step,), made_on=story.now, revision=library.revision)


def _of_a_lesson(file: str, lesson: Lesson, story: Story) -> Iterator[Drawn]:
    for step in lesson.steps:
        held = with_progress(story.conversation, LessonProgress(lesson=lesson.id, step=step.id))
        yield from _drawn(file, "lesson", "", replace(story, conversation=held.changed(lesson=lesson.id)))
    opened = replace(story, conversation=story.conversation.changed(lesson=lesson.id))
    for screen in ("lesson_person", "proof"):
        yield from _drawn(file, screen, "", opened)
    yield from _drawn(file, "lesson_done", lesson.id, opened)


def _of_a_tool(file: str, tool: Tool, story: Story) -> Iterator[Drawn]:
    """Each question, then the result when every answer is the first, and when it is the last."""
    for place in range(len(tool.questions)):
        yield from _drawn(file, "tool", "", _answering(tool, story, place, 0))
    for rank in (0, -1):
        finished = _answering(tool, story, len(tool.questions), rank)
        yield from _line_by_line(file, "tool_result", tool.id, finished)
        yield from _drawn(file, "tool_answers", tool.id, finished)


def _answering(tool: Tool, story: Story, place: int, rank: int) -> Story:
    """With the questions before this place answered: the option of this rank, or her own words."""
    answers = tuple(
        ToolAnswer(question=q.id, said=str(range(len(q.options))[rank]) if q.options else HER_WORDS)
        for q in tool.questions[:place]
    )
    held = with_progress(story.conversation, LessonProgress(lesson=tool.id, answers=answers))
    return replace(story, conversation=held.changed(lesson=tool.id))


# ------------------------------------------------------------------ at any moment


def _of_remarks(story: Story) -> Iterator[Drawn]:
    """Words explained, corrections, recaps, what changes in a plan, the word on her question."""
    library = story.library
    for word in library.glossary.values():
        told = bubble(library, "glossary.word", word=word.word, sentence=word.sentence, example=word.example)
        yield f"glossary.toml [{word.id}]", "glossary.word", told.text
    trade = longest(short_name(trade) for trade in library.trades.values())
    for phase in Phase:
        where = library.replies[f"recap.{phase.value}"]
        yield "replies.toml", f"recap.{phase.value}", bubble(library, "recap.line", who=trade, where=where).text
    answer = longest(f"{q.short} : {option.label}" for q in library.questions.values() for option in q.options)
    for key in ("corrected.kept", "corrected.trade", "corrected.type"):
        yield "replies.toml", key, bubble(library, key, answer=answer).text
    yield from _of_reminders(story)
    yield from _of_changes(library)
    yield from _of_openings(story)


def _of_reminders(story: Story) -> Iterator[Drawn]:
    """The longest day and hour; each reminder, from each phase."""
    longest_day = datetime.combine(invented.DAY, time(11, 59), story.place.zone)
    waiting = with_asked(story.conversation, longest_day, "")
    wordiest = max(story.library.proposals.values(), key=lambda proposal: len(proposal.button)).id
    for can_push in (True, False):
        told = replace(story, conversation=waiting.changed(can_push=can_push))
        yield from _drawn("replies.toml", "reminder_set", "", told)
        yield from _drawn("replies.toml", "no_more", "", told)
    for kind in ("follow_up", "asked"):
        yield from _drawn("replies.toml", "reminder", f"{kind}:{wordiest}", story)
    for phase in Phase:
        at = replace(story, conversation=story.conversation.changed(phase=phase))
        yield from _drawn("replies.toml", "reminder", "asked:", at)
        yield from _drawn("replies.toml", "reminder", "relaunch:", at)


def _of_changes(library: Library) -> Iterator[Drawn]:
    buttons = sorted((f"« {step.button} »" for step in library.proposals.values()), key=len, reverse=True)
    came, went = listed(buttons[:MANY_CHANGES]), listed(buttons[MANY_CHANGES : 2 * MANY_CHANGES])
    for key in ("plan.changed", "plan.added", "plan.removed"):
        yield "replies.toml", key, bubble(library, key, came=came, went=went).text


def _of_openings(story: Story) -> Iterator[Drawn]:
    """The chamber that sent her; her own question said back; the word on it, with the question about her trade."""
    library = story.library
    sent_by = longest([invented.CHAMBER_NAME, *(chamber.name for chamber in library.chambers.values())])
    yield "replies.toml", "welcome.what_from", bubble(library, "welcome.what_from", chamber=sent_by).text
    yield "replies.toml", "own_question.kept", bubble(library, "own_question.kept", text=HER_WORDS).text
    for topic in library.topics.values():
        if topic.kind != "emergency":
            asked = library.replies["trade.ask_short"]
            yield f"topics.toml [{topic.id}]", "opening", written(f"{topic.reply}\n{asked}").text
    own = story.conversation.changed(own_question=OwnQuestion(text=HER_WORDS))
    first = next(iter(library.proposals.values()))
    planned = replace(story, conversation=own.changed(plan=_plan_with(first, story)))
    yield "replies.toml", "plan.intro_question", screens.draw("plan", "", 0, planned)[0].text


# ------------------------------------------------------------------ small


def _drawn(file: str, screen: str, subject: str, story: Story) -> Iterator[Drawn]:
    yield from ((file, screen, message.text) for message in screens.draw(screen, subject, 0, story))


def _line_by_line(file: str, screen: str, subject: str, story: Story) -> Iterator[Drawn]:
    """A list that she keeps or looks through is read a line at a time."""
    lines = (line for message in screens.draw(screen, subject, 0, story) for line in message.text.split("\n"))
    yield from ((file, screen, line) for line in lines)


def _knowing(story: Story, known: dict[str, str]) -> Story:
    answers = tuple(Answer(fact=fact, value=value) for fact, value in known.items())
    return Story(story.conversation.changed(answers=answers), story.library, story.now)
