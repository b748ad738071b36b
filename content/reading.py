"""How is one file of the content read, and everything wrong in it told in French?"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import tomli
from pydantic import BaseModel, ValidationError

from content.models import Problem

FILE_MAX = 400_000
"""Bytes; the largest table of ours has a fifth of it."""
LEVELS = 4
"""How deep the names of replies may go: « telegram.command_aide » is two."""
DEEP = re.compile(r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){20}""")
"""A name of twenty levels: reading it takes time by the square of them."""
LEVELS_AT_MOST = 20
"""A line with fewer dots has no such name, and is not searched."""
TOLD = 20
"""Of one item, so many problems are told: past them it is another kind of file."""
NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
M = TypeVar("M", bound=BaseModel)

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


class Reader:
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
            self.hash.update(name.encode("utf-8", "surrogateescape") + content)
            text = content.decode("utf-8")
            if any(DEEP.search(line) for line in text.split("\n") if line.count(".") >= LEVELS_AT_MOST):
                raise RecursionError
            read = tomli.loads(text)
            if not _hides(text, read):
                return read
            self.problems.append(Problem(name, "-", "un texte contient des caractères qui ne se voient pas."))
        except RecursionError:
            self.problems.append(Problem(name, "-", "ce fichier a trop de niveaux."))
        except UnicodeDecodeError:
            self.problems.append(Problem(name, "-", "ce fichier n'est pas enregistré en UTF-8."))
        except ValueError as error:
            self.problems.append(Problem(name, "-", f"ce fichier ne se lit pas : {error}."))
        return {}

    def single(self, name: str, model: type[M]) -> M | None:
        before = len(self.problems)
        raw = self.raw(name)
        return self._validate(name, raw, model) if len(self.problems) == before else None

    def items(self, name: str, model: type[M]) -> list[M]:
        found: list[M] = []
        seen: dict[str, str] = {}
        for file in sorted(file for file in self.files if file.startswith(f"{name}/") and file.count("/") == 1):
            item = self.single(file, model)
            if item is None:
                continue
            item_id = str(getattr(item, "id", ""))
            if file != f"{name}/{getattr(item, 'slug', '') or item_id}.toml":
                self.problems.append(Problem(file, "id", "le fichier ne porte pas ce nom : renommez-le."))
            if item_id in seen:
                self.problems.append(Problem(file, "id", f"« {item_id} » est déjà pris par {seen[item_id]}."))
            seen[item_id] = file
            found.append(item)
        return found

    def table(self, name: str, key: str, model: type[M]) -> list[M]:
        held = self.raw(name)
        rows = held.get(key, [])
        if held.keys() - {key} or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.problems.append(Problem(name, "-", f"on n'y attend que des lignes [[{key}]]."))
            return []
        places = [f"{name} [{row.get('id') or row.get('name') or rank}]" for rank, row in enumerate(rows, 1)]
        for place, count in Counter(places).items():
            if count > 1:
                self.problems.append(Problem(place, "id", f"ce nom s'y trouve {count} fois."))
        valid = [self._validate(place, row, model) for place, row in zip(places, rows, strict=True)]
        return [row for row in valid if row is not None]

    def texts(self, name: str) -> dict[str, str]:
        """Texts by their whole name."""
        return self._only(name, dict(_flat(self.raw(name))), lambda value: isinstance(value, str), "un texte")

    def words(self, name: str) -> dict[str, tuple[str, ...]]:
        """Lists of texts by their name."""
        found = self._only(name, self.raw(name), _is_list_of_texts, "une liste de textes")
        return {key: tuple(words) for key, words in found.items()}

    def names(self, name: str) -> dict[str, dict[str, str]]:
        """Tables of texts by their name."""
        found = self._only(name, self.raw(name), lambda value: isinstance(value, dict), "une table")
        return {key: self._only(name, table, lambda v: isinstance(v, str), "un texte") for key, table in found.items()}

    def _only(self, name: str, held: Mapping[str, Any], fits: Callable[[Any], bool], what: str) -> dict[str, Any]:
        wrong = [key for key, value in held.items() if not fits(value)]
        self.problems += [Problem(name, key, f"on attend {what}.") for key in wrong]
        return {key: value for key, value in held.items() if fits(value)}

    def _validate(self, file: str, raw: dict[str, Any], model: type[M]) -> M | None:
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False)
            self.problems += [_in_french(file, one, model) for one in found[:TOLD]]
            if len(found) > TOLD:
                self.problems.append(Problem(file, "-", f"et {len(found) - TOLD} autres champs."))
            return None


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Each value by its whole name, « a.b »; what goes too deep is left as it is."""
    for key, value in tree.items():
        if isinstance(value, dict) and prefix.count(".") < LEVELS:
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _hides(text: str, read: object) -> bool:
    """Characters that are not seen, written as such or by an escape; a file with neither is not walked through."""
    may = "\\" in text or NOT_TEXT.search(text)
    return bool(may and NOT_TEXT.search(" ".join(_texts_in(read))))


def _texts_in(value: object) -> Iterator[str]:
    """Every text in it, however deep."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _in_french(file: str, error: Any, model: type[BaseModel]) -> Problem:
    where_ = ".".join(str(part) for part in error["loc"]) or "-"
    pattern = FRENCH_ERRORS.get(error["type"])
    sentence = pattern.format(**error.get("ctx", {})) if pattern else f"valeur refusée ({error['msg']})."
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(error["loc"][-1]), model.model_fields, n=1)
        sentence += f" Voulez-vous dire « {near[0]} » ?" if near else ""
    return Problem(file, where_, sentence)
