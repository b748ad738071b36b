"""What is asked, and what do the answers say of her kind of business?"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from content.models.base import BUBBLE_MAX, LABEL_MAX, Model, TypeId, Word


class Option(Model):
    """One answer to a question."""

    value: str = Field(description="la valeur du fait, telle que dans facts.yaml", examples=["franchise"])
    label: str = Field(description="le bouton : 28 caractères au plus", max_length=LABEL_MAX)
    because: str = Field(
        default="",
        description="la suite de « parce que », dite à la personne",
        examples=["votre boutique est à votre nom"],
        max_length=90,
    )
    told: str = Field(
        default="",
        description="la réponse relue après le nom du fait (« Fabrication : presque rien ») ; absent : le bouton",
        examples=["presque rien"],
        max_length=LABEL_MAX,
    )
    says: tuple[str, ...] = Field(
        default=(),
        description="ce que les gens écrivent ; + devant : sûr même sans que la question soit posée ; ? : à redire",
    )
    alone: bool = Field(
        default=False,
        description="« seulement » : ne compte pas à côté d'une autre réponse, ni d'un mot de `named`",
    )
    unless: tuple[str, ...] = Field(
        default=(),
        description="à côté de ces mots, ce n'est pas cette réponse",
        examples=[("dans le village", "avec mon")],
    )
    numbers: tuple[int, int] | None = Field(
        default=None, description="les nombres écrits qui veulent dire cette réponse : du premier au second compris"
    )


class QuestionVariant(Model):
    """A question in the words of the trades that share a verb (« servir », « soigner »)."""

    verbs: tuple[str, ...] = Field(description="les verbes des métiers (trades.toml)", examples=[("servir", "soigner")])
    text: str = Field(default="", description="la question dans leurs mots", max_length=BUBBLE_MAX)
    help: str = Field(default="", description="l'aide dans leurs mots", max_length=BUBBLE_MAX)
    hides: tuple[str, ...] = Field(
        default=(), description="les réponses sans bouton pour eux ; écrites, elles comptent", examples=[("marques",)]
    )


class TradeHelp(Model):
    """The help of a question for some trades: an example, told as one."""

    trades: tuple[str, ...] = Field(description="les métiers (trades.toml)", examples=[("fleuriste",)])
    help: str = Field(description="un exemple, dit comme un exemple", max_length=BUBBLE_MAX)


class Question(Model):
    """One question: it sets exactly one fact."""

    id: str = Field(description="le fait appris", examples=["reseau"])
    group: Literal["typing", "situation"]
    order: int = Field(description="l'ordre de départage, le plus petit d'abord")
    short: str = Field(description="le nom du fait dans un rappel", examples=["Enseigne"], max_length=LABEL_MAX)
    text: str = Field(description="la question, une seule, posée au comptoir", max_length=BUBBLE_MAX)
    text_with_standard: str = Field(
        default="",
        description="la question quand le métier a son signe de filière, {signe} à sa place",
        max_length=BUBBLE_MAX,
    )
    why: str = Field(description="la réponse à « Pourquoi ? »", max_length=BUBBLE_MAX)
    help: str = Field(default="", description="une aide pour qui ne comprend pas la question", max_length=BUBBLE_MAX)
    trade_help: tuple[TradeHelp, ...] = Field(default=(), description="l'aide pour certains métiers, à la place")
    variants: tuple[QuestionVariant, ...] = Field(default=(), description="les mêmes mots pour certains métiers")
    unit: str = Field(default="", description="« % » : un nombre suivi de ce signe ; « € » : un montant, par mois")
    counted: tuple[str, ...] = Field(
        default=(),
        description="ce qui entoure un nombre, N à sa place, quand on le dit sans que la question soit posée",
        examples=["j ai N salaries"],
    )
    named: tuple[str, ...] = Field(
        default=(),
        description="les mots qui nomment ce fait, avec `short` : ils disent quelle réponse est reprise",
        examples=[("caisse*", "logiciel*")],
    )
    told_by: tuple[str, ...] = Field(
        default=(),
        description="les mots qui en parlent, écrits avant que la question soit posée : redits alors, à confirmer",
        examples=[("la ligne", "ca rame")],
    )
    which: str = Field(
        default="",
        description="ce qui départage, quand ce fait est nommé sans sa réponse (« un ordinateur »)",
        examples=["Un ordinateur, d'accord. Plutôt récent, ou plutôt vieux ?"],
        max_length=BUBBLE_MAX,
    )
    options: tuple[Option, ...] = ()
    examples: tuple[SaidExample, ...] = Field(default=(), description="ce que des gens ont écrit, et leur valeur")


class SaidExample(Model):
    """A sentence and the value it means ('' : it must not set anything)."""

    text: str
    means: str = ""


class Interview(Model):
    """The numbers of the inference, in `interview.toml`."""

    words: dict[Word, float] = Field(description="le nombre derrière chaque mot")
    temper: float = Field(gt=0, le=1, description="poids des réponses : elles se recoupent")
    sure: float = Field(gt=0.5, lt=1, description="« presque sûr » à partir de cette part")
    likely: float = Field(gt=0.4, lt=1, description="« plutôt » à partir de cette part ; en dessous, on hésite")
    close: float = Field(gt=0, le=1, description="deux familles proches : la 2e vaut au moins cette part de la 1re")
    max_questions: int = Field(ge=1, le=7)
    max_situation: int = Field(ge=1, description="questions pour le plan, au plus")
    trade_ratio: float = Field(ge=1, le=4, description="écart au plus qu'un métier peut mettre au départ")
    min_gain: float = Field(ge=0, description="une question qui apprend moins que cela (en bits) ne se pose pas")


class TypeExample(Model):
    """Answers and the type they must give."""

    answers: dict[str, str]
    expect: TypeId
    sure: bool | None = None


class CompanyType(Model):
    """One of the four kinds of business of the study (sections 2d, 3, 4)."""

    id: TypeId
    slug: str
    serves: tuple[str, ...] = Field(default=(), description="ids de l'étude servis")
    label: str = Field(max_length=LABEL_MAX)
    says: tuple[str, ...] = Field(default=(), description="d'autres façons de la nommer, sans accents")
    name: str = Field(description="ce qu'elle est, à la suite de son bouton, quand on hésite entre deux", max_length=70)
    sentence: str = Field(description="la famille en une phrase", max_length=BUBBLE_MAX)
    portrait: str = Field(description="ce que c'est, dit à la personne", max_length=BUBBLE_MAX)
    change: str = Field(description="ce qui nous ferait changer d'avis", max_length=BUBBLE_MAX)
    changed_by: dict[str, str] = Field(
        default_factory=dict,
        description="ce que `change` demande de dire : fait -> réponse",
        examples=[{"clients": "loin"}],
    )
    change_heard: tuple[str, ...] = Field(
        default=(), description="les mots qui le disent ; rien d'autre ne change notre avis", examples=[("de loin",)]
    )
    evidence: dict[str, dict[str, Word]] = Field(description="fait -> réponse -> fréquence dans cette famille")
    examples: tuple[TypeExample, ...] = Field(min_length=1)
