"""Is every bubble that the 48 businesses meet plain French, its values filled in?

A plan is a document she keeps: its lines are measured one by one. Her own words are hers: not measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from content.bubbles import bubbles as texts
from content.dates import A_DAY, library_on, turning_days
from content.loader import load
from content.models import Library
from content.plain import AIM
from content.readability import Reading, measure
from content.typography import slips
from dialogs import Message
from tests.transcripts import personas, played

OUTDATED = (
    "modem",
    "gprs",
    "tchat",
    "webcam",
    "euridile",
    "ebxml",
    "galerie marchande",
    "portail public de facturation",
    "pdp",
    "chèque france num",
    "minitel",
    "e-europe",
    "acfci",
    "decas",
    "cfe",
    "place de marché locale",
    "150 000 euros",
    "100 euros par jour",
    "2 500 euros",
    "crédit d'impôt formation",
    "rll",
    "2002",
)

TELLS_WHAT_ENDED = {("lessons/prepare-aide.toml", "steps.chercher.help")}
"""Where the words are those of what no longer exists, and it is said so."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture(scope="module")
def bubbles(library: Library) -> list[str]:
    """Every bubble met, once, without the words the owners typed."""
    met: dict[str, None] = {}
    for one in personas():
        for typed in (False, True):
            hers = [one["says"].get("metier", ""), one["says"].get("ouverture", "")]
            for turn in played(one, library, typed=typed).turns:
                met.update(dict.fromkeys(part for m in turn.messages for part in _parts(m, hers)))
    return list(met)


def _parts(message: Message, hers: list[str]) -> list[str]:
    text = message.text
    for words in hers:
        text = text.replace(words, "…") if words else text
    is_plan = re.search(r"^\d\. ", text, re.MULTILINE) is not None
    return text.split("\n") if is_plan else [text]


def _reading(text: str, library: Library) -> Reading:
    names = frozenset(word.lower() for n in library.networks for word in n.name.split())
    trades = frozenset(word for t in library.trades.values() for word in re.findall(r"\w+", t.short))
    return measure(text, names=names | trades)


def test_nineteen_bubbles_in_twenty_are_plain(library: Library, bubbles: list[str]) -> None:
    missed = [text for text in bubbles if not _reading(text, library).within_aims]

    assert len(bubbles) > 250
    assert len(missed) <= (1 - AIM) * len(bubbles), missed


def test_no_bubble_breaks_a_hard_rule(library: Library, bubbles: list[str]) -> None:
    readings = {text: _reading(text, library) for text in bubbles}
    broken = {text: r.problems for text, r in readings.items() if any(finding.hard for finding in r.findings)}

    assert broken == {}


def test_every_bubble_is_set_in_french_typography(bubbles: list[str]) -> None:
    assert [text for text in bubbles if slips(text)] == []


def test_nothing_outdated_reaches_an_owner(bubbles: list[str]) -> None:
    assert outdated(bubbles) == []


def test_nothing_outdated_stands_in_the_content_whatever_the_day(library: Library) -> None:
    """The content of each side of each day on which it changes, met by somebody or not."""
    turns = turning_days(library)
    days = {*turns, *(day - A_DAY for day in turns)}
    said = {place for day in days for place in texts(library_on(library, day))}
    found = {place[:2]: place for place in said if outdated([place[2]])}

    assert len(turns) >= 3
    assert found.keys() == TELLS_WHAT_ENDED, found


def outdated(said: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, text) for text in said for word in OUTDATED if re.search(rf"\b{word}\b", text.lower())]
