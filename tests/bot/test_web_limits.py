"""How much may be sent, and how often? What is refused stays in the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.channels import webchat
from bot.settings import Settings
from tests.browser import canned
from tests.browser.serving import Service, served
from tests.browser.visitor import Visitor


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
    assert len(service.acts()) == webchat.TURNS_PER_MINUTE


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
    assert service.people() == 2


def test_a_long_message_is_said_to_be_and_stays_in_the_page(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")

    page = her.say("é" * 1025)

    assert her.answer.status_code == 413
    assert ("text", "é" * 1025) in page.answer.fields
    assert service.acts() == ["fleuriste"]


def test_two_kilobytes_are_taken(service: Service, her: Visitor) -> None:
    her.open()

    her.say("é" * 1024)

    assert service.acts() == ["é" * 1024]


def test_a_huge_body_is_not_read(service: Service, her: Visitor) -> None:
    form = her.open().answer

    her.post([*form.fields, ("text", "x" * 200_000)])

    assert her.answer.status_code == 413
    assert service.people() == 0


def test_a_form_of_a_thousand_fields_is_refused(her: Visitor) -> None:
    her.open()

    her.post([("tick", str(n)) for n in range(1000)])

    assert her.answer.status_code == 413


STRANGE = [b"\xff\xfe=%00", b"text=%ED%A0%80%00%0d%0ab", b"turn=9999999999999999&text=a", b"&&&="]


@pytest.mark.parametrize("body", STRANGE)
def test_a_strange_body_breaks_nothing(her: Visitor, body: bytes) -> None:
    her.open()

    answer = her.client.post("/", content=body, headers={"Origin": her.url})

    assert answer.status_code == 200
