"""Which moment does she mean? « ce soir », « samedi », « dans trois jours », « demain à 14 h 30 »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_month_names

from content.models import Library
from dialogs import spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.progress import Story
from dialogs.words import normalise

LOCALE = "fr_FR"
MORNING, EVENING = time(9), time(19)
OFFERED = ("tonight", "tomorrow", "saturday", "week")
"""The moments a button may set."""
SATURDAY = 5
SOON, AN_HOUR = timedelta(minutes=30), timedelta(hours=1)
LAST_HOUR = time(23)
FARTHEST = timedelta(days=366)
DAY = timedelta(days=1)
_HOUR = re.compile(r"\b([01]?\d|2[0-3])\s*(?:h|heures?|:)(?![a-z])\s*([0-5]\d)?")
_IN = re.compile(r"\bdans (?:environ )?(\d{1,3}|[a-z]+) ([a-z]+)\b")
_DATE = re.compile(r"\b(\d{1,2})(?:er)? ([a-z]+)\b")


def offered(story: Story) -> tuple[str, ...]:
    """« Ce soir » while there is an evening, then « Samedi » and « Dans une semaine »."""
    here = _here(story)
    tonight = _at(here.date(), EVENING, here) - SOON > here
    return ("tonight" if tonight else "tomorrow", "saturday", "week")


def meant(name: str, story: Story) -> datetime:
    """The moment a button sets, at the time it is pressed."""
    here = _here(story)
    days = {"tomorrow": 1, "week": 7, "saturday": (SATURDAY - here.weekday() - 1) % 7 + 1}
    if name == "tonight":
        return _this_evening(here)
    return _at(here.date() + days[name] * DAY, MORNING, here)


def said(text: str, story: Story) -> datetime | None:
    """The moment a text says, at her counter; None when it says none, or one more than a year away."""
    here = _here(story)
    plain = normalise(text)
    found = _after_a_while(plain, here, story.library) or _on_a_day(text, plain, here, story.library)
    return found if found and here < found < here + FARTHEST else None


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """« rappelez-moi samedi »; where she is asked when, the moment alone is enough, and « non » is none."""
    asked_when = shown.screen == "paused"
    names = ("remind", "remind_only", *(("yes", "no") if asked_when else ()))
    found = spoken.named_in(text, {name: story.library.spoken[name] for name in names})
    moment = said(text, story) if asked_when or "remind" in found else None
    if moment:
        return Intent(name="remind", value=moment.isoformat(), said=text)
    if found and found[0] == "no":
        return Intent(name="no_reminder", said=text)
    return Intent(name="remind", said=text) if found and found != ("remind",) else None


def _here(story: Story) -> datetime:
    return story.now.astimezone(story.place.zone)


def _at(day: date, hour: time, here: datetime) -> datetime:
    zone = here.tzinfo
    assert isinstance(zone, ZoneInfo)
    return datetime.combine(day, hour, zone)


def _after_a_while(plain: str, here: datetime, library: Library) -> datetime | None:
    """« dans deux heures » to the minute, « dans trois jours » in the morning."""
    counted = _IN.search(plain)
    moments = library.moments
    if counted is None or _named(plain, moments.days) or counted[2] not in moments.units:
        return None
    count = int(counted[1]) if counted[1].isdigit() else moments.numbers.get(counted[1], 0)
    wait = timedelta(minutes=count * moments.units[counted[2]])
    if wait < DAY:
        return _in_time(here, wait) if wait else None
    return _at(here.date() + wait.days * DAY, _hour(plain.replace(counted[0], ""), plain, library) or MORNING, here)


def _in_time(here: datetime, wait: timedelta) -> datetime:
    """So many minutes later by any clock, whatever the change of hour."""
    zone = here.tzinfo
    return (here.astimezone(ZoneInfo("UTC")) + wait).astimezone(zone)


def _on_a_day(text: str, plain: str, here: datetime, library: Library) -> datetime | None:
    day, hour = _day(plain, here, library), _hour(text.lower(), plain, library)
    if day is None and hour is None:
        return None
    today = here.date()
    hour = hour or (EVENING if day == today else MORNING)
    if day == today and hour == EVENING:
        return _this_evening(here)
    at = _at(day or today, hour, here)
    return at if day or at > here else _at(today + DAY, hour, here)


def _this_evening(here: datetime) -> datetime:
    """Seven o'clock; in an hour when that is past; tomorrow when it is too late for that."""
    evening = _at(here.date(), EVENING, here)
    if here < evening:
        return evening
    later = here.replace(second=0, microsecond=0) + AN_HOUR
    return later if later <= _at(here.date(), LAST_HOUR, here) else evening + DAY


def _day(plain: str, here: datetime, library: Library) -> date | None:
    """Named (« demain »), of the week (« samedi », « samedi en huit »), or of the year (« le 5 décembre »)."""
    today = here.date()
    dated = _DATE.search(plain)
    if dated and dated[2] in _months():
        return _in_the_year(int(dated[1]), _months()[dated[2]], today)
    if (days := _named(plain, library.moments.days)) is not None:
        return today + days * DAY
    weekday = _named(plain, {**_weekdays(), **library.moments.weekdays})
    if weekday is None:
        return None
    later = _named(plain, library.moments.after) or 0
    return today + ((weekday - today.weekday() - 1) % 7 + 1 + later) * DAY


def _in_the_year(number: int, month: int, today: date) -> date | None:
    """The next day of that date; None when there is none."""
    for year in (today.year, today.year + 1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day >= today:
            return day
    return None


def _hour(text: str, plain: str, library: Library) -> time | None:
    """« 14 h 30 », « 18:00 », else a part of the day."""
    figures = _HOUR.search(text)
    if figures:
        return time(int(figures[1]), int(figures[2] or 0))
    named = _named(plain, library.moments.hours)
    return None if named is None else time(named)


def _named(plain: str, table: Mapping[str, int]) -> int | None:
    """What the longest of these names stands for, where one is said."""
    found = spoken.named_in(plain, {name: (name,) for name in table})
    return table[found[0]] if found else None


@cache
def _weekdays() -> dict[str, int]:
    return {normalise(name): number for number, name in get_day_names("wide", locale=LOCALE).items()}


@cache
def _months() -> dict[str, int]:
    return {normalise(name): number for number, name in get_month_names("wide", locale=LOCALE).items()}
