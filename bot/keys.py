"""How is a person recognised without keeping who she is? By keyed hashes; her Telegram id is encrypted."""

from __future__ import annotations

import base64
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import OperatorError
from bot.settings import SECRET_MIN, Settings
from bot.store import Store

SEAL = "secret key"
"""The name under which a store keeps what only its own SECRET_KEY gives."""
OTHER_KEY = """\
{source} ne contient pas la clé de la base {database}.
  Avec une autre clé, personne n'y retrouverait sa conversation, et Telegram n'aurait plus l'adresse de personne."""
NO_KEY = "La clé de la base {database} manque : elle n'est ni dans SECRET_KEY, ni dans {file}."
WAY_OUT = """\
  La personne qui gère le serveur peut remettre la clé d'origine : elle est avec ses réglages ou ses sauvegardes.
  Si cette clé est perdue, elle peut donner une autre base par DATABASE_URL : tout y repart de zéro."""


class WrongKey(Exception):
    """This was encrypted with another SECRET_KEY."""


class Keys:
    """Everything derived from SECRET_KEY; each use has its own key, so that one never tells another."""

    def __init__(self, secret_key: str) -> None:
        self._hash_key = _derived(secret_key, "conversation key")
        self.seal = _derived(secret_key, "seal").hex()
        self.webhook_secret = _derived(secret_key, "webhook").hex()
        self._fernet = Fernet(base64.urlsafe_b64encode(_derived(secret_key, "telegram address")))

    def telegram_key(self, telegram_id: int) -> str:
        """The conversation of a Telegram account."""
        return self._hashed(f"telegram:{telegram_id}")

    def web_key(self, session_token: str) -> str:
        """The conversation of a web session; its token lives in her cookie alone."""
        return self._hashed(f"web:{session_token}")

    def encrypt(self, telegram_id: int) -> bytes:
        return self._fernet.encrypt(str(telegram_id).encode())

    def decrypt(self, encrypted: bytes) -> int:
        """Raises WrongKey."""
        try:
            return int(self._fernet.decrypt(encrypted))
        except InvalidToken as error:
            raise WrongKey("encrypted with another SECRET_KEY") from error

    def _hashed(self, identity: str) -> str:
        return hmac.digest(self._hash_key, identity.encode(), "sha256").hex()


def keys_of(store: Store, settings: Settings) -> Keys:
    """The keys this store was begun with. Raises OperatorError: with others, nobody would be found again."""
    if store.kept(SEAL) and not settings.secret_key and not key_file(settings.database).exists():
        raise _refusal(NO_KEY, settings)
    keys = Keys(secret_key(settings))
    if not store.kept(SEAL):
        store.keep(SEAL, keys.seal)
    if store.kept(SEAL) != keys.seal:
        raise _refusal(OTHER_KEY, settings)
    return keys


def secret_key(settings: Settings) -> str:
    """SECRET_KEY, or the one kept beside the SQLite file: made on first start, for its owner's eyes alone."""
    if settings.secret_key:
        return settings.secret_key
    path = key_file(settings.database)
    if not path.exists():
        _make(path)
    key = path.read_text(encoding="ascii").strip()
    if len(key) < SECRET_MIN:
        raise OperatorError(f"Le fichier {path} est abîmé : remettez la clé d'origine, ou donnez SECRET_KEY.")
    return key


def key_file(database: Path) -> Path:
    return database.with_name(database.name + ".key")


def _refusal(reason: str, settings: Settings) -> OperatorError:
    file = key_file(settings.database)
    source = "SECRET_KEY" if settings.secret_key else f"Le fichier {file}"
    return OperatorError(f"{reason.format(database=settings.place, file=file, source=source)}\n{WAY_OUT}")


def _make(path: Path) -> None:
    """Written whole under another name, then linked: two processes starting at once keep the same key."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    try:
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def _derived(secret: str, use: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=f"premier-pas {use}".encode()).derive(secret.encode())
