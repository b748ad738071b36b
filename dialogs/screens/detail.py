"""What is known of a step before she trusts it: its worth, who vouches and since when, where to see it, for whom?"""

from __future__ import annotations

from content.models import ALL_TYPES, UNKNOWN, Guarantee, Proposal, Service
from dialogs.messages import Message
from dialogs.progress import TRADE
from dialogs.screens.asked import Asked
from dialogs.screens.profile import reason
from dialogs.wording import day, listed, typeset_value, uncapitalised, written


def has_detail(proposal: Proposal) -> bool:
    """Is there more to tell than what stands on the step itself? Who vouches and where it is seen already do."""
    guarantee = proposal.guarantee
    ends = guarantee is not None and guarantee.until is not None
    elsewhere = guarantee is not None and bool(proposal.url) and not proposal.url.startswith(guarantee.where)
    return ends or elsewhere or bool(isinstance(proposal, Service) and proposal.grid)


def grid(asked: Asked) -> list[Message]:
    """The points of the study's grid that are known, one a line; then who vouches, where, and for whom it is."""
    found = asked.story.library.proposals[asked.subject]
    title, points = [f"**{typeset_value(found.button)}**"], _points(found, asked)
    blocks = [lines for lines in (title + points if points else [], _vouched(found, asked)) if lines] or [title]
    choices = [asked.choice("step_done", f"s:{found.id}"), asked.choice("back_to_plan", "m:plan")]
    where = found.guarantee.where if found.guarantee else ""
    *before, last = ["\n".join(lines) for lines in blocks]
    return [*(written(text) for text in before), written(last, choices, url=where)]


def _points(proposal: Proposal, asked: Asked) -> list[str]:
    known = proposal.grid if isinstance(proposal, Service) else {}
    return [asked.story.library.replies[f"grid.{point}"].format(said=said) for point, said in known.items()]


def _vouched(proposal: Proposal, asked: Asked) -> list[str]:
    where = asked.story.library.replies["guarantee.where"]
    seen = where if proposal.guarantee and proposal.guarantee.where else ""
    told = (vouch(proposal, asked), _dates(proposal.guarantee, asked), seen, _for_whom(proposal, asked))
    return [line for line in told if line]


def vouch(proposal: Proposal, asked: Asked) -> str:
    """Who vouches, on the ladder; '' when nobody does."""
    guarantee = proposal.guarantee
    if guarantee is None:
        return ""
    return typeset_value(asked.story.library.replies[f"guarantee.{guarantee.level}"].format(by=guarantee.by))


def _dates(guarantee: Guarantee | None, asked: Asked) -> str:
    """« Depuis le…, jusqu'au… », when they are known."""
    if guarantee is None or not (guarantee.since or guarantee.until):
        return ""
    key = "_".join(name for name in ("since", "until") if getattr(guarantee, name))
    days = {name: day(when) for name in ("since", "until") if (when := getattr(guarantee, name))}
    return asked.story.library.replies[f"guarantee.{key}"].format(**days)


def _for_whom(proposal: Proposal, asked: Asked) -> str:
    """The answers that make it hers, else its trades, its sectors or its families; nothing when it is for all."""
    replies = asked.story.library.replies
    if why := _hers_because(proposal, asked):
        return replies["for_whom.because"].format(reasons=why)
    who = _who(proposal, asked)
    return replies["for_whom.line"].format(who=who) if who else ""


def _who(proposal: Proposal, asked: Asked) -> str:
    replies, types = asked.story.library.replies, asked.story.library.types
    if proposal.trades:
        return replies["for_whom.hers" if asked.story.known.get(TRADE) in proposal.trades else "for_whom.trades"]
    if proposal.sectors:
        return listed([replies[f"for_whom.{sector}"] for sector in proposal.sectors])
    others = [kind for kind in ALL_TYPES if kind not in proposal.types]
    if len(others) == 1:
        return replies["for_whom.all_but"].format(name=uncapitalised(types[others[0]].label))
    names = [uncapitalised(types[kind].label) for kind in proposal.types]
    return replies["for_whom.or"].join(names) if others else ""


def _hers_because(proposal: Proposal, asked: Asked) -> str:
    """« vous vendez déjà sur internet »: the answers it needs, in the words she reads elsewhere."""
    known = asked.story.known
    told = (reason(fact, known.get(fact, UNKNOWN), asked.story) for fact in proposal.requires)
    return listed([one for one in told if one])
