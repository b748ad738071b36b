"""What does she do with her plan and its lessons?"""

from __future__ import annotations

from content.models import Lesson, Tool
from dialogs import lessons, tools
from dialogs.conversation import Conversation, LessonProgress
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, remark, same_screen, unclear, welcomed
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.screens.detail import has_detail
from dialogs.wording import hers, listed


def open_step(intent: Intent, story: Story) -> Outcome:
    """A step of her plan, the answer she was changing left as it is; when it was withdrawn since, where she is."""
    if intent.ref not in story.library.proposals:
        return Outcome(story.conversation, remarks=(remark("stale.button"),))
    conversation = story.conversation
    if story.reopened:
        conversation = conversation.changed(reopened="", phase=Phase.PLAN)
    elif conversation.phase is Phase.LESSON:
        conversation = conversation.changed(lesson="")
    trigger = "open_step" if conversation.phase is Phase.PLAN else "show_plan"
    return Outcome(conversation, trigger, "step", intent.ref)


def which_step(intent: Intent, story: Story) -> Outcome:
    """Several steps have the name she said: she chooses."""
    return Outcome(story.conversation, "", "which_step", intent.ref)


def start_lesson(intent: Intent, story: Story) -> Outcome:
    """A lesson or a tool, at the place she had reached."""
    found = story.library.proposals.get(intent.ref)
    if isinstance(found, Lesson):
        conversation = lessons.opened(story.conversation, found)
    elif isinstance(found, Tool):
        conversation = tools.begun(story, found)
    else:
        return open_step(intent, story)
    return Outcome(conversation, "open_lesson", events=(Event(kind="lesson_opened", value=found.id),))


def tool_answer(intent: Intent, story: Story) -> Outcome:
    """One more answer; after the last, the result, and the step of her plan is done."""
    tool = story.library.tool(story.conversation.lesson)
    if tool is None or not tools.may_be_answered(tool, intent.fact, intent.value):
        return unclear(intent, story)
    changing = lessons.progress(story.conversation, tool.id).state == "done"
    conversation = tools.answered(story.conversation, tool, intent.fact, intent.value, story.now)
    event = Event(kind="corrected" if changing else "lesson_step", fact=tool.id, value=intent.fact)
    if tools.current_question(tool, lessons.progress(conversation, tool.id)):
        return Outcome(conversation, "done", events=(event,))
    finished = _with_step_done(conversation, tool.id).changed(lesson="")
    events = (event,) if changing else (event, Event(kind="lesson_done", value=tool.id))
    return Outcome(finished, "show_plan", "tool_result", tool.id, events=events)


def tool_doubt(intent: Intent, story: Story) -> Outcome:
    """Her words may mean several of its answers: they are said back, and the question stays."""
    tool = story.library.tool(intent.ref)
    question = tool.question(intent.fact) if tool else None
    if question is None:
        return unclear(intent, story)
    heard = listed([f"« {question.options[int(rank)].label} »" for rank in intent.values])
    return Outcome(story.conversation, remarks=(remark("question.two", both=heard),), **same_screen(story))


def tool_named(intent: Intent, story: Story) -> Outcome:
    """She names what the tool is about: said back, and the question stays."""
    return Outcome(story.conversation, remarks=(remark("tool.named", said=hers(intent.said)),), **same_screen(story))


def show_grid(intent: Intent, story: Story) -> Outcome:
    """What is known of a step before she trusts it; where the step tells all, she is told so, and stays."""
    found = story.library.proposals.get(intent.ref)
    if found is None:
        return open_step(intent, story)
    if isinstance(found, Lesson | Tool) or not has_detail(found):
        return Outcome(story.conversation, remarks=(remark("step.no_detail"),), **same_screen(story))
    return Outcome(story.conversation, "show_plan", "grid", found.id)


def show_result(intent: Intent, story: Story) -> Outcome:
    if story.library.tool(intent.ref) is None:
        return unclear(intent, story)
    return Outcome(story.conversation, "show_plan", "tool_result", intent.ref)


def tool_answers(intent: Intent, story: Story) -> Outcome:
    """The answers behind a result, to change any."""
    if story.library.tool(intent.ref) is None:
        return unclear(intent, story)
    return Outcome(story.conversation, "show_plan", "tool_answers", intent.ref)


def reopen_tool(intent: Intent, story: Story) -> Outcome:
    """That question of a finished tool again; her other answers stand."""
    tool = story.library.tool(intent.ref)
    if tool is None or all(question.id != intent.value for question in tool.questions):
        return unclear(intent, story)
    return Outcome(tools.reopened(story.conversation, tool, intent.value), "open_lesson")


def _open_lesson(story: Story) -> Lesson | None:
    found = story.library.proposals.get(story.conversation.lesson)
    return found if isinstance(found, Lesson) else None


def done(intent: Intent, story: Story) -> Outcome:
    lesson = _open_lesson(story)
    if lesson is None:
        return unclear(intent, story)
    at = lessons.after(lesson, intent.value)
    held = lessons.progress(story.conversation, lesson.id)
    conversation = lessons.with_progress(story.conversation, held.changed(step=at, state="open"))
    return Outcome(conversation, "done", events=(Event(kind="lesson_step", fact=lesson.id, value=intent.value),))


def step_back(intent: Intent, story: Story) -> Outcome:
    """« revenir » in a lesson: out of its help, else the step before, else its page."""
    lesson, shown = _open_lesson(story), story.conversation.shown
    if lesson is None or shown is None:
        return unclear(intent, story)
    held = lessons.progress(story.conversation, lesson.id)
    at = held.step if shown.screen in ("lesson_help", "lesson_person") else lessons.before(lesson, held.step)
    if not at:
        return open_step(intent.changed(ref=lesson.id), story)
    return Outcome(lessons.with_progress(story.conversation, held.changed(step=at)), "done")


def stuck(intent: Intent, story: Story) -> Outcome:
    """More help first; stuck again, a person."""
    if _open_lesson(story) is None:
        return unclear(intent, story)
    shown = story.conversation.shown
    again = shown is not None and shown.screen == "lesson_help"
    event = Event(kind="stuck", fact=story.conversation.lesson, value=intent.value)
    return Outcome(
        story.conversation, "stuck", "lesson_person" if again else "lesson_help", intent.value, events=(event,)
    )


def proof(intent: Intent, story: Story) -> Outcome:
    """The first answer to « que voyez-vous » finishes the lesson, the second one too where it has its own last words.

    The others call for help; the same one a second time, for a person.
    """
    lesson = _open_lesson(story)
    if lesson is None or not intent.value.isdigit():
        return unclear(intent, story)
    rank = int(intent.value)
    if rank == 0:
        return proof_words(intent.changed(said=""), story)
    label = dict(enumerate(lesson.proof_options)).get(rank, "")
    if rank == 1 and lesson.done_too:
        return proof_words(intent.changed(said=label), story)
    return _not_seen(intent, label, story)


def _not_seen(intent: Intent, label: str, story: Story) -> Outcome:
    lesson = story.library.lesson(story.conversation.lesson)
    held, step = lessons.progress(story.conversation, lesson.id), _missing(lesson, int(intent.value))
    event = Event(kind="stuck", fact=lesson.id, value=step)
    conversation = lessons.with_progress(story.conversation, held.changed(saw=label))
    screen = "lesson_person" if label and held.saw == label else "lesson_help"
    return Outcome(conversation, "stuck", screen, step, events=(event,))


def proof_words(intent: Intent, story: Story) -> Outcome:
    """What she sees, in her own words: the lesson is finished, and they are kept."""
    lesson = _open_lesson(story)
    if lesson is None:
        return unclear(intent, story)
    saw = intent.said
    state = LessonProgress(lesson=lesson.id, step=lessons.PROOF, state="done", saw=saw)
    conversation = _with_step_done(lessons.with_progress(story.conversation, state), lesson.id).changed(lesson="")
    event = Event(kind="lesson_done", value=lesson.id)
    return Outcome(conversation, "show_plan", "lesson_done", lesson.id, events=(event,))


def proof_doubt(intent: Intent, story: Story) -> Outcome:
    """What she sees is like no answer for sure: kept in her words, and asked again. Nothing is finished."""
    lesson = _open_lesson(story)
    if lesson is None:
        return unclear(intent, story)
    held = lessons.progress(story.conversation, lesson.id)
    asked = remark("lesson.as_seen" if held.saw else "lesson.which_one")
    conversation = lessons.with_progress(story.conversation, held.changed(saw=intent.said))
    return Outcome(conversation, remarks=(asked,), **same_screen(story))


def mark_done(intent: Intent, story: Story) -> Outcome:
    conversation = _with_step_done(story.conversation, intent.ref)
    event = Event(kind="step_done", value=intent.ref)
    return Outcome(conversation.changed(lesson=""), "show_plan", remarks=(remark("plan.step_done"),), events=(event,))


def _with_step_done(conversation: Conversation, step_id: str) -> Conversation:
    if conversation.plan is None:
        return conversation
    steps = tuple(s.changed(done=True) if s.id == step_id else s for s in conversation.plan.steps)
    return conversation.changed(plan=conversation.plan.changed(steps=steps))


def plan(intent: Intent, story: Story) -> Outcome:
    """/plan: hers when she has one, else what is missing before it."""
    if story.conversation.phase is Phase.WELCOME:
        return Outcome(story.conversation, "greet", remarks=welcomed(story))
    conversation = story.conversation.changed(lesson="", reopened="")
    if conversation.plan is None:
        return Outcome(conversation, "resume", remarks=(remark("plan.not_yet"),))
    return Outcome(conversation, "resume")


def _missing(lesson: Lesson, rank: int) -> str:
    """The step that this other answer to « que voyez-vous » sends back to; the last one when it names none."""
    return dict(enumerate(lesson.proof_steps, 2 if lesson.done_too else 1)).get(rank, lesson.steps[-1].id)
