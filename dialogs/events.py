"""What happened in a turn, for the journal: ids of questions and answers, never what people wrote."""

from __future__ import annotations

from typing import Literal

from dialogs.messages import Value

EventKind = Literal[
    "started", "answered", "corrected", "type_proposed", "type_confirmed", "barriers_kept", "explained",
    "plan_given", "plan_changed", "lesson_opened", "lesson_step", "lesson_done", "stuck", "step_done", "paused",
    "stopped", "restarted", "not_understood", "emergency", "topic", "erased",
    "reminder_asked", "reminded", "follow_up", "no_more",
]  # fmt: skip


class Event(Value, frozen=True):
    kind: EventKind
    fact: str = ""
    value: str = ""
