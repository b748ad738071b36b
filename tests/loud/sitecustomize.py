"""Makes any Python process of ours say all it can: its folder on PYTHONPATH is enough, the command stays what it is.

Every log at DEBUG, and a line on standard error for each connection that it opens (psycopg's own are not Python's).
"""

from __future__ import annotations

import logging
import sys
from typing import Any

_quiet = logging.basicConfig


def _loud(**asked: Any) -> None:
    _quiet(**{**asked, "level": logging.DEBUG})


def _told(event: str, told: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        sys.stderr.write(f"connects to {told[1]}\n")


logging.basicConfig = _loud
sys.addaudithook(_told)
