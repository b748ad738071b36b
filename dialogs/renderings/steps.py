"""A step of a plan: its line, its own screen, its lesson or its tool, with their longest values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from content.models import CHAMBER_OF, Lesson, Person, Proposal, Tool
from dialogs import calling, chambers, screens
from dialogs.conversation import LessonProgress, Plan, PlanStep, ToolAnswer
from dialogs.lessons import with_progress
from dialogs.progress import Story
from dialogs.proposals import OWN_QUESTION
from dialogs.renderings import drawing, invented
from dialogs.renderings.drawing import Drawn, drawn, knowing, line_by_line, longest
from dialogs.screens.detail import has_detail
from dialogs.wording import typeset_value


def drawings(proposal: Proposal, story: Story) -> Iterator[Drawn]:
    """Its line in a plan, its own screen, then its lesson or its tool."""
    file = f"{story.library.kind(proposal.id)}s/{proposal.id}.toml"
    planned = replace(story, conversation=story.conversation.changed(plan=plan_with(proposal, story)))
    yield from line_by_line(file, "plan", "", planned)
    yield from drawn(file, "step", proposal.id, planned)
    if isinstance(proposal, Person):
        yield Drawn(file, "reach", calling.reached(proposal, planned).text)
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
    for_her = knowing(replace(story, library=library), {fact: said[0] for fact, said in proposal.requires.items()})
    *points, last = screens.draw("grid", proposal.id, 0, for_her)
    yield from (Drawn(file, "grid", line) for message in points for line in message.text.split("\n"))
    yield drawing.of_message(file, "grid", last)


def _of_her_chamber(file: str, person: Proposal, story: Story) -> Iterator[Drawn]:
    """The chamber that this person works for: one as long as may be, and the longest of those imported."""
    kind = next((kind for kind in CHAMBER_OF.values() if kind == person.id), None)
    of_kind = [chamber for chamber in story.library.chambers.values() if chamber.kind == kind]
    wordiest = sorted(of_kind, key=lambda chamber: -len(chamber.name + chamber.hours))[:1]
    for chamber in (*wordiest, invented.chamber(kind)) if kind else ():
        alone = replace(story.library, chambers={chamber.id: chamber})
        at_hers = knowing(replace(story, library=alone), {chambers.DEPARTEMENT: chamber.departements[0]})
        yield from (Drawn(file, "chamber", message.text) for message in chambers.told(person, at_hers))


def plan_with(proposal: Proposal, story: Story) -> Plan:
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
        yield from drawn(file, "lesson", "", replace(story, conversation=held.changed(lesson=lesson.id)))
    opened = replace(story, conversation=story.conversation.changed(lesson=lesson.id))
    for screen in ("lesson_person", "proof"):
        yield from drawn(file, screen, "", opened)
    for seen in ("", *lesson.proof_options[1:2]):
        held = with_progress(opened.conversation, LessonProgress(lesson=lesson.id, saw=seen))
        yield from drawn(file, "lesson_done", lesson.id, replace(opened, conversation=held))


def _of_a_tool(file: str, tool: Tool, story: Story) -> Iterator[Drawn]:
    """Each question, then the result when every answer is the first, and when it is the last."""
    for place in range(len(tool.questions)):
        yield from drawn(file, "tool", "", _answering(tool, story, place, 0))
    for rank in (0, -1):
        finished = _answering(tool, story, len(tool.questions), rank)
        yield from line_by_line(file, "tool_result", tool.id, finished)
        yield from drawn(file, "tool_answers", tool.id, finished)


def _answering(tool: Tool, story: Story, place: int, rank: int) -> Story:
    """With the questions before this place answered: the option of this rank, or her own words."""
    answers = tuple(
        ToolAnswer(question=q.id, said=str(range(len(q.options))[rank]) if q.options else invented.HER_WORDS)
        for q in tool.questions[:place]
    )
    held = with_progress(story.conversation, LessonProgress(lesson=tool.id, answers=answers))
    return replace(story, conversation=held.changed(lesson=tool.id))
