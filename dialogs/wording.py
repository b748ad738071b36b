"""How does a reply of the content become a bubble's spans?

Editors write plain text with `{places}` and `**bold**`. What a person wrote is only ever put in a place:
it is never read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from content.models import Library
from content.typography import typeset
from dialogs.messages import Choice, Message, Span
from dialogs.words import tokens

LOCALE = Locale("fr", "FR")
HERS_MAX = 90
_PARTS = re.compile(r"(\*\*|\{[a-z_]+\}|https://[^\s,;»]+[^\s,;».])")
_ADDRESS = re.compile(r"https?://\S+")
_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


class Hers(str):
    """Words she wrote: said back exactly as they are, never set in typography."""


class Site(str):
    """An address told by its site alone, where many stand in one list."""


def bubble(library: Library, key: str, /, choices: Sequence[Choice] = (), **values: str) -> Message:
    """The reply `key` as a message. Raises KeyError when the content has no such reply."""
    return written(library.replies[key], choices, **values)


def written(template: str, /, choices: Sequence[Choice] = (), **values: str) -> Message:
    return Message(spans=spans(template, **values), choices=tuple(choices))


def spans(template: str, /, **values: str) -> tuple[Span, ...]:
    """The template's runs of text: bold between `**`, addresses as links, values put in as they are.

    Braces that name no value are words like others: those of a reply were refused (content/own.py).
    """
    return _filled(template, values) if values else _fixed(template)


@lru_cache(maxsize=4_096)
def _fixed(template: str) -> tuple[Span, ...]:
    return _filled(template, {})


def _filled(template: str, values: Mapping[str, str]) -> tuple[Span, ...]:
    found: list[Span] = []
    bold = False
    for part in _pieces(template):
        if part == "**":
            bold = not bold
        elif part[1:-1] in values and part == f"{{{part[1:-1]}}}":
            found.append(_value(values[part[1:-1]], bold))
        elif part.startswith("https://"):
            found.append(Span(text=shown_address(part), url=part))
        elif part:
            found.append(Span(text=part, bold=bold))
    return merged(found)


@lru_cache(maxsize=4_096)
def _pieces(template: str) -> tuple[str, ...]:
    return tuple(_PARTS.split(typeset(template)))


def _value(value: str, bold: bool) -> Span:
    """An address of the content is a link; what she wrote never is."""
    if isinstance(value, Hers):
        return Span(text=str(value), bold=bold)
    if _ADDRESS.fullmatch(value):
        shown = shown_address(value)
        return Span(text=shown.split("/")[0] if isinstance(value, Site) else shown, url=str(value))
    return Span(text=typeset_value(value), bold=bold)


def merged(found: Sequence[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in found:
        last = kept[-1] if kept else None
        if last and not last.url and not span.url and last.bold == span.bold:
            kept[-1] = last.changed(text=last.text + span.text)
        elif span.text:
            kept.append(span)
    return tuple(kept)


def shown_address(url: str) -> str:
    """The address as a person reads it: without `https://`, `www.` or the last slash."""
    return re.sub(r"^https?://", "", url).removeprefix("www.").rstrip("/")


def hers(text: str) -> Hers:
    """What she wrote, safe to say back: one line, no control or direction marks, at most 90 characters."""
    one_line = " ".join(_NOT_TEXT.sub(" ", text).split())
    return Hers(cut(one_line, HERS_MAX))


def without_beginning(text: str, beginnings: Sequence[str]) -> str:
    """« la facture m'inquiète » of « et aussi la facture m'inquiète »; as it is when nothing would be left."""
    words = text.split()
    while drop := next(
        (len(b.split()) for b in beginnings if tokens(" ".join(words[: len(b.split())])) == b.split()), 0
    ):
        words = words[drop:]
    return " ".join(words) or text


def cut(label: str, most: int = 60) -> str:
    """As it is, or its beginning and « … »."""
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def cut_between(text: str, most: int, ties: Sequence[str]) -> str:
    """As it is, or its whole first words and « … », with no word that ties them to what is not there (« et… »)."""
    if len(text) <= most:
        return text
    words = text[:most].split()[:-1]
    while words and " ".join(tokens(words[-1])) in ties:
        words = words[:-1]
    return " ".join(words).rstrip(",;:") + "…" if words else cut(text, most)


def uncapitalised(text: str) -> str:
    """As it stands in the middle of a sentence."""
    return text[:1].lower() + text[1:]


def listed(parts: Sequence[str]) -> str:
    """« a, b et c »"""
    return format_list(list(parts), locale=LOCALE)


def day(value: date, form: str = "d MMMM y") -> str:
    """« 12 février 2026 », « 1er mars 2026 », which Babel does not know."""
    return format_date(value, form.replace("d ", "'1er' ") if value.day == 1 else form, locale=LOCALE)


def hour(value: datetime, library: Library) -> str:
    """« 9 h », « 14 h 30 »"""
    key = "time.clock_minutes" if value.minute else "time.clock"
    return library.replies[key].format(hours=value.hour, minutes=f"{value.minute:02}")


def source_day(text: str) -> str:
    """A source's date as told: « 12 février 2026 », « février 2026 » or « 2026 »."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return day(date(*parts))
    if len(parts) == 2:
        return format_date(date(parts[0], parts[1], 1), "MMMM y", locale=LOCALE)
    return text


def duration(minutes: int, library: Library) -> str:
    """« 10 minutes », « 2 heures », « 1 jour »"""
    for limit, size, key in ((60, 1, "time.minutes"), (420, 60, "time.hours"), (10**9, 420, "time.days")):
        if minutes < limit:
            count = max(1, round(minutes / size))
            return library.replies[f"{key}_one" if count == 1 else key].format(count=count)
    raise AssertionError


def typeset_value(text: str) -> str:
    """A value of the content, set in French typography, without bold marks."""
    return typeset(text.replace("**", ""))
