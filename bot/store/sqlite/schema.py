"""What does the SQLite file hold? Its tables, as migrations applied at each start.

Each only adds: during a deployment, the version before it works on the same file.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("premier-pas")


@migrations()
def first_tables(db: Database) -> None:
    """Times are seconds since 1970. What belongs to a person hangs on her key, and goes with it."""
    for statement in TABLES:
        db.execute(statement)


@migrations()
def meta_and_last_seen(db: Database) -> None:
    """What the store knows of itself, and who was seen last a long time ago."""
    db.execute("create table meta (name text primary key, value text not null) strict")
    db.execute("create index conversation_last_seen on conversation (last_seen)")


@migrations()
def queued_at(db: Database) -> None:
    """Since when a message waits to be sent; not known of those queued before."""
    db.execute("alter table outgoing add column queued_at real")


@migrations()
def pace(db: Database) -> None:
    """What leaves at most once; and until when each line of messages is taken, for all that send together."""
    db.execute("alter table outgoing add column once integer not null default 0")
    db.execute("create table pace (key text primary key, free_at real not null) strict, without rowid")


@migrations()
def claim(db: Database) -> None:
    """Which work one process has taken on for all, and until when."""
    db.execute("create table claim (name text primary key, until real not null) strict, without rowid")


@migrations()
def due_at(db: Database) -> None:
    """When something of a conversation must go; since when a line is kept; whom no backup may bring back."""
    db.execute("alter table conversation add column due_at real")
    db.execute("create index conversation_due on conversation (due_at, last_seen)")
    db.execute("drop index conversation_last_seen")
    db.execute("alter table transcript add column at real")
    db.execute("update transcript set at = (select last_seen from conversation where key = transcript.key)")
    db.execute("create index transcript_at on transcript (at)")
    db.execute("create table erased (number text primary key, at real not null) strict, without rowid")


@migrations()
def revision(db: Database) -> None:
    """The content as editors published it, whole, each time."""
    db.execute("create table revision (number integer primary key autoincrement, archive blob not null,"
               " author text not null, note text not null, published_at real not null) strict")  # fmt: skip


@migrations()
def reminder(db: Database) -> None:
    """What is to be said to her later, and when: written again from her conversation when it changes."""
    db.execute(REMINDER)
    db.execute("create index reminder_due on reminder (due_at)")


REMINDER = """
    create table reminder (
        key text not null references conversation (key) on delete cascade,
        id text not null,
        due_at real not null,
        primary key (key, id)
    ) strict, without rowid
"""
TABLES = (
    """
    create table conversation (
        key text primary key,
        version integer not null,
        state text not null,            -- personal: her answers and words, as JSON
        last_seen real not null,
        journal_number text not null    -- random; the only tie between her and the journal
    ) strict
    """,
    "create table event_id (id text primary key, at real not null) strict, without rowid",
    "create index event_id_at on event_id (at)",
    """
    create table transcript (
        key text not null references conversation (key) on delete cascade,
        number integer not null,
        turn integer not null,
        who text not null check (who in ('her', 'us')),
        message text not null,          -- personal: the bubbles as shown, her words, as JSON
        primary key (key, number)
    ) strict
    """,
    """
    create table journal (
        day text not null,
        number text not null,
        kind text not null,
        fact text not null,             -- ids of the content, never what people wrote
        value text not null
    ) strict
    """,
    "create index journal_number on journal (number)",
    """
    create table outgoing (
        number integer primary key autoincrement,
        key text not null references conversation (key) on delete cascade,
        kind text not null,
        payload text not null,          -- personal: what is said to her, as JSON
        not_before real not null default 0,
        leased_until real not null default 0,
        sent_at real,
        remote_id integer               -- personal: Telegram's message id
    ) strict
    """,
    "create index outgoing_of on outgoing (key, number)",
    "create index outgoing_unsent on outgoing (key, number) where sent_at is null",
    """
    create table address (
        key text primary key,
        encrypted blob not null         -- personal: her Telegram id, encrypted with SECRET_KEY
    ) strict
    """,
)
