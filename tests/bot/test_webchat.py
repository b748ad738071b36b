"""Does the web chat hold without JavaScript: one act taken once, nothing lost, nobody else let in?"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from bot.channels import webchat
from bot.settings import Settings
from bot.store import StoreUnavailable
from tests.browser import canned
from tests.browser.serving import Service, served
from tests.browser.visitor import Visitor

PUBLIC = "https://exemple.fr"


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path, take=canned.take_turn)


@pytest.fixture
def her(service: Service) -> Iterator[Visitor]:
    with served(service.app()) as url:
        yield Visitor(url)


def people(service: Service) -> int:
    with service.store._file.reading() as conn:
        return int(conn.execute("select count(*) from conversation").fetchone()[0])


def acts(service: Service) -> list[str]:
    """What was applied, in order, in the only conversation there is."""
    with service.store._file.reading() as conn:
        (key,) = [row[0] for row in conn.execute("select key from conversation")]
    conversation = service.handler.conversation(key)
    assert conversation
    return canned.answers_of(conversation)


# ------------------------------------------------------------------ a conversation


def test_a_whole_conversation_goes_by_forms_alone(service: Service, her: Visitor) -> None:
    her.open()
    her.say("je vend des fleur")
    her.press("Mon nom")
    her.tick("Le temps", "La ligne", press="Continuer")
    page = her.press("Commencer")

    assert acts(service) == ["je vend des fleur", "a:reseau:non", "k:temps:1 k:ligne:1 m:kept", "p:s2"]
    assert [who for who, _ in page.lines][-2:] == ["her", "us"]
    assert page.lines[1] == ("her", "je vend des fleur")


def test_looking_at_the_page_keeps_nothing(service: Service, her: Visitor) -> None:
    first = her.open()
    her.open()

    assert first.lines == [("us", canned.WELCOME)]
    assert people(service) == 0


def test_her_first_act_keeps_the_welcome_she_read(her: Visitor) -> None:
    her.open()
    page = her.say("fleuriste")

    assert page.lines == [("us", canned.WELCOME), ("her", "fleuriste"), ("us", "Vous dites : fleuriste")]


def test_a_reload_and_a_second_tab_show_the_same(her: Visitor) -> None:
    her.open()
    page = her.say("fleuriste")

    assert her.open().lines == page.lines
    assert her.open().lines == page.lines


def test_an_act_in_an_older_tab_is_taken_too(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    older = her.page.form_with("Mon nom")

    her.press("Pourquoi ?")
    her.post([*older.fields, older.buttons["Une enseigne"]])

    assert acts(service)[-1] == "a:reseau:oui"


def test_the_same_form_posted_twice_is_one_act(service: Service, her: Visitor) -> None:
    her.open()
    form = her.say("fleuriste").form_with("Mon nom")

    once = her.post([*form.fields, form.buttons["Mon nom"]])
    twice = her.post([*form.fields, form.buttons["Mon nom"]])

    assert acts(service) == ["fleuriste", "a:reseau:non"]
    assert once.lines == twice.lines


def test_her_very_first_form_posted_twice_is_one_act(service: Service, her: Visitor) -> None:
    form = her.open().answer

    her.post([*form.fields, ("text", "fleuriste")])
    her.post([*form.fields, ("text", "fleuriste")])

    assert people(service) == 1
    assert acts(service) == ["fleuriste"]


def test_another_button_of_the_same_page_is_another_act(service: Service, her: Visitor) -> None:
    her.open()
    form = her.say("fleuriste").form_with("Mon nom")

    her.post([*form.fields, form.buttons["Mon nom"]])
    her.post([*form.fields, form.buttons["Une enseigne"]])

    assert acts(service)[1:] == ["a:reseau:non", "a:reseau:oui"]


def test_boxes_send_only_what_changed(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    her.press("Mon nom")
    her.press("Autre chose")

    her.tick("Le temps", press="Continuer")

    assert acts(service)[-1] == "k:temps:1 k:ligne:1 m:kept"[:0] + "k:temps:1 k:ligne:0 m:kept"


def test_ticks_are_not_lost_when_she_types_instead(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    form = her.press("Mon nom").answer

    fields = [pair for pair in form.fields if pair[0] != "text"]
    her.post([*fields, ("tick", form.boxes["Le temps"]), ("text", "et la banque")])

    assert acts(service)[-2:] == ["k:temps:1", "et la banque"]


def test_an_empty_form_is_no_act(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")

    her.say("   ")

    assert acts(service) == ["fleuriste"]


def test_a_redirect_leads_to_the_newest_bubble(her: Visitor) -> None:
    form = her.open().answer
    her.client.follow_redirects = False

    answer = her.send([*form.fields, ("text", "fleuriste")])

    assert (answer.status_code, answer.headers["location"]) == (303, "/#suite")


def test_the_menu_does_what_the_command_does(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")

    page = her.press("Mon plan")

    assert acts(service)[-1] == "/plan"
    assert "card" in page.classes


def test_the_plan_is_cards_in_place_of_the_bubbles_that_say_it(her: Visitor) -> None:
    her.open()
    page = her.say("/plan")

    assert "En mots" not in page.text
    assert page.text.count("Cette semaine") == 1
    assert list(page.answer.buttons) == ["Changer une réponse"]
    assert page.form_with("Commencer").buttons["Commencer"] == ("choice", "p:s2")


def test_an_older_plan_is_told_in_words(her: Visitor) -> None:
    her.open()
    her.say("/plan")
    page = her.say("/plan")

    assert page.text.count("En mots") == 2
    assert page.classes.count("card") == len(canned.CARDS)


# ------------------------------------------------------------------ who sent her, what we keep, erasing


@pytest.mark.parametrize(("code", "kept"), [("cci-59", "cci-59"), ("a" * 65, ""), ("<b>", ""), ("", "")])
def test_the_chamber_that_sent_her_is_kept_when_its_code_can_be_one(
    service: Service, her: Visitor, code: str, kept: str
) -> None:
    her.open(f"/?c={code}")
    her.say("fleuriste")

    held = her.client.get("/mesdonnees.json").json()
    assert held["conversation"][0]["state"].get("chamber", "") == kept


def test_what_we_keep_is_a_page_and_a_file(her: Visitor) -> None:
    her.open()
    her.say("je vend des fleur")

    page = her.press("Mes données")
    file = her.client.get("/mesdonnees.json")

    assert her.answer.url.path == "/mesdonnees"
    assert "je vend des fleur" in page.text
    assert file.headers["content-disposition"].startswith("attachment")
    assert "je vend des fleur" in json.dumps(file.json(), ensure_ascii=False)


def test_a_stranger_is_told_that_nothing_is_kept(her: Visitor) -> None:
    her.open("/mesdonnees")

    assert "Nous ne gardons rien" in her.page.text
    assert her.client.get("/mesdonnees.json").json() == {}


def test_erasing_asks_once_then_forgets_her_and_her_cookie(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    her.press("Tout effacer")
    page = her.press("Oui, tout effacer")

    assert her.answer.url.path == "/efface"
    assert "Tout est effacé" in page.text
    assert people(service) == 0
    assert not her.client.cookies


def test_a_second_press_on_erase_begins_nothing_anew(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    form = her.press("Tout effacer").form_with("Oui, tout effacer")
    cookies = dict(her.client.cookies)
    her.post([*form.fields, form.buttons["Oui, tout effacer"]])

    again = Visitor(her.url)
    again.client.cookies.update(cookies)
    again.post([*form.fields, form.buttons["Oui, tout effacer"]])

    assert again.answer.status_code == 410
    assert people(service) == 0


def test_a_page_whose_conversation_is_gone_keeps_her_text(service: Service, her: Visitor) -> None:
    her.open()
    form = her.say("fleuriste").answer
    with service.store._file.writing() as conn:
        conn.execute("delete from conversation")

    page = her.post([*form.fields, ("text", "mes mots à moi")])

    assert her.answer.status_code == 410
    assert "mes mots à moi" in page.text


# ------------------------------------------------------------------ her cookie


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


# ------------------------------------------------------------------ writes from elsewhere (S8)

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

    assert acts(service) == ["fleuriste"]


@pytest.mark.parametrize("headers", FORGED)
def test_a_form_from_elsewhere_is_refused(service: Service, her: Visitor, headers: dict[str, str]) -> None:
    form = her.open().answer

    her.post([*form.fields, ("text", "fleuriste")], **{"Origin": "", **_at(headers, her.url)})

    assert her.answer.status_code == 403
    assert people(service) == 0


@pytest.mark.parametrize("token", ["", "x", "abc.def", "é.è"])
def test_without_any_word_of_the_browser_the_forms_own_token_must_be_ours(
    service: Service, her: Visitor, token: str
) -> None:
    her.open()

    her.post([("token", token), ("text", "fleuriste")], Origin="")

    assert her.answer.status_code == 403
    assert people(service) == 0


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


# ------------------------------------------------------------------ limits (S9)


def test_a_burst_waits_and_loses_nothing(service: Service, her: Visitor) -> None:
    form = her.open().answer
    answers = [her.send([*form.fields, ("text", f"act {n}")]) for n in range(webchat.TURNS_PER_MINUTE + 2)]
    over = [answer for answer in answers if answer.status_code == 429]
    page = Visitor(her.url)
    page.answer = over[-1]

    assert len(over) == 2
    assert 1 <= int(over[-1].headers["retry-after"]) <= 60
    assert re.search(r"Attendez \d+ secondes?", page.page.text)
    assert ("text", f"act {webchat.TURNS_PER_MINUTE + 1}") in page.page.answer.fields
    assert len(acts(service)) == webchat.TURNS_PER_MINUTE


def test_a_burst_of_one_makes_nobody_else_wait(her: Visitor) -> None:
    form = her.open().answer
    for n in range(webchat.TURNS_PER_MINUTE + 1):
        her.send([*form.fields, ("text", f"act {n}")])

    other = Visitor(her.url)
    other.open()
    other.say("fleuriste")

    assert other.answer.status_code == 200


def test_too_many_beginnings_from_one_address_wait(tmp_path: Path) -> None:
    service = Service(tmp_path, Settings(new_sessions_per_10_min=2), take=canned.take_turn)
    with served(service.app()) as url:
        visitors = [Visitor(url) for _ in range(3)]
        for visitor in visitors:
            visitor.open()
            visitor.say("mes mots")
        visitors[0].say("la suite")

    assert [visitor.answer.status_code for visitor in visitors] == [200, 200, 429]
    assert ("text", "mes mots") in visitors[2].page.answer.fields
    assert "10 minutes" in visitors[2].page.text
    assert people(service) == 2


def test_a_long_message_is_said_to_be_and_stays_in_the_page(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")

    page = her.say("é" * 1025)

    assert her.answer.status_code == 413
    assert ("text", "é" * 1025) in page.answer.fields
    assert acts(service) == ["fleuriste"]


def test_two_kilobytes_are_taken(service: Service, her: Visitor) -> None:
    her.open()

    her.say("é" * 1024)

    assert acts(service) == ["é" * 1024]


def test_a_huge_body_is_not_read(service: Service, her: Visitor) -> None:
    form = her.open().answer

    her.post([*form.fields, ("text", "x" * 200_000)])

    assert her.answer.status_code == 413
    assert people(service) == 0


def test_a_form_of_a_thousand_fields_is_refused(her: Visitor) -> None:
    her.open()

    her.post([("tick", str(n)) for n in range(1000)])

    assert her.answer.status_code == 413


@pytest.mark.parametrize("body", [b"\xff\xfe=%00", b"text=%ED%A0%80%00%0d%0ab", b"turn=9999999999999999&text=a", b"&&&="])
def test_a_strange_body_breaks_nothing(her: Visitor, body: bytes) -> None:
    her.open()

    answer = her.client.post("/", content=body, headers={"Origin": her.url})

    assert answer.status_code == 200


# ------------------------------------------------------------------ headers (S5)

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
        found.append(("GET", webchat.Assets().url("chat.css")))
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

    assert all(re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", page) is None for page in pages)


def test_no_page_asks_anything_of_a_third_party(her: Visitor) -> None:
    html = her.open().html

    assert re.findall(r'(?:src|href|action)="(?!/|#)[^"]*"', html) == []


# ------------------------------------------------------------------ when something breaks (S13)


class Unreachable:
    """A store whose file cannot be opened now."""

    def __getattr__(self, _name: str) -> Any:
        def fail(*_args: Any, **_kwargs: Any) -> Any:
            raise StoreUnavailable("disk full")

        return fail


def broken(*_args: Any, **_kwargs: Any) -> Any:
    raise ValueError("secret words of hers")


def test_an_error_shows_a_reference_and_never_a_traceback(
    service: Service, her: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    her.open()

    with caplog.at_level(logging.DEBUG):
        page = her.say("panne")

    (reference,) = re.findall(r"numéro\W+([0-9a-f]{8})", page.text)
    assert her.answer.status_code == 500
    assert "Traceback" not in page.html
    assert "ValueError" not in page.html
    assert reference in caplog.text
    assert "her words" not in caplog.text


def test_a_forced_error_is_calm_on_every_route(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.web.session.Sessions.of", broken)
    monkeypatch.setattr("bot.channels.web.assets.Assets.find", broken)
    monkeypatch.setattr(webchat.WebChat, "erased", broken)
    with served(service.app()) as url:
        for route in service.app().routes:
            assert isinstance(route, Route)
            for method in route.methods or ():
                answer = httpx.request(method, url + route.path.replace("{name}", "x"), trust_env=False)
                assert answer.status_code == 500, route.path
                assert answer.headers["content-security-policy"] == POLICY
                assert "secret words" not in answer.text
                assert method == "HEAD" or re.search(r"numéro\W+[0-9a-f]{8}", answer.text)


def test_when_the_store_is_away_her_act_waits_in_the_page_and_is_taken_once(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    form = her.page.answer
    store = service.handler.store

    service.handler.store = Unreachable()  # type: ignore[assignment]
    page = her.post([*form.fields, ("text", "mes mots")])
    away = her.answer
    service.handler.store = store
    kept = page.forms[0].fields
    her.post([*kept, ("text", "mes mots")])
    her.post([*form.fields, ("text", "mes mots")])

    assert (away.status_code, away.headers["retry-after"]) == (503, "5")
    assert "mes mots" in page.text
    assert acts(service) == ["fleuriste", "mes mots"]


@pytest.mark.parametrize("path", ["/", "/mesdonnees", "/mesdonnees.json"])
def test_a_page_that_cannot_be_read_now_says_so(service: Service, her: Visitor, path: str) -> None:
    her.open()
    her.say("fleuriste")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service.handler, "store", Unreachable())
        patch.setattr(service.store, "export", Unreachable().export)
        her.open(path)

    assert her.answer.status_code == 503
    assert "Réessayer" in her.page.text


# ------------------------------------------------------------------ her words are never markup (S3)

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


@pytest.mark.parametrize("text", HOSTILE)
def test_what_she_types_is_shown_as_she_typed_it(her: Visitor, text: str) -> None:
    her.open()
    clean = len(re.findall(r"<\w", her.say("fleuriste").html))
    page = her.say(text)

    assert page.lines[-2] == ("her", text)
    assert len(re.findall(r"<\w", page.html)) == clean + 2 * len(re.findall(r"<\w", '<div><span><div>'))
    assert "ailleurs.fr" not in "".join(re.findall(r'(?:href|action|src)="[^"]*"', page.html))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_kept_in_the_page_is_as_she_typed_it(her: Visitor, text: str) -> None:
    her.open()

    page = her.say(text * 300)

    assert her.answer.status_code == 413
    assert dict(page.answer.fields)["text"] == text * 300


# ------------------------------------------------------------------ size


def test_the_first_page_and_all_it_needs_weigh_less_than_50_kb(tmp_path: Path) -> None:
    with served(Service(tmp_path).app()) as url:
        her = Visitor(url)
        html = her.open().html
        needed = re.findall(r'(?:src|href)="(/static/[^"]+)"', html)
        weight = len(html.encode()) + sum(len(her.client.get(path).content) for path in needed)

    assert len(needed) == 3
    assert weight < 50_000
