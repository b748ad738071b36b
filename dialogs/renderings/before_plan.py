"""Until her plan: her trade, the questions, her type, her barriers, with their longest values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import cast

from content.models import Barrier, Library, Option, TypeId
from dialogs.profile import Inference, Sureness
from dialogs.progress import BRAND, TRADE, Story
from dialogs.renderings.drawing import Drawn, drawn, knowing, longest
from dialogs.renderings.invented import HER_WORDS
from dialogs.screens.trade import short_name
from dialogs.wording import bubble


def drawings(story: Story) -> Iterator[Drawn]:
    """Her trade, the questions, her type, her barriers."""
    yield from _of_her_trade(story)
    yield from _of_questions(story)
    yield from _of_her_type(story)
    yield from _of_barriers(story)


def _of_her_trade(story: Story) -> Iterator[Drawn]:
    """The longest trades proposed, the longest networks asked about, the longest words she may write."""
    library = story.library
    trades = sorted(library.trades.values(), key=lambda trade: -len(short_name(trade)))[:3]
    yield from drawn("trades.toml", "trade_sure", ",".join(t.id for t in trades[:1]), story)
    yield from drawn("trades.toml", "trade_three", ",".join(t.id for t in trades), story)
    wordy = replace(story, conversation=story.conversation.changed(trade_words=HER_WORDS))
    yield from drawn("replies.toml", "trade_family", "", wordy)
    name = longest(network.name for network in library.networks)
    yield from drawn("networks.toml", "brand", name, story)
    for key in (f"brand.{kind}" for kind in ("franchise", "cooperative", "centrale", "a_demander")):
        yield Drawn("replies.toml", key, bubble(library, key, (), name=name).text)


def _of_questions(story: Story) -> Iterator[Drawn]:
    """In the words of the trades that have the longest ones, and between the three longest answers."""
    trades = story.library.trades.values()
    wordy = {max(trades, key=lambda t: len(getattr(t, field))).id for field in ("clients", "sells", "standard")}
    for question in story.library.questions.values():
        file = f"questions/{question.id}.toml"
        for trade in sorted(wordy):
            yield from drawn(file, "question", question.id, knowing(story, {TRADE: trade}))
        values = [option.value for option in sorted(question.options, key=lambda o: -len(o.label))[:3]]
        if len(values) > 1:
            yield from drawn(file, "narrow", f"{question.id}|{','.join(values)}", story)
            yield from drawn(file, "narrow", f"{question.id}|{','.join(values)}|which", story) if question.which else ()


@dataclass(frozen=True)
class _Told(Story):
    """A story whose inference is given."""

    inferred: Inference | None = None

    @cached_property
    def inference(self) -> Inference:
        assert self.inferred is not None
        return self.inferred


def _of_her_type(story: Story) -> Iterator[Drawn]:
    """Each type at each degree of sureness, each pair, because of the longest reasons."""
    known = {TRADE: max(story.library.trades.values(), key=lambda t: len(short_name(t))).id}
    known[BRAND] = longest(network.name for network in story.library.networks)
    reasons = _longest_reasons(story.library)
    for first, second in combinations((kind.id for kind in story.library.types.values()), 2):
        for sure, one, other in (("sure", first, second), ("likely", second, first), ("close", first, second)):
            yield from _profile(knowing(story, known), cast(Sureness, sure), one, other, reasons)
    yield from drawn("company_types/", "types", "", story)


def _profile(story: Story, sureness: Sureness, first: TypeId, second: TypeId, because: Reasons) -> Iterator[Drawn]:
    inference = Inference(first, sureness, ((first, 0.6), (second, 0.4)), because, because)
    told = _Told(story.conversation, story.library, story.now, inference)
    yield from drawn(f"company_types/{story.library.types[first].slug}.toml", "profile", "", told)


Reasons = tuple[tuple[str, str], ...]


def _longest_reasons(library: Library) -> Reasons:
    """Three answers to three questions, their « parce que » the longest there are."""
    found: list[tuple[str, Option]] = []
    for question in library.questions.values():
        if question.group == "typing" and question.options:
            found.append((question.id, max(question.options, key=lambda option: len(option.because))))
    found.sort(key=lambda pair: -len(pair[1].because))
    return tuple((fact, option.value) for fact, option in found[:3])


def _of_barriers(story: Story) -> Iterator[Drawn]:
    """All thirteen chosen, then the three longest, in the words of each type."""
    for kind in story.library.types:
        of_type = knowing(story, {"type": kind})
        labels = sorted(story.library.barriers.values(), key=lambda b: -len(b.worded(of_type.company_type).label))
        for chosen in (labels, labels[:3]):
            ticked = of_type.conversation.changed(ticks=tuple(barrier.id for barrier in chosen))
            yield from drawn("barriers/", "barriers", "", replace(of_type, conversation=ticked))
        for barrier in labels:
            yield from _explained(barrier, of_type)


def _explained(barrier: Barrier, story: Story) -> Iterator[Drawn]:
    """A barrier explained in the words of a type; the first step told has the longest title of its answers."""
    file = f"barriers/{barrier.slug}.toml"
    yield from drawn(file, "explanation", barrier.id, story)
    first = longest(step.title for step in story.library.proposals.values() if barrier.id in step.barriers)
    worded = barrier.worded(story.company_type)
    relay = longest((worded.relay, *(other.relay for other in barrier.relays)))
    told = bubble(story.library, "barriers.gained", gained=worded.gained, first=first, relay=relay)
    yield Drawn(file, "explanation", told.text)
