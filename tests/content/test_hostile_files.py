"""Files that mean harm are refused at once, or shown as the text they are."""

from __future__ import annotations

import pytest

from content.loader import FILE_MAX, FOLDER, ContentError, files_of, load_files
from dialogs import Incoming, start, take_turn
from tests.builders import NOW

HOSTILE = {
    "huge": b"x" * (FILE_MAX + 1),
    "deep": b"a = " + b"[" * 200_000,
    "deep tables": b"[" + b"a." * 50_000 + b"a]\nb = 1",
    "twice the same key": b"a = 1\na = 2",
    "no text": b"\xff\xfe\x00",
    "another kind": b"id = {}\nlabel = 3",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_by_its_name(content: bytes) -> None:
    with pytest.raises(ContentError, match=r"barriers/hostile\.toml"):
        load_files({**files_of(FOLDER), "barriers/hostile.toml": content})


@pytest.mark.parametrize("text", ["{x.__class__}", "{0.__init__.__globals__}", "{{7*7}}", "<script>alert(1)</script>"])
def test_what_looks_like_code_is_words(text: str) -> None:
    files = files_of(FOLDER)
    files["topics.toml"] += f"""
[[topic]]
id = "hostile"
kind = "small_talk"
name = "une parole"
heard = ["xyzzyx"]
reply = '''{text}'''
""".encode()
    library = load_files(files)

    said = take_turn(start("k", NOW), Incoming(conversation_key="k", event_id="e", text="xyzzyx"), library, NOW)

    assert any(text.strip("{}")[:6] in message.text for message in said.messages)
