"""How does a plan, one of its steps, or a lesson stand on her screen?"""

from __future__ import annotations

from collections.abc import Callable

from content.models import Lesson, Person, Proposal, Service, Tool, Training
from dialogs import lessons, tools
from dialogs.conversation import Plan, PlanStep
from dialogs.messages import Card, Choice, Message
from dialogs.plan import HORIZONS, OWN_QUESTION
from dialogs.screens import Asked
from dialogs.wording import bubble, day, duration, hers, source_day, typeset_value, written


def plan(asked: Asked) -> list[Message]:
    """Three horizons, at most three steps each; every step with its reason, its time and its cost."""
    story = asked.story
    given = story.conversation.plan
    assert given is not None
    steps = [step for step in given.steps if step.id in story.library.proposals]
    told = [_intro(asked, steps)]
    for horizon in HORIZONS:
        of_horizon = [step for step in steps if step.when == horizon]
        if of_horizon:
            told.append(_horizon(asked, horizon, of_horizon, steps))
    choices = [_step_choice(asked, step) for step in steps if not step.done]
    choices.append(asked.choice("answers", "m:correct_list", quiet=True))
    cards = tuple(_card(asked, step) for step in steps)
    return [*told[:-1], told[-1].model_copy(update={"choices": tuple(choices), "cards": cards})]


def _intro(asked: Asked, steps: list[PlanStep]) -> Message:
    """Her own question first: which step answers it, or who can."""
    own = asked.story.conversation.own_question
    if own is None:
        return asked.say("plan.intro")
    answering = next((n for n, step in enumerate(steps, 1) if step.barrier == OWN_QUESTION), 0)
    if answering:
        return asked.say("plan.intro_question", said=hers(own.text), number=str(answering))
    person = next((s for s in steps if s.kind == "person"), None)
    title = asked.story.library.proposals[person.id].button if person else asked.label("person")
    return asked.say("plan.intro_person", said=hers(own.text), person=title)


def _horizon(asked: Asked, horizon: str, steps: list[PlanStep], all_steps: list[PlanStep]) -> Message:
    replies = asked.story.library.replies
    lines = [f"**{replies[f'horizon.{horizon}']}**"]
    values: dict[str, str] = {}
    for step in steps:
        number = all_steps.index(step) + 1
        proposal = asked.story.library.proposals[step.id]
        key = "plan.line_done" if step.done else "plan.line"
        line = replies[key].format(
            n=number, title=proposal.title, time=duration(proposal.minutes, asked.story.library), cost=proposal.cost,
            because="{because_" + "abc"[len(values)] + "}",
        )  # fmt: skip
        values["because_" + "abc"[len(values)]] = " ".join(filter(None, (step.because, step.warning)))
        lines.append(line)
    return written("\n".join(lines), (), **values)


def _step_choice(asked: Asked, step: PlanStep) -> Choice:
    proposal = asked.story.library.proposals[step.id]
    return Choice(label=proposal.button, code=f"p:{step.id}")


def _card(asked: Asked, step: PlanStep) -> Card:
    library = asked.story.library
    proposal = library.proposals[step.id]
    return Card(
        step=step.id, horizon=library.replies[f"horizon.{step.when}"], title=typeset_value(proposal.title),
        because=" ".join(filter(None, (step.because, step.warning))), cost=typeset_value(proposal.cost),
        time=duration(proposal.minutes, library), vouch=vouch(proposal, asked), button=proposal.button,
        code=f"p:{step.id}", done=step.done,
    )  # fmt: skip


def step(asked: Asked) -> list[Message]:
    """One step: what it is, what it costs, who vouches, where it is."""
    library = asked.story.library
    proposal = library.proposals[asked.subject]
    held = next((s for s in _plan_of(asked).steps if s.id == proposal.id), None)
    cost = asked.say(
        "step.cost", benefit=proposal.benefit, cost=proposal.cost, time=duration(proposal.minutes, library),
        more=" ".join(filter(None, (_more(proposal, asked), held.warning if held else ""))),
    )  # fmt: skip
    choices = [*_step_actions(proposal, asked), asked.choice("back_to_plan", "m:plan")]
    where = [vouch(proposal, asked), library.replies["step.address"] if proposal.url else "", _source(proposal, asked)]
    last = written(" ".join(filter(None, where)), choices, url=proposal.url)
    return [written(proposal.what), cost, last]


def _step_actions(proposal: Proposal, asked: Asked) -> list[Choice]:
    """What she can do with this step: play it, read its result again, or say it is done."""
    if isinstance(proposal, Lesson):
        return [asked.choice("start_lesson", f"l:{proposal.id}")]
    if not isinstance(proposal, Tool):
        return [asked.choice("step_done", f"s:{proposal.id}")]
    start = asked.choice("start_tool", f"l:{proposal.id}")
    finished = lessons.progress(asked.story.conversation, proposal.id).state == "done"
    return [asked.choice("see_result", f"r:{proposal.id}"), start] if finished else [start]


def _plan_of(asked: Asked) -> Plan:
    given = asked.story.conversation.plan
    assert given is not None
    return given


def _more(proposal: Proposal, asked: Asked) -> str:
    replies = asked.story.library.replies
    if isinstance(proposal, Training):
        return replies["step.payer"].format(payer=proposal.payer)
    if isinstance(proposal, Service) and proposal.leaving:
        return replies["step.leaving"].format(leaving=proposal.leaving)
    if isinstance(proposal, Person) and proposal.phone:
        return replies["step.phone"].format(phone=proposal.phone)
    return str(getattr(proposal, "ask", ""))


def vouch(proposal: Proposal, asked: Asked) -> str:
    """Who vouches, on the ladder; '' when nobody does."""
    guarantee = proposal.guarantee
    if guarantee is None:
        return ""
    return typeset_value(asked.story.library.replies[f"guarantee.{guarantee.level}"].format(by=guarantee.by))


def _source(proposal: Proposal, asked: Asked) -> str:
    """« D'après…, texte du… »; « vu le… » only once a person has opened the page."""
    replies = asked.story.library.replies
    if proposal.checked_on:
        return replies["step.checked"].format(name=proposal.source_name, day=day(proposal.checked_on))
    return replies["step.source"].format(name=proposal.source_name, day=source_day(proposal.source_date))


# ---------------------------------------------------------------- lessons


def lesson(asked: Asked) -> list[Message]:
    """One action at a time; the goal first, the proof last."""
    story = asked.story
    found = story.library.lesson(story.conversation.lesson)
    held = lessons.progress(story.conversation, found.id)
    at = lessons.current_step(found, held.step)
    if at is None:
        return proof(asked)
    number = found.steps.index(at) + 1
    head = asked.say("lesson.step", number=str(number), total=str(len(found.steps)))
    body = written(at.text, _lesson_choices(asked, found, at.id))
    joined = body.model_copy(update={"spans": (*head.spans, *body.spans)})
    return [written(found.goal), joined] if number == 1 else [joined]


def _lesson_choices(asked: Asked, found: Lesson, step_id: str) -> list[Choice]:
    return [
        asked.choice("done", f"d:{found.id}:{step_id}"),
        asked.choice("stuck", f"u:{found.id}:{step_id}"),
        asked.choice("later", "m:later"),
    ]


def lesson_help(asked: Asked) -> list[Message]:
    found = asked.story.library.lesson(asked.story.conversation.lesson)
    at = next((s for s in found.steps if s.id == asked.subject), found.steps[-1])
    return [written(at.help), asked.say("lesson.help_next", _lesson_choices(asked, found, at.id))]


def lesson_person(asked: Asked) -> list[Message]:
    """Stuck twice: a person, and her place kept."""
    library = asked.story.library
    found = library.lesson(asked.story.conversation.lesson)
    person = library.proposals[found.stuck_person]
    choices = _lesson_choices(asked, found, asked.subject or found.steps[-1].id)
    return [
        written(person.what),
        asked.say("lesson.person", [choices[0], choices[2]], name=person.button, url=person.url),
    ]


def proof(asked: Asked) -> list[Message]:
    """She says what she sees on her screen."""
    found = asked.story.library.lesson(asked.story.conversation.lesson)
    labels = found.proof_options or (asked.label("proof_yes"), asked.label("proof_no"))
    choices = [Choice(label=label, code=f"v:{found.id}:{i}") for i, label in enumerate(labels)]
    return [written(found.proof, [*choices, asked.choice("later", "m:later", quiet=True)])]


def lesson_done(asked: Asked) -> list[Message]:
    library = asked.story.library
    found = library.lesson(asked.subject)
    return [written(found.done), bubble(library, "lesson.finished", [asked.choice("back_to_plan", "m:plan")])]


# ---------------------------------------------------------------- tools


def tool(asked: Asked) -> list[Message]:
    """One question at a time; options to press, or her own words."""
    found = asked.story.library.tool(asked.story.conversation.lesson)
    assert found is not None
    question = tools.current_question(found, lessons.progress(asked.story.conversation, found.id))
    assert question is not None
    number = found.questions.index(question) + 1
    head = asked.say("tool.step", number=str(number), total=str(len(found.questions)))
    options = [Choice(label=o.label, code=f"w:{found.id}:{question.id}:{i}") for i, o in enumerate(question.options)]
    quiet = [asked.choice("not_clear", "m:explain", quiet=True), asked.choice("later", "m:later", quiet=True)]
    body = written(question.text, [*options, *quiet])
    joined = body.model_copy(update={"spans": (*head.spans, *body.spans)})
    return [written(found.goal), joined] if number == 1 else [joined]


def tool_result(asked: Asked) -> list[Message]:
    """The verdict, its lines, and what to do with them: a result she keeps."""
    story = asked.story
    found = story.library.tool(asked.subject)
    assert found is not None
    outcome = tools.result(found, story)
    held = lessons.progress(story.conversation, found.id)
    when = day((held.finished_on or story.now).date())
    told = [asked.say("tool.verdict", title=outcome.verdict.title, text=outcome.verdict.text, day=when)]
    if outcome.lines:
        places = {f"line_{chr(97 + i)}": line for i, line in enumerate(outcome.lines)}
        listed_lines = "\n".join(f"• {{{name}}}" for name in places)
        told.append(written(f"**{found.notes_title}**\n{listed_lines}", (), **places))
    return [*told, written(found.closing, [asked.choice("back_to_plan", "m:plan")])]


PLAN_SCREENS: dict[str, Callable[[Asked], list[Message]]] = {
    "plan": plan, "step": step, "lesson": lesson, "lesson_help": lesson_help, "lesson_person": lesson_person,
    "proof": proof,
    "tool": tool,
    "tool_result": tool_result, "lesson_done": lesson_done,
}  # fmt: skip
