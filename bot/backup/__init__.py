"""How is the base kept safe, and brought back? While it serves; whole or not at all; and nobody who left comes back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from bot.backup import listing
from bot.backup.listing import Listed
from bot.errors import OperatorError
from bot.settings import Settings

KINDS = {b"SQLite format 3\0": "sqlite", b"PGDMP": "postgresql"}
"""How each begins."""
NOT_EMPTY = "La base {place} n'est pas vide. Pour la remplacer par la sauvegarde : ajoutez --replace."
OTHER_KIND = {
    "sqlite": "{file} est une sauvegarde de SQLite ; la base {place} est une base PostgreSQL.",
    "postgresql": "{file} est une sauvegarde de PostgreSQL ; la base {place} est un fichier SQLite.",
    "": "{file} n'est pas une sauvegarde de Premier Pas.",
}


class Base(Protocol):
    """One kind of database. Each raises OperatorError, and then nothing has changed."""

    kind: str

    def back_up(self, draft: Path) -> None:
        """What is committed now, all of one moment; turns go on meanwhile."""

    def erased(self) -> Listed:
        """The conversations erased on demand; none where there is no base yet."""

    def is_empty(self) -> bool: ...

    def restore(self, file: Path, listed: Listed) -> None:
        """The base becomes the backup, brought up to date and without those listed, in one step."""


def back_up(settings: Settings, file: Path, erased_only: bool = False) -> None:
    """Written whole under another name, then given its own: a backup cut short leaves the one before. OperatorError."""
    base = base_of(settings)
    draft = file.with_name(file.name + ".part")
    try:
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        if erased_only:
            listing.write(base.erased(), draft)
        else:
            base.back_up(draft)
        _named(draft, file)
    except OSError as error:
        raise OperatorError(f"La sauvegarde {file} ne s'écrit pas ({error.strerror}).") from error
    finally:
        draft.unlink(missing_ok=True)


def restore(settings: Settings, file: Path, replace: bool = False, erased: Path | None = None) -> None:
    """Whoever is listed as erased, in the base or in the file `erased`, stays so. Raises OperatorError."""
    base = base_of(settings)
    kind = _kind(file)
    if kind != base.kind:
        raise OperatorError(OTHER_KIND[kind].format(file=file, place=settings.place))
    if not replace and not base.is_empty():
        raise OperatorError(NOT_EMPTY.format(place=settings.place))
    listed = {**base.erased(), **(listing.read(erased) if erased else {})}
    base.restore(file, listed)


def base_of(settings: Settings) -> Base:
    if not settings.postgres_url:
        from bot.backup.sqlite import File

        return File(settings.database)
    from bot.backup.postgres import Server

    return Server(settings.postgres_url, settings.place)


def _kind(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            start = opened.read(16)
    except OSError as error:
        raise OperatorError(f"La sauvegarde {file} ne se lit pas ({error.strerror}).") from error
    return next((kind for sign, kind in KINDS.items() if start.startswith(sign)), "")


def _named(draft: Path, file: Path) -> None:
    """On the disk first, then under its name, and the name on the disk too."""
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    os.replace(draft, file)
    folder = os.open(file.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
