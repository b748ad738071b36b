"""What is known of a step before she trusts it: its worth, who vouches and since when, where to see it, for whom?"""

from __future__ import annotations

from content.models import ALL_TYPES, Guarantee, Proposal, Service
from dialogs.messages import Message
from dialogs.progress import TRADE
from dialogs.screens.asked import Asked
from dialogs.wording import day, listed, typeset_value, uncapitalised, written


def has_detail(proposal: Proposal) -> bool:
    """Is there more to tell than what stands on the step itself?"""
    guarantee = proposal.guarantee
    dated = guarantee is not None and bool(guarantee.since or guarantee.until)
    elsewhere = guarantee is not None and guarantee.where not in ("", proposal.url)
    return dated or elsewhere or bool(isinstance(proposal, Service) and proposal.grid)


def grid(asked: Asked) -> list[Message]:
    """The points of the study's grid that are known, one a line; then who vouches, where, and for whom it is."""
    found = asked.story.library.proposals[asked.subject]
    replies = asked.story.library.replies
    points = found.grid if isinstance(found, Service) else {}
    lines = [replies[f"grid.{point}"].format(said=said) for point, said in points.items()]
    told = [written("\n".join([f"**{typeset_value(found.button)}**", *lines]))] if lines else []
    choices = [asked.choice("step_done", f"s:{found.id}"), asked.choice("back_to_plan", "m:plan")]
    where = found.guarantee.where if found.guarantee else ""
    known = [vouch(found, asked), _dates(found.guarantee, asked), replies["guarantee.where"] if where else ""]
    lines = list(filter(None, [*known, _for_whom(found, asked)]))
    return [*told, written("\n".join(lines), choices, url=where)]


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
    """Its trades, else its sectors, its families, or everybody; some answers may be needed besides."""
    conditions = "line_if" if proposal.requires or proposal.excludes else "line"
    return asked.story.library.replies[f"for_whom.{conditions}"].format(who=_who(proposal, asked))


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
    return replies["for_whom.or"].join(names) if others else replies["for_whom.all"]
