"""Which texts of the content does a person read, and in which file does each one stand?"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from content.loader import ITEM_FOLDERS
from content.models import Library
from content.texts import READ

Text = tuple[str, str, str]
"""File, field, text."""


def bubbles(library: Library) -> Iterator[Text]:
    """Every text a person reads."""
    for group in (library.questions, library.types, library.barriers, library.proposals):
        for item in group.values():
            yield from texts_of(item)
    for name, rows in (("glossary", library.glossary), ("topics", library.topics)):
        for row_id, row in rows.items():
            yield from _texts(f"{name}.toml [{row_id}]", row)
    for look_alike in library.look_alikes:
        yield from _texts(f"look_alikes.toml [{look_alike.name}]", look_alike)
    for key, reply in library.replies.items():
        yield "replies.toml", key, reply


def texts_of(item: BaseModel) -> Iterator[Text]:
    """Every text a person reads of an item that has a file to itself."""
    yield from _texts(item_file(item), item)


def item_file(item: BaseModel) -> str:
    """The file of an item that has one to itself: its folder, then its slug or its id."""
    folder = next(name for name, model in ITEM_FOLDERS.items() if isinstance(item, model))
    return f"{folder}/{getattr(item, 'slug', '') or getattr(item, 'id')}.toml"  # noqa: B009


def _texts(file: str, item: BaseModel, prefix: str = "") -> Iterator[Text]:
    for name in type(item).model_fields:
        yield from _in_field(file, f"{prefix}{name}", getattr(item, name), name in READ.get(type(item), ()))


def _in_field(file: str, field: str, value: object, read: bool) -> Iterator[Text]:
    """The texts of one field: itself when it is read, those of the items it holds."""
    if isinstance(value, BaseModel):
        yield from _texts(file, value, f"{field}.")
    elif isinstance(value, tuple):
        for place, one in enumerate(value, start=1):
            yield from _in_field(file, f"{field}.{getattr(one, 'id', place)}", one, read)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _in_field(file, f"{field}.{key}", one, read)
    elif read and isinstance(value, str) and value:
        yield file, field, value
