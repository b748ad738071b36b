"""What can be asked of it from the command line?"""

from __future__ import annotations

import argparse
import gc
import getpass
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from bot.backup.command import declare as declare_backup
from bot.errors import OperatorError
from bot.settings import Settings, read_settings
from content.loader import FOLDER, ContentError, load

SETTINGS = """\
settings, from the environment (an empty value counts as absent):
  HOST                     where to listen: 127.0.0.1; 0.0.0.0 when a platform gives PORT
  PORT                     8000; 0 takes a free one and prints it
  DATABASE_URL             sqlite:///premier-pas.db; or postgresql://name:password@machine:5432/base
  SECRET_KEY               32 characters at least; made on first start beside the SQLite file, as <file>.key;
                           required with PUBLIC_URL and with PostgreSQL
  TELEGRAM_TOKEN           the bot's token, from @BotFather; without it Telegram is off
  TELEGRAM_API_URL         the root that /bot<token>/ follows: https://api.telegram.org
  TELEGRAM_WEBHOOK_SECRET  what Telegram shows when it posts to us; two while the old one is being replaced, the new one
                           first; drawn from SECRET_KEY by default
  PUBLIC_URL               the https address people use; Telegram posts there, at /telegram
  TRUSTED_PROXIES          addresses or networks of our own proxies, separated by commas
  NEW_SESSIONS_PER_10_MIN  new web conversations from one address in ten minutes: 100
  METRICS_TOKEN            who shows it as a bearer reads /metrics; without it there is no /metrics
  LOG_FORMAT               text or json: json when a platform gives PORT
  ALLOW_THROWAWAY_SQLITE   1 to start although the platform loses its files, and every conversation, at each start
"""


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 done, 1 refused or wrong content, 2 wrong settings or wrong words."""
    _speak_utf8()
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        return _no_longer_read()
    except OperatorError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    except ContentError as error:
        print(f"Le contenu ne peut pas être servi :\n{error}", file=sys.stderr)
        return 1


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["simulate"]:
        return _simulate(arguments[1:])
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    return command(options)


def _no_longer_read() -> int:
    """Whoever read us has had enough (`… | head`): what is left goes nowhere, and nothing is said at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _speak_utf8() -> None:
    """Whatever the machine's own habit, French goes in and out; a byte that is no text becomes « � »."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Premier Pas: a few simple questions in French, then a plan of first steps.",
    )
    commands = parser.add_subparsers(required=True)
    _add(
        commands, "serve", _serve, "serve the web chat, and Telegram when a token is given", epilog=SETTINGS,
        description="Serves the web chat and keeps conversations in a SQLite file or in PostgreSQL; Telegram too when\n"
        "TELEGRAM_TOKEN is set: by webhook where PUBLIC_URL is, by long polling elsewhere. Prints where to go. Stops\n"
        "on Ctrl-C or SIGTERM, losing nothing. It needs no worker: it also does what one does.",
    )  # fmt: skip
    _add(
        commands, "work", _work, "remind, send what waits and forget in time, without serving pages",
        description="For a platform that runs workers beside its web processes, on the same PostgreSQL database: "
        "reminds people, sends the replies whose process died and forgets in time, also while no web process runs. Any "
        "number of workers and web processes may run at once. Stops on Ctrl-C or SIGTERM, losing nothing.",
    )  # fmt: skip
    _add(
        commands, "migrate", _migrate, "bring the database of DATABASE_URL up to date",
        description="Makes or completes the tables of DATABASE_URL. Each step is whole or not at all: stopped in the "
        "middle, run it again. Run it before the new version starts; the one in service goes on meanwhile. A SQLite "
        "file is also brought up to date by `serve` itself.",
    )  # fmt: skip
    declare_backup(lambda *told: _add(commands, *told))
    talk = _add(
        commands, "talk", _talk, "have the whole conversation in this terminal",
        description="The whole conversation in this terminal: answer with a number, several (1 3 4), or words. "
        "It is kept in the database of DATABASE_URL and goes on where it was. Ctrl-D leaves.",
    )  # fmt: skip
    talk.add_argument("--fresh", action="store_true", help="erase the terminal's conversation and start anew")
    commands.add_parser(
        "simulate", add_help=False, help="play personas through the real dialogue, one JSON object a line"
    )
    understand = _add(
        commands, "understand", _understand, "say what a text is taken for, one JSON object a line",
        description="Reads texts on standard input, one a line, and writes one JSON object a line: `text`; `best`, "
        "the trade proposed alone or first of three (null when the families are asked); `sure`, when it is proposed "
        "alone; `candidates`, each with its id and its score out of 100.",
    )  # fmt: skip
    understand.add_argument("what", choices=["metier"], help="metier: a trade, in her own words")
    chambers = _add(
        commands, "chambers", _chambers, "import the chambers from the official directory",
        description="Reads JSON exports of the Annuaire de l'administration (pivots cci and chambre_metier) and writes "
        "one content file a chamber. Lists every problem at once, in French, and then writes nothing: no JSON, no "
        "known pivot, a phone of the wrong shape, fewer than 80 départements for a pivot.",
    )  # fmt: skip
    chambers.add_argument("what", choices=["import"], help="import: read the exports, write the chambers")
    chambers.add_argument("files", nargs="+", type=Path, metavar="FILE", help="an export in JSON")
    chambers.add_argument("--partial", action="store_true", help="accept a few départements, keep the other chambers")
    chambers.add_argument("--date", type=date.fromisoformat, metavar="DAY", help="when it was taken, YYYY-MM-DD: today")
    chambers.add_argument("--content", type=Path, default=FOLDER, metavar="FOLDER", help="the content to add them to")
    publish = _add(
        commands, "publish", _publish, "put a folder of content in service, or go back to an earlier revision",
        description="Checks a folder of content as `check` does, then keeps it as a numbered revision in the database "
        "of DATABASE_URL: every process serves it within ten seconds, between two turns. With one error, every problem "
        "is listed and what is in service stays. --back N puts revision N in service again, under a new number.",
    )  # fmt: skip
    publish.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="the content to put in service")
    publish.add_argument("--author", default=_user(), help="who publishes: you")
    publish.add_argument("--note", default="", help="what changed, in a few words")
    publish.add_argument("--back", type=int, metavar="N", help="go back to revision N")
    publish.add_argument("--list", action="store_true", help="the revisions, the one in service first")
    check = _add(
        commands, "check", _check, "list every problem of the content",
        description="Lists every problem of the content at once, file and field named, in French: what does not load, "
        "ids that lead nowhere, guarantees that ended, words that are not plain, examples that fail when played. "
        "Exit status 1 if any is an error. One of the options asks for a report instead.",
    )  # fmt: skip
    asked = check.add_mutually_exclusive_group()
    asked.add_argument("--json", action="store_true", help="one JSON list of objects instead of lines")
    asked.add_argument(
        "--coverage", action="store_true", help="what serves each id of the study; status 1 if one has nothing"
    )
    asked.add_argument("--freshness", action="store_true", help="what a person must open and read again")
    asked.add_argument("--sources", action="store_true", help="the page of sources, in Markdown")
    asked.add_argument(
        "--inference", nargs="?", const="tests/personas", metavar="FOLDER",
        help="how well businesses are recognised, and how much it takes to mislead us",
    )  # fmt: skip
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    command: Callable[[argparse.Namespace], int],
    summary: str,
    description: str,
    epilog: str = "",
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=summary,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter if epilog else argparse.HelpFormatter,
    )
    parser.set_defaults(command=command)
    return parser


def _serve(_options: argparse.Namespace) -> int:
    settings = read_settings(os.environ)
    gc.disable()  # what a start makes stays: looking for what could go is a tenth of it; `serve` goes on with it
    from bot.serving import serve

    serve(settings)
    return 0


def _work(_options: argparse.Namespace) -> int:
    settings = read_settings(os.environ)
    from bot.working import work

    work(settings)
    return 0


def _migrate(_options: argparse.Namespace) -> int:
    settings = read_settings(os.environ)
    from bot.app import migrate

    done = migrate(settings)
    print(f"La base {settings.place} est à jour" + (f" : {', '.join(done)}." if done else " : rien à faire."))
    return 0


def _talk(options: argparse.Namespace) -> int:
    settings = read_settings(os.environ)
    from bot.app import now, open_store
    from bot.channels.terminal import Console, talk
    from bot.publishing import Published
    from bot.turns import TurnHandler

    with suppress(ImportError):
        import readline  # noqa: F401  (lets her mend the line she types)
    store = open_store(settings)
    with _answering(settings):
        talk(TurnHandler(store, Published(store, now), now), store, Console(), fresh=options.fresh)
    return 0


def _simulate(arguments: list[str]) -> int:
    from bot.simulation import main as simulate

    return simulate(arguments)


def _understand(_options: argparse.Namespace) -> int:
    from dialogs.trades import propose

    library = load()
    for line in sys.stdin:
        text = line.rstrip("\r\n")
        found = propose(text, library)
        candidates = [{"id": trade, "score": score} for trade, score in found.candidates]
        said = {"text": text, "best": found.best, "sure": found.alone, "candidates": candidates}
        print(json.dumps(said, ensure_ascii=False))
    return 0


def _chambers(options: argparse.Namespace) -> int:
    from bot.chambers import read, write

    imported = read(options.files, load(options.content), options.date or date.today(), options.partial)
    if imported.problems:
        print("\n".join(map(str, imported.problems)), file=sys.stderr)
        print(f"Rien n'est importé : {len(imported.problems)} à corriger.", file=sys.stderr)
        return 1
    write(imported.chambers, options.content / "chambers", options.partial)
    counts = Counter(chamber.kind.upper() for chamber in imported.chambers)
    print(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) + " : importées.")
    return 0


def _publish(options: argparse.Namespace) -> int:
    if sum((options.folder is not None, options.back is not None, options.list)) != 1:
        raise OperatorError("Donnez un dossier à publier, ou --back N, ou --list.")
    settings = read_settings(os.environ)
    from bot.app import now, open_store
    from bot.revisions import asked_for

    with _answering(settings):
        print(*asked_for(options, open_store(settings), now()), sep="\n")
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "inconnu"


def _check(options: argparse.Namespace) -> int:
    from bot.checking import asked_for, whole

    report = asked_for(options)
    return report(load(), date.today()) if report else whole(date.today(), as_json=options.json)


@contextmanager
def _answering(settings: Settings) -> Iterator[None]:
    """A database that goes away in the middle is said to the operator."""
    from bot.store import StoreUnavailable

    try:
        yield
    except StoreUnavailable as error:
        raise OperatorError(f"La base {settings.place} ne répond pas ({error}).") from error


if __name__ == "__main__":
    sys.exit(main())
