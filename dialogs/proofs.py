"""Does the content hold when it is played? Examples, renderings, reachability: problems for the editor.

`content.checks` reads what a file says alone; this plays it through the dialogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from content.dates import in_time
from content.models import Barrier, CompanyType, Library, Problem, Proposal, Question, Topic
from dialogs import barriers, spoken
from dialogs.plan import Wanted, may_be_proposed
from dialogs.profile import infer_type
from dialogs.understanding import topics_in
from dialogs.wording import written


def prove(library: Library, today: date) -> list[Problem]:
    """Every problem found by playing the content, each with its file and field, in French."""
    return [
        *(p for kind in library.types.values() for p in _type_examples(kind, library)),
        *(p for barrier in library.barriers.values() for p in _barrier_examples(barrier, library)),
        *(p for proposal in library.proposals.values() for p in _proposal_examples(proposal, library, today)),
        *(p for question in library.questions.values() for p in _said_examples(question, library)),
        *(p for topic in library.topics.values() for p in _topic_examples(topic, library)),
        *_barriers_answered(library, today),
        *_bubbles_drawn(library),
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


def _barriers_answered(library: Library, today: date) -> Iterator[Problem]:
    """Every barrier leads to three answers or more, for every type, in its list or not."""
    for barrier in library.barriers.values():
        for company_type in library.types.values():
            wanted = Wanted(company_type.id, (barrier.id,), (), {}, today)
            found = [p for p in library.proposals.values() if may_be_proposed(p, wanted, library)]
            if len(found) < 3:
                sentence = f"{len(found)} réponse(s) pour la famille {company_type.id} ; il en faut trois."
                yield Problem(f"barriers/{barrier.slug}.toml", "-", sentence)


def _bubbles_drawn(library: Library) -> Iterator[Problem]:
    """Each reply's places are ones the dialogue fills, and its bold marks go by two."""
    for key, text in library.replies.items():
        if text.count("**") % 2:
            yield Problem("replies.toml", key, "une marque ** reste ouverte.")
        if "{" not in text:
            continue
        try:
            written(text, (), **dict.fromkeys(_places(text), "x"))
        except (KeyError, ValueError, IndexError):
            yield Problem("replies.toml", key, "une accolade est mal fermée ou vide.")


def _places(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]]
