"""What do the browser tests start from? One Chromium a module, a service of known words, phones of several kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.settings import Settings
from tests.browser import canned
from tests.browser.serving import Service, served

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP boutique.test 127.0.0.1, MAP ailleurs.test 127.0.0.1",
]  # fmt: skip
TOKEN = "123456:abc"
PHONE = {"width": 390, "height": 844}
OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path, Settings(telegram_token=TOKEN), take=canned.take_turn)


@pytest.fixture
def url(service: Service) -> Iterator[str]:
    with served(service.app()) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """A page of its own browser context; a script error or a refused load fails the test."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def opened(address: str, width: int = PHONE["width"], height: int = PHONE["height"], **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR", **more)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page: Page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
