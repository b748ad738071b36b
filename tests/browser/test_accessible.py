"""Can everyone use every screen? axe without violation, no sideways scroll, targets of 44 px, nothing hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.channels.web.limits import Window
from bot.store import bot_name
from tests.browser import canned
from tests.browser.conftest import TOKEN, OpenPage
from tests.browser.phone import press, say, tick
from tests.browser.serving import Service, unavailable

Visit = Callable[[Page, Service], None]
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, input, textarea, label.tick")]
  .filter((e) => e.checkVisibility() && !e.closest(".unseen, .default, .bubble, label.tick") && e.type !== "hidden")
  .map((e) => [e.textContent.trim().slice(0, 30) || e.id, e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([name, box]) => `${name}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
TOO_WIDE = """() => {
  const wide = [...document.querySelectorAll("body *")]
    .filter((e) => !e.closest(".unseen, .default") && e.getBoundingClientRect().right > innerWidth + 1);
  return document.documentElement.scrollWidth > innerWidth ? wide.map((e) => e.outerHTML.slice(0, 80)) : [];
}"""


def welcome(page: Page, _service: Service) -> None:
    expect(page.locator("#log .line")).to_have_count(1)


def question(page: Page, _service: Service) -> None:
    say(page, "fleuriste")


def boxes(page: Page, _service: Service) -> None:
    press(page, "Mon nom")
    tick(page, "Le temps")


def plan(page: Page, _service: Service) -> None:
    press(page, "Continuer")


def emergency(page: Page, _service: Service) -> None:
    say(page, "alerte")


def long_words(page: Page, _service: Service) -> None:
    say(page, "anticonstitutionnellement" * 8 + " https://exemple.fr/" + "a" * 150)


def menu(page: Page, _service: Service) -> None:
    page.locator(".menu summary").click()


def offline(page: Page, _service: Service) -> None:
    page.locator(".menu summary").click()
    page.context.set_offline(True)
    press(page, "Mon nom")
    expect(page.locator(".state .press")).to_be_visible()


def back_online(page: Page, _service: Service) -> None:
    page.context.set_offline(False)
    expect(page.locator(".ticks")).to_be_visible()


def sending(page: Page, _service: Service) -> None:
    page.route("**/", lambda route: None if route.request.method == "POST" else route.continue_())
    page.fill("#text", "mes mots")
    page.locator(".send").click()
    expect(page.locator("#pending")).to_be_visible()


def result(page: Page, _service: Service) -> None:
    say(page, canned.RESULT)


def reminder(page: Page, service: Service) -> None:
    service.store.keep(bot_name(TOKEN), "premier_pas_bot")
    say(page, canned.REMINDER)
    expect(page.locator("a.press")).to_have_count(2)


SCREENS: list[Visit] = [
    welcome, question, boxes, plan, result, reminder, emergency, long_words, menu, offline, back_online, sending,
]  # fmt: skip


def keeping(page: Page, _service: Service) -> None:
    page.goto(page.url.split("#")[0] + "mesdonnees")


def sources(page: Page, _service: Service) -> None:
    page.goto(page.url.replace("/mesdonnees", "/sources"))


def nowhere(page: Page, _service: Service) -> None:
    page.goto(page.url.replace("/sources", "/nulle-part"))
    page.goto(page.url.replace("/nulle-part", "/efface"))


def too_long(page: Page, _service: Service) -> None:
    page.goto(page.url.replace("/efface", "/"))
    submit(page, "é" * 1500)
    expect(page.locator(".notice")).to_be_visible()


def waiting(page: Page, service: Service) -> None:
    with full(service):
        submit(page, "mes mots")
    expect(page.locator(".notice")).to_be_visible()


def saving_fails(page: Page, service: Service) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service.store, "commit", unavailable)
        submit(page, "mes mots")
    expect(page.get_by_role("button", name="Renvoyer")).to_be_visible()


def breaks(page: Page, _service: Service) -> None:
    page.goto(page.url)
    submit(page, "panne")
    expect(page.locator("h1")).to_contain_text("panne")


def gone(page: Page, service: Service) -> None:
    page.goto(page.url)
    service.lose_everything()
    submit(page, "mes mots")
    expect(page.locator("blockquote")).to_have_text("mes mots")


CALM: list[Visit] = [keeping, sources, nowhere, too_long, waiting, saving_fails, breaks, gone]


def submit(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.locator(".send").click()


@contextmanager
def full(_service: Service) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Window, "wait", lambda _self, _key: 12)
        yield


@pytest.mark.parametrize(
    ("width", "more"),
    [
        (320, {}),
        (1280, {}),
        (320, {"color_scheme": "dark"}),
        (390, {"forced_colors": "active", "reduced_motion": "reduce"}),
    ],
    ids=["320", "1280", "320 dark", "390 forced colours"],
)
@pytest.mark.parametrize("visits", [SCREENS, CALM], ids=["with the script", "without"])
def test_every_screen_is_open_to_everyone(
    service: Service, url: str, open_page: OpenPage, width: int, more: dict[str, str], visits: list[Visit]
) -> None:
    """Our script is left out rather than JavaScript turned off: axe needs it."""
    scripted = visits is SCREENS
    page = open_page(url, width=width, height=800, **more)
    if not scripted:
        page.route("**/static/*.js", lambda route: route.fulfill(body=""))
        page.reload()
        say(page, "fleuriste")
    for visit in visits:
        visit(page, service)
        wrong = (
            axe(page, own_colours="forced_colors" not in more) + page.evaluate(TOO_WIDE) + page.evaluate(SMALL_TARGETS)
        )
        assert (visit.__name__, wrong) == (visit.__name__, [])


def axe(page: Page, own_colours: bool) -> list[str]:
    """Where the system chooses the colours, contrast is the system's (axe still reads ours there)."""
    options = {"rules": {"color-contrast": {"enabled": own_colours}}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def test_at_four_hundred_per_cent_nothing_hides_the_answers(url: str, open_page: OpenPage) -> None:
    """A screen of 1280 x 1024 at 400 % is 320 x 256: the field leaves its place at the bottom."""
    page = open_page(url, width=320, height=256)
    say(page, "fleuriste")

    button = page.get_by_role("button", name="Mon nom")
    button.scroll_into_view_if_needed()

    assert page.evaluate(TOO_WIDE) == []
    expect(button).to_be_in_viewport(ratio=1)
    assert page.locator(".write").evaluate("e => getComputedStyle(e).position") == "static"
    expect(page.locator(".top")).not_to_be_in_viewport()


def test_what_has_the_focus_is_never_under_the_field(url: str, open_page: OpenPage) -> None:
    page = open_page(url, width=320, height=500)
    say(page, "/plan")
    page.evaluate("() => { scrollTo(0, 0); document.querySelector('.brand').focus(); }")

    for _ in range(25):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            "() => { const e = document.activeElement, w = document.getElementById('write');"
            " if (e === document.body || w.contains(e)) return 0;"
            " return e.getBoundingClientRect().bottom - w.getBoundingClientRect().top; }"
        )
        assert covered <= 0


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without"])
def test_the_menu_stays_within_reach_in_a_long_conversation(
    url: str, open_page: OpenPage, width: int, scripted: bool
) -> None:
    page = open_page(url, width=width, height=600, java_script_enabled=scripted)
    for number in range(6):
        page.fill("#text", f"mot {number}")
        page.locator(".send").click()
        expect(page.locator("#log .her")).to_have_count(number + 1)
    page.mouse.wheel(0, 10_000 if scripted else 0)

    assert page.locator(".brand").bounding_box()["y"] >= 0  # type: ignore[index]
    page.locator(".menu summary").click()
    entries = page.locator(".menu form > :is(button, a)")
    expect(entries.first).to_be_in_viewport(ratio=1)
    entries.last.scroll_into_view_if_needed()
    expect(entries.last).to_be_in_viewport(ratio=1)


def test_what_has_the_focus_is_never_under_the_header(url: str, open_page: OpenPage) -> None:
    page = open_page(url, width=320, height=500)
    say(page, "/plan")
    page.evaluate("() => { scrollTo(0, document.body.scrollHeight); document.getElementById('text').focus(); }")

    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate(
            "() => { const e = document.activeElement, top = document.querySelector('.top');"
            " if (e === document.body || top.contains(e) || e.closest('.skip')) return 0;"
            " return top.getBoundingClientRect().bottom - e.getBoundingClientRect().top; }"
        )
        assert covered <= 0


def test_nothing_moves_for_who_asked_for_stillness(url: str, open_page: OpenPage) -> None:
    page = open_page(url, reduced_motion="reduce")
    say(page, "fleuriste")

    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter((e) => getComputedStyle(e).transitionDuration !== '0s'"
        " || getComputedStyle(e).animationName !== 'none').length"
    )

    assert moving == 0
