"""Over a year, across the world, with three schedulers, crashes and wrong clocks: once each, and at a decent hour?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest

from bot.store import Store
from bot.store.postgres import PostgresStore
from bot.store.sqlite import SqliteStore
from content.loader import load
from dialogs.lessons import progress
from dialogs.phases import Phase
from tests.bot.reminder_year import DAY, HOUR, MINUTE, Met, Year, people

BEGIN, END = datetime(2027, 12, 1, tzinfo=UTC), datetime(2028, 12, 20, tzinfo=UTC)
PLACES = {
    "59": ("Europe/Paris", None), "": ("Europe/Paris", None), "67": ("Europe/Paris", "6AE"),
    "971": ("America/Guadeloupe", "971"), "972": ("America/Martinique", "972"), "973": ("America/Cayenne", "973"),
    "974": ("Indian/Reunion", "974"), "975": ("America/Miquelon", "PM"), "976": ("Indian/Mayotte", "976"),
    "986": ("Pacific/Wallis", "WF"), "987": ("Pacific/Tahiti", "PF"), "988": ("Pacific/Noumea", "NC"),
}  # fmt: skip
"""Where people are, told here apart from the content: their time, and whose public holidays."""
FORWARD, BACK = datetime(2028, 5, 10, 9, tzinfo=UTC), datetime(2028, 9, 20, 15, tzinfo=UTC)
"""When the clock is set three days ahead, for two hours; and an hour back, for two hours."""
LATE = "Je suis en retard"
OURS = ("follow_up", "relaunch")
EVES = (datetime(2027, 12, 30, 11), datetime(2028, 2, 28, 11), datetime(2028, 3, 24, 11), datetime(2028, 10, 27, 11))
"""The days before a year ends, a leap day, and each change of hour."""


def a_year(store: Store, size: int, visits: int, seed: int, forgets: bool = False) -> Year:
    """`forgets`: whoever does not come for thirty days is, as in service; then fewer are reminded."""
    year = Year(store, load(), BEGIN, seed)
    people(year, islice(cycle(PLACES), size), visits, END - 30 * DAY)
    for moment in EVES:
        for number in range(0, size, 3):
            act = year.asks if number % 2 else year.finishes_a_lesson
            year.at(moment.replace(tzinfo=UTC), lambda act=act, number=number: act(f"her-{number}"))
    for number in range(size):
        year.at(FORWARD - 13 * DAY, lambda number=number: year.finishes_a_lesson(f"her-{number}"))
        year.at(FORWARD - 6 * HOUR, lambda number=number: year.says(f"her-{number}", "rappelez-moi dans trois jours"))
        year.at(BACK - 2 * HOUR, lambda number=number: year.says(f"her-{number}", "rappelez-moi dans deux heures"))
    for moment, by in ((FORWARD, 3 * DAY), (BACK, -HOUR)):
        year.at(moment, lambda by=by: year.jumps(by))
        year.at(moment + 2 * HOUR, lambda by=by: year.jumps(-by))
    for week in range(54 if forgets else 0):
        year.at(BEGIN + 7 * week * DAY, lambda: year.store.purge(year.now))
    year.runs(END)
    return year


@pytest.fixture
def sqlite(tmp_path: Path) -> Store:
    return SqliteStore(tmp_path / "store.db")


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Store]:
    store = PostgresStore(postgres_url)
    yield store
    store.disconnect()


def test_a_year_of_some_people_in_a_file(sqlite: Store) -> None:
    holds(a_year(sqlite, size=39, visits=8, seed=1))


def test_a_year_of_a_few_people_in_postgresql(postgres: Store) -> None:
    holds(a_year(postgres, size=13, visits=8, seed=2))


@pytest.mark.long
@pytest.mark.parametrize("seed", [11, 12])
def test_a_year_of_hundreds_of_people_in_a_file(sqlite: Store, seed: int) -> None:
    year = a_year(sqlite, size=390, visits=14, seed=seed, forgets=seed == 12)

    holds(year)
    assert year.lost
    days = {f"{hers(met):%m-%d}" for met in told(year)}
    assert {"12-31", "02-29", "03-26", "10-29"} <= days


@pytest.mark.long
def test_a_year_of_a_hundred_people_in_postgresql(postgres: Store) -> None:
    holds(a_year(postgres, size=104, visits=12, seed=13))


# ------------------------------------------------------------------ what must hold


def holds(year: Year) -> None:
    for met in told(year):
        what_we_start_comes_at_a_decent_hour(met) if met.reminder.kind in OURS else what_she_asks_comes_at_its_hour(met)
    each_is_said_once_and_leaves_at_most_once(year)
    not_two_of_ours_in_a_day(year)
    never_after_no_more(year)
    never_a_second_relaunch(year)
    nothing_is_dropped_without_a_reason(year)
    assert any(met.text.startswith(LATE) for met in told(year))
    assert year.store.due(9, year.now) == []
    assert {met.reminder.kind for met in told(year)} == {"asked", *OURS}


def what_we_start_comes_at_a_decent_hour(met: Met) -> None:
    here, (_, place) = hers(met), PLACES[met.before.value("departement") or ""]
    assert 8 <= here.hour < 20, (met.key, here)
    assert here.weekday() != 6, (met.key, here)
    assert here.date() not in feasts(place, here.year), (met.key, here)


def what_she_asks_comes_at_its_hour(met: Met) -> None:
    """To the minute; later only when a clock was wrong, and then it says so."""
    late = met.at - met.reminder.due
    assert late >= 0 * DAY
    assert late <= 2 * MINUTE or a_clock_was_wrong(met), (met.key, late)
    assert met.text.startswith(LATE) is (late > HOUR or met.reminder.late)


def each_is_said_once_and_leaves_at_most_once(year: Year) -> None:
    said = Counter((met.key, met.before.started_at, met.reminder.id) for met in told(year))
    assert set(said.values()) == {1}
    assert len({(key, number) for key, number, _ in year.left}) == len(year.left)
    assert len(year.left) + year.lost == len(told(year))


def not_two_of_ours_in_a_day(year: Year) -> None:
    """Nor one of ours after one of hers; a day of the wrong clock is another than the same one of the right clock."""
    before: dict[str, set[object]] = {}
    for met in told(year):
        days, day = before.setdefault(met.key, set()), (hers(met).date(), met.wrong)
        assert met.reminder.kind == "asked" or day not in days, (met.key, met.at)
        days.add(day)


def never_after_no_more(year: Year) -> None:
    for met in told(year):
        since = year.quiet_since.get((met.key, met.before.started_at))
        assert met.reminder.kind == "asked" or since is None or met.at < since, (met.key, met.at)
    assert year.quiet_since


def never_a_second_relaunch(year: Year) -> None:
    relaunched = Counter((met.key, met.before.started_at) for met in told(year) if met.reminder.kind == "relaunch")
    assert set(relaunched.values()) == {1}
    for met in told(year):
        gone = met.at - met.before.last_seen
        assert met.reminder.kind != "relaunch" or gone >= 2 * DAY, (met.key, gone)


def nothing_is_dropped_without_a_reason(year: Year) -> None:
    """What came due and was not said waits for a better moment, is far too late, or the conversation has moved on."""
    for met in year.met:
        waits = [one for one in met.after.reminders if (one.kind, one.turn) == (met.reminder.kind, met.reminder.turn)]
        if not met.text and not waits:
            far_too_late = met.at - met.reminder.due > (DAY if met.reminder.kind == "asked" else 7 * DAY)
            assert far_too_late or moved_on(met), (met.key, met.reminder, met.at)
        assert all(one.due > met.at for one in waits), (met.key, met.reminder)


def moved_on(met: Met) -> bool:
    conversation, about = met.before, met.reminder.subject
    steps = conversation.plan.steps if conversation.plan else ()
    if met.reminder.kind == "relaunch":
        asked = any(one.kind == "asked" for one in conversation.reminders)
        return asked or conversation.phase in (Phase.PLAN, Phase.STOPPED)
    if met.reminder.kind == "follow_up":
        return not steps or progress(conversation, about).state != "done"
    if about:
        return progress(conversation, about).state == "done"
    return bool(steps) and all(step.done for step in steps)


# ------------------------------------------------------------------ reading it


def told(year: Year) -> list[Met]:
    return [met for met in year.met if met.text]


def hers(met: Met) -> datetime:
    zone, _ = PLACES[met.before.value("departement") or ""]
    return met.at.astimezone(ZoneInfo(zone))


def a_clock_was_wrong(met: Met) -> bool:
    """While a clock is wrong, and three days after: what was put off then."""
    return any(moment - DAY <= met.at <= moment + 4 * DAY for moment in (FORWARD, BACK))


@cache
def feasts(place: str | None, year: int) -> set[object]:
    return set(holidays.country_holidays("FR", subdiv=place, years=year))
