"""Which trades, chambers, networks, words and topics are known?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Literal

from pydantic import Field, field_validator

from content.models.base import (
    BUBBLE_MAX,
    DATED,
    OF_YOURS,
    TOLD_TO,
    WEB,
    BarrierId,
    ChamberKind,
    Confidence,
    Dated,
    Model,
    ToldTo,
    TypeId,
    Word,
)


class Trade(Model):
    id: str
    label: str
    says: tuple[str, ...] = Field(description="les formes dites par les gens")
    short: str = Field(default="", description="« dans la plomberie » : le mot d'une phrase ou d'un bouton, pour tous")
    sector: Literal["commerce", "artisanat", "services", "liberal", "agricole"]
    chamber: Literal["CCI", "CMA", "LIB", "AGRI"]
    naf: str
    naf_version: str = "NAF rév. 2"
    verb: Literal["vendre", "fabriquer", "reparer", "construire", "servir", "soigner", "conseiller", "transporter"]
    clients: str = Field(default="vos clients", description="« vos patients » : à qui", pattern=OF_YOURS, max_length=28)
    sells: str = Field(default="vos produits", description="« vos bouquets » : quoi", pattern=OF_YOURS, max_length=28)
    words: dict[str, str] = Field(
        default_factory=dict, description="ses mots à la place de ceux de tous : « clients » -> « patients »"
    )
    words_like: str = Field(default="", description="l'`id` du métier dont il reprend les `words`")
    standard: str = Field(default="", description="le signe de filière : « Dilicom », « le Consuel »")
    prior: dict[TypeId, Word] = Field(default_factory=dict, description="familles où l'on trouve ce métier")


class Chamber(Model):
    """A chamber of commerce (CCI) or of trades (CMA), as its official list says: never from memory."""

    id: str
    kind: ChamberKind
    name: str = Field(description="son nom en toutes lettres", max_length=120)
    departements: tuple[str, ...] = Field(description="les codes des départements qu'elle sert", min_length=1)
    phone: str = Field(default="", description="« 01 23 45 67 89 » ; vide si inconnu", pattern=r"^(0\d( \d\d){4})?$")
    email: str = Field(default="", description="son adresse de courriel", pattern=r"^(\S+@\S+)?$")
    website: str = Field(default="", description="son site", pattern=WEB)
    address: str = Field(default="", description="rue, code postal et ville", max_length=160)
    hours: str = Field(default="", description="ses heures d'ouverture, en une ligne", max_length=80)
    booking: str = Field(default="", description="la page où demander un rendez-vous", pattern=WEB)
    source: str = Field(description="la liste officielle d'où elle vient", min_length=4)
    source_date: date = Field(description="le jour où la liste a été prise")


class Network(Model):
    name: str
    says: tuple[str, ...] = Field(default=(), description="autres écritures")
    reseau: Literal["franchise", "cooperative", "centrale", "a_demander"]
    kind: str = Field(description="ce que dit la source")
    sector: str
    only_after_cue: bool = Field(default=False, description="nom courant : ne compte qu'après enseigne, chez, réseau…")
    source: str
    source_date: str
    confidence: Confidence


class LookAlike(Model):
    """Looks like a network and is not: a selling platform, a badge, a discount list."""

    name: str
    says: tuple[str, ...] = ()
    what: str


class GlossaryWord(Model):
    id: str
    word: str
    says: tuple[str, ...] = Field(default=(), description="autres formes : pluriels, sigles")
    sentence: str = Field(description="une phrase simple", max_length=200)
    example: str = Field(description="un exemple de boutique", max_length=200)
    dated: tuple[Dated, ...] = DATED


class Topic(Model):
    """Something people write on their own: why they come, an emergency, small talk, out of scope."""

    id: str
    kind: Literal["question", "emergency", "out_of_scope", "small_talk", "about_us"]
    name: str = Field(default="", description="« votre ligne » : dit à la personne et dans le plan", max_length=60)
    heard: tuple[str, ...] = Field(
        description="mots ou groupes de mots ; & : tous, dans le désordre ; | : l'un ou l'autre"
    )
    near: tuple[str, ...] = Field(default=(), description="les sujets près desquels comptent les mots de `heard_near`")
    heard_near: tuple[str, ...] = Field(
        default=(), description="mots trop vagues seuls : « j'ai cliqué » ne compte que près d'un sujet de `near`"
    )
    unless: tuple[str, ...] = Field(
        default=(), description="mots qui ne comptent pas pour lui : « carte de visite », « mon code & à ma comptable »"
    )
    reply: str = Field(description="la première réponse, dans ses mots", max_length=BUBBLE_MAX)
    price: str = Field(default="", description="ce qu'on dit quand elle demande le prix", max_length=BUBBLE_MAX)
    price_from: str = Field(default="", description="la leçon, le service ou l'aide dont la source donne ces montants")
    url: str = Field(default="", description="l'adresse officielle à donner tout de suite")
    barriers: tuple[BarrierId, ...] = ()
    covers: tuple[str, ...] = Field(
        default=(), description="les sujets plus larges qui ne comptent pas quand celui-ci est entendu"
    )
    denied_by: tuple[Literal["refusing", "lacking"], ...] = Field(
        default=(), description="les mots de spoken.toml qui, devant lui, disent qu'elle n'en veut pas ou n'en a pas"
    )
    dated: tuple[Dated, ...] = DATED
    told_to: tuple[ToldTo, ...] = TOLD_TO
    examples: tuple[str, ...] = Field(default=(), description="phrases qui doivent être reconnues")

    @field_validator("heard", "heard_near", "unless")
    @classmethod
    def _each_way(cls, heard: Iterable[str]) -> tuple[str, ...]:
        """« mes filles | mes gars & refusent »: one phrase for each."""
        parts = (tuple(part.split("|") for part in phrase.split("&")) for phrase in heard)
        return tuple("&".join(way) for choices in parts for way in product(*choices))
