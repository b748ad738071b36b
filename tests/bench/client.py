"""What does a reply really sent over HTTP cost? `python -m tests.bench.client [--rounds N] [--sends N]`

Our client beside PTB's own, to a Bot API in another process: the CPU of ours alone is counted.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import process_time

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.telegram.client import connect
from bot.channels.telegram.timing import Timing
from tests.bench.echo import TOKEN, CannedRequest
from tests.bench.measuring import Measured, Samples, interleaved, machine, printed

ROOT = Path(__file__).resolve().parents[2]
MOCKED, OURS, DEFAULT = "PTB's own part: the send mocked", "our client", "PTB's default client"
KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Je ne sais pas", callback_data="1|a:question:inconnu")]])


class Sends:
    """Replies with a button, one after the other; every one must have reached the other process."""

    def __init__(self, bot: Bot, sends: int, loop: asyncio.AbstractEventLoop) -> None:
        self.bot, self.sends, self.loop = bot, sends, loop

    def round(self) -> Samples:
        return self.loop.run_until_complete(self._all())

    async def _all(self) -> Samples:
        ids, samples = [], []
        for number in range(self.sends):
            begun = process_time()
            sent = await self.bot.send_message(7, f"Votre question {number} ?", reply_markup=KEYS)
            samples.append(process_time() - begun)
            ids.append(sent.message_id)
        assert isinstance(self.bot.request, CannedRequest) or ids == list(range(ids[0], ids[0] + self.sends))
        return samples


@contextmanager
def double() -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.double"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=20)


def measured(rounds: int, sends: int) -> list[Measured]:
    loop = asyncio.new_event_loop()
    with double() as url:
        bots = {
            MOCKED: Bot(TOKEN, request=CannedRequest()),
            OURS: connect(TOKEN, url, Timing()),
            DEFAULT: Bot(TOKEN, base_url=f"{url}/bot"),
        }
        found = interleaved({name: Sends(bot, sends, loop).round for name, bot in bots.items()}, rounds)
        for bot in bots.values():
            loop.run_until_complete(bot.request.shutdown())
    loop.close()
    return found


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.client", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--sends", type=int, default=200)
    options = parser.parse_args(argv)
    print(machine("python-telegram-bot", "aiohttp", "httpx"))
    found = measured(options.rounds, options.sends)
    mocked, default = found[0], found[-1]
    beside = [(one, one.time_beside(default), _alone(one, mocked, default)) for one in found]
    rows = [[one.name, f"{one.seconds * 1e6:,.0f}", f"{whole:.2f}", f"{alone:.2f}"] for one, whole, alone in beside]
    printed(["a reply sent", "CPU µs", "× default", "× default, the client alone"], rows)


def _alone(one: Measured, mocked: Measured, default: Measured) -> float:
    """Without what PTB does around any client."""
    return (one.seconds - mocked.seconds) / (default.seconds - mocked.seconds)


if __name__ == "__main__":
    main()
