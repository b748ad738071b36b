"""The questionnaire in aiogram 3 with its Redis storage, in a process of its own: a round for each line it reads.

`python redis_fsm.py REDIS_URL TURNS`, by a Python where aiogram and redis are installed.
"""

from __future__ import annotations

import asyncio
import json
import sys
from itertools import count
from time import perf_counter, thread_time
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

ASKED = ("Votre métier ?", "Votre enseigne ?", "Vos clients ?", "Votre temps ?", "Votre budget ?")
KEYS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Je ne sais pas", callback_data="?")]])
ANSWERED = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private", "first_name": "Jeanne"}, "text": "merci"}


class Asking(StatesGroup):
    first, second, third, fourth, fifth = State(), State(), State(), State(), State()


STATES = (Asking.first, Asking.second, Asking.third, Asking.fourth, Asking.fifth)


class Canned(BaseSession):
    """Answers at once, after the work of a real request: the parameters made into text."""

    sent = 0

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        values = method.model_dump(warnings=False).items()
        assert [self.prepare_value(value, bot=bot, files={}) for _, value in values]
        self.sent += 1
        return Message.model_validate(ANSWERED, context={"bot": bot})

    async def close(self) -> None:
        """Nothing to close."""

    async def stream_content(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError


def dispatcher(storage: RedisStorage) -> Dispatcher:
    made = Dispatcher(storage=storage)

    async def ask(message: Message, state: FSMContext, number: int) -> None:
        await state.update_data({ASKED[number - 1]: message.text})
        await state.set_state(STATES[number % len(ASKED)])
        await message.answer(ASKED[number % len(ASKED)], reply_markup=KEYS)

    async def begin(message: Message, state: FSMContext) -> None:
        await ask(message, state, 0)

    made.message.register(begin, CommandStart())
    for number, at in enumerate(STATES, start=1):

        async def take(message: Message, state: FSMContext, number: int = number) -> None:
            await ask(message, state, number)

        made.message.register(take, at)
    return made


async def played(turns: int, bot: Bot, dp: Dispatcher, numbers: count[int], clock: Any) -> list[float]:
    chat, samples = 10_000 + next(numbers), []
    for text in ["/start", *["une réponse"] * (turns - 1)]:
        person = {"id": chat, "is_bot": False, "first_name": "Jeanne", "language_code": "fr"}
        where = {"id": chat, "type": "private", "first_name": "Jeanne"}
        message = {"message_id": next(numbers), "date": 1_795_000_000, "chat": where, "from": person, "text": text}
        raw = json.dumps({"update_id": next(numbers), "message": message})
        already, begun = bot.session.sent, clock()
        await dp.feed_update(bot, Update.model_validate(json.loads(raw), context={"bot": bot}))
        samples.append(clock() - begun)
        assert bot.session.sent == already + 1
    return samples


async def main(url: str, turns: int, clock: Any) -> None:
    storage, numbers = RedisStorage.from_url(url), count(1)
    bot, dp = Bot("1:bench", session=Canned()), dispatcher(storage)
    for _ in sys.stdin:
        print(json.dumps(await played(turns, bot, dp, numbers, clock)), flush=True)
    await storage.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), thread_time if "cpu" in sys.argv else perf_counter))
