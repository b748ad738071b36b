"""What do all items of the content share: names of values, and words that change on a day?"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

TypeId = Literal["A", "B", "C", "D"]
BarrierId = Literal[
    "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12", "F13"
]  # fmt: skip
Word = Literal["toujours", "souvent", "parfois", "rarement", "jamais"]
Confidence = Literal["H", "M", "M-"]
When = Literal["week", "month", "quarter"]
Budget = Literal["rien", "petit", "moyen"]
ChamberKind = Literal["cci", "cma"]
GridPoint = Literal["valeur", "contrat", "contraintes", "qualite", "sortie"]
Kind = Literal["lesson", "training", "service", "aid", "person"]
GuaranteeLevel = Literal[
    "registre", "tiers-accredite", "label-public", "referencement-public", "charte", "prive", "operateur-public"
]

ALL_TYPES: tuple[TypeId, ...] = ("A", "B", "C", "D")
UNKNOWN = "inconnu"
"""« Je ne sais pas » : the value of any fact."""
CHAMBER_OF: dict[str, ChamberKind] = {"commerce": "cci", "services": "cci", "artisanat": "cma"}
OF_YOURS = r"^vos \w"
WEB = r"^(https?://\S+)?$"
FactValues = dict[str, tuple[str, ...]]
"""Fact id -> the values that satisfy the condition. Several facts: all must hold."""

LABEL_MAX = 28
BUBBLE_MAX = 300


class Model(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        allow_inf_nan=False,
        defer_build=True,  # a part of another model is built with it, once
    )


class Dated(Model):
    """Words that change on a day: from then on, this field of the item reads so."""

    from_day: date = Field(description="le jour où le texte change")
    field: str = Field(description="le champ qui change", examples=["what", "steps.prix.text", "variants.A.why"])
    text: str = Field(description="ce qu'il dit à partir de ce jour", min_length=1)


class ToldTo(Model):
    """Words for who has given one of these answers: this field of the item reads so to her."""

    answers: FactValues = Field(description="fait -> réponses ; une seule suffit")
    field: str = Field(description="le champ qui change", examples=["what", "steps.prix.text"])
    text: str = Field(description="ce qu'il lui dit", min_length=1)


TOLD_TO = Field(default=(), description="les textes qui se lisent autrement après certaines réponses")

DATED = Field(default=(), description="les textes qui changent un jour dit : ancien texte avant, nouveau texte après")
