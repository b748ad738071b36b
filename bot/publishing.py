"""Which content is served, and how does an editor change it? Numbered revisions in the database."""

from __future__ import annotations

import asyncio
import io
import logging
import sys
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from functools import _lru_cache_wrapper
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime

from bot.errors import OperatorError
from bot.store import Store, StoreUnavailable
from content.checks import check
from content.loader import ContentError, files_of, load, load_files
from content.models import Library, Problem
from content.own import load_published
from dialogs.proofs import prove

PARIS, FRENCH = ZoneInfo("Europe/Paris"), Locale("fr")
EVERY = 5.0
"""Seconds between two looks: every process serves what was published within ten."""
UNREADABLE = "La révision %d ne se lit pas avec cette version du programme, celle d'avant reste en service : %s"
log = logging.getLogger(__name__)


class Published:
    """The Library in service: the newest revision, else the folder in the code. Called, it gives it.

    Beside the channels it looks for a newer one and takes it between two turns; one that cannot be read is said once.
    """

    def __init__(self, store: Store, every: float = EVERY) -> None:
        """Raises ContentError, StoreUnavailable."""
        self.store = store
        self.every = every
        self.number = store.newest_revision()
        self._library = _loaded(store, self.number) if self.number else load()
        self._stopping = asyncio.Event()

    def __call__(self) -> Library:
        return self._library

    async def run(self) -> None:
        while not self._stopping.is_set():
            try:
                await asyncio.wait_for(self._stopping.wait(), self.every)
            except TimeoutError:
                await self.look()

    async def stop(self) -> None:
        self._stopping.set()

    async def look(self) -> None:
        """Takes a newer revision, if there is one."""
        try:
            newest = await asyncio.to_thread(self.store.newest_revision)
            if newest == self.number:
                return
            self.number = newest
            self._library = await asyncio.to_thread(_loaded, self.store, newest)
            forget()
            log.info("Contenu : la révision %d est en service.", newest)
        except StoreUnavailable as error:
            self.number = -1
            log.warning("Une nouvelle révision du contenu sera cherchée plus tard (%s).", error)
        except ContentError as error:
            log.error(UNREADABLE, self.number, error)


def forget() -> None:
    """What was worked out for the content before, and remembered, keeps it in memory: all of it is let go of."""
    rings = [module for name, module in list(sys.modules.items()) if name.partition(".")[0] in ("content", "dialogs")]
    for module in rings:
        for value in list(vars(module).values()):
            if isinstance(value, _lru_cache_wrapper):
                value.cache_clear()


def publish(folder: Path, author: str, note: str, store: Store, now: datetime) -> int:
    """The number of the revision, checked whole. Raises ContentError with every problem: then nothing is stored."""
    files = files_of(folder)
    problems = _problems(load_files(files), now.date())
    if problems:
        raise ContentError(problems)
    return store.publish(packed(files), author, note, now)


def back(number: int, author: str, store: Store, now: datetime) -> int:
    """An earlier revision as a new one, so that nothing is lost. Raises OperatorError, ContentError."""
    archive = store.archive(number)
    if archive is None:
        known = ", ".join(str(one.number) for one in store.revisions()) or "aucune"
        raise OperatorError(f"La révision {number} n'existe pas. Celles qui existent : {known}.")
    load_published(_unpacked(archive))
    return store.publish(archive, author, f"retour à la révision {number}", now)


def listed(store: Store) -> list[str]:
    """A line a revision, for whoever publishes."""
    lines = [
        f"{one.number}  {format_datetime(one.published_at, 'd MMMM y HH:mm', tzinfo=PARIS, locale=FRENCH)}"
        f"  {one.author}{f' : {one.note}' if one.note else ''}"
        for one in store.revisions()
    ]
    return [f"{lines[0]}  (en service)", *lines[1:]] if lines else ["Rien n'est publié : le contenu du programme sert."]


def _problems(library: Library, today: date) -> list[Problem]:
    found = [*check(library, today), *prove(library, today)]
    return [problem for problem in found if problem.severity == "error"]


def _loaded(store: Store, number: int) -> Library:
    archive = store.archive(number)
    assert archive is not None, f"revision {number} is gone"
    return load_published(_unpacked(archive))


def packed(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _unpacked(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
