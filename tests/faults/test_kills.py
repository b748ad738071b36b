"""F1, F2: whenever the process dies, no answer is lost, misplaced or out of order, and the reply comes by itself."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from itertools import cycle

import pytest

from tests.faults.checker import Verdict
from tests.faults.conftest import ON_POSTGRES, ON_SQLITE, World, in_both
from tests.faults.crowd import Doing, OnTelegram, OnTheWeb, all_at_once, ended, well
from tests.faults.launch import POINTS
from tests.telegram.phone import until

KILLS, PEOPLE, BROWSERS = 20, 8, 3
CAMPAIGN, SEEDS = 300, (1, 2, 3)
MOST_ACTS, LONGEST_ACT = 4, 0.1
"""A process lives until so many acts were answered, and some part of the seconds that one more may take."""


def test_killed_at_any_moment_nothing_is_lost(world: World) -> None:
    print(campaign(world, KILLS, seed=7))


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_a_campaign_of_kills_loses_nothing(world: World, seed: int) -> None:
    print(campaign(world, CAMPAIGN, seed))


WORLDS = cycle((ON_SQLITE, ON_POSTGRES))
EACH_POINT = [one for point, world in zip(POINTS, WORLDS, strict=False) for one in in_both(world, point)]


@pytest.mark.parametrize(("world", "point"), EACH_POINT, indirect=["world"])
def test_killed_at_each_point_of_a_turn_nothing_is_lost(world: World, point: str) -> None:
    her = world.person()
    service = world.service(FAULT=f"{point}:3")

    talking = all_at_once(lambda: her.acts(4))
    until(lambda: not service.alive, f"dead at « {point} »")
    service.starts_again()
    ended(talking)

    verdict = world.verdict()
    assert verdict.sound, verdict
    assert verdict.repeated <= 1


@dataclass
class Campaign:
    """People who talk without a pause to a process that dies again and again."""

    world: World
    seed: int
    ambiguous: int = 0
    """Replies in flight at the deaths: each may have arrived, and comes again."""

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.service = self.world.service()
        people = [self.world.person(self.seed * 100 + number) for number in range(PEOPLE)]
        browsers = [self.world.browser(self.service, self.seed * 100 + 50 + number) for number in range(BROWSERS)]
        self.crowd: list[OnTelegram | OnTheWeb] = [*people, *browsers]
        self.going = True

    def survives(self, kills: int) -> None:
        talking = all_at_once(*[lambda her=her: self._goes_on(her) for her in self.crowd])
        for _ in range(kills):
            self._lives(talking)
            self.service.kill()
            self.ambiguous += self.world.in_flight()
            self.service.start()
        self.going = False
        ended(talking)

    def _goes_on(self, her: OnTelegram | OnTheWeb) -> None:
        while self.going:
            her.acts_once()

    def _lives(self, talking: list[Doing]) -> None:
        """Until so many acts were answered, and a little more: it may die at once, and yet the crowd goes on."""
        until_done = self._done() + self.dice.randint(0, MOST_ACTS)
        while self._done() < until_done:
            well(talking)
            time.sleep(0.01)
        time.sleep(self.dice.uniform(0, LONGEST_ACT))

    def _done(self) -> int:
        return sum(her.done for her in self.crowd)

    def told(self, kills: int, verdict: Verdict) -> str:
        """A line of the table in README.md."""
        longest = max(her.longest_wait for her in self.crowd)
        store = self.world.database_url.partition(":")[0]
        return (f"| {store} | {self.seed} | {kills} | {self._done()} | {len(verdict.lost)} | {len(verdict.misplaced)} "
                f"| {verdict.repeated} of {self.ambiguous} | {longest:.0f} s |")  # fmt: skip


def campaign(world: World, kills: int, seed: int) -> str:
    made = Campaign(world, seed)
    made.survives(kills)

    verdict = world.verdict()
    assert verdict.sound, verdict
    assert verdict.repeated <= made.ambiguous
    return made.told(kills, verdict)
