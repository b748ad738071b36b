"""How is the service set up? Settings from the environment, with every error listed at once."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import WrongSettings

IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
NAMES = (
    "HOST", "PORT", "DATABASE_URL", "SECRET_KEY", "TELEGRAM_TOKEN", "TELEGRAM_API_URL", "TELEGRAM_WEBHOOK_SECRET",
    "PUBLIC_URL", "TRUSTED_PROXIES", "NEW_SESSIONS_PER_10_MIN", "ALLOW_THROWAWAY_SQLITE",
    "METRICS_TOKEN", "LOG_FORMAT",
)  # fmt: skip
SECRET_MIN = 32
OF_EXAMPLES = (
    "changeme",
    "changezmoi",
    "yoursecret",
    "votrecle",
    "votresecret",
    "replaceme",
    "remplacezmoi",
    "motdepasse",
)
MAKE_A_KEY = "Pour en faire une : openssl rand -hex 32."
LOST_FILE = (
    "{sign} dit que ce disque est jetable : à chaque redémarrage, le fichier SQLite et toutes les conversations y"
    " seraient perdus. Prenez la base PostgreSQL de la plateforme (DATABASE_URL=postgresql://…), ou une machine dont"
    " le disque reste. Pour un simple essai : ALLOW_THROWAWAY_SQLITE=1."
)
POSTGRESQL = ("postgres://", "postgresql://")
UNREADABLE = "cette adresse PostgreSQL ne se lit pas. Exemple : postgresql://nom:mot-de-passe@machine:5432/base."
LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"
DEFAULT_DATABASE = "sqlite:///premier-pas.db"
TELEGRAM = "https://api.telegram.org"
_THROWAWAY_DISK = re.compile(r"DYNO|CONTAINER_VERSION|CC_\w+")
"""What Heroku, Scalingo and Clever Cloud set: there, files are lost at each new start."""
_HOST = re.compile(r"^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$")
_TOKEN = re.compile(r"^\d+:[A-Za-z0-9_-]+$")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")


@dataclass(frozen=True)
class Settings:
    """What the operator chose. Secrets are never part of its text."""

    host: str = LOOPBACK
    port: int = 8000
    database: Path = Path("premier-pas.db")
    """The SQLite file, unless there is a `postgres_url`."""
    postgres_url: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    """'' : the one kept beside the SQLite file."""
    telegram_token: str = field(default="", repr=False)
    telegram_api_url: str = TELEGRAM
    """The root that `/bot<token>/` follows, without a last slash."""
    webhook_secrets: tuple[str, ...] = field(default=(), repr=False)
    """The one Telegram is given, then the one before it; () : the one that SECRET_KEY gives."""
    public_url: str = ""
    """The address people use, without a last slash; '' when only this machine or its network uses it."""
    trusted_proxies: tuple[IPNetwork, ...] = ()
    new_sessions_per_10_min: int = 100
    metrics_token: str = field(default="", repr=False)
    """'' : no /metrics."""
    log_json: bool = False
    """One JSON object a line, rather than text."""

    @property
    def secure(self) -> bool:
        """Do people reach the service over https?"""
        return self.public_url.startswith("https://")

    @property
    def place(self) -> str:
        """Where conversations are, as the operator is told: without a name or a password."""
        if not self.postgres_url:
            return str(self.database)
        told = _postgres_parts(self.postgres_url)
        return f"postgresql://{told.get('host', '')}:{told.get('port', '5432')}/{told.get('dbname', '')}"

    @property
    def secrets(self) -> list[str]:
        """What no line may hold."""
        password = _postgres_parts(self.postgres_url).get("password", "") if self.postgres_url else ""
        given = (self.telegram_token, self.secret_key, self.postgres_url, password, self.metrics_token)
        return [secret for secret in (*given, *self.webhook_secrets) if secret]


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings of an environment; an empty value counts as absent. Raises WrongSettings."""
    reading = _Reading({name: environ.get(name, "").strip() for name in NAMES})
    reading.disk(sorted(name for name, value in environ.items() if value and _THROWAWAY_DISK.fullmatch(name)))
    settings = Settings(
        host=reading.host(),
        port=reading.number("PORT", 8000, 0, 65535),
        database=reading.sqlite_file(),
        postgres_url=reading.postgres_url(),
        secret_key=reading.secret_key(),
        telegram_token=reading.telegram_token(),
        telegram_api_url=reading.address("TELEGRAM_API_URL") or TELEGRAM,
        webhook_secrets=reading.webhook_secrets(),
        public_url=reading.address("PUBLIC_URL"),
        trusted_proxies=reading.networks("TRUSTED_PROXIES"),
        new_sessions_per_10_min=reading.number("NEW_SESSIONS_PER_10_MIN", 100, 1, 1_000_000),
        metrics_token=reading.metrics_token(),
        log_json=reading.log_json(),
    )
    if reading.problems:
        raise WrongSettings(reading.problems)
    return settings


class _Reading:
    """Reads the values one by one and keeps every problem. A problem never repeats a secret."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.problems: list[str] = []

    def wrong(self, name: str, sentence: str) -> None:
        self.problems.append(f"{name} : {sentence}")

    def host(self) -> str:
        """On a platform that gives PORT, its router must reach us from outside."""
        host = self.values["HOST"]
        if not host:
            return EVERYWHERE if self.values["PORT"] else LOOPBACK
        if not _is_address(host) and not _HOST.match(host):
            self.wrong("HOST", f"« {host} » n'est pas une adresse. Exemple : 127.0.0.1.")
        return host

    def number(self, name: str, default: int, low: int, high: int) -> int:
        text = self.values[name]
        if not text:
            return default
        if text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high:
            return int(text)
        self.wrong(name, f"« {text} » n'est pas un nombre entier entre {low} et {high}.")
        return default

    @property
    def on_postgresql(self) -> bool:
        return self.values["DATABASE_URL"].startswith(POSTGRESQL)

    def postgres_url(self) -> str:
        if not self.on_postgresql:
            return ""
        url = self.values["DATABASE_URL"]
        try:
            _postgres_parts(url)
        except ValueError:
            self.wrong("DATABASE_URL", UNREADABLE)
        return url

    def sqlite_file(self) -> Path:
        url = self.values["DATABASE_URL"] or DEFAULT_DATABASE
        if self.on_postgresql:
            url = DEFAULT_DATABASE
        path = Path(url.removeprefix("sqlite:///"))
        if url.startswith("postgres"):
            self.wrong("DATABASE_URL", UNREADABLE)
        elif not url.startswith("sqlite:///") or path.name in ("", ":memory:"):
            self.wrong("DATABASE_URL", f"on attend un fichier SQLite, ou postgresql://… Exemple : {DEFAULT_DATABASE}.")
        elif path.is_dir():
            self.wrong("DATABASE_URL", f"« {path} » est un dossier ; on attend un fichier.")
        elif not path.parent.is_dir():
            self.wrong("DATABASE_URL", f"le dossier « {path.parent} » n'existe pas. Créez-le d'abord.")
        return path

    def disk(self, throwaway: list[str]) -> None:
        """A file that each deployment loses must be wanted."""
        allowed = self.values["ALLOW_THROWAWAY_SQLITE"]
        if allowed not in ("", "0", "1"):
            self.wrong("ALLOW_THROWAWAY_SQLITE", f"« {allowed} » n'est ni 1 (accepter) ni 0.")
        elif throwaway and allowed != "1" and not self.on_postgresql:
            self.wrong("DATABASE_URL", LOST_FILE.format(sign=throwaway[0]))

    def secret_key(self) -> str:
        key = self.values["SECRET_KEY"]
        if not key and self.values["PUBLIC_URL"]:
            self.wrong("SECRET_KEY", f"obligatoire avec PUBLIC_URL. {MAKE_A_KEY}")
        elif not key and self.on_postgresql:
            self.wrong("SECRET_KEY", f"obligatoire avec PostgreSQL. {MAKE_A_KEY}")
        elif key and len(key) < SECRET_MIN:
            self.wrong("SECRET_KEY", f"la clé est trop courte : {SECRET_MIN} caractères au moins.")
        elif key and _is_guessed(key):
            self.wrong("SECRET_KEY", f"la clé se devine. {MAKE_A_KEY}")
        return key

    def metrics_token(self) -> str:
        token = self.values["METRICS_TOKEN"]
        if token and (len(token) < SECRET_MIN or _is_guessed(token)):
            self.wrong("METRICS_TOKEN", f"il se devine : {SECRET_MIN} caractères au hasard au moins. {MAKE_A_KEY}")
        return token

    def log_json(self) -> bool:
        """Where a platform gives PORT, its log reader takes one object a line."""
        wanted = self.values["LOG_FORMAT"]
        if wanted not in ("", "json", "text"):
            self.wrong("LOG_FORMAT", f"« {wanted} » n'est ni json, ni text.")
        return wanted == "json" or (not wanted and bool(self.values["PORT"]))

    def telegram_token(self) -> str:
        token = self.values["TELEGRAM_TOKEN"]
        if token and not _TOKEN.match(token):
            self.wrong("TELEGRAM_TOKEN", "ce n'est pas un jeton de bot. Telegram le donne par @BotFather.")
        return token

    def webhook_secrets(self) -> tuple[str, ...]:
        """One, or two while the old one is being replaced, the new one first."""
        secrets = tuple(filter(None, re.split(r"[,\s]+", self.values["TELEGRAM_WEBHOOK_SECRET"])))
        if len(secrets) > 2 or not all(map(_WEBHOOK_SECRET.fullmatch, secrets)) or any(map(_is_guessed, secrets)):
            self.wrong(
                "TELEGRAM_WEBHOOK_SECRET",
                f"on attend un secret, ou deux (le nouveau, puis l'ancien), de 32 caractères au moins. {MAKE_A_KEY}",
            )
        return secrets

    def address(self, name: str) -> str:
        """An https address (http only on this machine), without a last slash."""
        url = self.values[name].rstrip("/")
        if url and not _is_web_address(url):
            self.wrong(name, f"« {url} » n'est pas une adresse complète. Exemple : https://exemple.fr.")
        elif url and name == "PUBLIC_URL" and urlsplit(url).path:
            self.wrong(name, "l'adresse ne doit pas avoir de chemin. Exemple : https://exemple.fr.")
        return url

    def networks(self, name: str) -> tuple[IPNetwork, ...]:
        found: list[IPNetwork] = []
        for text in filter(None, re.split(r"[,\s]+", self.values[name])):
            try:
                found.append(ipaddress.ip_network(text, strict=False))
            except ValueError:
                self.wrong(name, f"« {text} » n'est ni une adresse IP ni un réseau. Exemple : 10.0.0.0/8.")
        return tuple(found)


def _is_guessed(secret: str) -> bool:
    """A few signs over and over, or the words that examples are made of."""
    repeated = (secret + secret).find(secret, 1) < len(secret)
    letters = re.sub("[^a-z]", "", secret.lower())
    return repeated or len(set(secret)) < 8 or any(word in letters for word in OF_EXAMPLES)


def _postgres_parts(url: str) -> dict[str, str]:
    """Raises ValueError, which repeats nothing of it."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict  # costs 0.2 s, for nothing with SQLite

    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError:
        raise ValueError from None


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.query or parts.fragment or parts.username or re.search(r"\s", url):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(host))


def _is_here(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)
