"""What does she do with her plan and its lessons?"""

from __future__ import annotations

from dialogs import lessons
from dialogs.conversation import Conversation, LessonProgress
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, remark
from dialogs.phases import Phase
from dialogs.progress import Story


def open_step(intent: Intent, story: Story) -> Outcome:
    return Outcome(
        story.conversation, "open_step" if story.conversation.phase is Phase.PLAN else "show_plan", "step", intent.ref
    )


def start_lesson(intent: Intent, story: Story) -> Outcome:
    lesson = story.library.lesson(intent.ref)
    conversation = lessons.opened(story.conversation, lesson)
    return Outcome(conversation, "open_lesson", events=(Event(kind="lesson_opened", value=lesson.id),))


def done(intent: Intent, story: Story) -> Outcome:
    lesson = story.library.lesson(story.conversation.lesson)
    at = lessons.after(lesson, intent.value)
    state = LessonProgress(lesson=lesson.id, step=at)
    conversation = lessons.with_progress(story.conversation, state)
    return Outcome(conversation, "done", events=(Event(kind="lesson_step", fact=lesson.id, value=intent.value),))


def stuck(intent: Intent, story: Story) -> Outcome:
    """More help first; stuck again, a person."""
    shown = story.conversation.shown
    again = shown is not None and shown.screen == "lesson_help"
    event = Event(kind="stuck", fact=story.conversation.lesson, value=intent.value)
    return Outcome(
        story.conversation, "stuck", "lesson_person" if again else "lesson_help", intent.value, events=(event,)
    )


def proof(intent: Intent, story: Story) -> Outcome:
    """She says what she sees: the first answer, or her own words, finish the lesson; the others call for help."""
    lesson = story.library.lesson(story.conversation.lesson)
    if intent.pressed and intent.value.isdigit() and intent.value != "0":
        return stuck(intent.model_copy(update={"value": lesson.steps[-1].id}), story)
    saw = intent.said if not intent.pressed else ""
    state = LessonProgress(lesson=lesson.id, step=lessons.PROOF, state="done", saw=saw)
    conversation = _with_step_done(lessons.with_progress(story.conversation, state), lesson.id).changed(lesson="")
    event = Event(kind="lesson_done", value=lesson.id)
    return Outcome(conversation, "show_plan", "lesson_done", lesson.id, events=(event,))


def mark_done(intent: Intent, story: Story) -> Outcome:
    conversation = _with_step_done(story.conversation, intent.ref)
    event = Event(kind="step_done", value=intent.ref)
    return Outcome(conversation.changed(lesson=""), "show_plan", remarks=(remark("plan.step_done"),), events=(event,))


def _with_step_done(conversation: Conversation, step_id: str) -> Conversation:
    if conversation.plan is None:
        return conversation
    steps = tuple(s.model_copy(update={"done": True}) if s.id == step_id else s for s in conversation.plan.steps)
    return conversation.changed(plan=conversation.plan.model_copy(update={"steps": steps}))


def plan(intent: Intent, story: Story) -> Outcome:
    """/plan: hers when she has one, else what is missing before it."""
    conversation = story.conversation.changed(lesson="", reopened="")
    if conversation.plan is None:
        return Outcome(conversation, "resume", remarks=(remark("plan.not_yet"),))
    return Outcome(conversation, "resume")
