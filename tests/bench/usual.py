"""Beside the usual way: ConversationHandler, and PicklePersistence flushed at each update, with people already stored.

`python -m tests.bench.usual [--rounds N] [--stored N …]`
"""

from __future__ import annotations

import argparse
import asyncio
import json
import pickle
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    PicklePersistence,
    filters,
)

from content.loader import load
from tests.bench.acts import scripts
from tests.bench.durable import Durable
from tests.bench.echo import TOKEN, CannedRequest, Echo, text_update
from tests.bench.measuring import Round, Samples, interleaved, machine, printed
from tests.bench.turns import places

ASKED = ("Votre métier ?", "Votre enseigne ?", "Vos clients ?", "Votre temps ?", "Votre budget ?")
ASKING = range(len(ASKED))
OURS = "ours: the real dialogue, SQLite FULL, replies sent (mocked)"

QUEUED = "ours, replies queued"


class Usual:
    """A questionnaire of five questions, as PTB's own examples write it; a turn is kept when its file is written."""

    def __init__(self, stored: int, turns: int, folder: Path, loop: asyncio.AbstractEventLoop) -> None:
        self.stored, self.turns, self.loop, self.request, self.numbers = (
            stored,
            turns,
            loop,
            CannedRequest(),
            iter(range(1, 10**9)),
        )
        self.file = folder / f"{stored}.pickle"
        people = {
            10_000 + number: dict.fromkeys(ASKED, f"{number}, une réponse aussi longue que d'autres")
            for number in range(stored)
        }
        empty: dict[str, Any] = {"conversations": {}, "chat_data": {}, "bot_data": {}, "callback_data": None}
        self.file.write_bytes(pickle.dumps({"user_data": people, **empty}))
        keeps = PicklePersistence(self.file, on_flush=False)
        bot = ExtBot(TOKEN, request=self.request, get_updates_request=CannedRequest())
        self.application = Application.builder().bot(bot).updater(None).persistence(keeps).build()
        self.application.add_handler(_questionnaire(), group=0)
        loop.run_until_complete(self.application.initialize())

    def round(self) -> Samples:
        chat = next(self.numbers)
        texts = ["/start", *["une réponse"] * (self.turns - 1)]
        return [self.loop.run_until_complete(self._turn(text, chat)) for text in texts]

    async def _turn(self, text: str, chat: int) -> float:
        raw, already = _update(next(self.numbers), text, chat), len(self.request.sent)
        begun = perf_counter()
        await self.application.process_update(Update.de_json(json.loads(raw), self.application.bot))
        await self.application.update_persistence()
        await self.application.persistence.flush()  # type: ignore[union-attr]
        seconds = perf_counter() - begun
        assert len(self.request.sent) == already + 1
        assert self.file.stat().st_size > 20 * self.stored
        return seconds


def _update(number: int, text: str, chat: int) -> bytes:
    raw = json.loads(text_update(number, text, chat))
    if text.startswith("/"):
        raw["message"]["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return json.dumps(raw).encode()


def _questionnaire() -> ConversationHandler[Any]:
    async def ask(update: Update, context: ContextTypes.DEFAULT_TYPE, number: int) -> int:
        assert update.message
        assert context.user_data is not None
        context.user_data[ASKED[number - 1]] = update.message.text
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Je ne sais pas", callback_data="?")]])
        await update.message.reply_text(ASKED[number % len(ASKED)], reply_markup=keys)
        return number % len(ASKED)

    def state(number: int) -> list[Any]:
        return [MessageHandler(filters.TEXT, lambda update, context: ask(update, context, number + 1))]

    start = CommandHandler("start", lambda update, context: ask(update, context, 0))
    return ConversationHandler([start], {n: state(n) for n in ASKING}, [], name="questions", persistent=True)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.usual", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--people", type=int, default=2)
    parser.add_argument("--stored", type=int, nargs="*", default=[1_000, 10_000])
    options = parser.parse_args(argv)
    print(machine("python-telegram-bot"))
    library, loop = load(), asyncio.new_event_loop()
    with tempfile.TemporaryDirectory(dir=places()[0][1]) as place:
        folder = Path(place)
        ours = Durable(scripts(options.people, library), library, folder / "ours.db", Echo(1, loop))
        queues = Durable(ours.played, library, folder / "queues.db", ours.echo)
        things: dict[str, Round] = {OURS: ours.telegram_sent, QUEUED: queues.telegram}
        for stored in options.stored:
            things[f"the usual way, {stored:,} people stored"] = Usual(stored, 6, folder, loop).round
        found = interleaved(things, options.rounds)
    loop.close()
    rows = [[one.name, f"{one.time_beside(found[0]):.1f}", f"{one.median_turn * 1e6:,.0f}"] for one in found]
    printed(["a turn kept and answered", "× our time", "median µs"], rows)


if __name__ == "__main__":
    main()
