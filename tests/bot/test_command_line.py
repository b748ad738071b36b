"""Does each command do what its help says?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot import __main__ as command_line
from bot.__main__ import main
from bot.store import StoreUnavailable
from content.loader import ContentError
from content.models import Problem
from tests.fakes import MemoryStore

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("serve", "migrate", "talk", "simulate", "understand", "check")


def run(*arguments: str, typed: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    given = typed.encode() if isinstance(typed, str) else typed
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, env=os.environ | environment, input=given,
        capture_output=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])

    said = capsys.readouterr().out
    assert left.value.code == 0
    assert f"python -m bot {command}" in said
    assert len(said.split()) > 25


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])

    said = capsys.readouterr().out
    assert all(command in said for command in COMMANDS)


@pytest.mark.parametrize("arguments", [[], ["manger"], ["understand", "humeur"]])
def test_an_unknown_command_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)

    assert left.value.code == 2


def test_understand_says_one_object_a_line() -> None:
    done = run("understand", "metier", typed=b"je sui koiffeuse\n\nje sais pas\n" + b"fleuriste \xe9\n")

    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert [line["text"] for line in lines] == ["je sui koiffeuse", "", "je sais pas", "fleuriste \ufffd"]
    assert [line["best"] for line in lines] == ["coiffeur", None, None, "fleuriste"]
    assert [line["sure"] for line in lines] == [True, False, False, True]
    assert lines[0]["candidates"][0].keys() == {"id", "score"}


def test_simulate_plays_a_persona(tmp_path: Path) -> None:
    persona = tmp_path / "p.toml"
    persona.write_text('id = "p00"\n[says]\nmetier = "fleuriste"\n[facts]\n', encoding="utf-8")

    done = run("simulate", str(persona))

    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["trade"] == "fleuriste"


def test_simulate_plays_a_folder_of_personas_in_order(tmp_path: Path) -> None:
    for name in ("p02", "p01"):
        text = f'id = "{name}"\n[says]\nmetier = "fleuriste"\n[facts]\n'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")

    done = run("simulate", str(tmp_path))

    assert done.returncode == 0, done.stderr.decode()
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["p01", "p02"]


def test_a_folder_without_personas_is_said_in_one_line(tmp_path: Path) -> None:
    done = run("simulate", str(tmp_path))

    assert done.returncode == 2
    assert f"{tmp_path} : ce fichier de personnage ne se lit pas" in done.stderr.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('id = "p00"\n[says]\nmetier = 3\n[facts]\n', "n'a pas la bonne forme (says.metier)"),
        ("[says]\n[facts]\nfreins = 1\n", "n'a pas la bonne forme (id, facts.freins)"),
        ("id = ", "ne se lit pas"),
    ],
)
def test_a_persona_that_is_none_is_said_in_one_line(tmp_path: Path, wrong: str, said: str) -> None:
    persona = tmp_path / "p.toml"
    persona.write_text(wrong, encoding="utf-8")

    done = run("simulate", str(persona))

    (line,) = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert line.startswith(f"{persona} : ce fichier de personnage {said}")


def test_a_reader_who_leaves_early_is_let_go_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "understand", "metier"], cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as left:  # fmt: skip
        assert left.stdin
        assert left.stdout
        assert left.stderr
        left.stdout.close()
        left.stdin.write(b"fleuriste\n" * 3)
        left.stdin.close()
        assert left.stderr.read() == b""
        assert left.wait() == 0


def test_talk_ends_with_the_way_back(tmp_path: Path) -> None:
    done = run("talk", typed="", DATABASE_URL=f"sqlite:///{tmp_path}/talk.db")

    assert done.returncode == 0
    assert "python -m bot talk" in done.stdout.decode()


def test_talk_says_that_the_database_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Away(MemoryStore):
        def erase(self, *_: Any) -> None:
            raise StoreUnavailable("database is locked")

    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr("bot.app.open_store", lambda _settings: Away())

    assert main(["talk", "--fresh"]) == 1
    assert capsys.readouterr().err == "La base premier-pas.db ne répond pas (database is locked).\n"


# ------------------------------------------------------------------ check

WRONG = Problem("questions/reseau.toml", "text", "cette bulle a deux questions.")
ODD = Problem("replies.toml", "help.all", "mots peu courants : repart.", "warning")


def content_with(monkeypatch: pytest.MonkeyPatch, *problems: Problem) -> None:
    monkeypatch.setattr("bot.checking.problems", lambda *_: list(problems))


@pytest.mark.parametrize(("problems", "status"), [((), 0), ((ODD,), 0), ((WRONG, ODD), 1)])
def test_check_fails_when_something_is_an_error(
    problems: tuple[Problem, ...], status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content_with(monkeypatch, *problems)

    assert main(["check"]) == status
    assert all(str(problem) in capsys.readouterr().out for problem in problems[:1])


def test_check_says_its_problems_as_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    content_with(monkeypatch, WRONG)

    assert main(["check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": "questions/reseau.toml",
            "field": "text",
            "sentence": "cette bulle a deux questions.",
            "severity": "error",
        }
    ]


def test_check_says_everything_that_does_not_load(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Any:
        raise ContentError([WRONG, WRONG])

    monkeypatch.setattr("bot.checking.load", broken)

    assert main(["check"]) == 1
    assert capsys.readouterr().out.count(str(WRONG)) == 2


def test_content_that_does_not_load_stops_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Any:
        raise ContentError([WRONG])

    monkeypatch.setattr(command_line, "load", broken)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(__iter__=lambda _: iter(())))

    assert main(["understand", "metier"]) == 1
    assert str(WRONG) in capsys.readouterr().err
