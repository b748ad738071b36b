"""What does she see on the web page, without JavaScript? Forms read from the HTML and posted as they stand."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import unescape

from tests.browser.visitor import Page, Visitor
from tests.doors.words import Card, Plan, Screen, Told, label, plain

_LINES = re.compile(r'<div class="(line [^"]*)" data-n=')
_PROGRESS = re.compile(r'<p class="progress"><span>(.*?)</span>')


class WebDoor:
    """A browser without JavaScript. When the page asks her to wait, she waits and sends again.

    Boxes are posted with the button pressed: what she ticks last stands in her own line, where the other doors
    redraw the bubble that begins with `chosen`.
    """

    def __init__(self, url: str, chosen: str) -> None:
        self.chosen = chosen
        self.visitor = Visitor(url)
        self.told: Told = []
        self.screen = Screen()

    def comes_in(self) -> None:
        self._does(self.visitor.open)

    def says(self, text: str) -> None:
        self._does(lambda: self.visitor.say(text))

    def presses(self, label: str) -> None:
        self._does(lambda: self.visitor.press(label))

    def ticks(self, *labels: str, press: str) -> None:
        wanted = [box for box in self.screen.labels if box in self.screen.ticked or box in labels]
        self._does(lambda: self.visitor.tick(*wanted, press=press))

    def _does(self, act: Callable[[], Page]) -> None:
        page = act()
        while self.visitor.answer.status_code == 429:
            time.sleep(int(self.visitor.answer.headers["Retry-After"]))
            page = act()
        assert self.visitor.answer.status_code == 200, page.text
        self.told, self.screen = _told(page, self.chosen), _screen(page)


def _told(page: Page, chosen: str) -> Told:
    told: Told = []
    for (who, text), style in zip(page.lines, _LINES.findall(page.html), strict=True):
        if who == "us":
            told.append(_plan(page.html) if "with-plan" in style else plain(text))
        elif told and isinstance(told[-1], str) and told[-1].startswith(plain(chosen)):
            told[-1] = plain(f"{told[-1]} {text}")
    return told


def _screen(page: Page) -> Screen:
    """The cards' buttons come first, when the plan has just been told: on the page they may be pressed ever after."""
    boxes = page.answer.boxes
    with_cards = "with-plan" in _LINES.findall(page.html)[-1]
    forms = [form for form in page.forms if with_cards or form is page.answer]
    buttons = [name for form in forms for name, (kind, _) in form.buttons.items() if kind == "choice"]
    ticked = {label(name) for name, code in boxes.items() if code in page.answer.checked}
    progress = _PROGRESS.search(page.html)
    return Screen((*boxes, *buttons), frozenset(ticked), plain(unescape(progress[1])) if progress else "")


def _plan(html: str) -> Plan:
    return tuple(
        _card(_text(r"<h2>(.*?)</h2>", horizon), card, done=bool(done))
        for horizon in re.findall(r'<section class="horizon">(.*?)</section>', html, re.DOTALL)
        for done, card in re.findall(r'<article class="card( done)?">(.*?)</article>', horizon, re.DOTALL)
    )


def _card(horizon: str, card: str, done: bool) -> Card:
    figures = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", card, re.DOTALL))
    time, cost = (plain(unescape(value)) for value in figures.values())
    because = _text(r'<p class="because">(.*?)</p>', card)
    number, title = _text(r"<h3>(.*?)</h3>", card).split(". ", 1)
    return Card(int(number), horizon, title, because, time, cost, done)


def _text(pattern: str, html: str) -> str:
    found = re.search(pattern, html, re.DOTALL)
    assert found, f"{pattern} in {html}"
    return plain(unescape(re.sub(r'<span aria-hidden="true">.*?</span>|<[^>]+>', "", found[1])))
