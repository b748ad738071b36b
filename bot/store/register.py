"""What may our tables hold about a person, what for, and how long? Every column of both databases is declared here.

PRIVACY.md shows this table; tests/bot/test_register.py compares it with the databases and with what people are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

CONVERSATION = "30 days after her last visit or the last reminder she asked for, 13 months after the first at most"
SAID = "30 days"
LAST_VISIT = "with the conversation"
UNTIL_SAID = "until it is said or cancelled"


@dataclass(frozen=True)
class Personal:
    """`shown`: it is in what /mesdonnees gives. Where it is not, nothing we keep tells whose it is."""

    column: str
    holds: str
    purpose: str
    kept: str
    shown: bool = True


PERSONAL = (
    Personal("conversation.key", "a keyed hash of her Telegram id or of her cookie", "find her again", CONVERSATION),
    Personal("conversation.state", "her answers by id, her plan", "go on where she was", CONVERSATION),
    Personal("conversation.state", "her own words", "say them back, understand her", "60 days"),
    Personal("conversation.last_seen", "when she last came", "know when it must go", CONVERSATION),
    Personal("conversation.journal_number", "a random number", "erase her lines of the journal", CONVERSATION),
    Personal("transcript.key", "the same hash", "show her what was said", SAID),
    Personal("transcript.who", "who spoke: her or us", "show her what was said", SAID),
    Personal("transcript.message", "the bubbles as shown, her words", "show her what was said", SAID),
    Personal("transcript.at", "when it was said", "know when it must go", SAID),
    Personal("journal.number", "the random number of her conversation", "count without names", LAST_VISIT),
    Personal("journal.day", "a day", "count without names", LAST_VISIT),
    Personal("journal.kind", "what she did, by a word of ours", "count without names", LAST_VISIT),
    Personal("journal.fact", "the id of a question", "count without names", LAST_VISIT),
    Personal("journal.value", "the id of an answer", "count without names", LAST_VISIT),
    Personal("outgoing.key", "the same hash", "send her our replies on Telegram", SAID),
    Personal("outgoing.payload", "a reply, which may quote her words", "send her our replies on Telegram", SAID),
    Personal("outgoing.sent_at", "when it left", "send it once", SAID),
    Personal("outgoing.remote_id", "Telegram's number of that message", "edit it when she answers", SAID),
    Personal("reminder.key", "the same hash", "remind her", UNTIL_SAID),
    Personal("reminder.id", "what of, by a word of ours, and when", "remind her", UNTIL_SAID),
    Personal("reminder.due_at", "when", "remind her", UNTIL_SAID),
    Personal("address.key", "the same hash", "write to her on Telegram", LAST_VISIT),
    Personal("address.encrypted", "her Telegram id, encrypted with SECRET_KEY", "write to her on Telegram", LAST_VISIT),
    Personal("pace.key", "the same hash", "keep to Telegram's limits", LAST_VISIT),
    Personal("pace.free_at", "when her next message may leave", "keep to Telegram's limits", LAST_VISIT),
    Personal("event_id.id", "the number of an act of somebody", "count each act once", "48 hours", shown=False),
    Personal("event_id.at", "when it came", "know when it must go", "48 hours", shown=False),
    Personal("erased.number", "the number of an erased conversation", "bring nobody back", "35 days", shown=False),
    Personal("erased.at", "when she erased everything", "know when it must go", "35 days", shown=False),
)
NOT_PERSONAL = {
    "conversation": ("version", "due_at"),
    "transcript": ("number", "turn"),
    "journal": ("row",),
    "outgoing": ("number", "kind", "has_keyboard", "queued_at", "not_before", "leased_until", "once"),
    "meta": ("name", "value"),
    "claim": ("name", "until"),
    "revision": ("number", "archive", "author", "note", "published_at"),  # who published: a colleague, by her own name
    "migration": ("name", "applied_at"),
    "_sqlite_migrations": ("id", "migration_set", "name", "applied_at"),
    "sqlite_sequence": ("name", "seq"),
}
"""Counters, times of the service, its own settings."""


def declared() -> set[str]:
    """Every column that our tables may have, as « table.column »."""
    ours = {f"{table}.{column}" for table, columns in NOT_PERSONAL.items() for column in columns}
    return ours | {one.column for one in PERSONAL}


def tables() -> list[str]:
    """Every table that is ours."""
    return sorted({column.partition(".")[0] for column in declared()})


def page() -> str:
    """The table of PRIVACY.md."""
    rows = [f"| `{one.column}` | {one.holds} | {one.purpose} | {one.kept} |" for one in PERSONAL]
    return "\n".join(("| column | what it may hold | what for | kept |", "|---|---|---|---|", *rows))
