"""Is nobody else let in: cookies, writes from elsewhere, headers, her words never markup?"""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from bot.channels.web.assets import Assets
from bot.settings import Settings
from tests.browser import canned
from tests.browser.serving import Service, served
from tests.browser.visitor import Page, Visitor

PUBLIC = "https://exemple.fr"


def test_over_http_the_cookie_has_no_prefix_and_no_one_reads_it(her: Visitor) -> None:
    cookie = her.client.get("/").headers["set-cookie"].lower()

    assert cookie.startswith("pp=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_over_https_the_cookie_is_bound_to_its_host(tmp_path: Path) -> None:
    with served(Service(tmp_path, Settings(public_url=PUBLIC)).app()) as url:
        cookie = Visitor(url).client.get("/").headers["set-cookie"]

    assert cookie.startswith("__Host-pp=")
    assert all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"))
    assert "Domain" not in cookie


def test_the_token_of_her_cookie_is_kept_nowhere(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    token = her.client.cookies["pp"]

    files = [path.read_bytes() for path in service.folder.iterdir()]
    assert not any(token.encode() in content for content in files)
    assert token not in her.answer.text


def test_a_browser_without_cookies_is_told_so(her: Visitor) -> None:
    form = her.open().answer
    her.client.cookies.clear()
    her.client.follow_redirects = False

    answer = her.send([*form.fields, ("text", "fleuriste")])
    her.client.cookies.clear()
    told = her.client.get(answer.headers["location"])

    assert "cookies" in told.text


OURS = {"Sec-Fetch-Site": "same-origin"}
ALLOWED: list[dict[str, str]] = [OURS, {**OURS, "Origin": "null"}, {"Origin": "{url}"}, {}]
FORGED: list[dict[str, str]] = [
    {"Origin": "https://ailleurs.fr"},
    {"Origin": "null"},
    {"Origin": "{url}.ailleurs.fr"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://ailleurs.fr"},
]


@pytest.mark.parametrize("headers", ALLOWED)
def test_our_own_form_is_taken(service: Service, her: Visitor, headers: dict[str, str]) -> None:
    form = her.open().answer

    her.post([*form.fields, ("text", "fleuriste")], **{"Origin": "", **_at(headers, her.url)})

    assert service.acts() == ["fleuriste"]


@pytest.mark.parametrize("headers", FORGED)
def test_a_form_from_elsewhere_is_refused(service: Service, her: Visitor, headers: dict[str, str]) -> None:
    form = her.open().answer

    her.post([*form.fields, ("text", "fleuriste")], **{"Origin": "", **_at(headers, her.url)})

    assert her.answer.status_code == 403
    assert service.people() == 0


@pytest.mark.parametrize("token", ["", "x", "abc.def", "é.è"])
def test_without_any_word_of_the_browser_the_forms_own_token_must_be_ours(
    service: Service, her: Visitor, token: str
) -> None:
    her.open()

    her.post([("token", token), ("text", "fleuriste")], Origin="")

    assert her.answer.status_code == 403
    assert service.people() == 0


def test_a_token_made_for_another_session_is_refused(her: Visitor) -> None:
    form = her.open().answer
    other = Visitor(her.url)
    other.open()

    other.post([*form.fields, ("text", "fleuriste")], Origin="")

    assert other.answer.status_code == 403


def test_behind_a_public_address_that_address_alone_is_ours(tmp_path: Path) -> None:
    with served(Service(tmp_path, Settings(public_url=PUBLIC), take=canned.take_turn).app()) as url:
        her = Visitor(url)
        form = her.open().answer
        ours = her.send([*form.fields, ("text", "a")], Origin=PUBLIC)
        forged = her.send([*form.fields, ("text", "a")], Origin=url)

    assert (ours.history[0].status_code, forged.status_code) == (303, 403)


def _at(headers: dict[str, str], url: str) -> dict[str, str]:
    return {name: value.format(url=url) for name, value in headers.items()}


POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'"
)


def every_address(service: Service) -> list[tuple[str, str]]:
    """(method, path) of every route, the list taken from the router, and of pages that do not exist."""
    found = [("GET", "/nulle-part"), ("DELETE", "/")]
    for route in service.app().routes:
        assert isinstance(route, Route)
        path = route.path.replace("{name}", "chat.css")
        found += [(method, path) for method in sorted(route.methods or ())]
        found.append(("GET", Assets().url("chat.css")))
    return found


def test_every_answer_carries_the_security_headers(service: Service, her: Visitor) -> None:
    for method, path in every_address(service):
        answer = her.client.request(method, path, follow_redirects=False)

        held = answer.headers
        assert held["content-security-policy"] == POLICY, path
        assert held["x-content-type-options"] == "nosniff", path
        assert held["referrer-policy"] == "same-origin", path
        assert "strict-transport-security" not in held, path
        ours = path.startswith("/static/") and answer.status_code == 200
        assert held["cache-control"] == ("public, max-age=31536000, immutable" if ours else "no-store"), path


def test_over_https_browsers_are_told_to_stay_there(tmp_path: Path) -> None:
    service = Service(tmp_path, Settings(public_url=PUBLIC))
    with served(service.app()) as url:
        answers = [httpx.request(m, url + path, trust_env=False) for m, path in every_address(service)]

    assert all("max-age=" in answer.headers["strict-transport-security"] for answer in answers)


def test_pages_hold_no_inline_script_and_no_inline_style(her: Visitor) -> None:
    her.open()
    pages = [her.say(text).html for text in ("fleuriste", "alerte", "/plan", "/mesdonnees")]

    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")
    assert [found for page in pages for found in inline.findall(page)] == []


def test_no_page_asks_anything_of_a_third_party(her: Visitor) -> None:
    html = her.open().html

    assert re.findall(r'(?:src|href|action)="(?!/|#)[^"]*"', html) == []


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}} {% raw %} ${7*7}",
    "</textarea></form><form action=https://ailleurs.fr>",
    "**gras** [lien](https://ailleurs.fr) https://ailleurs.fr",
    "&lt;b&gt; &#x3c;",
    "' onfocus='alert(1)",
    "\u202eà l'envers\u202c",
]


def added(before: Page, after: Page) -> list[str]:
    """The elements a turn added to the conversation."""
    kept = [re.findall(r"<\w+", page.html.split('id="log"')[1].split('id="pending"')[0]) for page in (before, after)]
    return kept[1][len(kept[0]) :]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_she_types_is_shown_as_she_typed_it(her: Visitor, text: str) -> None:
    her.open()
    plain = her.say("fleuriste")
    page = her.say(text)
    again = her.say("bonjour")

    assert page.lines[-2] == ("her", text)
    assert added(page, again) == added(plain, page)
    assert "ailleurs.fr" not in "".join(re.findall(r'(?:href|action|src)="[^"]*"', page.html))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_kept_in_the_page_is_as_she_typed_it(her: Visitor, text: str) -> None:
    her.open()

    page = her.say(text * 300)

    assert her.answer.status_code == 413
    assert dict(page.answer.fields)["text"] == text * 300
