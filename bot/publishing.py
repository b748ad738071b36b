"""Which content is served now? The newest revision that reads well, and a newer one as soon as it is published."""

from __future__ import annotations

import asyncio
import io
import logging
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import _lru_cache_wrapper

from bot.store import Store, StoreUnavailable
from content.loader import ContentError, load
from content.models import Library, Problem
from content.own import load_published
from dialogs import Incoming, start, take_turn

EVERY = 5.0
"""Seconds between two looks: every process serves what was published within ten."""
TRIED = 5
"""At start, so many revisions are tried, the newest first; then the folder in the code serves."""
SAID = 5
"""Problems told in one line of the log."""
FIRST_WORDS = ("", "bonjour", "je ne sais pas")
UNREADABLE = "La révision %d du contenu ne se lit pas avec cette version du programme, elle n'est pas servie : %s"
log = logging.getLogger(__name__)


class Published:
    """The Library in service. Called, it gives it. `number`: of its revision; 0: the folder in the code.

    Beside the channels it looks for a newer revision and takes it between two turns: whatever is being answered goes on
    with the one before. One that cannot be read is said once, and what is in service stays.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime], every: float = EVERY) -> None:
        """Raises StoreUnavailable; ContentError when even the folder in the code cannot be served."""
        self.store = store
        self.clock = clock
        self.every = every
        self.when_changed: Callable[[], None] = lambda: None
        self._seen = store.newest_revision()
        self.number, self._library = self._first()
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
        """Takes a newer revision, if there is one. It is read in a thread: turns go on."""
        try:
            newest = await asyncio.to_thread(self.store.newest_revision)
            if newest == self._seen:
                return
            library = await asyncio.to_thread(self._readable, newest)
        except StoreUnavailable as error:
            log.warning("Une nouvelle révision du contenu sera cherchée plus tard (%s).", error)
            return
        self._seen = newest
        if library:
            self._serve(newest, library)

    def _serve(self, number: int, library: Library) -> None:
        self.number, self._library = number, library
        forget()
        log.info("Contenu : la révision %d est en service.", number)
        self.when_changed()

    def _first(self) -> tuple[int, Library]:
        for revision in self.store.revisions()[:TRIED]:
            if library := self._readable(revision.number):
                return revision.number, library
        return 0, load()

    def _readable(self, number: int) -> Library | None:
        """None when this version of the program cannot serve it: the log says why. Raises StoreUnavailable."""
        try:
            return tried(revision(self.store, number), self.clock())
        except StoreUnavailable:
            raise
        except ContentError as error:
            more = f" ; et {len(error.problems) - SAID} autres" if len(error.problems) > SAID else ""
            log.error(UNREADABLE, number, " ; ".join(map(str, error.problems[:SAID])) + more)
        except Exception as error:
            log.error(UNREADABLE, number, f"{type(error).__name__}: {error}")
        return None


def revision(store: Store, number: int) -> Library:
    """The content published under this number; 0: the folder in the code. Raises ContentError, StoreUnavailable."""
    if not number:
        return load()
    archive = store.archive(number)
    if archive is None:
        raise ContentError([Problem(f"révision {number}", "-", "elle n'est pas dans la base.")])
    return load_published(unpacked(archive))


def tried(library: Library, now: datetime) -> Library:
    """Itself, once a first conversation was had with it. Raises what the conversation raises."""
    conversation = start("-", now)
    for text in FIRST_WORDS:
        act = Incoming(conversation_key="-", event_id="-", text=text)
        conversation = take_turn(conversation, act, library, now).conversation
    return library


def forget() -> None:
    """What was worked out for the content before, and remembered, keeps it in memory: all of it is let go of."""
    rings = [module for name, module in list(sys.modules.items()) if name.partition(".")[0] in ("content", "dialogs")]
    for module in rings:
        for value in list(vars(module).values()):
            if isinstance(value, _lru_cache_wrapper):
                value.cache_clear()


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files as one archive: name -> bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Raises ContentError when it is no archive of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            return {name: opened.read(name) for name in opened.namelist()}
    except (zipfile.BadZipFile, zlib.error) as error:
        raise ContentError([Problem("archive", "-", f"elle est abîmée ({error}).")]) from error
