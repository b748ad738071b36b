"""The pure dialogue, played again: nothing is read, written or sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.simulation import NOON
from content.models import Library
from dialogs import start, take_turn
from tests.bench import measuring
from tests.bench.acts import Clock, Script
from tests.bench.measuring import Samples


class Dialogue:
    def __init__(self, played: Sequence[Script], library: Library) -> None:
        self.played, self.library = played, library

    def round(self) -> Samples:
        """Businesses met before: what is remembered by answers helps."""
        return [sample for script in self.played for sample in self._conversation(script)]

    def first_met(self) -> Samples:
        """With a new revision of the content, nothing is remembered of earlier answers; its indexes are made first."""
        fresh = Dialogue(self.played, replace(self.library))
        fresh._conversation(self.played[0])
        return [sample for script in fresh.played[1:] for sample in fresh._conversation(script)]

    def _conversation(self, script: Script) -> Samples:
        conversation, clock, samples = start("her", NOON), Clock(), []
        for number, act in enumerate(script):
            incoming, now = act.incoming("her", str(number)), clock()
            begun = measuring.clock()
            turn = take_turn(conversation, incoming, self.library, now)
            samples.append(measuring.clock() - begun)
            assert turn.messages[-1].text
            conversation = turn.conversation
        assert conversation.plan is not None
        return samples
