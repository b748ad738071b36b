"""What may a plan propose: lessons, tools, services, trainings, aids, persons?"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from content.models.base import (
    ALL_TYPES,
    BUBBLE_MAX,
    DATED,
    LABEL_MAX,
    TOLD_TO,
    BarrierId,
    Budget,
    Confidence,
    Dated,
    FactValues,
    GridPoint,
    GuaranteeLevel,
    Model,
    ToldTo,
    TypeId,
    When,
)


class Sourced(Model):
    source: str = Field(description="l'adresse ou le texte d'où vient le fait", min_length=4)
    source_name: str = Field(description="son nom court, pour « d'après … »", examples=["impots.gouv.fr"])
    source_date: str = Field(description="AAAA, AAAA-MM ou AAAA-MM-JJ", pattern=r"^\d{4}(-\d{2}){0,2}$")
    confidence: Confidence
    checked_on: date | None = Field(default=None, description="vide tant que personne n'a ouvert la page")
    checked_by: str = ""


class Guarantee(Model):
    """Who vouches, on the ladder: state register > accredited third party > public label > …"""

    level: GuaranteeLevel
    by: str = Field(description="qui vérifie, en toutes lettres", max_length=90)
    where: str = Field(default="", description="l'adresse où cela se vérifie")
    since: date | None = None
    until: date | None = None


class ProposedExample(Model):
    """A business, and whether this step may be proposed to it."""

    type: TypeId
    barriers: tuple[BarrierId, ...]
    answers: dict[str, str] = Field(default_factory=dict)
    proposed: bool


class Proposal(Sourced):
    """Anything that can be a step of a plan. Its matching rules live here."""

    id: str
    serves: tuple[str, ...] = Field(default=(), description="ids de l'étude servis (ACT7, M7, A6…)")
    barriers: tuple[BarrierId, ...] = Field(min_length=1, description="freins auxquels il répond, le principal d'abord")
    types: tuple[TypeId, ...] = ALL_TYPES
    trades: tuple[str, ...] = Field(default=(), description="métiers concernés ; vide : tous")
    sectors: tuple[str, ...] = Field(default=(), description="secteurs concernés ; vide : tous")
    requires: FactValues = Field(default_factory=dict, description="réponses nécessaires (inconnu : à vérifier)")
    excludes: FactValues = Field(default_factory=dict, description="réponses qui l'écartent")
    topics: tuple[str, ...] = Field(default=(), description="questions d'arrivée auxquelles cela répond (topics.toml)")
    covers: tuple[str, ...] = Field(
        default=(), description="étapes inutiles à côté de celle-ci : jamais dans un même plan"
    )
    when: When = Field(description="week, month ou quarter : l'horizon naturel")
    rank: int = Field(default=50, ge=0, le=100, description="à égalité, le plus petit d'abord")
    title: str = Field(description="ce qu'il faut faire, un verbe d'abord", max_length=60)
    button: str = Field(description="le bouton", max_length=LABEL_MAX)
    asked_by: tuple[str, ...] = Field(
        default=(), description="d'autres mots qui la demandent, sur le plan", examples=[("ma securite",)]
    )
    what: str = Field(description="ce que c'est, en une bulle", max_length=BUBBLE_MAX)
    benefit: str = Field(description="ce qu'elle y gagne, en une ligne", max_length=90)
    cost: str = Field(description="le prix, en clair", examples=["gratuit"], max_length=60)
    budget: Budget = Field(description="le budget qu'il faut : rien, petit, moyen")
    minutes: int = Field(ge=1, description="temps pour cette étape, en minutes")
    url: str = Field(default="", description="l'adresse officielle", pattern=r"^(https://\S+)?$")
    operator: str = Field(default="", description="qui le fait ou le paie", max_length=90)
    guarantee: Guarantee | None = None
    starts_on: date | None = Field(default=None, description="proposé à partir de ce jour")
    ends_on: date | None = Field(default=None, description="plus proposé après ce jour")
    replaces: str = Field(default="", description="l'étape dont elle prend la place quand celle-là n'est plus proposée")
    dated: tuple[Dated, ...] = DATED
    told_to: tuple[ToldTo, ...] = TOLD_TO
    examples: tuple[ProposedExample, ...] = Field(min_length=1)


class Step(Model):
    """One action of a lesson."""

    id: str = Field(description="un mot, jamais un numéro", pattern=r"^[a-z][a-z0-9-]*$")
    text: str = Field(description="un geste, et ce qu'on doit voir", max_length=BUBBLE_MAX)
    help: str = Field(description="pour qui est bloqué", max_length=BUBBLE_MAX)
    waits: bool = Field(default=False, description="la suite demande la réponse de quelqu'un d'autre : on s'arrête là")


class Lesson(Proposal):
    kind: Literal["lesson"] = "lesson"
    goal: str = Field(description="ce qu'elle saura faire ou aura en main", max_length=BUBBLE_MAX)
    steps: tuple[Step, ...] = Field(min_length=4, max_length=8)
    proof: str = Field(description="« Que voyez-vous sur votre écran ? » : la question de fin", max_length=BUBBLE_MAX)
    proof_options: tuple[str, ...] = Field(
        default=(), description="réponses toutes faites, la première dit que c'est réussi", max_length=3
    )
    proof_steps: tuple[str, ...] = Field(
        default=(), description="pour chaque autre réponse, l'étape dont l'aide est relue", max_length=2
    )
    done: str = Field(description="la dernière bulle, quand c'est réussi", max_length=BUBBLE_MAX)
    done_too: str = Field(
        default="", description="la dernière bulle quand la deuxième réponse est bonne aussi", max_length=BUBBLE_MAX
    )
    stuck_person: str = Field(default="conseiller-public", description="la personne à appeler si elle reste bloquée")


class ToolOption(Model):
    """One answer to a tool's question, and what it adds to the result."""

    label: str = Field(description="le bouton : 28 caractères au plus", max_length=LABEL_MAX)
    points: int = Field(default=0, ge=0, le=3, description="ce que la réponse rapporte ; le verdict compte la somme")
    note: str = Field(
        default="", description="la ligne qu'elle ajoute au résultat : un point faible, un conseil", max_length=160
    )
    says: tuple[str, ...] = Field(default=(), description="ce que les gens écrivent au lieu d'appuyer")
    known: FactValues = Field(
        default_factory=dict, description="ce qu'elle a déjà dit et qui répond tout seul : la question n'est pas posée"
    )
    topics: tuple[str, ...] = Field(
        default=(), description="questions d'arrivée qui le disent déjà : les réponses sans elles n'ont plus de bouton"
    )
    barriers: tuple[BarrierId, ...] = Field(
        default=(), description="les freins dont partent alors les services du résultat (avec « lists »)"
    )
    skips: tuple[str, ...] = Field(default=(), description="questions qui n'ont plus de sens après cette réponse")


class ToolQuestion(Model):
    """One question of a tool. Without options, she answers with her own words and they are kept in the result."""

    id: str = Field(description="un mot, jamais un numéro", pattern=r"^[a-z][a-z0-9-]*$")
    text: str = Field(description="une seule question", max_length=BUBBLE_MAX)
    help: str = Field(description="pour qui ne comprend pas", max_length=BUBBLE_MAX)
    told: str = Field(
        default="",
        description="la question quand sa question d'arrivée en dit déjà une part (`topics` d'une réponse)",
        max_length=BUBBLE_MAX,
    )
    line: str = Field(default="", description="le début de sa ligne dans le résultat : « But du site »", max_length=60)
    names: tuple[str, ...] = Field(
        default=(), description="mots qui nomment ce dont l'outil parle, sans répondre : redits, et on redemande"
    )
    options: tuple[ToolOption, ...] = Field(default=(), max_length=5)


class Verdict(Model):
    """What the result says from a share of the points on."""

    from_percent: int = Field(ge=0, le=100, description="à partir de cette part des points, en pour cent")
    title: str = Field(description="le verdict en quelques mots", max_length=60)
    text: str = Field(description="ce qu'il veut dire, et la suite", max_length=BUBBLE_MAX)
    after: str = Field(
        default="", description="le bouton d'une réponse qui a ses propres verdicts, à la place des autres"
    )
    topics: tuple[str, ...] = Field(default=(), description="questions d'arrivée qui disent déjà cette réponse")


class Tool(Proposal):
    """A tool that answers: questions in the chat, then a written result she keeps. Played like a lesson."""

    kind: Literal["lesson"] = "lesson"
    goal: str = Field(description="ce qu'elle aura en main à la fin", max_length=BUBBLE_MAX)
    questions: tuple[ToolQuestion, ...] = Field(min_length=3, max_length=10)
    verdicts: tuple[Verdict, ...] = Field(min_length=1, description="du plus bas au plus haut ; le premier part de 0")
    notes_title: str = Field(description="au-dessus des lignes du résultat", max_length=60)
    closing: str = Field(description="la dernière bulle : à qui le montrer, quoi en faire", max_length=BUBBLE_MAX)
    lists: Literal["", "services"] = Field(
        default="", description="« services » : le résultat ajoute ceux qui lui vont"
    )

    def question(self, question_id: str) -> ToolQuestion | None:
        return next((question for question in self.questions if question.id == question_id), None)


class Service(Proposal):
    kind: Literal["service"] = "service"
    leaving: str = Field(default="", description="comment en partir", max_length=160)
    grid: dict[GridPoint, Annotated[str, Field(max_length=120)]] = Field(
        default_factory=dict, description="la grille de l'étude, les points connus seulement"
    )


class Training(Proposal):
    kind: Literal["training"] = "training"
    payer: str = Field(description="qui paie", max_length=120)
    follow_up: bool = Field(
        default=False, description="vrai : deux semaines après l'avoir faite, on lui demande si elle s'en sert"
    )


class Aid(Proposal):
    kind: Literal["aid"] = "aid"
    ask: str = Field(description="comment et quand la demander", max_length=160)


class Person(Proposal):
    kind: Literal["person"] = "person"
    phone: str = Field(default="", description="vide tant qu'aucun numéro n'est sûr")
    without: str = Field(default="", description="qui appeler pour qui n'en a pas (« j'ai pas de comptable »)")
    any_question: bool = Field(default=False, description="vrai : toute question de l'entreprise peut lui être posée")
    reach: str = Field(default="", description="ce qu'on trouve à son adresse, ou où lire son numéro", max_length=120)
    opening: str = Field(default="", description="la première phrase à lui dire, telle quelle", max_length=120)
    says: tuple[str, ...] = Field(default=(), description="comment on la nomme : « le numéro de ma comptable »")
