"""What does she ask of a step of her plan that is open: its detail, the plan again, or the step of a lesson before?"""

from __future__ import annotations

from dialogs import spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.learning import FEW_WORDS, ON_A_STEP
from dialogs.progress import Story

SCREENS = ("step", "grid", "which_step", "lesson_done")
"""Each has « Revenir à mon plan »."""
IN_A_LESSON = (*ON_A_STEP, "proof")


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """« revenir », « en détail », whether or not its button is there."""
    if shown.screen not in (*SCREENS, *IN_A_LESSON) or len(text.split()) > FEW_WORDS:
        return None
    found = spoken.named_in(text, {name: story.library.spoken[name] for name in ("go_back", "detail")})
    if found == ("go_back",) and shown.screen in IN_A_LESSON:
        return Intent(name="step_back", said=text)
    if found == ("go_back",):
        return Intent(name="plan", said=text)
    return Intent(name="show_grid", ref=shown.subject, said=text) if found and shown.screen == "step" else None
