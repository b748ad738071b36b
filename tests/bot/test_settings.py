"""Are settings read, and every error said at once?"""

from __future__ import annotations

import ipaddress
from pathlib import Path

import pytest

from bot.errors import WrongSettings
from bot.settings import NAMES, Settings, read_settings

KEY = "une cle secrete assez longue, 0123456789"
TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


def problems(**environ: str) -> list[str]:
    with pytest.raises(WrongSettings) as caught:
        read_settings(environ)
    return caught.value.problems


def test_nothing_set_serves_this_machine_with_a_file() -> None:
    assert read_settings({}) == Settings(host="127.0.0.1", port=8000, database=Path("premier-pas.db"))


def test_an_empty_value_counts_as_absent() -> None:
    assert read_settings(dict.fromkeys(NAMES, " ")) == read_settings({})


def test_a_platform_that_gives_the_port_is_served_from_outside() -> None:
    assert read_settings({"PORT": "5000"}).host == "0.0.0.0"
    assert read_settings({"PORT": "5000", "HOST": "127.0.0.1"}).host == "127.0.0.1"


def test_port_zero_means_any_free_one() -> None:
    assert read_settings({"PORT": "0"}).port == 0


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = read_settings(
        {
            "HOST": "::1",
            "PORT": "9000",
            "DATABASE_URL": f"sqlite:///{tmp_path}/chez-nous.db",
            "SECRET_KEY": KEY,
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "PUBLIC_URL": "https://premier-pas.exemple.fr/",
            "TRUSTED_PROXIES": "10.0.0.0/8, 192.168.1.7",
            "NEW_SESSIONS_PER_10_MIN": "5",
        }
    )

    assert settings.host == "::1"
    assert settings.database == tmp_path / "chez-nous.db"
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.public_url == "https://premier-pas.exemple.fr"
    assert settings.secure
    assert ipaddress.ip_address("10.1.2.3") in settings.trusted_proxies[0]
    assert settings.trusted_proxies[1] == ipaddress.ip_network("192.168.1.7/32")
    assert settings.new_sessions_per_10_min == 5


def test_every_error_is_said_at_once() -> None:
    found = problems(
        HOST="pas une adresse",
        PORT="huit mille",
        DATABASE_URL="mysql://x",
        SECRET_KEY="court",
        TELEGRAM_TOKEN="jeton",
        TELEGRAM_API_URL="ftp://x",
        PUBLIC_URL="exemple.fr",
        TRUSTED_PROXIES="partout",
        NEW_SESSIONS_PER_10_MIN="0",
        ALLOW_THROWAWAY_SQLITE="oui",
        TELEGRAM_WEBHOOK_SECRET="court",
        METRICS_TOKEN="court",
        LOG_FORMAT="xml",
    )

    assert {line.split(" : ")[0] for line in found} == set(NAMES)


def test_two_webhook_secrets_stand_while_one_replaces_the_other() -> None:
    new, old, third = (f"{name}-4f8a1c0d9b7e26355a41de07" for name in ("nouveau-secret", "ancien-secret", "de-trop"))

    assert read_settings({"TELEGRAM_WEBHOOK_SECRET": f"{new},{old}"}).webhook_secrets == (new, old)
    assert len(problems(TELEGRAM_WEBHOOK_SECRET=f"{new},{old},{third}")) == 1
    assert len(problems(TELEGRAM_WEBHOOK_SECRET=f"{new},é{old}")) == 1


def test_a_platform_reads_the_log_as_json_unless_told_otherwise() -> None:
    assert [read_settings(environ).log_json for environ in ({}, {"PORT": "80"}, {"LOG_FORMAT": "json"})] == [
        False, True, True,
    ]  # fmt: skip
    assert not read_settings({"PORT": "80", "LOG_FORMAT": "text"}).log_json


@pytest.mark.parametrize("sign", ["DYNO", "CONTAINER_VERSION", "CC_APP_ID"])
def test_a_file_on_a_disk_that_is_thrown_away_must_be_wanted(sign: str) -> None:
    [line] = problems(**{sign: "1"})

    assert line.startswith(f"DATABASE_URL : {sign} ")
    assert "ALLOW_THROWAWAY_SQLITE=1" in line
    assert problems(**{sign: "1"}, ALLOW_THROWAWAY_SQLITE="0") == [line]
    assert read_settings({sign: "1", "ALLOW_THROWAWAY_SQLITE": "1"}) == read_settings({})


def test_a_compiler_is_no_sign_of_a_disk_that_is_thrown_away() -> None:
    assert read_settings({"CC": "gcc", "CC_EMPTY": ""}) == read_settings({})


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_taken_and_told_without_its_password(scheme: str) -> None:
    url = f"{scheme}://elle:ch%40nut@base.exemple.fr:6543/conversations?sslmode=require"
    settings = read_settings({"DATABASE_URL": url, "SECRET_KEY": KEY, "DYNO": "web.1"})

    assert settings.postgres_url == url
    assert settings.place == "postgresql://base.exemple.fr:6543/conversations"
    assert {url, "ch@nut", KEY} == set(settings.secrets)
    assert "nut" not in repr(settings)


@pytest.mark.parametrize(
    "url",
    ["postgresql://u:chut%zz@h/d", "postgresql://u:chut@h:port/d?x=y", "postgresql+psycopg://u:chut@h/d", "postgres:x"],
)
def test_a_postgresql_address_that_cannot_be_read_is_refused_and_not_repeated(url: str) -> None:
    [line] = problems(DATABASE_URL=url, SECRET_KEY=KEY)

    assert line.startswith("DATABASE_URL : cette adresse PostgreSQL ne se lit pas.")
    assert "chut" not in line


def test_replicas_must_share_a_key_that_no_disk_keeps() -> None:
    [line] = problems(DATABASE_URL="postgresql://h/d")

    assert line.startswith("SECRET_KEY : obligatoire avec PostgreSQL.")


@pytest.mark.parametrize(
    "url",
    ["sqlite://", "sqlite:///", "sqlite:///:memory:", "premier-pas.db", "sqlite:////nulle/part/x.db", "sqlite:////"],
)
def test_a_file_that_cannot_be_is_refused(url: str) -> None:
    assert len(problems(DATABASE_URL=url)) == 1


def test_a_public_address_needs_a_key_of_its_own() -> None:
    [line] = problems(PUBLIC_URL="https://exemple.fr")

    assert line.startswith("SECRET_KEY")


GUESSED = [
    *("x" * 31, "a" * 64, "0123456789abcdef" * 4, "change-me-change-me-please-now-1234"),
    *(
        "your_secret_key_of_32_characters_ok",
        "Remplacez-moi par 32 caracteres !!",
        "votre-cle-secrete-de-32-caracteres",
    ),
]


@pytest.mark.parametrize("key", GUESSED)
def test_a_key_that_can_be_guessed_is_refused(key: str) -> None:
    """S14: too short, a few signs over and over, or copied from an example."""
    assert len(problems(SECRET_KEY=key)) == 1
    assert len(problems(METRICS_TOKEN=key)) == 1
    assert len(problems(TELEGRAM_WEBHOOK_SECRET=key.replace(" ", "_").replace("!", "_"))) == 1


@pytest.mark.parametrize(
    "url", ["http://exemple.fr", "https://", "https://exemple.fr/chemin", "https://u@exemple.fr", "https://a b"]
)
def test_a_public_address_that_would_not_work_is_refused(url: str) -> None:
    assert len(problems(PUBLIC_URL=url, SECRET_KEY=KEY)) == 1


def test_secrets_are_never_part_of_the_text() -> None:
    settings = read_settings({"SECRET_KEY": KEY, "TELEGRAM_TOKEN": TOKEN})

    assert KEY not in repr(settings)
    assert TOKEN not in repr(settings)
    assert not any("chut" in line for line in problems(SECRET_KEY="chut", TELEGRAM_TOKEN="chut"))
