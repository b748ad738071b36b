"""What does a person do on the page? Type, press, tick, and look at what stands there."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

IDLE = "#page:not(.busy)"


def say(page: Page, text: str) -> None:
    page.fill("#text", text)
    _act(page, page.locator(".send"))


def press(page: Page, label: str) -> None:
    _act(page, page.locator("main").get_by_role("button", name=label, exact=True).first)


def tick(page: Page, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label, exact=True).check()


def from_menu(page: Page, label: str) -> None:
    page.locator(".menu summary").click()
    _act(page, page.locator(".menu").get_by_role("button", name=label))


def lines(page: Page) -> list[tuple[str, str]]:
    """(who, text) of each bubble."""
    return [
        (
            "her" if "her" in (line.get_attribute("class") or "").split() else "us",
            line.locator(".bubble, .plan").inner_text(),
        )
        for line in page.locator("#log > .line").all()
    ]


def said(page: Page) -> list[str]:
    return page.locator("#log .her .bubble").all_inner_texts()


def _act(page: Page, button: Locator) -> None:
    """Presses, then waits until the page that answers stands: another form token, whatever the way it came."""
    token = page.locator("#reponse [name=token]")
    before = token.get_attribute("value")
    button.click()
    page.wait_for_selector(f"main:not(:has(#reponse [name=token][value='{before}'])), .state .press")
    page.wait_for_selector(f"{IDLE}, main:not(#page)")
