"""What do the tests of the PostgreSQL store do with several connections at once?"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import psycopg

from bot.store import AlreadyTaken, StaleVersion
from bot.store.postgres.sql import PERSONAL


def at_once(*works: Callable[[], Any]) -> list[type[Exception]]:
    """What those that were refused raised."""
    gate, raised = threading.Barrier(len(works)), []

    def work(one: Callable[[], Any]) -> None:
        gate.wait()
        try:
            one()
        except (AlreadyTaken, StaleVersion) as error:
            raised.append(type(error))

    threads = [threading.Thread(target=work, args=(one,)) for one in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def rows_of(conn: psycopg.Connection[Any]) -> dict[str, int]:
    """The tables about people, each with its number of rows."""
    counted = {name: conn.execute(f"select count(*) from {name}").fetchone() for name in PERSONAL.split(", ")}
    return {name: found[0] if found else 0 for name, found in counted.items()}
