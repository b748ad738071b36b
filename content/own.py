"""What must content say for this version of the program, and what does the program say in its place?

The program's own folder names every sentence it needs, and in each the places that it fills: `{metier}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from content.loader import FOLDER, SINGLES, TABLES, files_of, load, load_files
from content.models import Library, Problem

PLACE = re.compile(r"\{([a-z_]+)\}")
T = TypeVar("T")


def problems(library: Library) -> Iterator[Problem]:
    """Sentences that the program needs and does not find; places that it would not fill."""
    needed = _own()
    for file, said, ours in (
        ("replies.toml", library.replies, needed.replies),
        ("spoken.toml", library.spoken, needed.spoken),
        ("trade_words.toml", library.trade_words, needed.trade_words),
    ):
        yield from (Problem(file, key, "le programme en a besoin, et cela manque.") for key in ours if key not in said)
    for key, text in library.replies.items():
        if wrong := _wrong_places(key, text):
            yield Problem("replies.toml", key, wrong)


def load_published(files: Mapping[str, bytes]) -> Library:
    """The Library of a revision, perhaps made for an older version of the program: what it does not say yet, the
    program says. Raises ContentError."""
    mine = files_of(FOLDER)
    absent = [name for name in (*TABLES, *(f"{single}.toml" for single in SINGLES)) if name not in files]
    library, needed = load_files({**files, **{name: mine[name] for name in absent}}), _own()
    replies = {key: text for key, text in library.replies.items() if not _wrong_places(key, text)}
    return replace(
        library,
        replies=_completed(replies, needed.replies),
        spoken=_completed(library.spoken, needed.spoken),
        trade_words=_completed(library.trade_words, needed.trade_words),
    )


@lru_cache(maxsize=1)
def _own() -> Library:
    return load()


def _completed(said: Mapping[str, T], ours: Mapping[str, T]) -> Mapping[str, T]:
    return {**ours, **said}


def _wrong_places(key: str, text: str) -> str:
    """What is wrong with the braces of this reply, in French; '' when nothing is."""
    known = set(PLACE.findall(_own().replies.get(key, text)))
    for name in PLACE.findall(text):
        if name not in known:
            told = " ".join(f"{{{one}}}" for one in sorted(known)) or "aucune"
            return f"rien ne remplit {{{name}}} dans cette phrase. Les places connues : {told}."
    return "une accolade est mal fermée, ou n'entoure pas un nom." if re.search("[{}]", PLACE.sub("", text)) else ""
