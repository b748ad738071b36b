"""What does she ask of a step of her plan that is open: its detail, or the plan again?"""

from __future__ import annotations

from dialogs import spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.learning import FEW_WORDS
from dialogs.progress import Story

SCREENS = ("step", "grid", "which_step", "lesson_done")
"""Each has « Revenir à mon plan »."""


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """« revenir », « en détail », whether or not its button is there."""
    if shown.screen not in SCREENS or len(text.split()) > FEW_WORDS:
        return None
    found = spoken.named_in(text, {name: story.library.spoken[name] for name in ("go_back", "detail")})
    if found == ("go_back",):
        return Intent(name="plan", said=text)
    return Intent(name="show_grid", ref=shown.subject, said=text) if found and shown.screen == "step" else None
