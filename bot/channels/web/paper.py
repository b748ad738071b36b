"""What does her plan say on paper, that the screen need not: its day, whom to call, where to come back?"""

from __future__ import annotations

from dataclasses import dataclass

from content.models import Library
from content.typography import typeset
from dialogs import Conversation
from dialogs.chambers import Contact, contact
from dialogs.progress import Story
from dialogs.wording import day, shown_address


@dataclass(frozen=True)
class Paper:
    """`address`: the service's own, as she would type it."""

    day: str
    address: str
    contact: Contact | None


def of_plan(conversation: Conversation, library: Library, address: str) -> Paper | None:
    """None while she has no plan."""
    if conversation.plan is None:
        return None
    found = contact(Story(conversation, library, conversation.last_seen))
    return Paper(day(conversation.plan.made_on.date()), shown_address(address), found and _typeset(found))


def _typeset(found: Contact) -> Contact:
    return Contact(typeset(found.name), found.phone, shown_address(found.address))
