"""Files that mean harm are refused by their name, or shown as the text they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import ALL_MAX, FILES_MAX, FOLDER, SINGLES, TABLES, ContentError, files_of, load_files
from content.own import load_published, problems
from content.reading import FILE_MAX
from dialogs import Incoming, start, take_turn
from tests.builders import NOW

HOSTILE = {
    "huge": b"x" * (FILE_MAX + 1),
    "deep lists": b"a = " + b"[" * 200_000,
    "deep tables": b"[" + b"a." * 50_000 + b"a]\nb = 1",
    "twice the same key": b"a = 1\na = 2",
    "no text": b"\xff\xfe\x00",
    "another kind": b"a = {}\nb = [[3]]\n[c]\nd = 1979-05-27",
    "quoted deep tables": b"a" + b'."a"' * 50_000 + b" = 1",
    "many keys": b"".join(b"a%d = 1\n" % number for number in range(30_000)),
    "a number without end": b"a = " + b"9" * 100_000,
    "hidden signs": b'a = "\\u0000\\u202e"',
    "half a sign": b'a = "\\ud800"',
}
PLACES = ["barriers/hostile.toml", *TABLES, *(f"{name}.toml" for name in SINGLES)]
FILES = files_of(FOLDER)
CODE = ["{x.__class__}", "{0.__init__.__globals__}", "{{7*7}}", "{metier.__class__}", "{metier!r}", "{", "{inconnu}"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_by_its_name(content: bytes, place: str) -> None:
    with pytest.raises(ContentError) as refused:
        load_files({**FILES, place: content})

    assert {problem.file.split(" ")[0] for problem in refused.value.problems} == {place}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_it_is_refused_in_a_published_revision_too(content: bytes) -> None:
    with pytest.raises(ContentError, match=r"interview\.toml"):
        load_published({**FILES, "interview.toml": content})


def test_a_number_that_is_none_is_refused() -> None:
    poisoned = FILES["interview.toml"].replace(b"sure = 0", b"sure = nan # 0")

    with pytest.raises(ContentError, match="sure"):
        load_files({**FILES, "interview.toml": poisoned})


def test_a_folder_that_is_too_much_for_content_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "replies.toml").open("wb") as file:
        file.truncate(ALL_MAX + 1)
    with pytest.raises(ContentError, match="trop gros"):
        files_of(tmp_path)

    (tmp_path / "replies.toml").unlink()
    (tmp_path / "lessons").mkdir()
    for number in range(FILES_MAX + 1):
        (tmp_path / "lessons" / f"{number}.toml").touch()
    with pytest.raises(ContentError, match="trop gros"):
        files_of(tmp_path)


@pytest.mark.parametrize("text", [*CODE, "<script>alert(1)</script>"])
def test_what_looks_like_code_is_words(text: str) -> None:
    files = dict(FILES)
    files["topics.toml"] += f"""
[[topic]]
id = "hostile"
kind = "small_talk"
name = "une parole"
heard = ["xyzzyx"]
reply = '''Voici {text} ici.'''
""".encode()
    library = load_files(files)

    said = take_turn(start("k", NOW), Incoming(conversation_key="k", event_id="e", text="xyzzyx"), library, NOW)

    assert any(_squeezed(f"Voici {text} ici.") in _squeezed(message.text) for message in said.messages)


@pytest.mark.parametrize("text", CODE)
def test_a_place_that_nothing_fills_is_told_and_our_own_words_stand_for_it(text: str) -> None:
    said = f"Oui, {text}".encode()
    files = {**FILES, "replies.toml": FILES["replies.toml"].replace(b"Oui, {metier}", said)}
    assert said in files["replies.toml"]

    (problem,) = problems(load_files(files))

    assert (problem.file, problem.field) == ("replies.toml", "buttons.yes_trade")
    assert load_published(files).replies["buttons.yes_trade"] == "Oui, {metier}"


def _squeezed(text: str) -> str:
    """Without spaces: typography sets its own."""
    return "".join(text.split())
