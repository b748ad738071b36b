"""What does the export of the official directory look like? Records in its shape: lists are JSON inside strings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PLACES = [f"{number:02}" for number in range(1, 96) if number != 20]
MORNING_AND_AFTERNOON = {
    "nom_jour_debut": "Lundi", "nom_jour_fin": "Jeudi",
    "valeur_heure_debut_1": "08:30:00", "valeur_heure_fin_1": "12:00:00",
    "valeur_heure_debut_2": "14:00:00", "valeur_heure_fin_2": "17:00:00", "commentaire": "",
}  # fmt: skip
FRIDAY = {
    "nom_jour_debut": "Vendredi", "nom_jour_fin": "Vendredi",
    "valeur_heure_debut_1": "09:00:00", "valeur_heure_fin_1": "12:00:00",
    "valeur_heure_debut_2": "", "valeur_heure_fin_2": "",
}  # fmt: skip


def record(kind: str = "cci", communes: tuple[str, ...] = ("01053",), **changed: Any) -> dict[str, Any]:
    """One record of the export, invented: no chamber has this name or this phone."""
    written = {
        "pivot": [{"type_service_local": kind, "code_insee_commune": list(communes)}],
        "telephone": [{"valeur": "04 00 00 00 01", "description": ""}],
        "adresse": [{
            "type_adresse": "Adresse", "numero_voie": "1 rue Inventée", "code_postal": "01000",
            "nom_commune": "Bourg-l'Exemple",
        }],
        "site_internet": [{"libelle": "", "valeur": "https://www.exemple.fr"}],
        "plage_ouverture": [MORNING_AND_AFTERNOON, FRIDAY],
    }  # fmt: skip
    plain = {
        "nom": "Chambre inventée - Ain", "adresse_courriel": "contact@exemple.fr", "formulaire_contact": "",
        "code_insee_commune": communes[0], "siret": "", "affectation_personne": '[{"nom": "À ne pas lire"}]',
    }  # fmt: skip
    lists = {name: json.dumps(value, ensure_ascii=False) for name, value in written.items()}
    return {**lists, **plain, **changed}


def whole() -> list[dict[str, Any]]:
    """A sound export: a chamber of each kind for every département of the mainland but Corsica."""
    return [
        record(kind, (f"{place}001",), nom=f"Chambre inventée - {place}", id=f"{kind}-{place}")
        for kind in ("cci", "chambre_metier")
        for place in PLACES
    ]


def export(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "chambres.json"
    path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return path
