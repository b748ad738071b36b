"""What else do we hold about her? All that no other part says, short: one line for each sort, for each mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from bot.held_words import day_or_moment, in_words, said
from content.models import Library
from content.typography import typeset
from dialogs.progress import KEPT

SORTS = {
    "numbers": ("key", "journal_number", "number", "remote_id"),
    "moments": (
        "started_at", "last_seen", "made_on", "finished_on", "words_came", "at", "due", "day", "reminded",
        "asked_until", "sent_at", "due_at", "free_at",
    ),
    "buttons": ("label", "button", "code", "change_code"),
    "marks": (),
}  # fmt: skip
"""sort -> the names that its values are kept by; any other name is a mark of the program, told with its name."""
SORT_OF = {name: sort for sort, names in SORTS.items() for name in names}
TOLD_BY = {"code": ("label", "button"), "callback_data": ("text",)}
"""A button's code -> what is beside it, which tells it."""
_WORD = re.compile(r"[\w-]+")
Found = dict[str, dict[str | int, None]]
"""The name that it is kept by -> what, in words, each once."""


def lines(exported: Mapping[str, Sequence[Mapping[str, Any]]], readable: str, library: Library) -> Iterator[str]:
    """Numbers, moments, buttons, marks: each said once, in words where the content has a word for it."""
    found: dict[str, Found] = {sort: {} for sort in SORTS}
    words_read = frozenset(_WORD.findall(readable))
    for name, value in (leaf for rows in exported.values() for row in rows for leaf in leaves(row)):
        told = (name_of(name, library),) if value is True else in_words(name, str(value), library)
        counts = isinstance(value, int) and value is not True
        if counts or not any(_is_read(words, readable, words_read) for words in told):
            sort = _sort(name, str(value), library)
            kept = found[sort].setdefault(name if sort == "marks" else "", {})
            kept |= {} if value is True else {value if isinstance(value, int) and sort == "marks" else told[-1]: None}
    listed = [line for sort, names in found.items() if names for line in _listed(sort, names, library)]
    yield from ([said(library, "rest"), *listed] if listed else ())


def leaves(held: Any, name: str = "", lesson: str = "") -> Iterator[tuple[str, str | int]]:
    """(the name it is kept by, what) of each value that is not empty: the value of a fact, by that fact."""
    if isinstance(held, Mapping):
        lesson = held["lesson"] if name == "lessons" else lesson
        for key, value in held.items():
            is_told = any(held.get(beside) for beside in TOLD_BY.get(key, ()))
            yield from () if is_told else leaves(value, _kept_by(key, held, lesson), lesson)
    elif isinstance(held, list | tuple):
        for value in held:
            yield from leaves(value, name, lesson)
    elif held not in (None, "", False):
        yield from ((name, one) for one in (held.split(",") if name == KEPT else [held]))


def _kept_by(key: str, held: Mapping[str, Any], lesson: str) -> str:
    """The fact of a value, the lesson of a step, the tool's question of an answer; else its own name."""
    if key == "value" and held.get("fact"):
        return str(held["fact"])
    if not lesson:
        return key
    return {"step": lesson, "question": lesson, "said": f"{lesson}:{held.get('question', '')}"}.get(key, key)


def name_of(name: str, library: Library) -> str:
    """« où vous en êtes », of « phase »; a fact by its question's name."""
    known = library.replies.get(f"kept.{name}")
    return typeset(known) if known else in_words("", name, library)[-1]


def _sort(name: str, value: str, library: Library) -> str:
    sort = SORT_OF.get(name, "marks")
    return "marks" if sort == "moments" and not day_or_moment(value, library) else sort


def _is_read(words: str, readable: str, words_read: frozenset[str]) -> bool:
    """Do the other parts say it? One word alone counts whole: « trade » is not in « trader »."""
    return words in words_read if _WORD.fullmatch(words) else words in readable


def _listed(sort: str, names: Found, library: Library) -> Iterator[str]:
    """One line; of the marks, one for each name, and one for all that only say yes."""
    if sort != "marks":
        yield f"{said(library, f'rest_{sort}')} {' ; '.join(map(str, names['']))}"
        return
    yield said(library, "rest_marks")
    yield from (_mark(name, list(values), library) for name, values in names.items() if values)
    only_yes = [name_of(name, library) for name, values in names.items() if not values]
    yield from ([said(library, "rest_yes").format(marks=" ; ".join(only_yes))] if only_yes else ())


def _mark(name: str, values: Sequence[str | int], library: Library) -> str:
    """« vos échanges, par numéro : 1 à 12 ; 14 »"""
    counts = sorted(value for value in values if isinstance(value, int))
    told = [*_runs(counts), *(value for value in values if isinstance(value, str))]
    return typeset(f"• {name_of(name, library)} : {' ; '.join(told)}")


def _runs(counts: Sequence[int]) -> Iterator[str]:
    """« 1 à 12 », « 14 »"""
    for _, run in groupby(enumerate(counts), key=lambda place: place[1] - place[0]):
        together = [count for _, count in run]
        yield " à ".join(dict.fromkeys(map(str, (together[0], together[-1]))))
