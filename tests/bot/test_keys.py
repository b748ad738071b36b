"""Are people recognised without keeping who they are?"""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.keys import Keys, WrongKey, key_file, keys_of, secret_key
from bot.settings import Settings
from tests.fakes import MemoryStore

SECRET = "une cle secrete assez longue, 0123456789"


def test_the_same_person_is_found_again() -> None:
    assert Keys(SECRET).telegram_key(42) == Keys(SECRET).telegram_key(42)


def test_people_channels_and_secrets_never_share_a_key() -> None:
    keys, others = Keys(SECRET), Keys(SECRET + "!")

    found = {keys.telegram_key(42), keys.telegram_key(43), keys.web_key("42"), others.telegram_key(42)}

    assert len(found) == 4


def test_an_address_is_read_back_with_the_same_secret_only() -> None:
    encrypted = Keys(SECRET).encrypt(42)

    assert Keys(SECRET).decrypt(encrypted) == 42
    with pytest.raises(WrongKey):
        Keys(SECRET + "!").decrypt(encrypted)


def test_the_first_start_makes_a_key_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "premier-pas.db")

    made = secret_key(settings)

    assert len(made) >= 32
    assert secret_key(settings) == made
    assert key_file(settings.database).name == "premier-pas.db.key"
    assert key_file(settings.database).stat().st_mode & 0o777 == 0o600
    assert len(list(tmp_path.iterdir())) == 1


def test_a_key_given_is_not_written_down(tmp_path: Path) -> None:
    assert secret_key(Settings(database=tmp_path / "x.db", secret_key=SECRET)) == SECRET
    assert list(tmp_path.iterdir()) == []


def test_several_first_starts_at_once_keep_one_key(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "x.db")
    found: list[str] = []
    starts = [threading.Thread(target=lambda: found.append(secret_key(settings))) for _ in range(8)]

    for start in starts:
        start.start()
    for start in starts:
        start.join()

    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_damaged_key_file_is_said_and_never_replaced(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "x.db")
    key_file(settings.database).write_text("")

    with pytest.raises(OperatorError, match=r"x\.db\.key"):
        secret_key(settings)
    assert key_file(settings.database).read_text() == ""


def test_a_store_opens_with_the_key_it_was_begun_with(tmp_path: Path) -> None:
    store, settings = MemoryStore(), Settings(database=tmp_path / "x.db", secret_key=SECRET)

    begun = keys_of(store, settings)

    assert keys_of(store, settings).telegram_key(42) == begun.telegram_key(42)


def test_another_key_is_refused_and_the_operator_told_what_to_do(tmp_path: Path) -> None:
    store, settings = MemoryStore(), Settings(database=tmp_path / "x.db")
    begun = keys_of(store, Settings(database=settings.database, secret_key=SECRET))
    key_file(settings.database).write_text("une autre cle assez longue, 9876543210\n")

    with pytest.raises(OperatorError, match=r"SECRET_KEY ne contient pas la clé de la base .*x\.db") as given:
        keys_of(store, Settings(database=settings.database, secret_key=SECRET + "!"))
    with pytest.raises(OperatorError, match=r"x\.db\.key ne contient pas la clé") as kept:
        keys_of(store, settings)

    for refused in (given, kept):
        assert "remettre la clé d'origine" in str(refused.value)
        assert "DATABASE_URL" in str(refused.value)
        assert SECRET not in str(refused.value)
    key_file(settings.database).write_text(SECRET)
    assert keys_of(store, settings).telegram_key(42) == begun.telegram_key(42)


def test_a_lost_key_file_is_said_and_no_new_one_is_made(tmp_path: Path) -> None:
    store, settings = MemoryStore(), Settings(database=tmp_path / "x.db")
    keys_of(store, settings)
    key_file(settings.database).unlink()

    with pytest.raises(OperatorError, match=r"La clé de la base .*x\.db manque"):
        keys_of(store, settings)

    assert not key_file(settings.database).exists()
