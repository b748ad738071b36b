"""What do the tests of the dialogue share? The content in service, loaded once."""

from __future__ import annotations

import pytest

from content.loader import load
from content.models import Library


@pytest.fixture(scope="session")
def library() -> Library:
    return load()
