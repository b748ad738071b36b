"""Does the web page of sources say all that the content's own page says, to anyone, and keep nothing?"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from content.loader import load
from content.sources import sources
from content.typography import typeset
from tests.browser.serving import Service, served
from tests.browser.visitor import Visitor


def test_every_source_stands_there_with_its_pages_and_its_days(tmp_path: Path) -> None:
    found = sources(load())
    with served(Service(tmp_path).app()) as url:
        html = Visitor(url).open("/sources").html

    names = [typeset(source.name) for source in (*found.advice, *found.networks)]
    places = [place for source in (*found.advice, *found.networks) for place in source.places]
    assert [unescape(name) for name in re.findall(r"<dt>(.*?)</dt>", html)] == names
    assert [unescape(days) for days in re.findall(r"<small>(.*?)</small>", html)] == [
        ", ".join(place.days) for place in places
    ]
    assert [unescape(link) for link in re.findall(r'<dd><a href="(.*?)"', html)] == [
        place.address for place in places if place.is_page
    ]
    assert [line for line in found.lists if typeset(line) not in unescape(html)] == []


def test_who_reads_it_begins_nothing(tmp_path: Path) -> None:
    service = Service(tmp_path)
    with served(service.app()) as url:
        her = Visitor(url)
        her.open("/sources")

    assert her.answer.status_code == 200
    assert "set-cookie" not in her.answer.headers
    assert service.people() == 0


def test_the_menu_leads_there(tmp_path: Path) -> None:
    with served(Service(tmp_path).app()) as url:
        her = Visitor(url)
        her.open()
        page = her.say("fleuriste")

    menu = page.html.split('class="menu"')[1].split("</details>")[0]
    assert f'<a href="/sources">{typeset(load().replies["web.menu_sources"])}</a>' in menu
