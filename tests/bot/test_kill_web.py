"""Does she go on where she was when the web service dies in the middle of a conversation?"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.browser.visitor import Page, Pairs, Visitor
from tests.doors.service import Service

MOST_TURNS, TURNS, KILL_EVERY = 60, 24, 6
LONGEST_TURN = 0.008
Act = Callable[[Visitor], Page]


@pytest.fixture
def calm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    yield from started(tmp_path_factory.mktemp("calm"))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    yield from started(tmp_path)


def started(folder: Path) -> Iterator[Service]:
    service = Service(folder)
    service.start()
    yield service
    service.kill()


def test_killed_in_the_middle_she_goes_on_where_she_was(calm: Service, service: Service) -> None:
    undisturbed, her = Visitor(calm.url), Visitor(service.url)
    undisturbed.open()
    her.open()

    for number in range(MOST_TURNS):
        if "with-plan" in undisturbed.page.classes:
            break
        if number % KILL_EVERY == KILL_EVERY - 1:
            before = her.page
            restart(service)
            assert stands(her.open()) == stands(before)
        next_act(undisturbed)
        next_act(her)

    assert stands(her.page) == stands(undisturbed.page)
    assert "with-plan" in her.page.classes


def test_killed_while_she_answers_the_same_page_sent_again_counts_once(calm: Service, service: Service) -> None:
    undisturbed, her = Visitor(calm.url), Visitor(service.url)
    moments = random.Random(1)
    undisturbed.open()
    her.open()

    for number in range(TURNS):
        next_act(undisturbed)
        pairs = next_pairs(her)
        if number % KILL_EVERY == KILL_EVERY - 1:
            kill_during(service, lambda pairs=pairs: her.send(pairs), moments.uniform(0, LONGEST_TURN))
        her.post(pairs)

    assert stands(her.page) == stands(undisturbed.page)


# ------------------------------------------------------------------ what she does


def next_act(her: Visitor) -> None:
    her.post(next_pairs(her))
    assert her.answer.status_code == 200, her.page.text


def next_pairs(her: Visitor) -> Pairs:
    """Her trade in her words; then the first answer each time, with the first two boxes where there are some."""
    form = her.page.answer
    if all(who == "us" for who, _ in her.page.lines):
        return [*form.fields, ("text", "je vend des fleur")]
    ticks = [("tick", code) for code in list(form.boxes.values())[:2]]
    buttons = list(form.buttons.values())
    return [*form.fields, *ticks, buttons[1] if ticks else buttons[0]]


def stands(page: Page) -> tuple[object, ...]:
    """What is said, and what she may do."""
    return page.lines, [(list(form.buttons), list(form.boxes), form.checked) for form in page.forms]


# ------------------------------------------------------------------ what befalls the service


def restart(service: Service) -> None:
    service.kill()
    service.start()


def kill_during(service: Service, act: Callable[[], httpx.Response], moment: float) -> None:
    """Her act is on its way when the power goes; whether it arrived, nobody knows."""
    sending = threading.Thread(target=lambda: _in_vain(act))
    sending.start()
    time.sleep(moment)
    service.kill()
    sending.join()
    service.start()


def _in_vain(act: Callable[[], httpx.Response]) -> None:
    try:
        act()
    except httpx.HTTPError:
        return
