"""Which barriers does she see, most likely first?

The study's for her type order the screen (section 3); her facts and her own question rank them; all thirteen
can be reached.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache

from content.models import UNKNOWN, Barrier, BarrierVariant, Library, TypeId, Word
from dialogs.conditions import Truth, any_holds

PER_PAGE = 6
OF_HER_TYPE = 2.0
HER_OWN_QUESTION = 5.0
NEUTRAL: Word = "parfois"


def ranked(
    company_type: TypeId, known: Mapping[str, str], topics: Sequence[str], library: Library
) -> tuple[Barrier, ...]:
    """The thirteen barriers, most likely first; ties go by the study's numbering."""
    facts = tuple(sorted((f, v) for f, v in known.items() if v != UNKNOWN))
    return _ranked(company_type, facts, tuple(topics), library)


@lru_cache(maxsize=256)
def worded(barrier_id: str, company_type: TypeId, library: Library) -> BarrierVariant:
    """Its words for this type of business."""
    return library.barriers[barrier_id].worded(company_type)


def relay(barrier_id: str, company_type: TypeId, known: Mapping[str, str], topics: Set[str], library: Library) -> str:
    """Who can help with it: another when her answers, or what she asked about, say so."""
    others = library.barriers[barrier_id].relays
    hers = (o.relay for o in others if any_holds(o.answers, known) is Truth.YES or topics & set(o.topics))
    return next(hers, worded(barrier_id, company_type, library).relay)


@lru_cache(maxsize=5_000)
def _ranked(
    company_type: TypeId, facts: tuple[tuple[str, str], ...], topics: tuple[str, ...], library: Library
) -> tuple[Barrier, ...]:
    known = dict(facts)
    raised = {barrier for topic in topics if topic in library.topics for barrier in library.topics[topic].barriers}
    scores = {b.id: _score(b, company_type, known, raised, library) for b in library.barriers.values()}
    return tuple(sorted(library.barriers.values(), key=lambda b: (-round(scores[b.id], 6), int(b.id[1:]))))


def _score(
    barrier: Barrier, company_type: TypeId, known: Mapping[str, str], raised: Set[str], library: Library
) -> float:
    of_type = OF_HER_TYPE if company_type in barrier.types else 0.0
    own = HER_OWN_QUESTION if barrier.id in raised else 0.0
    return of_type + own + sum(_speaks(barrier, fact, value, library) for fact, value in known.items())


def _speaks(barrier: Barrier, fact: str, value: str, library: Library) -> float:
    """How much an answer announces this barrier: « parfois » says nothing, « souvent » raises it."""
    word = barrier.reveals.get(fact, {}).get(value)
    words = library.interview.words
    return math.log(words[word] / words[NEUTRAL]) if word else 0.0


def listed(order: Sequence[Barrier], page: int, ticked: Sequence[str]) -> Sequence[Barrier]:
    """Those ticked that are on another page, so that any can be unticked, then the six of this page."""
    here = page_of(order, page)
    return [*(b for b in order if b.id in ticked and b not in here), *here]


def page_of(order: Sequence[Barrier], page: int) -> Sequence[Barrier]:
    """Six barriers; after the last page the first comes again."""
    pages = max(1, math.ceil(len(order) / PER_PAGE))
    start = (page % pages) * PER_PAGE
    return order[start : start + PER_PAGE]
