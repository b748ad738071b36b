"""What is all the content in service, and what is wrong in it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from content.models.barriers import Barrier
from content.models.base import CHAMBER_OF, GuaranteeLevel, Kind, Model
from content.models.interview import CompanyType, Interview, Question
from content.models.proposals import Lesson, Proposal, Tool
from content.models.words import Chamber, GlossaryWord, LookAlike, Network, Topic, Trade


class Freshness(Model):
    """How long what a person saw on a page stays sure, in `freshness.toml`. Past that, we say « d'après… » again."""

    lesson: int = Field(ge=1, description="jours, pour une leçon ou un outil")
    training: int = Field(ge=1, description="jours, pour une formation")
    service: int = Field(ge=1, description="jours, pour un service")
    aid: int = Field(ge=1, description="jours, pour une aide")
    person: int = Field(ge=1, description="jours, pour une personne à appeler")
    lists: tuple[GuaranteeLevel, ...] = Field(description="garanties tenues dans une liste qui change souvent")
    listed: int = Field(ge=1, description="jours, pour ce qui est sur une de ces listes")
    new_year: tuple[Kind, ...] = Field(description="ce dont les montants changent au 1er janvier")


class Moments(Model):
    """The words people say for a moment to be reminded at, in `moments.toml`."""

    hours: dict[str, int] = Field(default_factory=dict, description="une partie du jour -> l'heure du rappel")
    days: dict[str, int] = Field(default_factory=dict, description="un jour -> dans combien de jours")
    weekdays: dict[str, int] = Field(default_factory=dict, description="un autre nom de jour -> lequel")
    after: dict[str, int] = Field(default_factory=dict, description="après un jour de la semaine -> jours de plus")
    units: dict[str, int] = Field(default_factory=dict, description="ce que l'on compte -> combien de minutes")
    numbers: dict[str, int] = Field(default_factory=dict, description="les nombres en lettres")


class NamedException(Model):
    """A text, or a pair of things, that may break a rule of the checks."""

    file: str = Field(description="le fichier, comme le message le nomme")
    field: str = Field(description="le champ, comme le message le nomme")
    reason: str = Field(description="pourquoi il reste ainsi", min_length=1)


@dataclass(frozen=True, eq=False)
class Library:
    """All the content in service, by id. Immutable: a new revision is a new Library."""

    revision: str
    interview: Interview
    questions: Mapping[str, Question]
    types: Mapping[str, CompanyType]
    barriers: Mapping[str, Barrier]
    proposals: Mapping[str, Proposal]
    trades: Mapping[str, Trade]
    networks: tuple[Network, ...]
    look_alikes: tuple[LookAlike, ...]
    glossary: Mapping[str, GlossaryWord]
    topics: Mapping[str, Topic]
    spoken: Mapping[str, tuple[str, ...]]
    replies: Mapping[str, str]
    freshness: Freshness
    departements: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    zones: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """département -> its own time (an IANA name), where it is not that of Paris."""
    feasts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """département -> the name, in the `holidays` library, of the place whose public holidays are more than France's."""
    moments: Moments = field(default_factory=Moments)
    trade_words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    chambers: Mapping[str, Chamber] = field(default_factory=lambda: MappingProxyType({}))
    exceptions: tuple[NamedException, ...] = ()
    """What the checks leave as it is."""

    def lesson(self, lesson_id: str) -> Lesson:
        found = self.proposals[lesson_id]
        assert isinstance(found, Lesson)
        return found

    def tool(self, tool_id: str) -> Tool | None:
        found = self.proposals.get(tool_id)
        return found if isinstance(found, Tool) else None

    def chamber_for(self, departement: str, sector: str) -> Chamber | None:
        """The chamber of this sector that serves this département, the most local first; None when none is known."""
        kind = CHAMBER_OF.get(sector)
        serving = [c for c in self.chambers.values() if c.kind == kind and departement in c.departements]
        return min(serving, key=lambda c: (len(c.departements), len(c.name), c.id), default=None)

    def kind(self, proposal_id: str) -> Kind:
        kind: Kind = getattr(self.proposals[proposal_id], "kind")  # noqa: B009
        return kind


@dataclass(frozen=True)
class Problem:
    """Something wrong in the content, said in French to the editor who can mend it."""

    file: str
    field: str
    sentence: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.file}, `{self.field}` : {self.sentence}"
