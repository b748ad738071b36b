"""Where is she in a lesson, and what comes next?"""

from __future__ import annotations

from content.models import Lesson, Step
from dialogs.conversation import Conversation, LessonProgress

PROOF = "=proof"
"""The step after the last: she says what she sees on her screen. No step of the content can bear this id."""


def progress(conversation: Conversation, lesson_id: str) -> LessonProgress:
    found = next((p for p in conversation.lessons if p.lesson == lesson_id), None)
    return found or LessonProgress(lesson=lesson_id)


def current_step(lesson: Lesson, step_id: str) -> Step | None:
    """The step of that id; the first when it no longer exists (new content); None at the proof."""
    if step_id == PROOF:
        return None
    return next((s for s in lesson.steps if s.id == step_id), lesson.steps[0])


def after(lesson: Lesson, step_id: str) -> str:
    """The id of the step that follows; PROOF after the last one."""
    ids = [s.id for s in lesson.steps]
    place = ids.index(step_id) + 1 if step_id in ids else 0
    return ids[place] if place < len(ids) else PROOF


def before(lesson: Lesson, step_id: str) -> str:
    """The id of the step that it follows; '' before the first one."""
    ids = [s.id for s in lesson.steps]
    place = ids.index(step_id) if step_id in ids else len(ids) if step_id == PROOF else 0
    return ids[place - 1] if place else ""


def with_progress(conversation: Conversation, progress: LessonProgress) -> Conversation:
    others = tuple(p for p in conversation.lessons if p.lesson != progress.lesson)
    return conversation.changed(lessons=(*others, progress))


def without_last_answer(conversation: Conversation) -> Conversation:
    """One question back in the tool in front of her."""
    had = progress(conversation, conversation.lesson)
    return with_progress(conversation, had.changed(answers=had.answers[:-1]))


def restarted(conversation: Conversation, tool_id: str) -> Conversation:
    """A tool in front of her: where she was, or from the start when it was finished."""
    had = progress(conversation, tool_id)
    state = LessonProgress(lesson=tool_id) if had.state == "done" else had.changed(state="open")
    return with_progress(conversation, state).changed(lesson=tool_id)


def opened(conversation: Conversation, lesson: Lesson) -> Conversation:
    """The lesson in front of her, at the step she had reached (a finished one starts again)."""
    had = progress(conversation, lesson.id)
    step = had.step if had.step and had.state != "done" else lesson.steps[0].id
    state = had.changed(step=step, state="open")
    return with_progress(conversation, state).changed(lesson=lesson.id)
