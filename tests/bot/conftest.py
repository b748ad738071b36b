"""What do the tests of the web chat start from? A service of known words, and one visitor without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import canned
from tests.browser.serving import Service, served
from tests.browser.visitor import Visitor


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path, take=canned.take_turn)


@pytest.fixture
def her(service: Service) -> Iterator[Visitor]:
    with served(service.app()) as url:
        yield Visitor(url)
