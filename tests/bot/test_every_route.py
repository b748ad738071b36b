"""Does every route of the service keep the same guard? The list is the router's own, with everything turned on."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest
from starlette.routing import Route

from bot.app import App, build
from bot.settings import Settings
from tests.bot.test_web_security import FORGED

PUBLIC = "https://exemple.fr"
STRICT = {"default-src": "'none'", "base-uri": "'none'", "script-src": "'self'", "style-src": "'self'"}
WRITING = {"POST", "PUT", "PATCH", "DELETE"}
METRICS = "m" * 32
HERS = "canari: what she wrote"
AS_A_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    """Telegram is not called: what works beside the pages is not started."""
    everything = Settings(
        database=tmp_path_factory.mktemp("every") / "pas.db", secret_key="une cle secrete assez longue, 0123456789",
        telegram_token="1:canary", telegram_api_url="http://127.0.0.1:9", public_url=PUBLIC, metrics_token=METRICS,
    )  # fmt: skip
    return build(everything)


def asked(app: App, method: str, path: str, headers: dict[str, str] | None = None, form: str = "") -> httpx.Response:
    """As a browser over https; the application's own way, without a server between."""

    async def ask() -> httpx.Response:
        way = httpx.ASGITransport(app.asgi, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=way, base_url=PUBLIC) as client:
            return await client.request(method, path, headers=headers, content=form)

    return asyncio.run(ask())


def every_act(app: App) -> list[tuple[str, str]]:
    """(method, path) of every route, and of what no route serves."""
    found = [("GET", "/nulle-part"), ("DELETE", "/"), ("POST", "/health")]
    for route in app.asgi.routes:
        assert isinstance(route, Route), f"{route}: a kind that this test does not know"
        found += [(method, re.sub(r"\{\w+(:\w+)?\}", "x", route.path)) for method in sorted(route.methods or ())]
    return found


def test_the_routes_are_those_of_all_doors(app: App) -> None:
    served = set(every_act(app))

    assert {("GET", "/"), ("POST", "/"), ("GET", "/mesdonnees.txt"), ("POST", "/telegram"), ("GET", "/metrics"),
            ("GET", "/health"), ("GET", "/ready")} <= served  # fmt: skip


def test_every_answer_is_guarded_whatever_the_route(app: App) -> None:
    """S5: a strict policy without inline code, no sniffing, no referrer elsewhere, https, nothing personal stored."""
    for method, path in every_act(app):
        held = asked(app, method, path).headers

        policy = dict(part.strip().split(" ", 1) for part in held["content-security-policy"].split(";"))
        assert STRICT.items() <= policy.items(), path
        assert not re.search(r"unsafe|\*|data:|blob:|http", held["content-security-policy"]), path
        assert held["x-content-type-options"] == "nosniff", path
        assert held["referrer-policy"] == "same-origin", path
        assert "max-age=" in held["strict-transport-security"], path
        assert held["cache-control"] == "no-store", path
        assert "server" not in held, path


@pytest.mark.parametrize("headers", [one for one in FORGED if "{url}" not in str(one)])
def test_no_route_takes_a_write_from_elsewhere(app: App, headers: dict[str, str]) -> None:
    """S8. Telegram's route stands on its secret instead."""
    writing = [(method, path) for method, path in every_act(app) if method in WRITING]

    answers = [asked(app, method, path, {**AS_A_FORM, **headers}, "text=canari") for method, path in writing]

    assert {answer.status_code for answer in answers} <= {403, 404, 405}
    assert app.store._file.database["conversation"].count == 0
    assert ("POST", "/") in writing


def test_an_error_of_any_route_shows_a_reference_and_never_a_traceback(
    app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """S13. Given an endpoint that breaks, whichever it is, then she has a number and the log has where it broke."""

    async def broken(*_: object) -> None:
        raise ValueError(HERS)

    for route in app.asgi.routes:
        monkeypatch.setattr(route, "app", broken)
        assert isinstance(route, Route)
        for method in route.methods or ():
            answer = asked(app, method, re.sub(r"\{\w+(:\w+)?\}", "x", route.path))

            assert answer.status_code == 500, route.path
            assert not re.search(r"canari|Traceback|ValueError|File &quot;", answer.text), route.path
            if method != "HEAD":
                [reference] = re.findall(r"numéro\W+([0-9a-f]{8})", answer.text)
                assert f"error {reference} on {method}" in caplog.text
    assert "canari" not in caplog.text


def test_no_page_is_served_from_a_folder(app: App) -> None:
    """What is under /static/ is a list made at start: no path leads out of it."""
    outside = ["..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/settings.py", "chat.css%00", "....//chat.css"]

    assert {asked(app, "GET", f"/static/{path}").status_code for path in outside} == {404}
