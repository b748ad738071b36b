"""Which texts of the content does a person read, and in which file does each one stand?"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from content import models
from content.loader import ITEM_FOLDERS
from content.models import Library

Text = tuple[str, str, str]
"""File, field, text."""

_STEP_OF_A_PLAN = ("title", "button", "what", "benefit", "cost")
READ: dict[type[BaseModel], tuple[str, ...]] = {
    models.Question: ("short", "text", "text_with_standard", "why", "help"),
    models.TradeHelp: ("help",),
    models.Option: ("label", "because"),
    models.CompanyType: ("label", "name", "sentence", "portrait", "change"),
    models.Barrier: ("label", "sentence", "what", "why", "gained", "relay"),
    models.BarrierVariant: ("label", "sentence", "what", "why", "gained", "relay"),
    models.OtherRelay: ("relay",),
    models.Lesson: (*_STEP_OF_A_PLAN, "goal", "proof", "proof_options", "done"),
    models.Step: ("text", "help"),
    models.Tool: (*_STEP_OF_A_PLAN, "goal", "notes_title", "closing"),
    models.ToolQuestion: ("text", "told", "help", "line"),
    models.ToolOption: ("label", "note"),
    models.Verdict: ("title", "text"),
    models.Service: (*_STEP_OF_A_PLAN, "leaving", "grid"),
    models.Training: (*_STEP_OF_A_PLAN, "payer"),
    models.Aid: (*_STEP_OF_A_PLAN, "ask"),
    models.Person: _STEP_OF_A_PLAN,
    models.GlossaryWord: ("sentence", "example"),
    models.Topic: ("name", "reply", "price"),
    models.LookAlike: ("what",),
    models.Dated: ("text",),
}


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
