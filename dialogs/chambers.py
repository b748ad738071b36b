"""Which chamber can she call, and how does it stand on her screen?"""

from __future__ import annotations

from dataclasses import dataclass

from content.models import Chamber, Person, Proposal
from dialogs.messages import Message
from dialogs.progress import SECTOR, Story
from dialogs.wording import day, written

DEPARTEMENT = "departement"
ADVISER = "conseiller-public"
"""The person for everyone, when her chamber is not known."""


@dataclass(frozen=True)
class Contact:
    """Whom she may call: `phone` and `address` are '' while unknown."""

    name: str
    phone: str
    address: str


def contact(story: Story) -> Contact | None:
    """Her chamber, when it can be reached: the one that sent her, or that of her département. Else the adviser."""
    chamber = story.library.chambers.get(story.conversation.chamber) or _of_her_place(story)
    if chamber and (chamber.phone or chamber.website):
        return Contact(chamber.name, chamber.phone, chamber.website)
    person = story.library.proposals.get(ADVISER)
    return Contact(person.title, person.phone, person.url) if isinstance(person, Person) else None


def _of_her_place(story: Story) -> Chamber | None:
    return story.library.chamber_for(story.known.get(DEPARTEMENT, ""), story.known.get(SECTOR, ""))


def told(proposal: Proposal, story: Story) -> list[Message]:
    """The chamber this person works for, when hers is known, then its other ways in; else nothing more to say."""
    chamber = chamber_of(proposal, story)
    return [_bubble(chamber, story), *_other_ways_in(chamber, story)] if chamber else []


def chamber_of(proposal: Proposal, story: Story) -> Chamber | None:
    """Hers: of her département, and of the kind this person works for."""
    departement = story.known.get(DEPARTEMENT, "")
    if not (isinstance(proposal, Person) and departement):
        return None
    sectors = proposal.sectors or ("",)
    found = story.library.chamber_for(departement, sectors[0])
    return found if found and found.kind == proposal.id else None


def may_be_found(proposal: Proposal, story: Story) -> bool:
    """Would her département tell which chamber to call?"""
    kinds = {chamber.kind for chamber in story.library.chambers.values()}
    return proposal.id in kinds and DEPARTEMENT not in story.known


def _bubble(chamber: Chamber, story: Story) -> Message:
    """A line each: its name, phone and hours when they are known, its site and the day all this was taken."""
    known = {"name": chamber.name, "phone": chamber.phone, "hours": chamber.hours}
    lines = [f"chamber.{field}" for field, value in known.items() if value]
    lines.append("chamber.site" if chamber.website else "chamber.seen")
    template = "\n".join(story.library.replies[line] for line in lines)
    return written(template, (), **known, url=chamber.website, day=day(chamber.source_date))


def _other_ways_in(chamber: Chamber, story: Story) -> list[Message]:
    """Where it is, where to ask for an appointment, and to write, a line each, when they are known."""
    known = {"address": chamber.address, "url": chamber.booking, "email": chamber.email}
    lines = [story.library.replies[f"chamber.{field}"] for field, value in known.items() if value]
    return [written("\n".join(lines), (), **known)] if lines else []
