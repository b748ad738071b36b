"""What is as long as may be, where the content holds nothing that long? For the checks alone: nobody reads it."""

from __future__ import annotations

from datetime import date

from content.models import Chamber, ChamberKind
from dialogs.wording import HERS_MAX

HER_WORDS = "m" * HERS_MAX
"""Her words at their longest: one word, for they are hers and not measured."""
CHAMBER_NAME = (
    "Chambre de commerce et d'industrie territoriale de Nouvelle-Aquitaine, "
    "délégation des Pyrénées-Atlantiques et des Landes"
)
"""120 characters, the most that a name may have, in words as long as those of the official list."""
DAY = date(2027, 9, 22)
"""A Wednesday of September has the longest day to tell."""
HOURS = "lundi, mardi, jeudi 9 h-12 h et 14 h-17 h 30, mercredi et vendredi 8 h 30-12 h"


def chamber(kind: ChamberKind) -> Chamber:
    """A chamber that fills each of its places."""
    return Chamber(
        id=f"{kind}-inventee", kind=kind, name=CHAMBER_NAME, departements=("64",), phone="05 00 00 00 00",
        website="https://www.exemple.fr", hours=HOURS, source="inventé", source_date=DAY,
        address="128 bis avenue du Président-Franklin-Roosevelt, 64230 Saint-Jean-Pied-de-Port",
        booking="https://www.exemple.fr/rendez-vous", email="contact@exemple.fr",
    )  # fmt: skip
