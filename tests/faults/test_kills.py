"""F1, F2: whenever the process dies, no answer is lost, misplaced or out of order, and the reply comes by itself."""

from __future__ import annotations

import random
import time

import pytest

from tests.faults.conftest import World
from tests.faults.crowd import OnTheWeb, all_at_once, ended
from tests.faults.launch import POINTS
from tests.telegram.phone import until

KILLS, PEOPLE, BROWSERS = 20, 8, 3
CAMPAIGN, SEEDS = 300, (1, 2, 3)
LIFE = (0.1, 2.0)
"""Seconds that a process lives once it listens, before it is killed."""


def test_killed_at_any_moment_nothing_is_lost(world: World) -> None:
    print(campaign(world, KILLS, seed=7))


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_a_campaign_of_kills_loses_nothing(world: World, seed: int) -> None:
    print(campaign(world, CAMPAIGN, seed))


@pytest.mark.parametrize("point", POINTS)
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


def campaign(world: World, kills: int, seed: int) -> str:
    """What it came to, in one line."""
    dice = random.Random(seed)
    service = world.service()
    people = [world.person(seed * 100 + number) for number in range(PEOPLE)]
    browsers = [OnTheWeb(service.url, seed * 100 + 50 + number) for number in range(BROWSERS)]
    going = True

    def goes_on(act: object) -> None:
        while going:
            act()  # type: ignore[operator]

    one_act = [person.acts_once for person in people] + [lambda b=browser: b.acts(1) for browser in browsers]
    talking = all_at_once(*[lambda act=act: goes_on(act) for act in one_act])
    for _ in range(kills):
        time.sleep(dice.uniform(*LIFE))
        service.kill()
        service.start()
    going = False
    ended(talking)

    verdict = world.verdict()
    assert verdict.sound, verdict
    assert verdict.repeated <= kills * PEOPLE
    web = [browser.done for browser in browsers]
    assert [hers(browser) for browser in browsers] == web
    acts = sum(len(person.ledger.acts) for person in people)
    longest = max(person.longest_wait for person in people)
    return (f"{kills} kills, seed {seed}: {acts} acts on Telegram, {sum(web)} on the web, 0 lost, 0 misplaced, "
            f"{verdict.repeated} repeated, longest wait {longest:.1f} s")  # fmt: skip


def hers(browser: OnTheWeb) -> int:
    """How many acts of hers the page shows."""
    return sum(who == "her" for who, _ in browser.stands())
