"""Where are we in the conversation, and which moves are legal from here?"""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    WELCOME = "welcome"
    TRADE = "trade"
    INTERVIEW = "interview"
    PROFILE = "profile"
    BARRIERS = "barriers"
    EXPLANATION = "explanation"
    SITUATION = "situation"
    PLAN = "plan"
    LESSON = "lesson"
    STOPPED = "stopped"
