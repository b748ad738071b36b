"""Are lessons and tools played to their end on a phone, in the library's own words?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels import webchat
from content.dates import library_on
from content.loader import load
from tests.browser.conftest import OpenPage
from tests.browser.serving import Service, served
from tests.doors.phone import PhoneDoor
from tests.doors.playing import Player, play_five_lessons_and_three_tools

FASTER_THAN_A_HAND = 10_000


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(webchat, "TURNS_PER_MINUTE", FASTER_THAN_A_HAND)
    with served(Service(tmp_path).app()) as url:
        yield url


def test_five_lessons_and_three_tools_are_played_to_their_end(real: str, open_page: OpenPage) -> None:
    library = library_on(load(), datetime.now(UTC).date())

    def at_a_new_phone(persona: str) -> Player:
        return Player(persona, PhoneDoor(open_page(real, has_touch=True, is_mobile=True)), library)

    play_five_lessons_and_three_tools(at_a_new_phone)
