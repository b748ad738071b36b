"""What do the tests of the dialogue share? The content in service, loaded once, and a conversation to begin."""

from __future__ import annotations

import pytest

from content.loader import load
from content.models import Library
from tests.dialogs.reminded import MONDAY
from tests.dialogs.talk import Talk


@pytest.fixture(scope="session")
def library() -> Library:
    return load()


@pytest.fixture
def talk(library: Library) -> Talk:
    return Talk(library)


@pytest.fixture
def web(library: Library) -> Talk:
    return Talk(library, MONDAY)


@pytest.fixture
def at_plan(talk: Talk) -> Talk:
    return talk.to_plan(barriers=("F8", "F9"))
