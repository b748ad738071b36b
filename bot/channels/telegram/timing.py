"""How long does the Telegram channel wait, and how fast does it send?"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.store import Limits


@dataclass(frozen=True)
class Timing:
    """Seconds, unless the name says otherwise: Telegram's own limits, or a margin under them."""

    poll: float = 50
    """One long poll; Telegram allows 50 at most."""
    first_poll: float = 2
    """Until then we are a newcomer: if another process polls, we learn it within this time and give way."""
    conflict: float = 0.5
    """An established poller asks again after this, then up to four times this: sooner than a newcomer gives up."""
    look_again: float = 300
    """A process that gave way looks this often whether the place is free."""
    request: float = 5
    """Connecting, and waiting for an answer: twice this at most."""
    longest_wait: float = 30
    """The back-off after trouble on the network or in the store doubles up to this."""
    lease: int = 20
    """A reply taken by a sender that died leaves again after this; longer than the slowest send."""
    idle: float = 2
    """The outbox is looked at this often, besides each time a turn is committed."""
    limits: Limits = field(default_factory=Limits)

    def wait(self, failures: int) -> float:
        """How long to wait after so many failures in a row."""
        return min(self.longest_wait, 0.5 * 2.0 ** min(failures, 10))
