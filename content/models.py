"""What is the content made of?

One model per kind of item. A content file is one item (or one table); its fields are exactly those below.
Each field carries the words an editor needs, so that the checks, the docs and later the studio say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal

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
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


class Dated(Model):
    """Words that change on a day: from then on, this field of the item reads so."""

    from_day: date = Field(description="le jour où le texte change")
    field: str = Field(description="le champ qui change", examples=["what", "steps.prix.text", "variants.A.why"])
    text: str = Field(description="ce qu'il dit à partir de ce jour", min_length=1)


DATED = Field(default=(), description="les textes qui changent un jour dit : ancien texte avant, nouveau texte après")

# ------------------------------------------------------------------ the interview


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
    says: tuple[str, ...] = Field(
        default=(),
        description="ce que les gens écrivent au lieu d'appuyer ; + devant : sûr même sans que la question soit posée",
    )
    numbers: tuple[int, int] | None = Field(
        default=None, description="les nombres écrits qui veulent dire cette réponse : du premier au second compris"
    )


class QuestionVariant(Model):
    """A question in the words of the trades that share a verb (« servir », « soigner »)."""

    verbs: tuple[str, ...] = Field(description="les verbes des métiers (trades.toml)", examples=[("servir", "soigner")])
    text: str = Field(default="", description="la question dans leurs mots", max_length=BUBBLE_MAX)
    help: str = Field(default="", description="l'aide dans leurs mots", max_length=BUBBLE_MAX)


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
    variants: tuple[QuestionVariant, ...] = Field(default=(), description="les mêmes mots pour certains métiers")
    unit: str = Field(default="", description="« % » : un nombre ne compte que suivi de ce signe")
    counted: tuple[str, ...] = Field(
        default=(),
        description="ce qui entoure un nombre, N à sa place, quand on le dit sans que la question soit posée",
        examples=["j ai N salaries"],
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
    name: str = Field(description="« un commerce sous enseigne »", max_length=70)
    sentence: str = Field(description="la famille en une phrase", max_length=BUBBLE_MAX)
    portrait: str = Field(description="ce que c'est, dit à la personne", max_length=BUBBLE_MAX)
    change: str = Field(description="ce qui nous ferait changer d'avis", max_length=BUBBLE_MAX)
    evidence: dict[str, dict[str, Word]] = Field(description="fait -> réponse -> fréquence dans cette famille")
    examples: tuple[TypeExample, ...] = Field(min_length=1)


# ------------------------------------------------------------------ barriers


class BarrierVariant(Model):
    """A barrier as one type lives it; an empty field takes the general wording."""

    label: str = Field(default="", max_length=LABEL_MAX)
    sentence: str = Field(default="", max_length=160)
    what: str = Field(default="", max_length=BUBBLE_MAX)
    why: str = Field(default="", max_length=BUBBLE_MAX)
    gained: str = Field(default="", max_length=BUBBLE_MAX)
    relay: str = Field(default="", max_length=60)


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
    relay: str = Field(description="qui peut aider, d'après l'étude, à la suite de « Qui peut aider : »", max_length=60)
    label: str = Field(description="le bouton, ses mots", max_length=LABEL_MAX)
    sentence: str = Field(description="ce qu'elle dirait", max_length=160)
    what: str = Field(description="ce que c'est (une bulle)", max_length=BUBBLE_MAX)
    why: str = Field(description="pourquoi cela arrive à des entreprises comme la sienne", max_length=BUBBLE_MAX)
    gained: str = Field(description="ce qu'ont gagné ceux qui l'ont dépassé", max_length=BUBBLE_MAX)
    variants: dict[TypeId, BarrierVariant] = Field(default_factory=dict)
    reveals: dict[str, dict[str, Word]] = Field(
        default_factory=dict, description="fait -> réponse -> à quel point elle annonce ce frein"
    )
    heard: tuple[str, ...] = Field(default=(), description="mots d'une question libre qui le font remonter")
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


# ------------------------------------------------------------------ what a plan may propose


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
    done: str = Field(description="la dernière bulle, quand c'est réussi", max_length=BUBBLE_MAX)
    stuck_person: str = Field(default="conseiller-public", description="la personne à appeler si elle reste bloquée")


class ToolOption(Model):
    """One answer to a tool's question, and what it adds to the result."""

    label: str = Field(description="le bouton : 28 caractères au plus", max_length=LABEL_MAX)
    points: int = Field(default=0, ge=0, le=3, description="ce que la réponse rapporte ; le verdict compte la somme")
    note: str = Field(
        default="", description="la ligne qu'elle ajoute au résultat : un point faible, un conseil", max_length=160
    )


class ToolQuestion(Model):
    """One question of a tool. Without options, she answers with her own words and they are kept in the result."""

    id: str = Field(description="un mot, jamais un numéro", pattern=r"^[a-z][a-z0-9-]*$")
    text: str = Field(description="une seule question", max_length=BUBBLE_MAX)
    help: str = Field(description="pour qui ne comprend pas", max_length=BUBBLE_MAX)
    line: str = Field(default="", description="le début de sa ligne dans le résultat : « But du site »", max_length=60)
    options: tuple[ToolOption, ...] = Field(default=(), max_length=5)


class Verdict(Model):
    """What the result says from a share of the points on."""

    from_percent: int = Field(ge=0, le=100, description="à partir de cette part des points, en pour cent")
    title: str = Field(description="le verdict en quelques mots", max_length=60)
    text: str = Field(description="ce qu'il veut dire, et la suite", max_length=BUBBLE_MAX)


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


# ------------------------------------------------------------------ trades, networks, words


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
    kind: Literal["question", "emergency", "out_of_scope", "small_talk"]
    name: str = Field(default="", description="« votre ligne » : dit à la personne et dans le plan", max_length=60)
    heard: tuple[str, ...] = Field(description="mots ou groupes de mots ; & : tous, dans le désordre")
    reply: str = Field(description="la première réponse, dans ses mots", max_length=BUBBLE_MAX)
    url: str = Field(default="", description="l'adresse officielle à donner tout de suite")
    barriers: tuple[BarrierId, ...] = ()
    dated: tuple[Dated, ...] = DATED
    examples: tuple[str, ...] = Field(default=(), description="phrases qui doivent être reconnues")


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
