"""On a page nothing can be pushed: does the reminder ring on her phone, and wait for her on the page?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bot.channels.webchat import bot_name
from bot.reminders import Reminders
from bot.settings import Settings
from dialogs.conversation import Conversation
from tests.browser.serving import Service, served
from tests.browser.visitor import Visitor

TOKEN = "123456:abc"
WANTED = "Voici le rappel que vous vouliez."
FILE = "/rappel.ics"


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path, Settings(telegram_token=TOKEN))


@pytest.fixture
def her(service: Service) -> Iterator[Visitor]:
    """She has said her trade, and asked to be reminded on Saturday."""
    with served(service.app()) as url:
        visitor = Visitor(url)
        visitor.open()
        visitor.say("fleuriste")
        visitor.press("Oui, fleuriste")
        visitor.say("rappelez-moi samedi")
        yield visitor


def conversation_of(service: Service) -> Conversation:
    with sqlite3.connect(service.folder / "chat.db") as conn:
        (key,) = [row[0] for row in conn.execute("select key from conversation")]
    found = service.handler.conversation(key)
    assert found is not None
    return found


def test_the_page_says_that_it_cannot_write_and_offers_her_phone_s_calendar(her: Visitor) -> None:
    page = her.open()

    assert "Ici, je ne peux pas vous écrire." in page.text
    assert 'href="/rappel.ics"' in page.html


def test_the_event_rings_on_saturday_at_nine_at_her_own_counter(her: Visitor, service: Service) -> None:
    answer = her.client.get(FILE)
    calendar = Calendar.from_ical(answer.content)
    [event] = calendar.walk("VEVENT")
    [alarm] = calendar.walk("VALARM")

    starts = event.decoded("dtstart")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["cache-control"] == "no-store"
    assert event["dtstart"].params["TZID"] == "Europe/Paris"
    assert calendar.walk("VTIMEZONE")
    assert starts == conversation_of(service).reminders[0].due
    assert (starts.astimezone(ZoneInfo("Europe/Paris")).weekday(), starts.hour) == (5, 9)
    assert alarm.decoded("trigger") == timedelta(0)


def test_its_words_are_ours_and_its_name_stays(her: Visitor, service: Service) -> None:
    first, again = her.client.get(FILE), her.client.get(FILE)
    [event] = Calendar.from_ical(first.content).walk("VEVENT")

    assert first.content == again.content
    assert event["summary"] == "Premier Pas\u00a0: reprendre"
    assert "fleur" not in first.text
    assert conversation_of(service).key not in first.text


def test_without_a_reminder_or_without_a_visitor_there_is_no_file(her: Visitor, service: Service) -> None:
    her.press("Annuler ce rappel")
    cancelled = her.client.get(FILE)
    with served(service.app()) as url:
        stranger = Visitor(url).client.get(url + FILE)

    assert [cancelled.status_code, stranger.status_code] == [404, 404]
    assert "Pas de rappel prévu" in cancelled.text


def test_telegram_is_offered_once_its_name_there_is_known(her: Visitor, service: Service) -> None:
    before = her.open()
    service.store.keep(bot_name(TOKEN), "premier_pas_bot")

    after = her.open()

    assert "t.me" not in before.html
    assert 'href="https://t.me/premier_pas_bot"' in after.html


def test_it_waits_for_her_on_the_page(her: Visitor, service: Service) -> None:
    later = datetime.now(ZoneInfo("Europe/Paris")) + timedelta(days=9)
    service.handler.clock = lambda: later
    Reminders(service.handler).round()

    page = her.open()

    assert sum(said.startswith(WANTED) for who, said in page.lines if who == "us") == 1
    assert {"Reprendre", "Plus tard", "Ne plus me relancer"} <= set(page.answer.buttons)
    page = her.press("Reprendre")
    assert any(said.startswith("Nous reprenons") for _, said in page.lines)
