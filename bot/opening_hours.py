"""How do the opening hours of the official directory read, in one line?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

LONGEST = 80
Replies = Mapping[str, str]


def opening_hours(ranges: Iterable[Mapping[str, Any]], replies: Replies) -> str:
    """« lundi au jeudi 8 h 30-12 h, vendredi 8 h 30-11 h »; '' when unknown, or too long to be read at a glance."""
    told = ", ".join(filter(None, (_range(one, replies) for one in ranges)))
    return told if len(told) <= LONGEST else ""


def _range(one: Mapping[str, Any], replies: Replies) -> str:
    first, last = _text(one, "nom_jour_debut").lower(), _text(one, "nom_jour_fin").lower()
    times = [_times(_text(one, f"valeur_heure_debut_{n}"), _text(one, f"valeur_heure_fin_{n}"), replies) for n in "12"]
    together = replies["chamber.and"].join(filter(None, times))
    if not (first and together):
        return ""
    key = "chamber.days" if last and last != first else "chamber.day"
    return replies[key].format(first=first, last=last, times=together)


def _times(start: str, end: str, replies: Replies) -> str:
    if not (start and end):
        return ""
    return replies["chamber.times"].format(start=_hour(start, replies), end=_hour(end, replies))


def _hour(time: str, replies: Replies) -> str:
    """« 08:30:00 » is « 8 h 30 »; what has another shape stays as it is."""
    if ":" not in time:
        return time
    hours, minutes = [*time.split(":"), "00"][:2]
    key = "time.clock" if minutes in ("", "00") else "time.clock_minutes"
    return replies[key].format(hours=hours.lstrip("0") or "0", minutes=minutes)


def _text(one: Mapping[str, Any], field: str) -> str:
    return str(one.get(field) or "").strip()
