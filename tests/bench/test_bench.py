"""Do the benches still run? Tiny counts; no time is judged."""

from __future__ import annotations

import os

import pytest

from tests.bench import beside_aiogram, client, crowd, size, start, stored, turns, usual, where


def test_the_turns_are_measured_beside_the_echo(capsys: pytest.CaptureFixture[str]) -> None:
    turns.main(["--rounds", "1", "--people", "2", "--echoes", "3"])

    said = capsys.readouterr().out
    assert all(f"| {row}" in said for row in (turns.ECHO, "pure dialogue", "file on disk: web turn"))


def test_the_start_and_the_content_are_measured_beside_what_they_need(capsys: pytest.CaptureFixture[str]) -> None:
    start.main(["--rounds", "1", "--stored", "50"])

    said = capsys.readouterr().out
    assert all(f"| {row}" in said for row in (start.IMPORTS, start.ANSWERED, start.MANY, start.PARSE, start.LOAD))


def test_the_usual_way_is_measured_beside_ours(capsys: pytest.CaptureFixture[str]) -> None:
    usual.main(["--rounds", "1", "--stored", "50"])

    assert "| the usual way, 50 people stored" in capsys.readouterr().out


def test_a_turn_is_measured_whatever_is_stored(capsys: pytest.CaptureFixture[str]) -> None:
    stored.main(["--rounds", "1", "--stored", "10", "20"])

    assert "| 20 conversations stored" in capsys.readouterr().out


def test_a_crowd_is_measured_on_each_store(capsys: pytest.CaptureFixture[str], cluster: object) -> None:
    crowd.main(["--people", "4", "--acts", "2", "--runs", "1"])

    said = capsys.readouterr().out
    assert all(f"| {row}" in said for row in (crowd.ECHO, "SQLite", "PostgreSQL, 4 processes"))


def test_our_client_is_measured_beside_ptb_s_own(capsys: pytest.CaptureFixture[str]) -> None:
    client.main(["--rounds", "1", "--sends", "3"])

    said = capsys.readouterr().out
    assert all(f"| {row}" in said for row in (client.MOCKED, client.OURS, client.DEFAULT))


def test_what_is_held_and_a_backlog_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    size.main(["--people", "3", "--backlog", "20"])

    said = capsys.readouterr().out
    assert all(f"| {row}" in said for row in (size.LOADED, size.MET.format(3), "a backlog of "))


def test_aiogram_is_measured_beside_ours_where_it_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    python = os.environ.get("AIOGRAM_PYTHON", "")
    beside_aiogram.main(["--python", python, "--rounds", "1", "--turns", "3"])

    expected = beside_aiogram.MISSING if beside_aiogram.missing(python) else f"| {beside_aiogram.THEIRS}"
    assert expected in capsys.readouterr().out


def test_where_the_time_goes_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    where.main(["--rounds", "1", "--people", "2"])

    assert "| a Telegram turn" in capsys.readouterr().out
