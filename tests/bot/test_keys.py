"""Are people recognised without keeping who they are?"""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.keys import Keys, WrongKey, key_file, secret_key
from bot.settings import Settings

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
