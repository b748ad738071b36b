"""Is every column declared, and is whatever may be about a person shown to her and told in the docs?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from bot.store import Limits, Store
from bot.store.postgres import PostgresStore
from bot.store.register import NOT_PERSONAL, PERSONAL, declared, page
from bot.store.sqlite import SqliteStore
from dialogs.events import Event
from tests.builders import KEY, NOW, a_turn, an_outgoing, reminding

ROOT = Path(__file__).resolve().parents[2]


def columns_of_sqlite(folder: Path) -> set[str]:
    database = SqliteStore(folder / "store.db")._file.database
    return {f"{table}.{column}" for table in database.table_names() for column in database[table].columns_dict}


def columns_of_postgres(url: str) -> set[str]:
    asked = "select table_name, column_name from information_schema.columns where table_schema = current_schema()"
    with psycopg.connect(url) as conn:
        return {f"{table}.{column}" for table, column in conn.execute(asked)}


def test_every_column_is_declared_personal_or_not(tmp_path: Path, postgres_url: str) -> None:
    ours = {f"{table}.{column}" for table, columns in NOT_PERSONAL.items() for column in columns}

    real = columns_of_sqlite(tmp_path) | columns_of_postgres(postgres_url)

    assert sorted(real - declared()) == [], "declare them in bot/store/register.py, and draw PRIVACY.md again"
    assert sorted(declared() - real) == [], "nothing holds them any more"
    assert sorted(ours & {one.column for one in PERSONAL}) == []


def test_the_same_personal_columns_are_in_both_databases(tmp_path: Path, postgres_url: str) -> None:
    personal = {one.column for one in PERSONAL}

    assert personal <= columns_of_sqlite(tmp_path)
    assert personal <= columns_of_postgres(postgres_url)


def test_the_docs_show_the_register() -> None:
    assert page() in (ROOT / "PRIVACY.md").read_text(encoding="utf-8")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        yield SqliteStore(tmp_path / "store.db")
        return
    opened = PostgresStore(request.getfixturevalue("postgres_url"))
    yield opened
    opened.disconnect()


def test_whatever_is_held_of_her_is_in_what_she_is_given(store: Store) -> None:
    held_of(store, KEY)

    given = store.export(KEY)

    missing = [one.column for one in PERSONAL if one.shown and not is_given(one.column, given)]
    assert missing == []


def test_nothing_of_somebody_else_is_in_it(store: Store) -> None:
    held_of(store, "other")

    assert store.export(KEY) == {}


def is_given(column: str, given: dict[str, list[dict[str, object]]]) -> bool:
    """Her key and her number are the same everywhere: said once."""
    table, _, name = column.partition(".")
    if name == "key":
        return given["conversation"][0]["key"] == KEY and table in given
    if column == "journal.number":
        return bool(given["conversation"][0]["journal_number"])
    return all(row.get(name) not in (None, "") for row in given[table])


def held_of(store: Store, key: str) -> None:
    """A row of hers in every table that has any of anybody."""
    event = Event(kind="answered", fact="metier", value="fleuriste")
    told = a_turn("un", said="oui", events=[event], **reminding(key))
    store.commit(key, 0, "e1", told, (an_outgoing("un"),), NOW, b"secret")
    [out] = store.next_unsent(9, NOW, limits=Limits(1, 1, 30))
    store.mark_sent(key, out.number, 7, NOW + timedelta(seconds=1))
