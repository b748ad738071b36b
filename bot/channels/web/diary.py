"""How does a reminder ring on her phone, where we cannot write first? As an event for the phone's own calendar."""

from __future__ import annotations

import hashlib
from datetime import UTC, timedelta

from content.models import Library
from content.typography import typeset
from dialogs import Conversation
from dialogs.hours import place_of
from dialogs.reminders import asked

FILE = "rappel.ics"
MEDIA_TYPE = "text/calendar"
LASTS = timedelta(minutes=15)


def event(conversation: Conversation, library: Library, address: str) -> bytes | None:
    """The reminder she asked for, at her own hour; None when none waits. Its only words are its subject's."""
    from icalendar import Alarm, Calendar, Event  # costs 0.1 s, for nothing where nobody asks

    found = asked(conversation)
    if found is None:
        return None
    title = _title(found.subject, library)
    rings = Alarm()
    rings.add("action", "DISPLAY")
    rings.add("description", title)
    rings.add("trigger", timedelta(0))
    made = Event()
    made.add("uid", hashlib.sha256(f"{conversation.key} {found.turn}".encode()).hexdigest()[:32] + "@premier-pas")
    made.add("dtstamp", conversation.last_seen.astimezone(UTC))
    made.add("dtstart", found.due.astimezone(place_of(conversation, library).zone))
    made.add("duration", LASTS)
    made.add("summary", title)
    made.add("url", address)
    made.add_component(rings)
    calendar = Calendar()
    calendar.add("prodid", "-//Premier Pas//FR")
    calendar.add("version", "2.0")
    calendar.add_component(made)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _title(subject: str, library: Library) -> str:
    about = library.proposals.get(subject)
    template = typeset(library.replies["web.diary_lesson" if about else "web.diary"])
    return template.format(name=typeset(about.button)) if about else template
