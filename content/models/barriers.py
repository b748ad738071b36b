"""What holds her back, in whose words?"""

from __future__ import annotations

from pydantic import Field

from content.models.base import (
    BUBBLE_MAX,
    DATED,
    LABEL_MAX,
    TOLD_TO,
    BarrierId,
    Dated,
    FactValues,
    Model,
    ToldTo,
    TypeId,
    Word,
)


class BarrierVariant(Model):
    """A barrier as one type lives it; an empty field takes the general wording."""

    label: str = Field(default="", max_length=LABEL_MAX)
    sentence: str = Field(default="", max_length=160)
    what: str = Field(default="", max_length=BUBBLE_MAX)
    why: str = Field(default="", max_length=BUBBLE_MAX)
    gained: str = Field(default="", max_length=BUBBLE_MAX)
    relay: str = Field(default="", max_length=100)


class OtherRelay(Model):
    """Who can help instead, for who gave one of these answers or asked about one of these: let down by an agency, she
    is not sent to another."""

    answers: FactValues = Field(default_factory=dict, description="fait -> réponses")
    topics: tuple[str, ...] = Field(default=(), description="ce qu'elle a écrit d'elle-même (`topics.toml`)")
    relay: str = Field(max_length=100)


class BarrierExample(Model):
    """Answers of a business of one type, and the barrier's place on her first screen of six."""

    type: TypeId
    answers: dict[str, str]
    first_screen: bool


class Barrier(Model):
    """One of the thirteen barriers of the study (section 3)."""

    id: BarrierId
    slug: str
    serves: tuple[str, ...] = Field(description="ids de l'étude servis : le frein, ceux du terrain (U1a…), moteurs…")
    types: tuple[TypeId, ...] = Field(description="l'étude seule en décide ; ordonne l'écran, n'interdit rien")
    relay: str = Field(description="qui peut aider, d'après l'étude, après « Qui peut aider : »", max_length=100)
    label: str = Field(description="le bouton, ses mots", max_length=LABEL_MAX)
    sentence: str = Field(description="ce qu'elle dirait", max_length=160)
    what: str = Field(description="ce que c'est (une bulle)", max_length=BUBBLE_MAX)
    why: str = Field(description="pourquoi cela arrive à des entreprises comme la sienne", max_length=BUBBLE_MAX)
    gained: str = Field(description="ce qu'ont gagné ceux qui l'ont dépassé", max_length=BUBBLE_MAX)
    variants: dict[TypeId, BarrierVariant] = Field(default_factory=dict)
    relays: tuple[OtherRelay, ...] = Field(default=(), description="qui peut aider à la place, après ces réponses")
    told_to: tuple[ToldTo, ...] = TOLD_TO
    reveals: dict[str, dict[str, Word]] = Field(
        default_factory=dict, description="fait -> réponse -> à quel point elle annonce ce frein"
    )
    heard: tuple[str, ...] = Field(
        default=(), description="mots d'une question libre qui le font remonter ; ~ devant : si rien d'autre n'est dit"
    )
    dated: tuple[Dated, ...] = DATED
    examples: tuple[BarrierExample, ...] = Field(min_length=1)

    def worded(self, company_type: TypeId | None) -> BarrierVariant:
        """The wording for this type: the variant's, field by field, else the general one."""
        own = self.variants.get(company_type) if company_type else None
        own = own or BarrierVariant()
        return BarrierVariant(
            label=own.label or self.label,
            sentence=own.sentence or self.sentence,
            what=own.what or self.what,
            why=own.why or self.why,
            gained=own.gained or self.gained,
            relay=own.relay or self.relay,
        )
