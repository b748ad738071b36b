"""Which moment does she mean, at her own counter?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from content.models import Library
from dialogs import hours, start, when
from dialogs.hours import Place, first_allowed
from dialogs.progress import Story

PARIS = ZoneInfo("Europe/Paris")
MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=PARIS)
TODAY, TOMORROW = "2026-11-23", "2026-11-24"


def at(text: str, library: Library, now: datetime = MONDAY_NOON, departement: str = "59") -> str:
    conversation = start("her", now).with_answer("departement", departement)
    found = when.said(text, Story(conversation, library, now))
    return f"{found:%Y-%m-%d %H:%M}" if found else ""


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("rappelez-moi ce soir", f"{TODAY} 19:00"),
        ("rappelez moi a 18h", f"{TODAY} 18:00"),
        ("ce soir à 18 h 45 svp", f"{TODAY} 18:45"),
        ("à 9 heures", f"{TOMORROW} 09:00"),
        ("demain", f"{TOMORROW} 09:00"),
        ("demain midi", f"{TOMORROW} 12:00"),
        ("demain soir", f"{TOMORROW} 19:00"),
        ("demain 14:30", f"{TOMORROW} 14:30"),
        ("cet après-midi", f"{TODAY} 14:00"),
        ("après-demain matin", "2026-11-25 09:00"),
        ("samedi", "2026-11-28 09:00"),
        ("samdi", "2026-11-28 09:00"),
        ("Samedi à 14h", "2026-11-28 14:00"),
        ("lundi", "2026-11-30 09:00"),
        ("ce week-end", "2026-11-28 09:00"),
        ("rappel samedi 15 h", "2026-11-28 15:00"),
        ("lundi en huit", "2026-12-07 09:00"),
        ("samedi en quinze à 14h", "2026-12-12 14:00"),
        ("dans une semaine", "2026-11-30 09:00"),
        ("dans 2 semaines", "2026-12-07 09:00"),
        ("dans trois jours à 10 h", "2026-11-26 10:00"),
        ("dans deux heures", f"{TODAY} 14:00"),
        ("dans 20 minutes", f"{TODAY} 12:20"),
        ("dans huit jours", "2026-11-30 09:00"),
        ("la semaine prochaine", "2026-11-30 09:00"),
        ("le 5 décembre", "2026-12-05 09:00"),
        ("le 1er mars à 8h", "2027-03-01 08:00"),
        ("dans deux ans", ""),
        ("dans 400 jours", ""),
        ("aujourd'hui à 9 h", ""),
        ("le 31 février", ""),
        ("j'ai 2 hommes dans l'équipe", ""),
        ("je vends des fleurs", ""),
    ],
)
def test_the_moment_a_text_says(text: str, moment: str, library: Library) -> None:
    assert at(text, library) == moment


def test_this_evening_is_in_an_hour_once_it_is_evening_and_tomorrow_once_it_is_night(library: Library) -> None:
    evening, night = MONDAY_NOON.replace(hour=20, minute=10), MONDAY_NOON.replace(hour=22, minute=30)

    assert at("ce soir", library, evening) == f"{TODAY} 21:10"
    assert at("ce soir", library, night) == f"{TOMORROW} 19:00"


def test_saturday_said_on_a_saturday_is_the_next_one(library: Library) -> None:
    assert at("samedi", library, datetime(2026, 11, 28, 8, 0, tzinfo=PARIS)) == "2026-12-05 09:00"


def test_the_evening_is_the_one_of_her_island(library: Library) -> None:
    """Noon in Paris: seven in the morning in Martinique, three in the afternoon in Réunion, ten at night in Nouméa."""
    assert at("dans deux heures", library, departement="974") == f"{TODAY} 17:00"
    assert at("dans deux heures", library, departement="972") == f"{TODAY} 09:00"
    assert at("ce soir", library, departement="988") == f"{TODAY} 23:00"


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
def test_nine_in_the_morning_stays_nine_through_a_change_of_hour(day: str, library: Library) -> None:
    eve = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=PARIS) - 2 * when.DAY

    assert at("dans trois jours", library, eve)[11:] == "09:00"


def test_the_buttons_offer_no_evening_that_is_past(library: Library) -> None:
    noon = Story(start("her", MONDAY_NOON), library, MONDAY_NOON)
    late = Story(start("her", MONDAY_NOON), library, MONDAY_NOON.replace(hour=19))

    assert when.offered(noon)[0] == "tonight"
    assert when.offered(late)[0] == "tomorrow"
    moments = [f"{when.meant(name, noon):%d %H:%M}" for name in when.OFFERED]
    assert moments == ["23 19:00", "24 09:00", "28 09:00", "30 09:00"]


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-11-23 12:00", "2026-11-23 12:00"),
        ("2026-11-23 07:59", "2026-11-23 08:00"),
        ("2026-11-23 19:50", "2026-11-24 08:00"),
        ("2026-11-28 20:00", "2026-11-30 08:00"),
        ("2026-11-29 10:00", "2026-11-30 08:00"),
        ("2026-12-24 20:30", "2026-12-26 08:00"),
        ("2026-12-31 21:00", "2027-01-02 08:00"),
        ("2027-05-05 20:30", "2027-05-07 08:00"),
        ("2028-02-29 12:00", "2028-02-29 12:00"),
    ],
)
def test_what_we_start_waits_for_a_weekday_morning(moment: str, allowed: str) -> None:
    wanted = datetime.fromisoformat(moment).replace(tzinfo=PARIS)

    assert f"{first_allowed(wanted, Place(PARIS)):%Y-%m-%d %H:%M}" == allowed


@pytest.mark.parametrize(
    ("departement", "feast"),
    [("974", "2028-12-20"), ("972", "2028-05-22"), ("67", "2028-12-26"), ("988", "2029-09-24"), ("976", "2028-04-27")],
)
def test_each_place_has_its_own_public_holidays(departement: str, feast: str, library: Library) -> None:
    morning = datetime.fromisoformat(f"{feast}T10:00")
    hers = hours.place_of(start("her", MONDAY_NOON).with_answer("departement", departement), library)
    elsewhere = hours.place_of(start("her", MONDAY_NOON), library)

    assert first_allowed(morning.replace(tzinfo=hers.zone), hers).date() > morning.date()
    assert first_allowed(morning.replace(tzinfo=PARIS), elsewhere).date() == morning.date()


def test_every_overseas_departement_has_its_own_time(library: Library) -> None:
    overseas = {code for code in library.departements if len(code) == 3}

    assert overseas <= set(library.zones)
