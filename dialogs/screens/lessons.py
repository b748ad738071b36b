"""How do a lesson and a tool stand on her screen, one step at a time?"""

from __future__ import annotations

from content.models import Lesson, Tool
from dialogs import lessons, tools
from dialogs.messages import Choice, Message
from dialogs.screens.asked import Asked
from dialogs.wording import Site, bubble, day, written


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
    choices = _lesson_choices(asked, found, at.id)
    body = written(at.text, () if at.waits else choices)
    told = [body.changed(spans=(*head.spans, *body.spans))]
    if at.waits:
        told.append(asked.say("lesson.waiting", choices))
    return [written(found.goal), *told] if number == 1 and not _stands(asked, "lesson") else told


def _stands(asked: Asked, screen: str) -> bool:
    """Is it what she has in front of her already? The goal is not said twice."""
    shown = asked.story.conversation.shown
    return shown is not None and (shown.screen, shown.subject) == (screen, asked.subject)


def _lesson_choices(asked: Asked, found: Lesson, step_id: str) -> list[Choice]:
    waits = any(step.id == step_id and step.waits for step in found.steps)
    return [
        asked.choice("answer_came" if waits else "done", f"d:{found.id}:{step_id}"),
        asked.choice("stuck", f"u:{found.id}:{step_id}"),
        asked.choice("later", "m:later"),
    ]


def lesson_help(asked: Asked) -> list[Message]:
    """The step said again, then what helps with it."""
    found = asked.story.library.lesson(asked.story.conversation.lesson)
    at = next((s for s in found.steps if s.id == asked.subject), found.steps[-1])
    again = asked.say("lesson.again")
    step_again = again.changed(spans=(*again.spans, *written(at.text).spans))
    return [step_again, written(at.help), asked.say("lesson.help_next", _lesson_choices(asked, found, at.id))]


def lesson_person(asked: Asked) -> list[Message]:
    """Stuck twice: a person, and meanwhile the step that follows."""
    library = asked.story.library
    found = library.lesson(asked.story.conversation.lesson)
    person = library.proposals[found.stuck_person]
    goes_on = asked.choice("next_step", f"d:{found.id}:{asked.subject or found.steps[-1].id}")
    choices = [goes_on, asked.choice("later", "m:later")]
    return [written(person.what), asked.say("lesson.person", choices, url=person.url)]


def proof(asked: Asked) -> list[Message]:
    """She says what she sees on her screen."""
    found = asked.story.library.lesson(asked.story.conversation.lesson)
    labels = found.proof_options or (asked.label("proof_yes"), asked.label("proof_no"))
    choices = [Choice(label=label, code=f"v:{found.id}:{i}") for i, label in enumerate(labels)]
    return [written(found.proof, [*choices, asked.choice("later", "m:later", quiet=True)])]


def lesson_done(asked: Asked) -> list[Message]:
    library = asked.story.library
    found = library.lesson(asked.subject)
    plan = asked.story.conversation.plan
    hers = plan is not None and any(step.id == found.id for step in plan.steps)
    finished = "lesson.finished" if hers else "lesson.finished_alone"
    seen = lessons.progress(asked.story.conversation, found.id).saw
    last = found.done_too if found.done_too and seen == found.proof_options[1] else found.done
    return [written(last), bubble(library, finished, [asked.choice("back_to_plan", "m:plan")])]


def tool(asked: Asked) -> list[Message]:
    """One question at a time; options to press, or her own words."""
    found = asked.story.library.tool(asked.story.conversation.lesson)
    assert found is not None
    held = lessons.progress(asked.story.conversation, found.id)
    question = tools.current_question(found, held)
    assert question is not None
    number, total = tools.place_of(question, found, asked.story)
    head = asked.say("tool.step", number=str(number), total=str(total))
    put = tools.options_put(question, held, asked.story)
    options = [Choice(label=option.label, code=f"w:{found.id}:{question.id}:{rank}") for rank, option in put]
    leave = asked.choice("keep", "m:keep", quiet=True) if held.step else asked.choice("later", "m:later", quiet=True)
    text = question.told if len(put) < len(question.options) else question.text
    body = written(text, [*options, asked.choice("not_clear", "m:explain", quiet=True), leave])
    joined = body.changed(spans=(*head.spans, *body.spans))
    if held.step:
        return [asked.say("question.had", answer=tools.answer_of(question, held)), joined]
    return [written(found.goal), joined] if number == 1 and not _stands(asked, "tool") else [joined]


def tool_result(asked: Asked) -> list[Message]:
    """The verdict, its lines, and what to do with them: a result she keeps."""
    story = asked.story
    found = story.library.tool(asked.subject)
    assert found is not None
    outcome = tools.result(found, story)
    held = lessons.progress(story.conversation, found.id)
    when = day((held.finished_on or story.now).date())
    told = [asked.say("tool.verdict", title=outcome.verdict.title, text=outcome.verdict.text, day=when)]
    if outcome.lines or outcome.services:
        told.append(_lines(found, outcome))
    choices = [asked.choice("back_to_plan", "m:plan"), asked.choice("answers", f"t:{found.id}", quiet=True)]
    return [*told, written(found.closing, choices)]


def tool_answers(asked: Asked) -> list[Message]:
    """Every answer behind a result, to change any."""
    found = asked.story.library.tool(asked.subject)
    assert found is not None
    held = lessons.progress(asked.story.conversation, found.id)
    choices = [
        Choice(label=tools.answer_label(question, held), code=f"e:{found.id}:{question.id}")
        for question in tools.meant(found, held)
    ]
    return [asked.say("answers.which", [*choices, asked.choice("see_result", f"r:{found.id}", quiet=True)])]


def _lines(found: Tool, outcome: tools.Result) -> Message:
    """Weak points and her words, then each service with its site, one a line."""
    values = {f"line_{_letter(i)}": line for i, line in enumerate(outcome.lines)}
    lines = [f"{{{name}}}" for name in values]
    for i, service in enumerate(outcome.services):
        values |= {f"title_{_letter(i)}": service.title, f"site_{_letter(i)}": Site(service.url)}
        lines.append(f"{{title_{_letter(i)}}} : {{site_{_letter(i)}}}")
    return written("\n".join([f"**{found.notes_title}**", *(f"• {line}" for line in lines)]), (), **values)


def _letter(rank: int) -> str:
    return chr(ord("a") + rank)
