"""How does a test wait for what happens elsewhere? A bounded time, and it fails when that is over."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 20
"""seconds"""


def until(true: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.01)
