"""Do the three rings hold? content <- dialogs <- bot: arrows are imports, nothing points back."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RINGS = ("content", "dialogs", "bot")
CONTENT_MAY = {"pydantic", "tomli", "tomlkit", "content", "simplemma", "wordfreq"}
OF_CONTENT = {"content.models", "content.typography", "content.dates", "content.worlds"}
DIALOGS_MAY = OF_CONTENT | {"dialogs", "msgspec", "transitions", "babel", "rapidfuzz", "holidays"}
DIALOGS_MAY_PROOFS = DIALOGS_MAY | {"content"}
IMPURE = {"asyncio", "os", "logging", "time", "random", "socket", "sqlite3", "subprocess", "threading", "secrets"}
CALLING = {
    *("aiohttp", "ftplib", "http", "httpcore", "httpx", "imaplib", "psycopg", "psycopg_pool", "requests", "smtplib"),
    *("socket", "socketserver", "ssl", "telegram", "telnetlib", "urllib.request", "urllib3", "websockets", "xmlrpc"),
}
MAY_CALL = {
    **dict.fromkeys(("aiohttp", "httpx", "telegram", "urllib"), ("bot/channels/telegram/",)),
    "psycopg": ("bot/store/postgres/", "bot/backup/postgres.py", "bot/settings.py"),
    "psycopg_pool": ("bot/store/postgres/",),
    "socket": ("bot/serving.py",),  # it listens
}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic"}
EDITORS_READ = {"dialogs/renderings/invented.py", "dialogs/proofs.py"}
OUTSIDE = re.compile(r"\.\./sha" + r"red|(?<![\w.])/(?:home|Users|root)/\w")


def test_content_imports_nothing_of_ours_but_itself() -> None:
    wrong = [
        f"{file} imports {name}"
        for file, name in imports_of("content")
        if top(name) not in CONTENT_MAY | sys.stdlib_module_names
    ]

    assert wrong == []


def test_dialogs_see_the_content_and_nothing_outside() -> None:
    wrong = [
        f"{file} imports {name}"
        for file, name in imports_of("dialogs")
        if not within(name, DIALOGS_MAY_PROOFS if file in EDITORS_READ else DIALOGS_MAY)
        and (top(name) not in sys.stdlib_module_names or top(name) in IMPURE)
    ]

    assert wrong == []


def test_dialogs_are_given_the_time_and_never_read_a_clock() -> None:
    wrong = [
        f"{file}:{call.lineno}"
        for file in files("dialogs")
        for call in calls(file)
        if isinstance(call.func, ast.Attribute) and call.func.attr in CLOCKS
    ]

    assert wrong == []


def test_one_module_alone_knows_transitions() -> None:
    users = {file for ring in RINGS for file, name in imports_of(ring) if top(name) == "transitions"}

    assert users == {"dialogs/phases.py"}


@pytest.mark.parametrize("act", ["load", "commit"])
def test_a_conversation_is_loaded_and_committed_in_one_place(act: str) -> None:
    callers = {file for file in files("bot") for call in calls(file) if is_of_the_store(call, act)}

    assert callers == {"bot/turns.py"}


def test_channels_know_the_promise_of_the_store_and_no_store() -> None:
    inside = {Path(file).relative_to("bot/store").parts[0].removesuffix(".py") for file in files("bot/store")}
    stores = {f"bot.store.{name}" for name in inside}
    wrong = [
        f"{file} imports {name}"
        for file, name in imports_of("bot/channels")
        if within(name, {*stores, "dialogs.phases"})
    ]

    assert wrong == []


def test_nothing_of_ours_calls_anybody_but_telegram_and_the_database() -> None:
    """S12: a link is never followed by us, so none can lead us to a private address. What processes really open is
    seen in tests/telegram/conftest.py."""
    calling = [(file, name) for ring in RINGS for file, name in imports_of(ring) if within(name, CALLING)]
    starting = {file for ring in RINGS for file, name in imports_of(ring) if top(name) == "subprocess"}

    assert [(file, name) for file, name in calling if not file.startswith(MAY_CALL.get(top(name), "nobody"))] == []
    assert starting == {"bot/backup/postgres.py"}


def test_no_sentence_that_an_owner_reads_stands_in_python() -> None:
    wrong = [
        f"{file}:{line} {text}"
        for file in files("dialogs")
        if file not in EDITORS_READ
        for line, text in french_sentences(file)
    ]

    assert wrong == []


def test_no_tracked_file_needs_anything_outside_the_repository() -> None:
    wrong = [file for file in tracked_files() if OUTSIDE.search(text_of(file))]

    assert wrong == []


# ------------------------------------------------------------------ reading the code


def files(folder: str) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / folder).rglob("*.py"))]


@cache
def tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"), file)


def imports_of(folder: str) -> Iterator[tuple[str, str]]:
    """Each file with the modules it imports, those inside functions too: `from a import b` gives a.b."""
    for file in files(folder):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Import):
                yield from ((file, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{file}: relative import"
                yield from ((file, f"{node.module}.{alias.name}") for alias in node.names)


def top(name: str) -> str:
    return name.split(".")[0]


def within(name: str, allowed: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


def calls(file: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, ast.Call))


def is_of_the_store(call: ast.Call, act: str) -> bool:
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == act):
        return False
    return ast.unparse(call.func.value).split(".")[-1] in ("store", "_store")


def french_sentences(file: str) -> Iterator[tuple[int, str]]:
    """The texts of more than three words, with a French quote or accent, that are no documentation."""
    documentation = {id(node.value) for node in ast.walk(tree(file)) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree(file)):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in documentation:
            continue
        if re.search("[«éèêàùçôîû]", node.value) and len(node.value.split()) > 3:
            yield node.lineno, node.value


def tracked_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [file for file in listed.stdout.splitlines() if (ROOT / file).is_file()]


def text_of(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8", errors="ignore")
