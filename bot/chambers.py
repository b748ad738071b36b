"""How does the official directory of chambers become content? `python -m bot chambers import FILE…`

The export of the Annuaire de l'administration is a JSON list; in each record the lists (`telephone`, `adresse`,
`site_internet`, `plage_ouverture`, `pivot`) are themselves JSON, inside a string.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomli
import tomlkit

from bot.opening_hours import opening_hours
from content.models import Chamber, ChamberKind, Library, Problem

DIRECTORY = (
    "https://api-lannuaire.service-public.gouv.fr/api/explore/v2.1/catalog/datasets/api-lannuaire-administration"
)
KINDS: dict[str, ChamberKind] = {"cci": "cci", "chambre_metier": "cma"}
ENOUGH = 80
"""Départements that a sound export serves, for each pivot."""
PHONE = re.compile(r"0\d( ?\d\d){4}")
HEADING = "Chambre prise dans l'Annuaire de l'administration le {day} : le prochain import la remplace."
Record = Mapping[str, Any]


@dataclass(frozen=True)
class Imported:
    """What the files hold: the chambers when nothing is wrong, else every problem, in French."""

    chambers: tuple[Chamber, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(files: Sequence[Path], library: Library, day: date, partial: bool = False) -> Imported:
    """The chambers of these exports, taken on that day. `partial`: few départements are no problem."""
    reader = _Reader(library, day)
    for file in files:
        reader.read(file)
    if not reader.problems and not partial:
        reader.problems += _too_few(reader.chambers)
    return Imported(problems=tuple(reader.problems)) if reader.problems else Imported(tuple(reader.chambers))


def write(chambers: Iterable[Chamber], folder: Path, partial: bool = False) -> None:
    """One TOML file a chamber. A whole import removes those of an older one, never those of another source."""
    folder.mkdir(parents=True, exist_ok=True)
    names = set()
    for chamber in chambers:
        names.add(f"{chamber.id}.toml")
        (folder / f"{chamber.id}.toml").write_text(as_toml(chamber), encoding="utf-8")
    for path in () if partial else sorted(folder.glob("*.toml")):
        if path.name not in names and tomli.loads(path.read_text(encoding="utf-8")).get("source") == DIRECTORY:
            path.unlink()


def as_toml(chamber: Chamber) -> str:
    document = tomlkit.document()
    document.add(tomlkit.comment(HEADING.format(day=f"{chamber.source_date:%d/%m/%Y}")))
    for name, value in chamber.model_dump().items():
        if name == "departements":
            document[name] = tomlkit.array(json.dumps(value)).multiline(True)
        elif value != "":
            document[name] = value
    return tomlkit.dumps(document)


# ------------------------------------------------------------------ one file, one record


class _Reader:
    """Reads record after record and keeps every problem."""

    def __init__(self, library: Library, day: date) -> None:
        self.library, self.day = library, day
        self.chambers: list[Chamber] = []
        self.problems: list[Problem] = []
        self.seen: set[str] = set()

    def read(self, file: Path) -> None:
        records = self._records(file)
        found = [(record, kind) for record in records for kind in [self._kind(file, record)] if kind]
        if records and not found and not self.problems:
            self._tell(file.name, "pivot", "aucune chambre ici : on attend « cci » ou « chambre_metier ».")
        for record, kind in found:
            identity = str(record.get("id") or (record.get("nom"), kind, record.get("code_insee_commune")))
            if identity not in self.seen:
                self.seen.add(identity)
                self._chamber(file, record, kind)

    def _records(self, file: Path) -> list[Record]:
        try:
            records = json.loads(file.read_text(encoding="utf-8-sig"))
        except OSError as error:
            self._tell(str(file), "-", f"ce fichier ne s'ouvre pas ({error.strerror}).")
        except UnicodeDecodeError:
            self._tell(file.name, "-", "ce fichier n'est pas enregistré en UTF-8.")
        except json.JSONDecodeError as error:
            self._tell(file.name, "-", f"ce n'est pas du JSON (ligne {error.lineno}) : prenez l'export /exports/json.")
        else:
            if isinstance(records, list) and records and all(isinstance(record, dict) for record in records):
                return records
            self._tell(file.name, "-", "on attend une liste de fiches : prenez l'export /exports/json.")
        return []

    def _kind(self, file: Path, record: Record) -> ChamberKind | None:
        pivots = [str(pivot.get("type_service_local")) for pivot in self._list(file, record, "pivot")]
        return next((KINDS[pivot] for pivot in pivots if pivot in KINDS), None)

    def _chamber(self, file: Path, record: Record, kind: ChamberKind) -> None:
        place = f"{file.name} [{record.get('nom') or record.get('id') or '?'}]"
        before = len(self.problems)
        address = _address(self._list(file, record, "adresse"))
        fields = {
            "id": self._free_id(f"{kind}-{_slug(address[1]) or record.get('code_insee_commune') or 'sans-ville'}"),
            "kind": kind,
            "name": self._name(place, record),
            "departements": self._departements(place, file, record),
            "phone": self._phone(place, self._list(file, record, "telephone")),
            "email": self._email(place, record),
            "website": self._web(place, "site_internet", _values(self._list(file, record, "site_internet"))),
            "address": address[0],
            "hours": opening_hours(self._list(file, record, "plage_ouverture"), self.library.replies),
            "booking": self._web(place, "formulaire_contact", [str(record.get("formulaire_contact") or "")]),
            "source": DIRECTORY,
            "source_date": self.day,
        }
        if len(self.problems) == before:
            self.chambers.append(Chamber.model_validate(fields))

    def _free_id(self, wanted: str) -> str:
        taken = {chamber.id for chamber in self.chambers}
        numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
        return next(one for one in numbered if one not in taken)

    def _name(self, place: str, record: Record) -> str:
        name = " ".join(str(record.get("nom") or "").split())
        if not 0 < len(name) <= 120:
            self._tell(place, "nom", "il faut un nom, de 120 caractères au plus.")
        return name

    def _departements(self, place: str, file: Path, record: Record) -> tuple[str, ...]:
        pivots = self._list(file, record, "pivot")
        communes = [commune for pivot in pivots for commune in _several(pivot.get("code_insee_commune"))]
        communes = communes or [str(record.get("code_insee_commune") or "")]
        codes = sorted({_departement(commune) for commune in communes})
        unknown = [code for code in codes if code not in self.library.departements]
        if unknown:
            told = ", ".join(code or "vide" for code in unknown)
            self._tell(place, "code_insee_commune", f"aucun département ne porte ce code : {told}.")
        return tuple(codes)

    def _phone(self, place: str, phones: list[Record]) -> str:
        shown = next(iter(_values(phones)), "")
        phone = re.sub(r"[\s.]+", " ", shown.replace("+33 ", "0").replace("+33", "0")).strip()
        if phone and not PHONE.fullmatch(phone):
            self._tell(place, "telephone", f"« {shown} » n'a pas la forme 01 23 45 67 89.")
        digits = phone.replace(" ", "")
        return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))

    def _email(self, place: str, record: Record) -> str:
        email = next(iter(re.split(r"[\s;,]+", str(record.get("adresse_courriel") or "").strip())), "")
        if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
            self._tell(place, "adresse_courriel", f"« {email} » n'est pas une adresse de courriel.")
        return email

    def _web(self, place: str, field: str, addresses: Sequence[str]) -> str:
        address = next((one.strip() for one in addresses if one.strip()), "")
        url = address if not address or "://" in address else f"https://{address}"
        if url and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", url):
            self._tell(place, field, f"« {address} » n'est pas une adresse de site.")
        return url

    def _list(self, file: Path, record: Record, field: str) -> list[Record]:
        """The directory writes a list as JSON inside a string; '' is an empty one."""
        value = record.get(field) or []
        try:
            found = json.loads(value) if isinstance(value, str) else value
            if isinstance(found, list) and all(isinstance(one, dict) for one in found):
                return found
        except json.JSONDecodeError:
            pass
        self._tell(f"{file.name} [{record.get('nom') or '?'}]", field, "on attend une liste, écrite en JSON.")
        return []

    def _tell(self, file: str, field: str, sentence: str) -> None:
        problem = Problem(file, field, sentence)
        if problem not in self.problems:
            self.problems.append(problem)


def _too_few(chambers: Sequence[Chamber]) -> Iterator[Problem]:
    for pivot, kind in KINDS.items():
        served = {code for chamber in chambers if chamber.kind == kind for code in chamber.departements}
        if len(served) < ENOUGH:
            told = f"{len(served)} départements servis, il en faut {ENOUGH} : l'export est incomplet"
            yield Problem("-", pivot, f"{told} (--partial l'accepte).")


def _several(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []


def _values(items: Iterable[Record]) -> list[str]:
    return [str(item["valeur"]).strip() for item in items if item.get("valeur")]


def _address(addresses: Sequence[Record]) -> tuple[str, str]:
    """Street, postal code and town in one line; and the town alone."""
    best = next((one for one in addresses if one.get("type_adresse") == "Adresse"), next(iter(addresses), {}))
    town = str(best.get("nom_commune") or "").strip()
    parts = [str(best.get("numero_voie") or "").strip(), f"{best.get('code_postal') or ''} {town}".strip()]
    return ", ".join(filter(None, parts))[:160], town


def _departement(commune: str) -> str:
    """The first two characters of the INSEE code; three overseas."""
    return commune[: 3 if commune.startswith(("97", "98")) else 2]


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
