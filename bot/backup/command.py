"""What can be asked of the backup from the command line?"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from bot.settings import read_settings

Command = Callable[[argparse.Namespace], int]
BACKUP = """\
Writes everything the database of DATABASE_URL holds to FILE, all of one moment, while people go on talking. FILE is \
whole or not there. With PostgreSQL, its own pg_dump does it. Keep it 30 days at most, apart from SECRET_KEY, which is \
not in it."""
RESTORE = """\
Stop the service first. The database of DATABASE_URL becomes what FILE holds, brought up to date, in one step: cut \
short, it is as it was. Whoever erased everything since the backup stays erased: the list is read from the database \
that is replaced and, where that is lost, from a file of `backup --erased-only`."""


def declare(add: Callable[[str, Command, str, str], argparse.ArgumentParser]) -> None:
    backup = add("backup", _backup, "write a copy of the database while it serves", BACKUP)
    backup.add_argument("file", type=Path, metavar="FILE", help="where to write it")
    backup.add_argument("--erased-only", action="store_true", help="only the list of conversations erased on demand")
    restore = add("restore", _restore, "put a backup in place of the database", RESTORE)
    restore.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote")
    restore.add_argument("--replace", action="store_true", help="although the database is not empty")
    restore.add_argument("--erased", type=Path, metavar="LIST", help="what `backup --erased-only` wrote")


def _backup(options: argparse.Namespace) -> int:
    settings = read_settings(os.environ)
    from bot.backup import back_up

    back_up(settings, options.file, options.erased_only)
    what = "La liste des conversations effacées" if options.erased_only else f"La sauvegarde de {settings.place}"
    print(f"{what} est dans {options.file}. À garder trente jours au plus, loin de la clé.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    settings = read_settings(os.environ)
    from bot.backup import restore

    restore(settings, options.file, options.replace, options.erased)
    print(f"La base {settings.place} est celle de {options.file}. Les personnes effacées depuis le sont restées.")
    return 0
