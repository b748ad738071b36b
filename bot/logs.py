"""What does the operator read while it runs? One line a fact, and never a secret."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from pythonjsonlogger.json import JsonFormatter

from bot.settings import Settings

HIDDEN = "***"
TALKATIVE = ("aiohttp", "psycopg", "uvicorn", "transitions")
"""Not below warnings."""


def start_logging(settings: Settings, level: int = logging.INFO) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutSecrets(settings.secrets, JSON if settings.log_json else TEXT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


TEXT = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
JSON = JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s", json_ensure_ascii=False)


class WithoutSecrets(logging.Formatter):
    """Hides the secrets wherever they stand: in a message, an address, a traceback."""

    def __init__(self, secrets: Sequence[str], written: logging.Formatter = TEXT) -> None:
        super().__init__()
        self._secrets = [secret for secret in secrets if secret]
        self._written = written

    def format(self, record: logging.LogRecord) -> str:
        text = self._written.format(record)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text
