"""A bare PTB echo behind a route, in its own process: what `crowd` sets ours beside. It keeps nothing."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.ext import Application, MessageHandler, TypeHandler, filters

from tests.bench.echo import TOKEN, CannedRequest, say_back


def main() -> None:
    bot = Bot(TOKEN, request=CannedRequest(), get_updates_request=CannedRequest())
    application = Application.builder().bot(bot).updater(None).build()
    application.add_handler(MessageHandler(filters.TEXT, say_back))
    application.add_handler(TypeHandler(Update, answer))

    async def receive(request: Request) -> Response:
        await application.process_update(Update.de_json(json.loads(await request.body()), bot))
        return Response()

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await application.initialize()
        yield

    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    app = Starlette(routes=[Route("/telegram", receive, methods=["POST"])], lifespan=lifespan)
    uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_keep_alive=75)).run(sockets=[listening])


async def answer(update: Update, _context: object) -> None:
    """A press is said back too."""
    if update.callback_query and update.effective_chat:
        await update.get_bot().send_message(update.effective_chat.id, update.callback_query.data or "?")


if __name__ == "__main__":
    main()
