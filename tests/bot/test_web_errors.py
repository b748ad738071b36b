"""What does she see when something breaks?"""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest

from bot.store import StoreUnavailable
from tests.browser.serving import Service
from tests.browser.visitor import Visitor


class Unreachable:
    """A store whose file cannot be opened now."""

    def __getattr__(self, _name: str) -> Any:
        def fail(*_args: Any, **_kwargs: Any) -> Any:
            raise StoreUnavailable("disk full")

        return fail


def test_an_error_shows_a_reference_and_never_a_traceback(
    service: Service, her: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    her.open()

    with caplog.at_level(logging.DEBUG):
        page = her.say("panne chez moi")

    (reference,) = re.findall(r"numéro\W+([0-9a-f]{8})", page.text)
    assert her.answer.status_code == 500
    assert "Traceback" not in page.html
    assert "ValueError" not in page.html
    assert "chez moi" not in page.html
    told = "".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert reference in told
    assert "chez moi" not in told


def test_when_the_store_is_away_her_act_waits_in_the_page_and_is_taken_once(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    form = her.page.answer
    store = service.handler.store

    service.handler.store = Unreachable()
    page = her.post([*form.fields, ("text", "mes mots")])
    away = her.answer
    service.handler.store = store
    kept = page.forms[0].fields
    her.post([*kept, ("text", "mes mots")])
    her.post([*form.fields, ("text", "mes mots")])

    assert (away.status_code, away.headers["retry-after"]) == (503, "5")
    assert "mes mots" in page.text
    assert service.acts() == ["fleuriste", "mes mots"]


@pytest.mark.parametrize("path", ["/", "/mesdonnees", "/mesdonnees.txt"])
def test_a_page_that_cannot_be_read_now_says_so(service: Service, her: Visitor, path: str) -> None:
    her.open()
    her.say("fleuriste")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service.handler, "store", Unreachable())
        patch.setattr(service.store, "export", Unreachable().export)
        her.open(path)

    assert her.answer.status_code == 503
    assert "Réessayer" in her.page.text
