"""How do files become a Library?

`load(folder)` reads every TOML file of a folder, `load_files` those of a published revision; each returns a Library,
or raises ContentError with all that is wrong.
"""

from __future__ import annotations

import difflib
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from content import models
from content.models import Library, Problem

FOLDER = Path(__file__).parent / "fr"
FILE_MAX = 1_000_000
"""Bytes; the largest table of ours has a tenth of it."""
M = TypeVar("M", bound=BaseModel)

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
}
FRENCH_ERRORS = {
    "missing": "ce champ manque.",
    "extra_forbidden": "ce champ n'existe pas.",
    "string_too_long": "c'est trop long : {max_length} caractères au plus.",
    "literal_error": "valeur inconnue ; on attend {expected}.",
    "string_pattern_mismatch": "la forme n'est pas la bonne.",
    "too_short": "il en faut au moins {min_length}.",
    "too_long": "il en faut au plus {max_length}.",
    "string_type": "on attend un texte.",
    "int_type": "on attend un nombre entier.",
    "float_type": "on attend un nombre.",
}


class ContentError(Exception):
    """The content cannot be served. `problems` holds everything wrong, for the editor who can mend it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def load(folder: Path = FOLDER) -> Library:
    """The Library of a folder. Raises ContentError listing every unreadable or misshapen file."""
    return load_files(files_of(folder))


def files_of(folder: Path) -> dict[str, bytes]:
    """What stands in a folder of content: name relative to it -> bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.toml"))}


def load_files(files: Mapping[str, bytes]) -> Library:
    """The same, of files already read: name -> bytes."""
    reader = _Reader(files)
    items = {name: reader.items(name, model) for name, model in ITEM_FOLDERS.items()}
    tables = {name: reader.table(name, key, model) for name, (key, model) in TABLES.items()}
    proposals = reader.once_each(items)
    interview = reader.single("interview.toml", models.Interview)
    freshness = reader.single("freshness.toml", models.Freshness)
    spoken = reader.raw("spoken.toml")
    replies = reader.raw("replies.toml")
    departements = reader.raw("departements.toml")
    moments = reader.single("moments.toml", models.Moments)
    trade_words = reader.raw("trade_words.toml")
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
        proposals=MappingProxyType(proposals),
        trades=_by_id(tables["trades.toml"]),
        networks=tuple(tables["networks.toml"]),  # type: ignore[arg-type]
        look_alikes=tuple(tables["look_alikes.toml"]),  # type: ignore[arg-type]
        glossary=_by_id(tables["glossary.toml"]),
        topics=_by_id(tables["topics.toml"]),
        spoken=MappingProxyType({key: tuple(forms) for key, forms in spoken.items()}),
        replies=MappingProxyType(_flatten(replies)),
        departements=MappingProxyType(dict(departements.get("departements", {}))),
        zones=MappingProxyType(dict(departements.get("zones", {}))),
        feasts=MappingProxyType(dict(departements.get("feasts", {}))),
        moments=moments,
        trade_words=MappingProxyType({key: tuple(words) for key, words in trade_words.items()}),
        chambers=_by_id(items["chambers"]),
    )


def where(folder: Path, model: BaseModel) -> str:
    """The file of an item, relative to the content folder (for problems found after loading)."""
    for name, kind in ITEM_FOLDERS.items():
        if isinstance(model, kind):
            for path in sorted((folder / name).glob("*.toml")):
                if tomllib.loads(path.read_text(encoding="utf-8")).get("id") == getattr(model, "id", None):
                    return f"{name}/{path.name}"
    return type(model).__name__


def _by_id(items: Iterable[Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType({item.id: item for item in items})


def _flatten(tree: dict[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in tree.items():
        inside = isinstance(value, dict)
        flat |= _flatten(value, f"{prefix}{key}.") if inside else {f"{prefix}{key}": str(value)}
    return flat


class _Reader:
    """Reads files one by one and keeps every problem."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self.hash = hashlib.sha256()

    def revision(self) -> str:
        return self.hash.hexdigest()[:12]

    def raw(self, name: str) -> dict[str, Any]:
        content = self.files.get(name)
        if content is None:
            self.problems.append(Problem(name, "-", "ce fichier manque."))
            return {}
        if len(content) > FILE_MAX:
            self.problems.append(Problem(name, "-", f"ce fichier dépasse {FILE_MAX // 1000} Ko."))
            return {}
        try:
            self.hash.update(name.encode() + content)
            return tomllib.loads(content.decode("utf-8"))
        except RecursionError:
            self.problems.append(Problem(name, "-", "ce fichier a trop de niveaux."))
        except UnicodeDecodeError:
            self.problems.append(Problem(name, "-", "ce fichier n'est pas enregistré en UTF-8."))
        except tomllib.TOMLDecodeError as error:
            self.problems.append(Problem(name, "-", f"ce fichier ne se lit pas : {error}."))
        return {}

    def single(self, name: str, model: type[M]) -> M | None:
        raw = self.raw(name)
        return self._validate(name, raw, model) if raw else None

    def items(self, name: str, model: type[M]) -> list[M]:
        found: list[M] = []
        seen: dict[str, str] = {}
        for file in sorted(file for file in self.files if file.startswith(f"{name}/") and file.count("/") == 1):
            item = self.single(file, model)
            if item is None:
                continue
            item_id = str(getattr(item, "id", ""))
            if item_id in seen:
                self.problems.append(Problem(file, "id", f"« {item_id} » est déjà pris par {seen[item_id]}."))
            seen[item_id] = file
            found.append(item)
        return found

    def once_each(self, items: Mapping[str, list[Any]]) -> dict[str, Any]:
        """The proposals of all folders by id; the same id in two folders is a problem."""
        found: dict[str, Any] = {}
        for name in PROPOSAL_FOLDERS:
            for item in items[name]:
                if item.id in found:
                    other = type(found[item.id]).__name__.lower()
                    self.problems.append(Problem(f"{name}/", "id", f"« {item.id} » est déjà pris ({other})."))
                found[item.id] = item
        return found

    def table(self, name: str, key: str, model: type[M]) -> list[M]:
        rows = self.raw(name).get(key, [])
        places = [f"{name} [{row.get('id') or row.get('name')}]" for row in rows]
        for place in sorted({place for place in places if places.count(place) > 1}):
            self.problems.append(Problem(place, "id", f"ce nom s'y trouve {places.count(place)} fois."))
        valid = [self._validate(place, row, model) for place, row in zip(places, rows, strict=True)]
        return [row for row in valid if row is not None]

    def _validate(self, file: str, raw: dict[str, Any], model: type[M]) -> M | None:
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for one in error.errors():
                self.problems.append(_in_french(file, one, model))
            return None


def _in_french(file: str, error: Any, model: type[BaseModel]) -> Problem:
    where_ = ".".join(str(part) for part in error["loc"]) or "-"
    pattern = FRENCH_ERRORS.get(error["type"])
    sentence = pattern.format(**error.get("ctx", {})) if pattern else f"valeur refusée ({error['msg']})."
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(error["loc"][-1]), model.model_fields, n=1)
        sentence += f" Voulez-vous dire « {near[0]} » ?" if near else ""
    return Problem(file, where_, sentence)
