"""Does the script keep its promises: no reload, one announcement a bubble, her focus where she left it?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import canned
from tests.browser.conftest import OpenPage
from tests.browser.phone import from_menu, lines, press, say, tick
from tests.browser.serving import Service

WATCH = """() => {
  window.unloaded = false;
  window.announced = [];
  const own = (node) => node.nodeType === 1 && !node.closest("[aria-live=off]");
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
    if (own(node)) window.announced.push(node.querySelector(".bubble, .plan").innerText.trim());
  }))).observe(document.getElementById("log"), { childList: true });
}"""


def watched(page: Page) -> Page:
    page.evaluate(WATCH)
    return page


def announced(page: Page) -> list[str]:
    """What a screen reader is told; none when the page was loaded anew."""
    found: list[str] = page.evaluate("() => window.announced")
    return found


def test_each_new_bubble_is_announced_once_and_the_page_never_reloads(url: str, open_page: OpenPage) -> None:
    page = watched(open_page(url))
    say(page, "fleuriste")
    press(page, "Mon nom")
    tick(page, "Le temps")
    press(page, "Continuer")

    told = announced(page)
    assert len(told) == len(lines(page)) - 1
    assert [text for text in told if told.count(text) > 1] == []


def test_a_screen_redrawn_in_place_keeps_her_page_and_the_boxes(url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    say(page, "fleuriste")
    press(page, "Mon nom")
    before = len(lines(page))
    press(page, "Autre chose")

    assert page.get_by_label("La ligne").is_checked()
    assert len([text for who, text in lines(page) if who == "us"]) == len([1 for who, _ in lines(page) if who == "us"])
    assert len(lines(page)) == before + 1


def test_an_older_plan_is_not_announced_again(url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    say(page, "/plan")
    watched(page)

    from_menu(page, "Mon plan")

    assert [text.split("\n")[0] for text in announced(page)] == ["/plan", "Votre plan.", "Cette semaine"]


def test_the_conversation_is_a_named_log(url: str, open_page: OpenPage) -> None:
    page = open_page(url)

    expect(page.get_by_role("log", name="La conversation")).to_be_visible()


def test_the_newest_bubble_and_its_answers_are_in_sight(url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    for word in ("un", "deux", "trois", "quatre", "cinq", "six", "sept"):
        say(page, word)

    expect(page.locator("#suite")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Mon nom")).to_be_in_viewport(ratio=1)


def test_after_a_press_the_focus_waits_at_the_new_answers(url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    say(page, "fleuriste")

    press(page, "Mon nom")

    expect(page.locator("#reponse")).to_be_focused()


def test_while_she_types_the_focus_stays_in_her_field(url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    page.fill("#text", "fleuriste")
    page.press("#text", "Enter")
    expect(page.locator("#log .her")).to_have_count(1)

    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#text")).to_have_value("")


def test_the_whole_journey_goes_by_keyboard(url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(3):
        if page.evaluate("() => document.activeElement.id") == "text":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("fleuriste")
    page.keyboard.press("Enter")
    expect(page.locator("#log .her")).to_have_count(1)
    reach(page, "Mon nom")
    page.keyboard.press("Enter")
    expect(page.locator(".ticks")).to_be_visible()
    reach(page, "temps")
    page.keyboard.press("Space")
    reach(page, "Continuer")
    page.keyboard.press("Enter")
    expect(page.locator(".plan")).to_be_visible()

    assert page.evaluate("() => document.activeElement !== document.body")


def reach(page: Page, wanted: str) -> None:
    """Tabs on until this holds the focus, whose ring must show on the way."""
    for direction in ["Tab"] * 15 + ["Shift+Tab"] * 30:
        name, ring = page.evaluate(
            "() => { const e = document.activeElement, s = (e.type === 'checkbox' ? e.parentElement : e);"
            " return [e.textContent.trim() || e.value, getComputedStyle(s).outlineStyle]; }"
        )
        if wanted in name and page.evaluate("() => document.activeElement.matches('button, input')"):
            assert ring != "none"
            return
        page.keyboard.press(direction)
    raise AssertionError(f"{wanted} cannot be reached by keyboard")


def test_what_we_keep_and_erasing_are_pages_of_their_own(url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    say(page, "fleuriste")
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Mes données").click()
    page.wait_for_url("**/mesdonnees")
    page.get_by_role("button", name="Tout effacer").click()
    page.get_by_role("button", name="Oui, tout effacer").click()

    page.wait_for_url("**/efface")
    expect(page.locator("h1")).to_contain_text("Tout est effacé")
    assert page.context.cookies() == []


# ------------------------------------------------------------------ who may write


@pytest.mark.parametrize("script", [True, False])
def test_a_phone_on_the_same_network_talks_over_http(
    service: Service, url: str, open_page: OpenPage, script: bool
) -> None:
    """A browser does not trust that address: no Sec-Fetch-Site, no Secure cookie; its Origin speaks for it."""
    page = open_page(url.replace("127.0.0.1", "boutique.test"), java_script_enabled=script)

    say(page, "fleuriste")

    assert service.acts() == ["fleuriste"]
    assert [cookie["name"] for cookie in page.context.cookies()] == ["pp"]


@pytest.mark.parametrize("policy", ["", '<meta name="referrer" content="no-referrer">'])
def test_a_form_of_another_site_is_refused(service: Service, url: str, open_page: OpenPage, policy: str) -> None:
    page = open_page(url)
    say(page, "fleuriste")
    form = f'{policy}<form method="post" action="{url}/"><input name="text" value="forged"><button>Go</button></form>'
    page.route("http://ailleurs.test/", lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto("http://ailleurs.test/")

    with page.expect_navigation() as navigation:
        page.get_by_role("button", name="Go").click()

    assert navigation.value.status == 403
    assert service.acts() == ["fleuriste"]


def test_a_result_is_copied_whole_by_one_button(url: str, open_page: OpenPage) -> None:
    page = open_page(url, permissions=["clipboard-read", "clipboard-write"])
    say(page, canned.RESULT)

    page.get_by_role("button", name="Copier ce résultat").click()

    expect(page.locator("#state")).to_contain_text("C’est copié")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == "Votre guide est prêt.\n\nMon guide\n• Un service : https://exemple.fr/guide\n\nGardez-le."


def test_only_a_result_is_offered_to_copy_and_only_where_the_browser_can(url: str, open_page: OpenPage) -> None:
    page, plain = open_page(url), open_page(url, java_script_enabled=False)
    for one in (page, plain):
        say(one, "fleuriste")
        expect(one.locator("#copy")).to_have_count(0)

        say(one, canned.RESULT)

    expect(page.locator("#copy")).to_be_visible()
    expect(plain.locator("#copy")).to_be_hidden()
