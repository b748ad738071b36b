"""Durable turns on a SQLite file, synchronous = FULL, one transaction a turn. Each round, other people."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

from bot.channels.telegram.calls import deliver
from bot.channels.telegram.drawing import draw
from bot.channels.telegram.reading import Heard, heard, updated
from bot.keys import Keys
from bot.store import Outgoing
from bot.store.sqlite import SqliteStore
from bot.turns import TurnHandler
from content.models import Library
from dialogs import Turn
from tests.bench import measuring
from tests.bench.acts import Act, Clock, Script, acts_in
from tests.bench.echo import Echo, press_update, text_update
from tests.bench.measuring import Samples

TABLES = ("conversation", "event_id", "transcript", "outgoing")
AT_ONCE = 50
PRESSED = 5


class Durable:
    def __init__(self, played: Sequence[Script], library: Library, path: Path, echo: Echo) -> None:
        self.played, self.library, self.path, self.echo = played, library, path, echo
        self.clock, self.numbers, self.people = Clock(), count(1), count(1)
        self.store, self.keys = SqliteStore(path), Keys("a secret key for the bench only")
        self.handler = TurnHandler(self.store, lambda: library, self.clock)

    def web(self) -> Samples:
        """The core of the web chat's turn: no PTB object, nothing to push."""
        return self._counted(0, self._web_turn)

    def telegram(self) -> Samples:
        """From the bytes of an update to its replies queued with the turn."""
        return self._counted(1, self._telegram_turn)

    def telegram_sent(self) -> Samples:
        """The same, then each queued reply leased, sent (mocked) and marked."""
        return self._counted(1, self._sent_turn)

    def one_row(self) -> Samples:
        """What the file alone costs: one small transaction."""
        samples = []
        for _ in range(acts_in(self.played)):
            name = f"row {next(self.numbers)}"
            begun = measuring.clock()
            self.store.keep(name, "kept")
            samples.append(measuring.clock() - begun)
            assert self.store.kept(name) == "kept"
        return samples

    def _counted(self, least_queued: int, turn: Callable[[Act, int], float]) -> Samples:
        """A round, and the rows it must have written."""
        before, samples = self._rows(), []
        for script in self.played:
            chat = next(self.people)
            samples += [turn(act, chat) for act in script]
        added = {table: rows - before[table] for table, rows in self._rows().items()}
        assert added["conversation"] == len(self.played)
        assert added["event_id"] == acts_in(self.played) == len(samples)
        assert added["transcript"] >= acts_in(self.played)
        assert added["outgoing"] >= least_queued * acts_in(self.played)
        return samples

    def _rows(self) -> dict[str, int]:
        with closing(sqlite3.connect(self.path)) as conn:
            return {table: conn.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES}

    # ------------------------------------------------------------ one turn

    def _web_turn(self, act: Act, chat: int) -> float:
        incoming = act.incoming(f"web-{chat}", f"web:{next(self.numbers)}")
        begun = measuring.clock()
        turn = self.handler.handle(incoming)
        seconds = measuring.clock() - begun
        assert turn is not None
        assert turn.messages
        return seconds

    def _telegram_turn(self, act: Act, chat: int) -> float:
        raw = self._bytes(act, chat)
        begun = measuring.clock()
        self._committed(raw)
        return measuring.clock() - begun

    def _sent_turn(self, act: Act, chat: int) -> float:
        raw = self._bytes(act, chat)
        already = len(self.echo.request.sent)
        begun = measuring.clock()
        turn = self._committed(raw)
        self.echo.loop.run_until_complete(self._send_all(chat))
        seconds = measuring.clock() - begun
        assert len(self.echo.request.sent) - already >= len(turn.messages) > 0
        return seconds

    def _bytes(self, act: Act, chat: int) -> bytes:
        number = next(self.numbers)
        if act.code:
            return press_update(number, f"{act.turn}|{act.code}", PRESSED, chat)
        return text_update(number, act.text, chat)

    def _committed(self, raw: bytes) -> Turn:
        """As bot/channels/telegram/polling.py does, without its hop to another thread."""
        act = heard(updated(json.loads(raw), self.echo.application.bot), self.keys.telegram_key)
        assert act is not None
        turn = self.handler.handle(act.incoming, lambda turn: self._queued(turn, act), lambda: self._unknown_yet(act))
        assert turn is not None
        return turn

    def _queued(self, turn: Turn, act: Heard) -> tuple[Outgoing, ...]:
        key = act.incoming.conversation_key
        return draw(turn, self.library.replies, act.pressed, self.store.last_sent_id(key))

    def _unknown_yet(self, act: Heard) -> bytes:
        known = self.store.address(act.incoming.conversation_key)
        return self.keys.encrypt(act.chat) if known is None else b""

    async def _send_all(self, chat: int) -> None:
        while rows := self.store.next_unsent(AT_ONCE, self.clock()):
            for row in rows:
                sent = await deliver(row, chat, self.echo.application.bot, self.store, str)
                self.store.mark_sent(row.conversation_key, row.number, sent, self.clock())
