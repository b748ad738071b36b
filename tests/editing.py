"""How does an editor of a test change content? In a copy of the folder, or in its files in memory."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content.loader import FOLDER, files_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content, for an editor to change."""
    copy = tmp_path / "fr"
    shutil.copytree(FOLDER, copy)
    return copy


def ours() -> dict[str, bytes]:
    return files_of(FOLDER)


def edited(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / name
    path.write_text(_instead(path.read_text(encoding="utf-8"), before, after), encoding="utf-8")


def changed(name: str, before: str, after: str, files: dict[str, bytes] | None = None) -> dict[str, bytes]:
    """The files of the content, one of them changed."""
    found = ours() if files is None else files
    return {**found, name: _instead(found[name].decode(), before, after).encode()}


def _instead(text: str, before: str, after: str) -> str:
    assert before in text
    return text.replace(before, after)
