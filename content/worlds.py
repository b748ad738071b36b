"""What does the content say to her? A carer has patients and a practice, where everybody else reads of clients.

The words that a trade puts in the place of the others stand on the trade (`words`); two trades may share them. What
reads otherwise after an answer stands beside the text (`told_to`): under a brand, she asks her network first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from content.bubbles import bubbles, item_file
from content.dates import changed
from content.models import Barrier, Library, Problem, Proposal, ToldTo, Topic, Trade
from content.texts import READ

Item = TypeVar("Item", Barrier, Proposal, Topic)
Say = Callable[[str], str]
_TABLES = ("questions", "types", "barriers", "proposals", "topics")


def library_for(library: Library, trade_id: str, answers: Mapping[str, str] = MappingProxyType({})) -> Library:
    """The library in the words of this trade and for these answers; the same one when nothing reads otherwise."""
    trade = library.trades.get(trade_id)
    owner = library.trades.get(trade.words_like, trade) if trade else None
    worded = _worded(library, owner.id) if owner and owner.words else library
    given = tuple((fact, answers.get(fact, "")) for fact, values in _told_by(library) if answers.get(fact) in values)
    return _told(worded, given) if given else worded


def problems(library: Library) -> Iterator[Problem]:
    """Words taken from a trade that has none, and texts that no longer fit their field in a trade's words or after
    an answer."""
    for item in _told_otherwise(library):
        yield from _misfits(item)
    for trade in library.trades.values():
        if trade.words_like and not getattr(library.trades.get(trade.words_like), "words", None):
            yield Problem("trades.toml", trade.id, f"le métier « {trade.words_like} » n'a pas de `words`.")
        if trade.words:
            yield from _too_long(_worded(library, trade.id), trade.id)
            yield from _in_no_text(library, trade)


def _in_no_text(library: Library, trade: Trade) -> Iterator[Problem]:
    """A word replaced where nobody says it any more: its text has changed, and the trade reads the shop's again."""
    everything = "\n".join(text for _, _, text in bubbles(library))
    for word in (word for word in trade.words if word not in everything):
        sentence = f"« {word} » n'est plus dans aucun texte : mettez la nouvelle phrase, ou ôtez cette ligne."
        yield Problem("trades.toml", f"{trade.id}.words", sentence)


def _too_long(worded: Library, trade_id: str) -> Iterator[Problem]:
    for item in (item for name in _TABLES for item in getattr(worded, name).values()):
        try:
            type(item).model_validate(item.model_dump())
        except ValidationError as error:
            wrong = error.errors()[0]
            field = ".".join(str(part) for part in wrong["loc"])
            yield Problem("trades.toml", f"{trade_id}.words", f"dans « {item.id} », `{field}` : {wrong['msg']}.")


def _misfits(item: Item) -> Iterator[Problem]:
    file = f"topics.toml [{item.id}]" if isinstance(item, Topic) else item_file(item)
    for told in item.told_to:
        try:
            type(item).model_validate(changed(item, told).model_dump())
        except KeyError:
            sentence = f"le champ « {told.field} » n'existe pas : reprenez le nom tel qu'il est écrit."
            yield Problem(file, "told_to", sentence)
        except ValidationError as error:
            yield Problem(file, "told_to", f"ce texte ne va pas dans `{told.field}` ({error.errors()[0]['msg']}).")


# ------------------------------------------------------------------ after an answer


def _told_otherwise(library: Library) -> Iterator[Any]:
    """All whose texts may read otherwise after an answer."""
    yield from library.barriers.values()
    yield from library.proposals.values()
    yield from library.topics.values()


def _all_told_to(library: Library) -> Iterator[ToldTo]:
    return (told for item in _told_otherwise(library) for told in item.told_to)


@lru_cache(maxsize=16)
def _told_by(library: Library) -> tuple[tuple[str, frozenset[str]], ...]:
    """The facts after which something reads otherwise, each with the answers that do it."""
    facts = sorted({fact for told in _all_told_to(library) for fact in told.answers})
    named = ((fact, (told.answers.get(fact, ()) for told in _all_told_to(library))) for fact in facts)
    return tuple((fact, frozenset(value for values in of_each for value in values)) for fact, of_each in named)


@lru_cache(maxsize=64)
def _told(library: Library, given: tuple[tuple[str, str], ...]) -> Library:
    answers = dict(given)
    barriers = {key: _for(item, answers) for key, item in library.barriers.items()}
    proposals = {key: _for(item, answers) for key, item in library.proposals.items()}
    topics = {key: _for(item, answers) for key, item in library.topics.items()}
    return replace(library, barriers=barriers, proposals=proposals, topics=topics)


def _for(item: Item, answers: Mapping[str, str]) -> Item:
    """The last that holds wins. A field that is not there is left aside: `check` tells it."""
    for told in item.told_to:
        if any(answers.get(fact) in values for fact, values in told.answers.items()):
            with suppress(KeyError):
                item = changed(item, told)
    return item


# ------------------------------------------------------------------ in the words of a trade


@lru_cache(maxsize=16)
def _worded(library: Library, trade_id: str) -> Library:
    say = _saying(library.trades[trade_id].words)
    tables: dict[str, Any] = {
        name: {key: _item(item, say) for key, item in getattr(library, name).items()} for name in _TABLES
    }
    return replace(library, replies={key: say(text) for key, text in library.replies.items()}, **tables)


def _saying(words: Mapping[str, str]) -> Say:
    """Whole words only, the longest first; never inside a `{place}` or an address."""
    longest = sorted(words, key=len, reverse=True)
    found = re.compile(rf"(?<![\w{{/.-])(?:{'|'.join(map(re.escape, longest))})(?![\w}}/-])")
    return lambda text: found.sub(lambda match: words[match.group()], text)


def _item(item: BaseModel, say: Say) -> BaseModel:
    read = READ.get(type(item), ())
    said = {name: _value(getattr(item, name), name in read, say) for name in type(item).model_fields}
    return item.model_copy(update={name: one for name, one in said.items() if one is not getattr(item, name)})


def _value(value: Any, read: bool, say: Say) -> Any:
    """The same value when it holds nothing that a person reads."""
    if isinstance(value, BaseModel):
        return _item(value, say)
    if isinstance(value, tuple) and (read or any(isinstance(one, BaseModel) for one in value)):
        return tuple(_value(one, read, say) for one in value)
    if isinstance(value, dict):
        return {key: _value(one, read, say) for key, one in value.items()}
    return say(value) if read and isinstance(value, str) else value
