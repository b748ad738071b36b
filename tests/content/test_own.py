"""Does content made for an older version of the program serve with this one?"""

from __future__ import annotations

import re

import pytest

from content.loader import FOLDER, SINGLES, TABLES, ContentError, files_of, load, load_files
from content.own import load_published, problems

FILES = files_of(FOLDER)
OURS = load()


def without(file: str, key: str) -> dict[str, bytes]:
    """The files, without the lines of one key."""
    text = FILES[file].decode()
    left = re.sub(rf"(?m)^{key} = (\[\n[^\]]*\]|.*)\n", "", text)
    assert left != text
    return {**FILES, file: left.encode()}


def test_the_programs_own_content_lacks_nothing() -> None:
    assert list(problems(OURS)) == []


@pytest.mark.parametrize(
    ("file", "line", "key"),
    [
        ("replies.toml", "yes_trade", "buttons.yes_trade"),
        ("spoken.toml", "denials", "denials"),
        ("trade_words.toml", "fillers", "fillers"),
    ],
)
def test_what_the_program_needs_and_does_not_find_is_told_and_the_program_says_it(
    file: str, line: str, key: str
) -> None:
    files = without(file, line)

    assert [(problem.file, problem.field) for problem in problems(load_files(files))] == [(file, key)]
    table = file.removesuffix(".toml")
    assert getattr(load_published(files), table)[key] == getattr(OURS, table)[key]


@pytest.mark.parametrize("file", [*TABLES, *(f"{name}.toml" for name in SINGLES)])
def test_a_table_that_did_not_exist_then_is_the_programs_own(file: str) -> None:
    files = {name: content for name, content in FILES.items() if name != file}

    with pytest.raises(ContentError, match="ce fichier manque"):
        load_files(files)
    assert load_published(files).revision == OURS.revision
