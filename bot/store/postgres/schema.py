"""What does the PostgreSQL database hold? Its tables, as migrations applied by `python -m bot migrate`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import psycopg
from psycopg.rows import TupleRow

from bot.store import StoreUnavailable
from bot.store.postgres.pool import told

ONE_AT_A_TIME = 7_021_915_388
"""Our advisory lock: two releases at once wait for each other."""
CONNECT_SECONDS = 5
LOCK_TIMEOUT = "set lock_timeout = '5s'"
"""A migration that waits for a table makes everyone wait behind it: it gives up, and is run again."""


def migrate(url: str) -> list[str]:
    """Applies what is missing, each in a transaction with its mark; tells their names. Raises StoreUnavailable."""
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS) as conn:
            conn.execute(LOCK_TIMEOUT)
            return list(_applied(conn))
    except psycopg.Error as error:
        raise StoreUnavailable(told(error)) from error


def missing(conn: psycopg.Connection[TupleRow]) -> list[str]:
    """The migrations this database has not seen. It may have seen more, from a newer version of ours."""
    kept = conn.execute("select to_regclass('migration')").fetchone()
    if not kept or kept[0] is None:
        return list(MIGRATIONS)
    done = {row[0] for row in conn.execute("select name from migration")}
    return [name for name in MIGRATIONS if name not in done]


def _applied(conn: psycopg.Connection[TupleRow]) -> Iterator[str]:
    for name, statements in MIGRATIONS.items():
        with conn.transaction():
            conn.execute("select pg_advisory_xact_lock(%s)", (ONE_AT_A_TIME,))
            if name not in missing(conn):
                continue
            for statement in statements:
                conn.execute(statement)
            conn.execute("insert into migration (name) values (%s)", (name,))
            yield name


FIRST_TABLES = (
    """
    create table migration (
        name text primary key,
        applied_at timestamptz not null default clock_timestamp()
    )
    """,
    """
    create table conversation (
        key text primary key,
        version bigint not null,
        state text not null,            -- personal: her answers and words, as JSON (jsonb holds no \\u0000)
        last_seen timestamptz not null,
        journal_number text not null    -- random; the only tie between her and the journal
    )
    """,
    "create index conversation_last_seen on conversation (last_seen)",
    "create table event_id (id text primary key, at timestamptz not null default clock_timestamp())",
    "create index event_id_at on event_id (at)",
    """
    create table transcript (
        key text not null references conversation (key) on delete cascade,
        number integer not null,
        turn integer not null,
        who text not null check (who in ('her', 'us')),
        message text not null,          -- personal: the bubbles as shown, her words, as JSON
        primary key (key, number)
    )
    """,
    """
    create table journal (
        row bigint generated always as identity primary key,
        day date not null,
        number text not null,
        kind text not null,
        fact text not null,             -- ids of the content, never what people wrote
        value text not null
    )
    """,
    "create index journal_number on journal (number)",
    """
    create table outgoing (
        number bigint generated always as identity primary key,
        key text not null references conversation (key) on delete cascade,
        kind text not null,
        payload text not null,          -- personal: what is said to her, as JSON
        has_keyboard boolean not null,
        queued_at timestamptz not null,
        not_before timestamptz not null default '-infinity',
        leased_until timestamptz not null default '-infinity',
        sent_at timestamptz,
        remote_id bigint                -- personal: Telegram's message id
    )
    """,
    "create index outgoing_of on outgoing (key, number)",
    "create index outgoing_unsent on outgoing (key, number) where sent_at is null",
    """
    create table address (
        key text primary key,
        encrypted bytea not null        -- personal: her Telegram id, encrypted with SECRET_KEY
    )
    """,
    "create table meta (name text primary key, value text not null)",
)
PACE = (
    "alter table outgoing add column once boolean not null default false",
    "create table pace (key text primary key, free_at double precision not null)",  # seconds since 1970
)
CLAIM = ("create table claim (name text primary key, until timestamptz not null)",)
ERASED = "create table if not exists erased (number text primary key, at timestamptz not null)"
"""A database restored from an older backup has it already: see bot/backup."""
DUE_AT = (
    "alter table conversation add column due_at timestamptz",  # when something of it must go
    "create index conversation_due on conversation (due_at, last_seen)",
    "drop index conversation_last_seen",
    "alter table transcript add column at timestamptz not null default now()",
    "create index transcript_at on transcript (at)",
    ERASED,
)
REVISION = (
    "create table revision (number bigint generated always as identity primary key, archive bytea not null,"
    " author text not null, note text not null, published_at timestamptz not null)",
)
REMINDER = (
    """
    create table reminder (
        key text not null references conversation (key) on delete cascade,
        id text not null,
        due_at timestamptz not null,
        primary key (key, id)
    )
    """,
    "create index reminder_due on reminder (due_at)",
)
MIGRATIONS: Mapping[str, tuple[str, ...]] = {
    "first_tables": FIRST_TABLES,
    "pace": PACE,
    "claim": CLAIM,
    "due_at": DUE_AT,
    "revision": REVISION,
    "reminder": REMINDER,
}
"""In order. Each only adds: during a deployment, the version before it works on the same tables."""
