"""Does the SQLite store keep the store's promises, and those of its own?"""

from __future__ import annotations

import sqlite3
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.keys import Keys
from bot.store import Limits, StoreUnavailable
from bot.store.register import PERSONAL
from bot.store.sqlite import SqliteStore
from bot.store.sqlite.queue import FREE
from dialogs.events import Event
from tests.builders import KEY, NOW, a_conversation, a_turn, an_outgoing, reminding
from tests.outgoing_contract import OutgoingContract
from tests.privacy_contract import PrivacyContract
from tests.reminders_contract import RemindersContract
from tests.statements import written_outside
from tests.store_contract import StoreContract

SHORT = 0.2
TIES = ("key", "number", "journal_number", "who")
TELEGRAM_ID = 987654321012


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> SqliteStore:
    return SqliteStore(path, busy_seconds=SHORT)


class TestSqliteStore(StoreContract, OutgoingContract, PrivacyContract, RemindersContract):
    pass


def test_another_process_sees_what_was_committed(store: SqliteStore, path: Path) -> None:
    store.commit(KEY, 0, "e1", a_turn("gardé"), (), NOW)

    again = SqliteStore(path)

    assert [entry.message.text for entry in again.transcript(KEY)] == ["gardé"]
    assert again.load(KEY) == store.load(KEY)


def test_the_file_is_for_its_owner_alone(store: SqliteStore, path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600


def test_each_connection_flushes_to_disk_and_overwrites_what_it_deletes(store: SqliteStore) -> None:
    read = store._file.database.conn.execute

    pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")

    assert [read(f"pragma {pragma}").fetchone()[0] for pragma in pragmas] == ["wal", 2, 1, 1]


def test_every_write_begins_immediately(store: SqliteStore) -> None:
    statements: list[str] = []
    store._file.database.conn.set_trace_callback(statements.append)

    store.commit(KEY, 0, "e1", a_turn(said="oui"), (an_outgoing(),), NOW, b"x")
    [out] = store.next_unsent(1, NOW)
    store.release(KEY, out.number, NOW)
    store.mark_sent(KEY, out.number, 1, NOW)
    store.close(KEY)
    store.erase(KEY)
    store.keep("seal", "x")
    store.commit(KEY, 0, "e2", a_turn(), (), NOW)
    store.purge(NOW + timedelta(days=31))

    began = [text for text in statements if text.lower().startswith(("begin", "savepoint"))]
    assert began == ["begin immediate"] * 9
    assert written_outside(statements) == []


def test_a_locked_file_is_said_and_loses_nothing(store: SqliteStore, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")

    with pytest.raises(StoreUnavailable):
        store.commit(KEY, 0, "e1", a_turn("un"), (), NOW)
    assert not store.health()
    other.execute("rollback")
    store.commit(KEY, 0, "e1", a_turn("un"), (), NOW)

    assert len(store.transcript(KEY)) == 1
    assert store.health()


def test_a_full_disk_is_said_and_leaves_no_half_turn(store: SqliteStore) -> None:
    store.commit(KEY, 0, "e1", a_turn("un"), (), NOW)
    version = store.load(KEY)[1]
    conn = store._file.database.conn
    conn.execute(f"pragma max_page_count = {conn.execute('pragma page_count').fetchone()[0]}")

    with pytest.raises(StoreUnavailable):
        store.commit(KEY, version, "e2", a_turn("deux" * 5000), (), NOW)
    assert not store.taken("e2")
    conn.execute("pragma max_page_count = 100000")
    store.commit(KEY, version, "e2", a_turn("deux"), (), NOW)

    assert [entry.message.text for entry in store.transcript(KEY)] == ["un", "deux"]


def test_a_file_that_is_no_database_is_said(path: Path) -> None:
    path.write_text("ceci n'est pas une base " * 100)

    with pytest.raises(StoreUnavailable):
        SqliteStore(path)


def test_threads_share_the_file(path: Path) -> None:
    store = SqliteStore(path)

    def four_turns(name: str) -> None:
        for i in range(4):
            version = store.load(name)[1]
            store.commit(name, version, f"{name}{i}", a_turn("un", key=name), (), NOW)

    threads = [threading.Thread(target=four_turns, args=(f"k{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [len(store.transcript(f"k{n}")) for n in range(4)] == [4, 4, 4, 4]


def test_event_ids_are_forgotten_after_two_days(store: SqliteStore) -> None:
    store.commit("one", 0, "e1", a_turn(key="one"), (), NOW)

    store.commit("two", 0, "e2", a_turn(key="two"), (), NOW + timedelta(hours=47))
    store.purge(NOW + timedelta(hours=47))
    assert store.taken("e1")
    store.purge(NOW + timedelta(hours=49))

    assert not store.taken("e1")
    assert store.taken("e2")


def test_whom_no_backup_may_bring_back_is_known_for_thirty_five_days(store: SqliteStore) -> None:
    for name, days in (("old", 36), ("young", 34)):
        store.commit(name, 0, name, a_turn(key=name), (), NOW)
        store.erase(name, name + " erased", NOW - timedelta(days=days))

    store.purge(NOW)

    [left] = store._file.database["erased"].rows
    assert left["at"] == (NOW - timedelta(days=34)).timestamp()


def test_a_conversation_of_a_newer_version_is_not_erased_by_ours_before_thirty_days(store: SqliteStore) -> None:
    store.commit(KEY, 0, "e1", a_turn(), (), NOW)
    with store._file.writing() as conn:
        conn.execute("update conversation set state = '{}', due_at = 0")

    assert store.purge(NOW + timedelta(days=29)).people == 0
    assert store.purge(NOW + timedelta(days=31)).people == 1


def test_every_table_that_names_a_person_is_emptied_of_her(store: SqliteStore) -> None:
    db = store._file.database
    hers = [table for table in db.table_names() if "key" in db[table].columns_dict]
    store.commit(KEY, 0, "e1", a_turn("un", said="oui", **reminding()), (an_outgoing(),), NOW, b"secret")
    store.next_unsent(1, NOW, limits=Limits())
    assert all(db[table].count_where("key = ?", [KEY]) for table in hers)

    store.erase(KEY)

    assert {table: db[table].count_where("key = ?", [KEY]) for table in hers} == dict.fromkeys(hers, 0)
    assert db["journal"].count == 0


def test_what_an_erased_person_wrote_is_nowhere_in_the_files(store: SqliteStore, path: Path) -> None:
    canary = "canari-Xq7Zt"
    for i in range(60):
        key = KEY if i % 2 else f"neighbour-{i}"
        told = a_conversation(key).with_answer("metier", "autre", said=f"{canary} " * 40 if i % 2 else "rien")
        mine = a_turn(canary * (i * 5) if i % 2 else "bonjour", conversation=told, said=canary if i % 2 else "oui")
        pushed = (an_outgoing(canary if i % 2 else "bonjour"),)
        store.commit(key, store.load(key)[1], f"e{i}", mine, pushed, NOW)
    assert canary.encode() in _bytes(path)

    store.erase(KEY)

    assert canary.encode() not in _bytes(path)
    assert KEY.encode() not in _bytes(path)
    assert b"neighbour-58" in _bytes(path)


def test_what_is_erased_is_overwritten_whatever_sqlite_does_by_itself(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian's SQLite overwrites what it deletes without being told; others do not."""
    real = sqlite3.connect

    def connect(*given: Any, **more: Any) -> sqlite3.Connection:
        conn: sqlite3.Connection = real(*given, **more)
        conn.execute("pragma secure_delete = off")
        return conn

    monkeypatch.setattr(sqlite3, "connect", connect)
    store = SqliteStore(path)
    store.commit(KEY, 0, "e1", a_turn("canari-Xq7Zt"), (), NOW)

    store.erase(KEY)

    assert b"canari-Xq7Zt" not in _bytes(path)


def test_whatever_the_column_nothing_of_an_erased_person_is_in_the_files(store: SqliteStore, path: Path) -> None:
    """Given a canary in each personal column of each table, when she erases everything, then none is left."""
    event = Event(kind="answered", fact="metier", value="fleuriste")
    told = a_turn("un", said="oui", events=[event], **reminding())
    store.commit(KEY, 0, "e1", told, (an_outgoing(),), NOW, b"secret")
    planted = [one.column for one in PERSONAL if one.shown and _takes_words(store, one.column)]
    with store._file.writing() as conn:
        for column in planted:
            table, _, name = column.partition(".")
            conn.execute(f"update {table} set {name} = cast(? as {_kind(store, column)})", (f"canari-{column} " * 300,))
    assert [column for column in planted if f"canari-{column}".encode() not in _bytes(path)] == []

    store.erase(KEY)

    assert b"canari-" not in _bytes(path)
    assert {"conversation.state", "transcript.message", "outgoing.payload", "address.encrypted"} <= set(planted)


def test_what_a_person_gone_long_ago_wrote_is_nowhere_in_the_files(store: SqliteStore, path: Path) -> None:
    event = Event(kind="answered", fact="canari-Xq7Zt")
    store.commit(KEY, 0, "e1", a_turn("canari-Xq7Zt", events=[event]), (an_outgoing("canari-Xq7Zt"),), NOW)

    store.purge(NOW + timedelta(days=31))

    assert b"canari-Xq7Zt" not in _bytes(path)
    assert KEY.encode() not in _bytes(path)


def test_the_log_is_emptied_as_soon_as_a_long_reader_lets_it(store: SqliteStore, path: Path) -> None:
    store.commit(KEY, 0, "e1", a_turn("canari-Xq7Zt"), (), NOW)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from transcript").fetchone()

    store.erase(KEY)
    reader.execute("commit")
    store.commit("other", 0, "e2", a_turn(key="other"), (), NOW)

    assert b"canari-Xq7Zt" not in _bytes(path)


def test_what_was_erased_just_before_a_death_is_in_no_file_once_it_starts_again(
    store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(KEY, 0, "e1", a_turn("canari-Xq7Zt"), (), NOW)
    monkeypatch.setattr(store._file, "empty_the_log", lambda: None)  # where it died
    store.erase(KEY)
    assert b"canari-Xq7Zt" in _bytes(path)

    SqliteStore(path)

    assert b"canari-Xq7Zt" not in _bytes(path)


def test_neither_the_telegram_id_nor_its_plain_hash_is_in_the_files(store: SqliteStore, path: Path) -> None:
    keys = Keys("une phrase secrete assez longue pour servir")
    key = keys.telegram_key(TELEGRAM_ID)

    store.commit(key, 0, "e1", a_turn("un", key=key), (an_outgoing(),), NOW, keys.encrypt(TELEGRAM_ID))

    for form in _plain_forms(TELEGRAM_ID):
        assert form not in _bytes(path)
    assert keys.decrypt(store.address(key) or b"") == TELEGRAM_ID


def test_the_journal_names_nobody(store: SqliteStore) -> None:
    turn = a_turn("un", said="mot à elle", events=[Event(kind="answered", fact="metier", value="fleuriste")])
    store.commit(KEY, 0, "e1", turn, (), NOW)

    [row] = store._file.database["journal"].rows

    number = row.pop("number")
    assert row == {"day": "2026-03-02", "kind": "answered", "fact": "metier", "value": "fleuriste"}
    assert number not in (KEY, "")


def test_looking_for_what_waits_never_reads_all_that_was_sent(store: SqliteStore) -> None:
    plan = store._file.database.conn.execute(f"explain query plan {FREE}", {"now": 0, "limit": 9}).fetchall()

    looked_up = [line[3] for line in plan if line[3].startswith(("SCAN", "SEARCH"))]
    assert all("USING INDEX outgoing_unsent" in line for line in looked_up)


def _bytes(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(path.name + "*")))


def _takes_words(store: SqliteStore, column: str) -> bool:
    """Not a number, a tie or what a check refuses."""
    return _kind(store, column) in ("text", "blob") and column.partition(".")[2] not in TIES


def _kind(store: SqliteStore, column: str) -> str:
    table, _, name = column.partition(".")
    return next(one.type.lower() for one in store._file.database[table].columns if one.name == name)


def _plain_forms(telegram_id: int) -> list[bytes]:
    import base64
    import hashlib

    text = str(telegram_id).encode()
    forms = [text, telegram_id.to_bytes(8, "big"), telegram_id.to_bytes(8, "little"), base64.b64encode(text)]
    for name in ("md5", "sha1", "sha256", "sha512", "blake2b"):
        digest = hashlib.new(name, text)
        forms += [digest.digest(), digest.hexdigest().encode(), base64.b64encode(digest.digest())]
    return forms
