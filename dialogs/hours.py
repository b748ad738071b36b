"""What time is it at her counter, and when may we be the first to write?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from content.models import Library
from dialogs.conversation import Conversation

PARIS = ZoneInfo("Europe/Paris")
DEPARTEMENT = "departement"
MORNING, EVENING = time(8), time(20)
MARGIN = timedelta(hours=1)
"""What may pass before a message leaves, when Telegram makes us wait: nothing starts so close to the evening."""
SUNDAY = 6
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """Her time, and whose public holidays are hers (« '' »: those of the whole country)."""

    zone: ZoneInfo
    feasts: str = ""


def place_of(conversation: Conversation, library: Library) -> Place:
    departement = conversation.value(DEPARTEMENT) or ""
    return Place(ZoneInfo(library.zones.get(departement, PARIS.key)), library.feasts.get(departement, ""))


def first_allowed(moment: datetime, place: Place) -> datetime:
    """That moment, or the next one that is neither at night, nor on a Sunday or a public holiday."""
    at = awake(moment, place)
    while at.weekday() == SUNDAY or at.date() in feasts(place.feasts, at.year):
        at = next_morning(at, place)
    return at


def awake(moment: datetime, place: Place) -> datetime:
    """That moment at her counter, or eight o'clock in the morning after this night."""
    here = moment.astimezone(place.zone)
    morning = datetime.combine(here.date(), MORNING, place.zone)
    if here < morning:
        return morning
    evening = datetime.combine(here.date(), EVENING, place.zone) - MARGIN
    return here if here < evening else next_morning(here, place)


def next_morning(moment: datetime, place: Place) -> datetime:
    return datetime.combine(moment.astimezone(place.zone).date() + DAY, MORNING, place.zone)


def places() -> frozenset[str]:
    """Whose public holidays are known apart from the whole country's."""
    from holidays.countries.france import France

    return frozenset(France.subdivisions)


def same_day(one: datetime, other: datetime, place: Place) -> bool:
    return one.astimezone(place.zone).date() == other.astimezone(place.zone).date()


@lru_cache(maxsize=128)
def feasts(subdivision: str, year: int) -> frozenset[date]:
    """The public holidays of a place in a year."""
    from holidays.countries.france import France  # costs 0.2 s, for nothing where nobody is reminded

    return frozenset(France(subdiv=subdivision or None, years=year))  # type: ignore[no-untyped-call]
