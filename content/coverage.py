"""Which ids of the study does the content serve, and in which message does an owner meet each one?

An item says in `serves` the ids it serves. It counts for an id only when it reaches those the study means: a measure
for network members must be open to them, the answer to a barrier must answer that barrier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli
from pydantic import BaseModel

from content.bubbles import item_file
from content.models import Barrier, Lesson, Library, Person, Proposal, Tool

STUDY = Path(__file__).parent / "study.toml"
TITLES = {
    "types": "Les familles d'entreprise",
    "barriers": "Les freins, et chacun dans les mots de ses familles",
    "field_barriers": "Les freins du terrain",
    "operator_barriers": "Les freins vus par les opérateurs",
    "rules": "Les règles",
    "drivers": "Les moteurs",
    "actions": "Les actions",
    "measures": "Les mesures attendues",
    "recommendations": "Les recommandations",
    "operators": "Les modèles d'opérateurs",
}


@dataclass(frozen=True)
class Meeting:
    """An item that serves the id, and the messages in which an owner meets it."""

    file: str
    messages: tuple[str, ...]


@dataclass(frozen=True)
class Served:
    """One id of the study. Without a meeting, nobody is served."""

    table: str
    id: str
    what: str
    meetings: tuple[Meeting, ...]


def coverage(library: Library) -> list[Served]:
    """Every id that an owner must meet, in the order of the study; what is planned for later is left out."""
    return [
        Served(table, one, _what(about), tuple(_meetings(one, about, library)))
        for table in TITLES
        for one, about in _ids(table)
        if one not in study()["planned"]
    ]


def lines(library: Library) -> Iterator[str]:
    """The report, for editors."""
    found, table = coverage(library), ""
    for served in found:
        if served.table != table:
            table = served.table
            yield f"\n{TITLES[table]}"
        yield f"{served.id}  {served.what}"
        yield from (f"    {meeting.file} : {', '.join(meeting.messages)}" for meeting in served.meetings)
        if not served.meetings:
            yield "    !!! personne n'est servi"
    yield "\nPrévu pour plus tard"
    yield from (f"{one}  {why}" for one, why in study()["planned"].items())
    missing = [served.id for served in found if not served.meetings]
    yield f"\n{len(found) - len(missing)} identifiants servis sur {len(found)}."
    if missing:
        yield f"Rien ne sert encore : {', '.join(missing)}."


def study_ids() -> set[str]:
    """Every id that `serves` may name: those above, the services studied and the businesses met."""
    named = {name for table in ("operators", "cases") for names in study()[table].values() for name in names}
    return named | {one for table in TITLES for one, _ in _ids(table)}


@lru_cache(maxsize=1)
def study() -> Mapping[str, Any]:
    return tomli.loads(STUDY.read_text(encoding="utf-8"))


def _ids(table: str) -> Iterator[tuple[str, Any]]:
    """The ids of a table, each with what the study says of it."""
    if table == "measures":
        for company_type, measures in study()[table].items():
            yield from ((one, {"what": what, "types": [company_type]}) for one, what in measures.items())
        return
    for one, about in study()[table].items():
        yield one, about
        if table == "barriers":
            yield from ((f"{one}-{of_type}", {"what": _as_lived(about, of_type)}) for of_type in about["types"])


def _as_lived(barrier: Mapping[str, Any], company_type: str) -> str:
    return str(barrier.get("variants", {}).get(company_type, f"le même, pour la famille {company_type}"))


def _what(about: Any) -> str:
    """The service models have no text of their own: the services studied."""
    return str(about["what"]) if isinstance(about, Mapping) else ", ".join(about)


# ------------------------------------------------------------------ who serves it, and where she meets it


def _meetings(one: str, about: Any, library: Library) -> Iterator[Meeting]:
    barrier_id, _, company_type = one.partition("-")
    if company_type and barrier_id in library.barriers:
        yield from _as_worded(library.barriers[barrier_id], company_type)
        return
    items: tuple[Any, ...] = (*library.types.values(), *library.barriers.values(), *library.proposals.values())
    for item in items:
        if one in item.serves and _reaches(item, about):
            yield Meeting(item_file(item), _messages(item, library))


def _as_worded(barrier: Barrier, company_type: str) -> Iterator[Meeting]:
    """A barrier in the words of a type: on the screen when its button differs, in the explanation when it does."""
    worded = {key: variant for key, variant in barrier.variants.items() if key == company_type}
    for variant in worded.values():
        screen = ("écran des freins",) if variant.label else ()
        explained = ("explication",) if variant.what or variant.why or variant.gained else ()
        if screen or explained:
            yield Meeting(item_file(barrier), screen + explained)


def _reaches(item: BaseModel, about: Any) -> bool:
    """Whether a step of a plan is open to those the study means. A type or a barrier says so by itself."""
    if not isinstance(item, Proposal) or not isinstance(about, Mapping):
        return True
    meant = {*about.get("types", ()), *([about["type"]] if "type" in about else ())}
    answered = about.get("for")
    return (not meant or bool(meant & set(item.types))) and (answered is None or answered in item.barriers)


def _messages(item: BaseModel, library: Library) -> tuple[str, ...]:
    if isinstance(item, Barrier):
        return ("écran des freins", "explication")
    if not isinstance(item, Proposal):
        return ("profil",)
    played = "leçon" if isinstance(item, Lesson) else "outil" if isinstance(item, Tool) else ""
    asked = "réponse à sa question" if item.topics else ""
    helper = "secours d'une leçon" if isinstance(item, Person) and _helps(item, library) else ""
    return tuple(filter(None, ("étape du plan", played, asked, helper)))


def _helps(person: Person, library: Library) -> bool:
    return any(isinstance(step, Lesson) and step.stuck_person == person.id for step in library.proposals.values())
