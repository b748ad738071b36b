"""Does the content hold when it is played? Examples, renderings, reachability: problems for the editor.

`content.checks` reads what a file says alone; this plays it through the dialogue.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time

from content import own
from content.consistency import alike
from content.dates import in_time, library_on
from content.models import Barrier, CompanyType, Library, Problem, Proposal, Question, Topic, TypeId
from content.readability import measure
from dialogs import barriers, hours, renderings, spoken
from dialogs.plan import Wanted, may_be_proposed, steps
from dialogs.profile import infer_type
from dialogs.situation import situation_questions
from dialogs.topics import topics_in

_TWO_MARKS = re.compile(r"\S*\s?\S*[.?!…]\s?[.?!…](?=\s|$)")


def prove(library: Library, today: date) -> list[Problem]:
    """Every problem found by playing the content, each with its file and field, in French."""
    return [
        *(p for kind in library.types.values() for p in _type_examples(kind, library)),
        *(p for barrier in library.barriers.values() for p in _barrier_examples(barrier, library)),
        *(p for proposal in library.proposals.values() for p in _proposal_examples(proposal, library, today)),
        *(p for question in library.questions.values() for p in _said_examples(question, library)),
        *(p for topic in library.topics.values() for p in _topic_examples(topic, library)),
        *_places(library),
        *_barriers_answered(library, today),
        *own.problems(library),
        *_bold(library),
        *_bubbles_filled(library, today),
    ]


def _type_examples(kind: CompanyType, library: Library) -> Iterator[Problem]:
    for number, example in enumerate(kind.examples, 1):
        found = infer_type(example.answers, library)
        where = (f"company_types/{kind.slug}.toml", f"examples {number}")
        if found.type != example.expect:
            yield Problem(*where, f"on attend {example.expect}, l'assistant trouve {found.type}.")
        elif example.sure is not None and (found.sureness == "sure") is not example.sure:
            wanted = "presque sûr" if example.sure else "moins sûr"
            yield Problem(*where, f"on attend « {wanted} », l'assistant est à {found.confidence:.0%}.")


def _barrier_examples(barrier: Barrier, library: Library) -> Iterator[Problem]:
    for number, example in enumerate(barrier.examples, 1):
        order = barriers.ranked(example.type, example.answers, (), library)
        first = barrier in barriers.page_of(order, 0)
        if first is not example.first_screen:
            wanted = "au premier écran" if example.first_screen else "plus loin"
            place = order.index(barrier) + 1
            sentence = f"on attend ce frein {wanted}, il vient en place {place}."
            yield Problem(f"barriers/{barrier.slug}.toml", f"examples {number}", sentence)


def _proposal_examples(proposal: Proposal, library: Library, today: date) -> Iterator[Problem]:
    file = f"{library.kind(proposal.id)}s/{proposal.id}.toml"
    for number, example in enumerate(proposal.examples, 1):
        wanted = Wanted(example.type, example.barriers, (), example.answers, today)
        found = may_be_proposed(proposal, wanted, library)
        if found is not example.proposed and in_time(proposal, today, library):
            expected = "proposé" if example.proposed else "écarté"
            yield Problem(file, f"examples {number}", f"on attend « {expected} », c'est le contraire.")


def _said_examples(question: Question, library: Library) -> Iterator[Problem]:
    for number, example in enumerate(question.examples, 1):
        values = spoken.option_said(example.text, question, library)
        found = values[0] if len(values) == 1 else ""
        if found != example.means:
            sentence = f"« {example.text} » : on attend « {example.means or 'rien'} », compris « {found or 'rien'} »."
            yield Problem(f"questions/{question.id}.toml", f"examples {number}", sentence)


def _topic_examples(topic: Topic, library: Library) -> Iterator[Problem]:
    for example in topic.examples:
        if topic not in topics_in(example, library, (topic.kind,)):
            yield Problem("topics.toml", topic.id, f"« {example} » n'est pas reconnu.")


def _places(library: Library) -> Iterator[Problem]:
    """A département's own time and public holidays are ones that the reminders know."""
    for table, known in (("zones", zoneinfo.available_timezones()), ("feasts", hours.places())):
        for code, name in getattr(library, table).items():
            if code not in library.departements:
                yield Problem("departements.toml", f"{table}.{code}", "ce département n'est pas dans la liste.")
            if name not in known:
                yield Problem("departements.toml", f"{table}.{code}", f"« {name} » n'est connu d'aucun calendrier.")


def _barriers_answered(library: Library, today: date) -> Iterator[Problem]:
    """Every barrier leads to three answers or more, for every type and trade, and to three steps in any situation."""
    trades = _unlike_trades(library)
    for barrier in library.barriers.values():
        answers = [p for p in library.proposals.values() if barrier.id in p.barriers]
        alone = replace(library, proposals={p.id: p for p in answers})
        for company_type in library.types.values():
            for sentence in _too_few(barrier, company_type.id, trades, alone, today):
                yield Problem(f"barriers/{barrier.slug}.toml", "-", f"{sentence} : il en faut trois.")


def _too_few(barrier: Barrier, kind: TypeId, trades: list[str], library: Library, today: date) -> Iterator[str]:
    """What the trade with the fewest answers lacks: answers, else steps in some situation."""
    counts = {trade: _answers(barrier, kind, trade, library, today) for trade in trades}
    trade, count = min(counts.items(), key=lambda pair: (pair[1], not pair[0]))
    whose = f"la famille {kind}" + (f", par exemple le métier « {trade} »" if trade else "")
    if count < 3:
        yield f"{count} réponse(s) pour {whose}"
        return
    wanted = Wanted(kind, (barrier.id,), (), {"metier": trade} if trade else {}, today)
    yield from (f"{n} étape(s) pour {whose}, si {reason}" for reason, n in _short_plans(wanted, library))


def _short_plans(wanted: Wanted, library: Library) -> Iterator[tuple[str, int]]:
    """(the answer about her situation, how many steps) of each plan that has fewer than three, one answer at a time."""
    for question in situation_questions(library):
        for option in question.options:
            told = replace(wanted, known={**wanted.known, question.id: option.value})
            if (count := len(steps(told, library))) < 3:
                yield f"{question.short.lower()} = {option.value}", count


def _unlike_trades(library: Library) -> list[str]:
    """No trade, each trade that some step names, one trade of each sector among the others: the rest are like them."""
    named = dict.fromkeys(trade for step in library.proposals.values() for trade in step.trades)
    of_sector = {trade.sector: trade.id for trade in library.trades.values() if trade.id not in named}
    return ["", *named, *of_sector.values()]


def _answers(barrier: Barrier, company_type: TypeId, trade: str, library: Library, today: date) -> int:
    known = {"metier": trade} if trade else {}
    wanted = Wanted(company_type, (barrier.id,), (), known, today)
    return sum(may_be_proposed(step, wanted, library) for step in library.proposals.values())


def _bold(library: Library) -> Iterator[Problem]:
    """The bold marks of a reply go by two."""
    for key, text in library.replies.items():
        if text.count("**") % 2:
            yield Problem("replies.toml", key, "une marque ** reste ouverte.")


def _bubbles_filled(library: Library, today: date) -> Iterator[Problem]:
    """The bubbles made of parts hold to the hard rules with their longest values, end each sentence once, and have no
    two buttons that read alike.

    Today's, and those of the day when every dated text has taken over.
    """
    noon = datetime.combine(today, time(12), UTC)
    days = dict.fromkeys((library_on(library, today), library_on(library, date.max)))
    drawn = dict.fromkeys(one for of_day in days for one in renderings.rendered(of_day, noon))
    marks = tuple(renderings.mark(key, library) for key in ("lesson.step", "tool.step"))
    for file, screen, text, labels in drawn:
        yield from alike(file, screen, labels)
        said = next((mark.sub("", text, 1) for mark in marks if mark.match(text)), text)
        for finding in measure(said).findings:
            if finding.hard:
                yield Problem(file, screen, f"une fois remplie, cette bulle fait {finding.sentence} « {text[:60]}... »")
        if twice := _TWO_MARKS.search(text):
            yield Problem(file, screen, f"deux signes à la suite : « {twice[0]} ». Ôtez le point à la fin du champ.")
