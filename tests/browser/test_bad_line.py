"""Is nothing lost and nothing doubled when the line, the store or her thumb misbehaves?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.phone import press, said, say
from tests.browser.serving import Service, unavailable
from tests.waiting import until


def test_offline_her_answer_waits_and_leaves_by_itself_once(service: Service, url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    say(page, "fleuriste")
    page.context.set_offline(True)
    press(page, "Mon nom")

    expect(page.locator(".state")).to_contain_text("Votre réponse est gardée")
    assert service.acts() == ["fleuriste"]
    page.context.set_offline(False)
    expect(page.locator(".ticks")).to_be_visible()
    expect(page.locator(".state")).to_be_empty()
    assert service.acts() == ["fleuriste", "a:reseau:non"]


def test_an_answer_cut_on_its_way_back_is_not_taken_twice(service: Service, url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    say(page, "fleuriste")
    cut = Cut(page)

    say(page, "et la suite")
    assert cut.times == 1
    expect(page.locator("#text")).to_have_value("et la suite")
    press(page, "Renvoyer")

    expect(page.locator(".state")).to_be_empty()
    assert service.acts() == ["fleuriste", "et la suite"]
    assert said(page) == ["fleuriste", "et la suite"]


class Cut:
    """The first post reaches the service; its answer is lost."""

    def __init__(self, page: Page) -> None:
        self.times = 0
        page.route("**/", self.pass_on)

    def pass_on(self, route: Route) -> None:
        if route.request.method == "POST" and not self.times:
            self.times += 1
            route.fetch(max_redirects=0)
            route.abort("connectionreset")
        else:
            route.continue_()


def test_an_answer_that_did_not_leave_goes_with_the_next_page(service: Service, url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    say(page, "fleuriste")
    page.route("**/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    say(page, "et la suite")
    page.unroute("**/")

    page.reload()

    expect(page.locator("#log .her")).to_have_count(2)
    assert service.acts() == ["fleuriste", "et la suite"]


def test_while_it_is_slow_she_is_told_calmly(url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    page.clock.install()
    held: list[Route] = []
    page.route("**/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    page.fill("#text", "fleuriste")
    page.locator(".send").click()

    expect(page.locator("#pending")).to_contain_text("fleuriste")
    expect(page.locator("#pending")).to_contain_text("Envoi…")
    until(lambda: page.wait_for_timeout(10) or bool(held))
    page.clock.fast_forward(5_000)
    expect(page.locator(".state")).to_contain_text("Votre réponse est gardée")
    held[0].continue_()
    expect(page.locator("#log .her")).to_have_count(1)
    expect(page.locator("#pending")).to_be_hidden()
    expect(page.locator(".state")).to_be_empty()


def test_two_quick_presses_are_one_act(service: Service, url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    say(page, "fleuriste")

    page.get_by_role("button", name="Mon nom").dblclick()

    expect(page.locator(".ticks")).to_be_visible()
    assert service.acts() == ["fleuriste", "a:reseau:non"]


def test_without_javascript_two_quick_presses_are_one_act(service: Service, url: str, open_page: OpenPage) -> None:
    page = open_page(url, java_script_enabled=False)
    say(page, "fleuriste")

    page.get_by_role("button", name="Mon nom").dblclick()

    expect(page.locator(".ticks")).to_be_visible()
    assert service.acts() == ["fleuriste", "a:reseau:non"]


def test_when_nothing_can_be_saved_she_sends_it_again(service: Service, url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    say(page, "fleuriste")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service.store, "commit", unavailable)
        say(page, "mes mots")
        expect(page.locator(".state")).to_contain_text("enregistrer")

    press(page, "Renvoyer")

    expect(page.locator(".state")).to_be_empty()
    assert service.acts() == ["fleuriste", "mes mots"]


def test_a_message_too_long_stays_in_her_field(url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    page.fill("#text", "é" * 1500)
    page.locator(".send").click()

    expect(page.locator(".state")).to_contain_text("trop long")
    expect(page.locator("#text")).to_have_value("é" * 1500)


def test_going_too_fast_she_waits_and_keeps_her_words(url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    for n in range(30):
        say(page, f"act {n}")

    say(page, "encore")

    expect(page.locator(".state")).to_contain_text("Attendez")
    expect(page.locator("#text")).to_have_value("encore")


def test_a_conversation_erased_elsewhere_leads_to_a_calm_page(service: Service, url: str, open_page: OpenPage) -> None:
    page = open_page(url)
    say(page, "fleuriste")
    service.lose_everything()

    page.get_by_role("button", name="Mon nom").click()

    expect(page.locator("h1")).to_contain_text("n’existe plus")
    page.get_by_role("link", name="Commencer").click()
    expect(page.locator("#log .line")).to_have_count(1)
