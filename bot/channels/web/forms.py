"""What did she send? A posted form as acts, bounded before anything else reads it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.requests import Request

from dialogs import Incoming

TEXT_MAX_BYTES = 2048
BODY_MAX_BYTES = 64 * 1024
FIELDS_MAX = 100
_CHAMBER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TURN = re.compile(r"[0-9]{1,9}")
_NOT_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")


class BodyTooLarge(Exception):
    """More was sent than a form of ours can hold; nothing of it was read."""


@dataclass(frozen=True)
class Posted:
    """One posted form.

    `pressed`: the button's code, '' when none. `ticks`: the codes of the boxes whose state changed.
    `checked`: the boxes as she left them. `begun`: the page was drawn from a conversation, not from the welcome.
    """

    text: str = ""
    pressed: str = ""
    ticks: tuple[str, ...] = ()
    checked: frozenset[str] = field(default_factory=frozenset)
    turn: int | None = None
    token: str = ""
    chamber: str = ""
    begun: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    """The form as it was posted, to be sent again as it was."""

    @property
    def too_long(self) -> bool:
        return len(self.text.encode()) > TEXT_MAX_BYTES

    def incomings(self, key: str) -> list[Incoming]:
        """Her acts, in order: what she ticked and pressed, then what she typed.

        The event id holds the page's token and the act itself: the same form posted twice is one act, while another
        button of the same page (reached with the browser's own « back ») is another act.
        """
        acts: list[Incoming] = []
        codes = (*self.ticks, *([self.pressed] if self.pressed else ()))
        if codes:
            event_id = self._event_id(key, *codes)
            acts.append(Incoming(conversation_key=key, event_id=event_id, choices=codes, turn=self.turn))
        if self.text and not self.pressed:
            acts.append(Incoming(conversation_key=key, event_id=self._event_id(key, "", self.text), text=self.text))
        return acts

    def _event_id(self, key: str, *act: str) -> str:
        return _event_id(key, self.token, str(self.turn), *act)


def _event_id(*told: str) -> str:
    """Tells nothing of whose it is: event ids outlive an erasure by two days."""
    return "web:" + hashlib.sha256("\n".join(told).encode()).hexdigest()[:40]


def welcome(key: str, chamber: str) -> Incoming:
    """The act of opening the page: the same however often it is sent."""
    return Incoming(conversation_key=key, event_id=_event_id(key, "welcome"), chamber=chamber)


async def read_form(request: Request) -> Posted:
    """Raises BodyTooLarge."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_MAX_BYTES:
            raise BodyTooLarge
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS_MAX)
    except ValueError as error:
        raise BodyTooLarge from error
    return posted(pairs)


def posted(pairs: list[tuple[str, str]]) -> Posted:
    last = dict(pairs)
    checked = _distinct(pairs, "tick")
    before = _distinct(pairs, "was")
    changed = [c for c in checked if c not in before] + [c for c in before if c not in checked]
    turn = last.get("turn", "")
    return Posted(
        text=plain(last.get("text", "")),
        pressed=plain(last.get("choice", "")),
        ticks=tuple(plain(code) for code in changed),
        checked=frozenset(checked),
        turn=int(turn) if _TURN.fullmatch(turn) else None,
        token=last.get("token", ""),
        chamber=chamber(last.get("c", "")),
        begun=last.get("begun", "") == "1",
        pairs=tuple(pairs),
    )


def chamber(code: str) -> str:
    """A chamber's code, or '' when it cannot be one."""
    return code if _CHAMBER.fullmatch(code) else ""


def plain(text: str) -> str:
    """Text without control characters; line breaks are kept."""
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\t", " ")).strip()


def _distinct(pairs: list[tuple[str, str]], name: str) -> list[str]:
    return list(dict.fromkeys(value for key, value in pairs if key == name and value))
