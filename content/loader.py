"""How do files become a Library?

`load(folder)` reads every TOML file of a folder, `load_files` those of a published revision; each returns a Library,
or raises ContentError with all that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from content import models
from content.models import Library, Problem
from content.reading import Reader

FOLDER = Path(__file__).parent / "fr"
ALL_MAX, FILES_MAX = 20_000_000, 3_000
"""Bytes and files: ten times what we have, or more."""
ITEM_FOLDERS: dict[str, type[BaseModel]] = {
    "questions": models.Question,
    "company_types": models.CompanyType,
    "barriers": models.Barrier,
    "lessons": models.Lesson,
    "tools": models.Tool,
    "services": models.Service,
    "trainings": models.Training,
    "aids": models.Aid,
    "persons": models.Person,
    "chambers": models.Chamber,
}
PROPOSAL_FOLDERS = ("lessons", "tools", "services", "trainings", "aids", "persons")
TABLES: dict[str, tuple[str, type[BaseModel]]] = {
    "trades.toml": ("trade", models.Trade),
    "networks.toml": ("network", models.Network),
    "look_alikes.toml": ("look_alike", models.LookAlike),
    "glossary.toml": ("word", models.GlossaryWord),
    "topics.toml": ("topic", models.Topic),
    "exceptions.toml": ("exception", models.NamedException),
}
SINGLES = ("interview", "freshness", "spoken", "replies", "departements", "moments", "trade_words")


class ContentError(Exception):
    """The content cannot be served. `problems` holds everything wrong, for the editor who can mend it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def load(folder: Path = FOLDER) -> Library:
    """The Library of a folder. Raises ContentError listing every unreadable or misshapen file."""
    return load_files(files_of(folder))


def files_of(folder: Path) -> dict[str, bytes]:
    """What stands in a folder of content: name relative to it -> bytes. Raises ContentError when it is too much."""
    found = sorted(path for place in ("*.toml", "*/*.toml") for path in folder.glob(place) if path.is_file())
    try:
        if len(found) > FILES_MAX or sum(path.stat().st_size for path in found) > ALL_MAX:
            raise ContentError([Problem(str(folder), "-", "c'est trop gros pour un dossier de contenu.")])
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    except OSError as error:
        problem = Problem(str(error.filename), "-", f"ce fichier ne s'ouvre pas ({error.strerror}).")
        raise ContentError([problem]) from error


def load_files(files: Mapping[str, bytes]) -> Library:
    """The same, of files already read: name -> bytes."""
    reader = Reader(files)
    items = {name: reader.items(name, model) for name, model in ITEM_FOLDERS.items()}
    tables = {name: reader.table(name, key, model) for name, (key, model) in TABLES.items()}
    reader.problems += [*_strays(files), *_given_twice(items)]
    interview = reader.single("interview.toml", models.Interview)
    freshness = reader.single("freshness.toml", models.Freshness)
    spoken = reader.words("spoken.toml")
    replies = reader.texts("replies.toml")
    departements = reader.names("departements.toml")
    moments = reader.single("moments.toml", models.Moments)
    trade_words = reader.words("trade_words.toml")
    if reader.problems:
        raise ContentError(reader.problems)
    assert interview is not None
    assert freshness is not None
    assert moments is not None
    return Library(
        revision=reader.revision(),
        interview=interview,
        freshness=freshness,
        questions=_by_id(sorted(items["questions"], key=lambda q: q.order)),
        types=_by_id(items["company_types"]),
        barriers=_by_id(sorted(items["barriers"], key=lambda b: int(b.id[1:]))),
        proposals=_by_id(step for name in PROPOSAL_FOLDERS for step in items[name]),
        trades=_by_id(tables["trades.toml"]),
        networks=tuple(tables["networks.toml"]),  # type: ignore[arg-type]
        look_alikes=tuple(tables["look_alikes.toml"]),  # type: ignore[arg-type]
        glossary=_by_id(tables["glossary.toml"]),
        topics=_by_id(tables["topics.toml"]),
        spoken=MappingProxyType(spoken),
        replies=MappingProxyType(replies),
        departements=MappingProxyType(departements.get("departements", {})),
        zones=MappingProxyType(departements.get("zones", {})),
        feasts=MappingProxyType(departements.get("feasts", {})),
        moments=moments,
        trade_words=MappingProxyType(trade_words),
        chambers=_by_id(items["chambers"]),
        exceptions=tuple(tables["exceptions.toml"]),  # type: ignore[arg-type]
    )


def _by_id(items: Iterable[Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType({item.id: item for item in items})


def _strays(files: Iterable[str]) -> Iterator[Problem]:
    """A file that nobody reads was meant to stand somewhere else."""
    for name in files:
        folder, _, rest = name.partition("/")
        if name not in TABLES and name.removesuffix(".toml") not in SINGLES and not (folder in ITEM_FOLDERS and rest):
            yield Problem(name, "-", "personne ne lit ce fichier : est-il bien rangé ?")


def _given_twice(items: Mapping[str, list[Any]]) -> Iterator[Problem]:
    """The proposals of all folders share their ids."""
    found: dict[str, Any] = {}
    for name in PROPOSAL_FOLDERS:
        for item in items[name]:
            if item.id in found:
                other = type(found[item.id]).__name__.lower()
                yield Problem(f"{name}/", "id", f"« {item.id} » est déjà pris ({other}).")
            found[item.id] = item
