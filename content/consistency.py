"""Does the content contradict itself, or lead somebody nowhere?

One function a check, about fifteen lines each; every problem is said with its file, its field and a proposed mend.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import combinations, pairwise

from pydantic import BaseModel, ValidationError

from content.bubbles import item_file, texts_of
from content.dates import changed, last_day, on
from content.models import Dated, Lesson, Library, Problem, Proposal, Service, Tool
from content.one_trade import words_of_one_trade
from content.plain import names_in

Problems = Iterator[Problem]
READ_BY_THE_PLAN = {"temps", "budget"}
"""Facts that the plan weighs itself, without a step naming them."""
INITIALS = re.compile(r"(?<![\w/.])[A-Z]{2,}\d*(?![\w/])")


def problems(library: Library) -> list[Problem]:
    """Everything that does not hold together."""
    return [problem for check in CHECKS for problem in check(library)]


def alike(file: str, field: str, labels: Iterable[str]) -> Problems:
    """Two labels of one screen that the eye takes for the same."""
    read: dict[str, str] = {}
    for label in labels:
        other = read.get(bare := _bare(label))
        read[bare] = label
        if other is not None:
            yield Problem(file, field, f"« {other} » et « {label} » se lisent pareil : changez l'un des deux.")


# ------------------------------------------------------------------ rules


def contradictions(library: Library) -> Problems:
    """What a step requires it must not exclude; its trades must be of its sectors; somebody must receive it."""
    for step in library.proposals.values():
        file = item_file(step)
        for fact in step.requires.keys() & step.excludes.keys():
            both = sorted(set(step.requires[fact]) & set(step.excludes[fact]))
            if both:
                yield Problem(file, f"excludes.{fact}", f"demandé et écarté à la fois : {_quoted(both)}. Ôtez l'un.")
        sectors = {library.trades[trade].sector for trade in step.trades if trade in library.trades}
        if step.sectors and sectors and not sectors & set(step.sectors):
            yield Problem(file, "trades", f"aucun de ces métiers n'est du secteur {_quoted(step.sectors)}.")
        if not any(example.proposed for example in step.examples):
            yield Problem(file, "examples", "aucun exemple ne la reçoit : ajoutez une entreprise à qui elle va.")


def unreachable_questions(library: Library) -> Problems:
    """A question is put only when its answer changes something: no type or no step speaks of these."""
    types = [kind.evidence for kind in library.types.values()]
    steps = library.proposals.values()
    spoken = {fact for evidence in types for fact in evidence}
    used = {fact for step in steps for fact in (*step.requires, *step.excludes)} | READ_BY_THE_PLAN
    for question in library.questions.values():
        speaks = spoken if question.group == "typing" else used
        if question.options and question.id not in speaks:
            who = "famille n'en parle (`evidence`)" if question.group == "typing" else "étape n'en dépend (`requires`)"
            sentence = f"jamais posée : aucune {who}. Dites ce qu'elle change, ou ôtez-la."
            yield Problem(item_file(question), "id", sentence)


def unspoken_answers(library: Library) -> Problems:
    """A type that does not speak of an answer would be favoured by it: each speaks of all, or none of a question."""
    types = library.types.values()
    spoken = [q for q in library.questions.values() if any(q.id in kind.evidence for kind in types)]
    for question in spoken:
        for kind in types:
            said = kind.evidence.get(question.id, {})
            missing = [option.value for option in question.options if option.value not in said]
            if missing:
                sentence = f"rien sur {_quoted(missing)} : dites « parfois » si vous ne savez pas."
                yield Problem(item_file(kind), f"evidence.{question.id}", sentence)


def heard_twice(library: Library) -> Problems:
    """What she writes means one thing: one answer of a question, one topic, one word explained."""
    for question in library.questions.values():
        file = item_file(question)
        yield from _heard_twice(file, "options.says", ((form, o.value) for o in question.options for form in o.says))
        ranges = sorted((*o.numbers, o.value) for o in question.options if o.numbers)
        for (_, last, one), (first, _, other) in pairwise(ranges):
            if first <= last:
                yield Problem(file, "options.numbers", f"{first} veut dire « {one} » et « {other} » : gardez-en un.")
    topics = ((form, topic.id) for topic in library.topics.values() for form in topic.heard)
    yield from _heard_twice("topics.toml", "heard", topics)
    words = ((form, word.id) for word in library.glossary.values() for form in (word.word, *word.says))
    yield from _heard_twice("glossary.toml", "says", words)


def _heard_twice(file: str, field: str, forms: Iterable[tuple[str, str]]) -> Problems:
    meant: dict[str, str] = {}
    for form, meaning in forms:
        other = meant.setdefault(form.lstrip("~+?").casefold(), meaning)
        if other != meaning:
            yield Problem(file, field, f"« {form} » veut dire « {other} » et « {meaning} » : gardez-en un.")


# ------------------------------------------------------------------ ways out


def one_address(library: Library) -> Problems:
    """Two services at one address are one service, unless one says that it covers the other."""
    services = [step for step in library.proposals.values() if isinstance(step, Service) and step.url]
    at: dict[str, list[Service]] = defaultdict(list)
    for service in services:
        at[re.sub(r"^https://(www\.)?|/$", "", service.url)].append(service)
    for address, same in at.items():
        for one, other in combinations(same, 2):
            if not _apart(one, other):
                sentence = f"même adresse que {other.id} ({address}) : réunissez-les, ou dites `covers`."
                yield Problem(item_file(one), "url", sentence)


def each_answer_at_the_end_has_its_step(library: Library) -> Problems:
    """Whoever does not see what she should is sent back to the step that helps, whatever she sees."""
    for lesson in (step for step in library.proposals.values() if isinstance(step, Lesson)):
        others = max(0, len(lesson.proof_options) - (2 if lesson.done_too else 1))
        unknown = [step for step in lesson.proof_steps if step not in [one.id for one in lesson.steps]]
        if unknown:
            yield Problem(item_file(lesson), "proof_steps", f"{_quoted(unknown)} : cette leçon n'a pas cette étape.")
        elif len(lesson.proof_steps) != others:
            sentence = f"donnez une étape à relire pour chaque réponse après la première : il en faut {others}."
            yield Problem(item_file(lesson), "proof_steps", sentence)


def lessons_have_an_exit(library: Library) -> Problems:
    """Whoever sticks in a lesson is sent to a person who is there, who stays, and who can be reached."""
    for lesson in (step for step in library.proposals.values() if isinstance(step, Lesson)):
        person = library.proposals.get(lesson.stuck_person)
        if person is None or library.kind(person.id) != "person":
            reason = "n'est pas une personne"
        elif last_day(person) or person.starts_on:
            reason = "n'est pas là toute l'année"
        elif not person.url:
            reason = "n'a pas d'adresse (`url`)"
        else:
            continue
        sentence = f"« {lesson.stuck_person} » {reason} : mettez « conseiller-public »."
        yield Problem(item_file(lesson), "stuck_person", sentence)


def replacements(library: Library) -> Problems:
    """A step takes the place of another that exists, that ends, and that does not wait for it in turn."""
    for step in library.proposals.values():
        if not step.replaces:
            continue
        file, old = item_file(step), library.proposals.get(step.replaces)
        if old is None or old.id == step.id or old.replaces == step.id:
            yield Problem(file, "replaces", f"« {step.replaces} » ne peut pas être remplacée : donnez une autre étape.")
        elif last_day(old) is None:
            sentence = f"« {old.id} » n'a pas de fin, et celle-ci attend toujours : dites son dernier jour (`ends_on`)."
            yield Problem(file, "replaces", sentence)


# ------------------------------------------------------------------ buttons


def alike_buttons(library: Library) -> Problems:
    """Two buttons that stand together must not read alike."""
    general = _labels(library, "unknown", "why", "back")
    for question in library.questions.values():
        labels = [option.label for option in question.options] + general
        yield from alike(item_file(question), "options.label", labels)
    for kind in library.types.values():
        labels = [barrier.worded(kind.id).label for barrier in library.barriers.values()]
        yield from alike("barriers/", f"label (famille {kind.id})", [*labels, *_labels(library, "more", "kept")])
    types = [kind.label for kind in library.types.values()]
    yield from alike("company_types/", "label", [*types, *_labels(library, "answers", "not_quite", "back")])
    shorts = [trade.short or trade.label for trade in library.trades.values()]
    yield from alike("trades.toml", "short", [*shorts, *_labels(library, "other")])
    verbs = [text for key, text in library.replies.items() if key.startswith("verbs.")]
    yield from alike("replies.toml", "verbs", verbs)


def alike_steps(library: Library) -> Problems:
    """The same among the steps that one plan may hold, and inside a lesson or a tool."""
    buttons: dict[str, list[Proposal]] = defaultdict(list)
    for step in library.proposals.values():
        buttons[_bare(step.button)].append(step)
        if isinstance(step, Lesson):
            yield from alike(item_file(step), "proof_options", [*step.proof_options, *_labels(library, "later")])
        for question in step.questions if isinstance(step, Tool) else ():
            labels = [option.label for option in question.options] + _labels(library, "not_clear", "later")
            yield from alike(item_file(step), f"questions.{question.id}", labels)
    for same in buttons.values():
        for one, other in combinations(same, 2):
            if not _apart(one, other):
                sentence = f"« {one.button} » se lit comme le bouton de {other.id} : changez l'un des deux."
                yield Problem(item_file(one), "button", sentence)


def _bare(label: str) -> str:
    """A label as the eye takes it at a glance: no accent, no capital, no mark, no plural."""
    plain = unicodedata.normalize("NFKD", label.casefold())
    return " ".join(word.rstrip("sx") for word in re.findall(r"\w+", "".join(c for c in plain if c.isascii())))


def _labels(library: Library, *names: str) -> list[str]:
    return [library.replies[key] for name in names if (key := f"buttons.{name}") in library.replies]


def _apart(one: Proposal, other: Proposal) -> bool:
    """Whether no plan holds both: one covers or replaces the other."""
    return one.id in (*other.covers, other.replaces) or other.id in (*one.covers, one.replaces)


# ------------------------------------------------------------------ words


def dated_texts(library: Library) -> Problems:
    """What will be said one day stands in a field that exists, and fits there."""
    tables: tuple[tuple[str, Mapping[str, BaseModel]], ...] = (
        ("", library.barriers), ("", library.proposals),
        ("glossary.toml", library.glossary), ("topics.toml", library.topics),
    )  # fmt: skip
    for name, table in tables:
        for key, item in table.items():
            file = f"{name} [{key}]" if name else item_file(item)
            yield from (p for change in getattr(item, "dated", ()) for p in _dated(file, item, change))


def _dated(file: str, item: BaseModel, change: Dated) -> Problems:
    place = f"dated ({change.from_day:%d/%m/%Y})"
    try:
        later = changed(item, change)  # type: ignore[type-var]
        type(item).model_validate(later.model_dump())
    except KeyError:
        yield Problem(file, place, f"le champ « {change.field} » n'existe pas : reprenez le nom tel qu'il est écrit.")
    except ValidationError as error:
        yield Problem(file, place, f"ce texte ne va pas dans `{change.field}` ({error.errors()[0]['msg']}).")
    else:
        eve = on(item, change.from_day - timedelta(days=1))  # type: ignore[type-var]
        if on(item, change.from_day) == eve:  # type: ignore[type-var]
            yield Problem(file, place, "ce jour-là, rien ne change : un autre texte daté prend sa place.")


def initials(library: Library) -> Problems:
    """Initials have their full name beside them, somewhere in the item, or a word explained behind « C'est quoi ? »."""
    explained = [form for word in library.glossary.values() for form in (word.word, *word.says)]
    known = {piece.casefold() for form in explained for piece in re.findall(r"\w+", form)} | names_in(library)
    items: tuple[BaseModel, ...] = (*library.questions.values(), *library.types.values())
    for item in (*items, *library.barriers.values(), *library.proposals.values()):
        texts = [text for _, _, text in texts_of(item)]
        for sigle in dict.fromkeys(found for text in texts for found in INITIALS.findall(text)):
            if sigle.casefold() not in known and not any(_told(sigle, text) for text in texts):
                sentence = f"« {sigle} » n'a nulle part son nom entier : écrivez-le, ou ajoutez le mot au glossaire."
                yield Problem(item_file(item), "-", sentence)


def _told(sigle: str, text: str) -> bool:
    """« ... (IBAN) », « INPI (l'institut) », « GS1, c'est », « REGAFI, le registre », « GS1 est l'association »"""
    beside = rf"\([^()]*\b{sigle}\b[^()]*\)|\b{sigle}\b\W{{0,3}}(\(|, (c'est|le|la|les|l'|un|une)\b|est (le|la|l'|un))"
    return re.search(beside, text) is not None


def _quoted(values: Iterable[str]) -> str:
    return ", ".join(f"« {value} »" for value in values)


CHECKS: tuple[Callable[[Library], Problems], ...] = (
    contradictions, unreachable_questions, unspoken_answers, heard_twice, one_address, lessons_have_an_exit,
    each_answer_at_the_end_has_its_step, replacements, alike_buttons, alike_steps, dated_texts, initials,
    words_of_one_trade,
)  # fmt: skip
