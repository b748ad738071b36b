"""Which files does a page need? Ours alone, named after their content so that browsers may keep them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
KEEP = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    body: bytes
    media_type: str


class Assets:
    """Every static file, read once at start."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._names: dict[str, str] = {}
        self._assets: dict[str, Asset] = {}
        for path in sorted(p for p in folder.iterdir() if p.suffix in MEDIA_TYPES):
            body = path.read_bytes()
            name = f"{path.stem}.{hashlib.sha256(body).hexdigest()[:12]}{path.suffix}"
            self._names[path.name] = name
            self._assets[name] = Asset(body, MEDIA_TYPES[path.suffix])

    def url(self, name: str) -> str:
        """« chat.css » -> « /static/chat.0123456789ab.css »"""
        return f"/static/{self._names[name]}"

    def find(self, hashed_name: str) -> Asset | None:
        return self._assets.get(hashed_name)
