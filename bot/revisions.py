"""How does an editor put content in service, see what was, and go back? `python -m bot publish`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from babel import Locale
from babel.dates import format_datetime

from bot.checking import problems
from bot.errors import OperatorError
from bot.publishing import Published, packed, revision
from bot.store import Revision, Store
from content.loader import ContentError, files_of, load_files
from dialogs.hours import PARIS

FRENCH = Locale("fr")
WORDS_MAX = 200
NOTHING_YET = "Rien n'est publié : le contenu du programme est en service."
NONE_READS = "Aucune ne se lit avec cette version du programme : son contenu à lui est en service."
DONE = "La révision {number} est publiée. Chaque programme en marche la sert d'ici dix secondes."


def asked_for(options: argparse.Namespace, store: Store, now: datetime) -> list[str]:
    """What is said to the editor who asked. Raises ContentError, OperatorError, StoreUnavailable."""
    if options.list:
        return list(listed(store, now))
    if options.back is not None:
        number = back(options.back, options.author, options.note, store, now)
    else:
        number = publish(options.folder, options.author, options.note, store, now)
    return [DONE.format(number=number)]


def publish(folder: Path, author: str, note: str, store: Store, now: datetime) -> int:
    """The number of the revision, checked whole. Raises ContentError with every problem: then nothing is stored.

    The folder is read once: what is published is what was checked.
    """
    if not folder.is_dir():
        raise OperatorError(f"« {folder} » n'est pas un dossier.")
    files = files_of(folder)
    wrong = [problem for problem in problems(load_files(files), now.date()) if problem.severity == "error"]
    if wrong:
        raise ContentError(wrong)
    return store.publish(packed(files), _one_line(author), _one_line(note), now)


def back(number: int, author: str, note: str, store: Store, now: datetime) -> int:
    """An earlier revision as a new one, so that nothing is lost. Raises OperatorError, ContentError.

    It is read, not checked again: whoever goes back is in a hurry, and a guarantee may have ended meanwhile.
    """
    archive = store.archive(number)
    if archive is None:
        known = ", ".join(str(one.number) for one in store.revisions()) or "aucune"
        raise OperatorError(f"La révision {number} n'existe pas. Celles qui existent : {known}.")
    if number == store.newest_revision():
        raise OperatorError(f"La révision {number} est déjà la dernière : il n'y a rien à changer.")
    revision(store, number)
    said = f"retour à la révision {number}" + (f" : {note}" if note else "")
    return store.publish(archive, _one_line(author), _one_line(said), now)


def listed(store: Store, now: datetime) -> Iterator[str]:
    """A line a revision, the newest first."""
    found = store.revisions()
    serving = Published(store, lambda: now).number if found else 0
    if not serving:
        yield NONE_READS if found else NOTHING_YET
    for one in found:
        yield _line(one) + ("  (en service)" if one.number == serving else "")


def _line(one: Revision) -> str:
    day = format_datetime(one.published_at, "d MMMM y 'à' HH:mm", tzinfo=PARIS, locale=FRENCH)
    return f"{one.number}  {day}  {one.author}" + (f" : {one.note}" if one.note else "")


def _one_line(text: str) -> str:
    """As it can be kept and listed: no line break, no sign that does not show."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.split())[:WORDS_MAX]
