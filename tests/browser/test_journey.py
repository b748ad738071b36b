"""Does she go from the welcome to her plan on a phone, with JavaScript and without, by the same words?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from content.loader import load
from content.models import Chamber
from dialogs.wording import day
from tests.browser.conftest import OpenPage
from tests.browser.phone import lines, press, say, tick
from tests.browser.serving import Service, served

MOST_TURNS = 40
CHAMBER = Chamber(
    id="cci-exemple", kind="cci", name="Chambre inventée du Nord", departements=("59",), phone="03 00 00 00 01",
    website="https://www.exemple.fr", source="un exemple", source_date=date(2026, 11, 20),
)  # fmt: skip


@pytest.fixture
def real(tmp_path: Path) -> Iterator[str]:
    with served(Service(tmp_path).app()) as url:
        yield url


def to_the_plan(page: Page) -> None:
    """Her trade, the first answer offered each time, two barriers, her plan."""
    say(page, "je vend des fleur a roubaix")
    for _ in range(MOST_TURNS):
        if page.locator(".plan").count():
            return
        if page.locator(".ticks").count():
            tick(page, *page.locator(".tick").all_inner_texts()[:2])
            press(page, "Continuer")
        else:
            press(page, page.locator("#reponse .choices .press").first.inner_text())
    raise AssertionError(f"no plan after {MOST_TURNS} turns: {lines(page)[-3:]}")


def test_the_same_words_lead_to_a_plan_with_javascript_and_without(real: str, open_page: OpenPage) -> None:
    phone, plain = open_page(real, has_touch=True, is_mobile=True), open_page(real, java_script_enabled=False)

    to_the_plan(phone)
    to_the_plan(plain)

    assert lines(phone) == lines(plain)
    assert phone.locator(".card").count() >= 3
    phone.reload()
    assert lines(phone) == lines(plain)


def test_a_step_of_the_plan_opens_from_its_card(real: str, open_page: OpenPage) -> None:
    page = open_page(real)
    to_the_plan(page)

    step = page.locator(".card .press").first.inner_text()
    press(page, step)

    assert ("her", step) in lines(page)[-5:]
    assert page.locator("#reponse .choices .press").count() >= 2


def test_on_paper_the_plan_stands_alone(real: str, open_page: OpenPage) -> None:
    page = open_page(real)
    to_the_plan(page)

    page.emulate_media(media="print")

    assert page.locator(".card").first.is_visible()
    hidden = (".answer", ".write", ".menu", ".card .press", "#log > .line:not(.with-plan)")
    assert [part for part in hidden if page.locator(part).first.is_visible()] == []


def test_the_plan_on_paper_tells_its_day_whom_to_call_and_where_to_come_back(
    tmp_path: Path, open_page: OpenPage
) -> None:
    library = replace(load(), chambers={CHAMBER.id: CHAMBER})
    with served(Service(tmp_path, library=library).app()) as url:
        page = open_page(f"{url}/?c={CHAMBER.id}")
        to_the_plan(page)
        assert not page.locator("#paper").is_visible()

        page.emulate_media(media="print")

        paper = page.locator("#paper-top").inner_text() + page.locator("#paper").inner_text()
        today = day(datetime.now(UTC).date())
        told = (today, CHAMBER.name, CHAMBER.phone, "exemple.fr", url.removeprefix("http://"))
        assert [one for one in told if one not in paper] == []


def test_a_plan_of_two_horizons_is_one_sheet(real: str, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(real)
    to_the_plan(page)
    assert page.locator(".card").count() <= 6

    page.pdf(path=tmp_path / "plan.pdf", format="A4")

    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "plan.pdf").read_bytes())) == 1
