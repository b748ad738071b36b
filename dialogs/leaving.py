"""Is she leaving? « ok », « merci », « au revoir » just after all was put aside want no question."""

from __future__ import annotations

from datetime import timedelta

from dialogs import spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.progress import Story

PUT_ASIDE = ("stopped", "paused", "reminder_set", "no_reminder", "goodbye")
FAREWELLS = ("goodbye", "noted", "thanks")
AFTER_THE_END = (*FAREWELLS, "yes", "no", "pause", "stop")
"""Where nothing is asked of her, whatever she answers is a farewell."""
STILL_THERE = timedelta(hours=6)
"""Later than that, « ok » is somebody who comes back."""


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    here = story.now - story.conversation.last_seen < STILL_THERE
    if shown.screen not in PUT_ASIDE or not here:
        return None
    names = AFTER_THE_END if shown.screen in ("stopped", "goodbye") else FAREWELLS
    leaves = spoken.says_only(text, {name: story.library.spoken[name] for name in names})
    return Intent(name="goodbye", said=text) if leaves else None
