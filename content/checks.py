"""What does the content say wrong, all by itself?

`check(library)` finds ids that lead nowhere, guarantees that ended, sources half filled in
and bubbles that are not plain French. Playing the examples belongs to dialogs.proofs.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import get_args

from content import chambers, consistency, worlds
from content.bubbles import bubbles, item_file
from content.coverage import coverage, study, study_ids
from content.models import (
    LABEL_MAX,
    UNKNOWN,
    Barrier,
    CompanyType,
    FactValues,
    Lesson,
    Library,
    Problem,
    Proposal,
    Question,
    Service,
    Sourced,
    Tool,
    Topic,
    Trade,
)
from content.plain import check_texts, excused_in, names_in

SECTORS = get_args(Trade.model_fields["sector"].annotation)
VERBS = get_args(Trade.model_fields["verb"].annotation)
Problems = Iterator[Problem]
_NUMBERS = re.compile(r"\d+(?: \d{3})*")


def check(library: Library, today: date | None = None) -> list[Problem]:
    """Every problem of the content at once."""
    today = today or date.today()
    known, excused = _KnownNames(library), excused_in(library)
    return [
        *(problem for question in library.questions.values() for problem in _question(question, known)),
        *(problem for company_type in library.types.values() for problem in _company_type(company_type, known)),
        *(problem for barrier in library.barriers.values() for problem in _barrier(barrier, known)),
        *(problem for step in library.proposals.values() for problem in _proposal(step, known, today)),
        *_trades(library, known),
        *_topics(library, known),
        *chambers.check(library, today),
        *worlds.problems(library),
        *_coverage(library, known),
        *(problem for problem in consistency.problems(library) if (problem.file, problem.field) not in excused),
        *_exceptions(library, excused),
        *check_texts(bubbles(library), names_in(library), excused),
    ]


# ------------------------------------------------------------------ what the names must lead to


class _KnownNames:
    """Every name that content may refer to."""

    def __init__(self, library: Library) -> None:
        self.study = study()
        self.study_ids = study_ids()
        self.trades = set(library.trades)
        self.topics = set(library.topics)
        self.proposals = set(library.proposals)
        self.persons = {step.id for step in library.proposals.values() if library.kind(step.id) == "person"}
        self.values: dict[str, set[str]] = {
            fact: {option.value for option in question.options} for fact, question in library.questions.items()
        }
        self.values |= {
            "metier": self.trades,
            "secteur": set(SECTORS),
            "departement": set(library.departements),
            "freins": set(library.barriers),
        }
        self.networks = [network.name for network in library.networks]
        self.networks += [look_alike.name for look_alike in library.look_alikes]

    def wrong_fact(self, file: str, field: str, fact: str, values: Iterable[str]) -> Problems:
        if fact not in self.values:
            yield Problem(file, field, f"le fait « {fact} » n'existe pas.{_near(fact, self.values)}")
            return
        known = self.values[fact] | {UNKNOWN}
        for value in values:
            if value not in known and (self.values[fact] or fact != "departement"):
                sentence = f"« {value} » n'est pas une réponse de « {fact} ».{_near(value, known)}"
                yield Problem(file, f"{field}.{fact}", sentence)

    def wrong_facts(self, file: str, field: str, facts: FactValues) -> Problems:
        for fact, values in facts.items():
            yield from self.wrong_fact(file, field, fact, values)

    def wrong_answers(self, file: str, answers_of: Iterable[Mapping[str, str]]) -> Problems:
        for place, answers in enumerate(answers_of, start=1):
            for fact, value in answers.items():
                yield from self.wrong_fact(file, f"examples.{place}", fact, (value,))


def _unknown_ids(file: str, field: str, ids: Iterable[str], known: Iterable[str], what: str) -> Problems:
    known = set(known)
    for one in ids:
        if one not in known:
            yield Problem(file, field, f"{what} « {one} » n'existe pas.{_near(one, known)}")


def _near(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f" Voulez-vous dire « {near[0]} » ?" if near else ""


# ------------------------------------------------------------------ item by item


def _question(question: Question, known: _KnownNames) -> Problems:
    file = item_file(question)
    for own in question.trade_help:
        yield from _unknown_ids(file, "trade_help", own.trades, known.trades, "le métier")
    yield from _twice(file, "options.value", [option.value for option in question.options])
    for variant in question.variants:
        yield from _unknown_ids(file, "variants.verbs", variant.verbs, VERBS, "le verbe")
        values = {option.value for option in question.options}
        yield from _unknown_ids(file, "variants.hides", variant.hides, values, "la réponse")


def _company_type(company_type: CompanyType, known: _KnownNames) -> Problems:
    file = item_file(company_type)
    yield from _unknown_ids(file, "serves", company_type.serves, known.study_ids, "dans l'étude,")
    for fact, words in company_type.evidence.items():
        yield from known.wrong_fact(file, "evidence", fact, words)
    yield from known.wrong_answers(file, (example.answers for example in company_type.examples))
    for fact, value in company_type.changed_by.items():
        yield from known.wrong_fact(file, "changed_by", fact, [value])


def _barrier(barrier: Barrier, known: _KnownNames) -> Problems:
    file = item_file(barrier)
    yield from _unknown_ids(file, "serves", barrier.serves, known.study_ids, "dans l'étude,")
    for fact, words in barrier.reveals.items():
        yield from known.wrong_fact(file, "reveals", fact, words)
    for other in barrier.relays:
        yield from known.wrong_facts(file, "relays", other.answers)
        yield from _unknown_ids(file, "relays", other.topics, known.topics, "la question d'arrivée")
    for told in barrier.told_to:
        yield from known.wrong_facts(file, "told_to", told.answers)
    yield from known.wrong_answers(file, (example.answers for example in barrier.examples))
    assigned = known.study["barriers"][barrier.id]
    if set(barrier.types) != set(assigned["types"]):
        yield Problem(file, "types", f"l'étude donne ce frein à {', '.join(assigned['types'])}.")
    for company_type in set(assigned.get("variants", {})) - set(barrier.variants):
        yield Problem(file, f"variants.{company_type}", "l'étude dit ce frein autrement pour cette famille.")


def _second_colon(file: str, step: Proposal) -> Problems:
    """What is read behind « Prix : », « Contrat : », « Qui paie : » or its rank has no colon of its own."""
    vouched = step.guarantee.by if step.guarantee else ""
    grid = step.grid if isinstance(step, Service) else {}
    behind = {name: str(getattr(step, name, "")) for name in ("cost", "leaving", "payer")} | {"guarantee.by": vouched}
    for field, text in {**behind, **{f"grid.{point}": said for point, said in grid.items()}}.items():
        if " : " in text:
            yield Problem(file, field, "on le lit déjà après deux points : mettez une virgule ou un point-virgule.")


def _proposal(step: Proposal, known: _KnownNames, today: date) -> Problems:
    file = item_file(step)
    yield from _unknown_ids(file, "serves", step.serves, known.study_ids, "dans l'étude,")
    yield from _unknown_ids(file, "trades", step.trades, known.trades, "le métier")
    yield from _unknown_ids(file, "sectors", step.sectors, SECTORS, "le secteur")
    yield from _unknown_ids(file, "covers", step.covers, known.proposals, "l'étape")
    yield from _unknown_ids(file, "topics", step.topics, known.topics, "la question d'arrivée")
    yield from known.wrong_facts(file, "requires", step.requires)
    yield from known.wrong_facts(file, "excludes", step.excludes)
    yield from _unknown_ids(file, "without", filter(None, [getattr(step, "without", "")]), known.persons, "la personne")
    for told in step.told_to:
        yield from known.wrong_facts(file, "told_to", told.answers)
    yield from known.wrong_answers(file, (example.answers for example in step.examples))
    yield from _dates(file, step, today)
    yield from _source(file, step, today)
    yield from _second_colon(file, step)
    if isinstance(step, Lesson):
        yield from _lesson(file, step, known)
    if isinstance(step, Tool):
        yield from _tool(file, step, known)


def _tool(file: str, tool: Tool, known: _KnownNames) -> Problems:
    """What she said before is an answer we know; after an answer of its own, verdicts start from 0 too."""
    options = [(question.id, option) for question in tool.questions for option in question.options]
    for name, option in options:
        yield from known.wrong_facts(file, f"questions.{name}.known", option.known)
        yield from _unknown_ids(file, f"questions.{name}.topics", option.topics, known.topics, "la question d'arrivée")
        asked = {question.id for question in tool.questions}
        yield from _unknown_ids(file, f"questions.{name}.skips", option.skips, asked, "la question")
    for question in tool.questions:
        if bool(question.told) != any(option.topics for option in question.options):
            yield Problem(file, f"questions.{question.id}.told", "`told` et les `topics` d'une réponse vont ensemble.")
    afters = dict.fromkeys(["", *(verdict.after for verdict in tool.verdicts)])
    yield from _unknown_ids(file, "verdicts.after", filter(None, afters), (o.label for _, o in options), "la réponse")
    for verdict in tool.verdicts:
        yield from _unknown_ids(file, "verdicts.topics", verdict.topics, known.topics, "la question d'arrivée")
    for after in afters:
        if min((v.from_percent for v in tool.verdicts if v.after == after), default=1):
            which = f"après « {after} »" if after else "sans réponse particulière"
            yield Problem(file, "verdicts.from_percent", f"{which}, aucun verdict ne part de 0.")


def _lesson(file: str, lesson: Lesson, known: _KnownNames) -> Problems:
    yield from _twice(file, "steps", [step.id for step in lesson.steps])
    yield from _unknown_ids(file, "stuck_person", [lesson.stuck_person], known.persons, "la personne")
    for label in lesson.proof_options:
        if len(label) > LABEL_MAX:
            yield Problem(file, "proof_options", f"« {label} » : {LABEL_MAX} caractères au plus pour un bouton.")


def _dates(file: str, step: Proposal, today: date) -> Problems:
    if step.guarantee and step.guarantee.until and step.guarantee.until < today:
        yield Problem(file, "guarantee.until", f"la garantie a pris fin le {step.guarantee.until:%d/%m/%Y}.")
    if step.starts_on and step.ends_on and step.ends_on < step.starts_on:
        yield Problem(file, "ends_on", "la fin vient avant le début.")
    if step.ends_on and step.ends_on < today:
        yield Problem(file, "ends_on", f"plus proposé depuis le {step.ends_on:%d/%m/%Y} : à retirer.", "warning")


def _source(file: str, item: Sourced, today: date) -> Problems:
    if not item.source_name:
        yield Problem(file, "source_name", "le nom de la source manque.")
    if item.checked_on and not item.checked_by:
        yield Problem(file, "checked_by", "vu le jour dit, mais par qui ?")
    if item.checked_by and not item.checked_on:
        yield Problem(file, "checked_on", "vu par quelqu'un, mais quel jour ?")
    if item.checked_on and item.checked_on > today:
        yield Problem(file, "checked_on", "ce jour n'est pas encore venu.")
    if item.source_date > today.isoformat():
        yield Problem(file, "source_date", "ce jour n'est pas encore venu.")


def _trades(library: Library, known: _KnownNames) -> Problems:
    for trade in library.trades.values():
        if len(trade.short or trade.label) > LABEL_MAX:
            file = f"trades.toml [{trade.id}]"
            yield Problem(file, "short", f"{LABEL_MAX} caractères au plus pour un bouton.")
    yield from _twice("networks.toml", "name", known.networks)


def _topics(library: Library, known: _KnownNames) -> Problems:
    for topic in library.topics.values():
        yield from _unknown_ids(f"topics.toml [{topic.id}]", "covers", topic.covers, known.topics, "le sujet")
        yield from _unknown_ids(f"topics.toml [{topic.id}]", "near", topic.near, known.topics, "le sujet")
        yield from _amounts(f"topics.toml [{topic.id}]", topic, library)
        for told in topic.told_to:
            yield from known.wrong_facts(f"topics.toml [{topic.id}]", "told_to", told.answers)


def _amounts(file: str, topic: Topic, library: Library) -> Problems:
    """An amount told of a subject stands, with its source and its date, on an item of the plan."""
    item = library.proposals.get(topic.price_from)
    amounts = set(_NUMBERS.findall(topic.price))
    if amounts and item is None:
        yield Problem(file, "price_from", "un montant a une source : nommez la leçon ou le service qui le dit.")
    elif item and (absent := amounts - set(_NUMBERS.findall(item.model_dump_json()))):
        yield Problem(file, "price", f"{item.id} ne dit pas {', '.join(sorted(absent))} : mettez les deux d'accord.")


def _exceptions(library: Library, excused: Mapping[tuple[str, str], str]) -> Problems:
    """An exception names a text that is there, or a problem that would be told."""
    there = {(file, field) for file, field, _ in bubbles(library)}
    there |= {(problem.file, problem.field) for problem in consistency.problems(library)}
    for file, field in excused.keys() - there:
        yield Problem("exceptions.toml", field, f"{file} n'a rien à excuser sous ce nom : ôtez l'exception.")


def _twice(file: str, field: str, found: list[str]) -> Problems:
    for one, count in Counter(found).items():
        if count > 1:
            yield Problem(file, field, f"« {one} » s'y trouve {count} fois.")


# ------------------------------------------------------------------ the library as a whole


def _coverage(library: Library, known: _KnownNames) -> Problems:
    """Every family and barrier of the study must be there; the rest is a list of what to write next."""
    for table, found in (("types", library.types), ("barriers", library.barriers)):
        for missing in known.study[table].keys() - found.keys():
            yield Problem("study.toml", f"{table}.{missing}", "aucun fichier ne le porte.")
    unserved = defaultdict(list)
    for one in coverage(library):
        if not one.meetings and one.table != "types" and one.id not in known.study["barriers"]:
            unserved[one.table].append(one.id)
    for table, ids in unserved.items():
        yield Problem("study.toml", table, f"rien ne sert encore {', '.join(ids)}.", "warning")
