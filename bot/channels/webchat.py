"""How does she talk to us from a web page? Pages drawn from the transcript, forms that work without JavaScript."""

from __future__ import annotations

import time
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot import held
from bot.channels.web import diary, drawing, forms, paper
from bot.channels.web.assets import KEEP, Assets
from bot.channels.web.forms import BodyTooLarge, Posted
from bot.channels.web.limits import Window, client
from bot.channels.web.pages import Pages
from bot.channels.web.security import CalmErrors, SecurityHeaders
from bot.channels.web.session import Hashes, Session, Sessions
from bot.settings import Settings
from bot.store import Store, StoreUnavailable, bot_name
from bot.turns import TurnHandler
from content.models import Library
from dialogs import Conversation, Turn

TURNS_PER_MINUTE = 30
NEWEST = "/#suite"
"""The page, at its newest bubble: without JavaScript the browser goes there by itself."""
AS_FILE = 'attachment; filename="mes-donnees.txt"'
NO_COOKIE = "/?sans-cookie"


def routes(
    handler: TurnHandler, store: Store, library: Callable[[], Library], settings: Settings, keys: Hashes
) -> list[BaseRoute]:
    """The web chat's routes."""
    chat = WebChat(handler, store, library, settings, keys)
    return [
        Route("/", chat.page, methods=["GET"]),
        Route("/", chat.act, methods=["POST"]),
        Route("/mesdonnees", chat.held, methods=["GET"]),
        Route("/mesdonnees.txt", chat.download, methods=["GET"]),
        Route("/efface", chat.erased, methods=["GET"]),
        Route(f"/{diary.FILE}", chat.reminder, methods=["GET"]),
        Route("/sources", chat.sources, methods=["GET"]),
        Route("/static/{name}", chat.asset, methods=["GET"]),
    ]


def middleware(library: Callable[[], Library], settings: Settings) -> list[Middleware]:
    """For the whole application, in this order: headers on every answer, a calm page for every error."""
    pages = Pages(library, Assets())

    def error_page(reference: str) -> Response:
        return pages.calm("error", 500, reference=reference)

    return [Middleware(SecurityHeaders, https=settings.secure), Middleware(CalmErrors, page=error_page)]


def error_pages(library: Callable[[], Library]) -> dict[type[Exception], Callable[[Request, Exception], Response]]:
    """Starlette's `exception_handlers`: a page that does not exist, a method that is not served."""
    pages = Pages(library, Assets())

    def page(_request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        response = pages.calm("not_found", error.status_code)
        response.headers.update(error.headers or {})
        return response

    return {HTTPException: page}


class WebChat:
    """The endpoints. The store is read and written in a thread: nothing here blocks the loop."""

    def __init__(
        self, handler: TurnHandler, store: Store, library: Callable[[], Library], settings: Settings, keys: Hashes
    ) -> None:
        self.handler = handler
        self.store = store
        self.library = library
        self.settings = settings
        self.assets = Assets()
        self.pages = Pages(library, self.assets, self._telegram)
        self.sessions = Sessions(keys, settings.public_url)
        self.turns = Window(TURNS_PER_MINUTE, 60, time.monotonic)
        self.beginnings = Window(settings.new_sessions_per_10_min, 600, time.monotonic)

    # ------------------------------------------------------------ reading

    def page(self, request: Request) -> Response:
        """The conversation where she left it, or the welcome: looking at it keeps nothing."""
        session = self.sessions.of(request)
        if "sans-cookie" in request.query_params and not session.known:
            return self.pages.calm("no_cookie", 200, start=True)
        chamber = forms.chamber(request.query_params.get("c", ""))
        try:
            response = self._chat(session, Posted(chamber=chamber))
        except StoreUnavailable:
            response = self.pages.resend(None)
        self.sessions.keep(response, session, request)
        return response

    def held(self, request: Request) -> Response:
        session = self.sessions.of(request)
        key = self.sessions.key(session)
        try:
            conversation = self.handler.conversation(key) if session.known else None
            answers = held.answers(conversation, self.library()) if conversation else []
            view = self._view(session, conversation) if conversation else None
        except StoreUnavailable:
            return self.pages.resend(None)
        return self.pages.held(answers, view, self.sessions.form_token(session))

    def download(self, request: Request) -> Response:
        session = self.sessions.of(request)
        try:
            found = self.store.export(self.sessions.key(session)) if session.known else {}
        except StoreUnavailable:
            return self.pages.resend(None)
        text = held.text(found, self.library(), self.handler.clock())
        return Response(text, media_type="text/plain", headers={"Content-Disposition": AS_FILE})

    def reminder(self, request: Request) -> Response:
        """The reminder she asked for, for her phone's calendar; elsewhere it waits on her page."""
        session = self.sessions.of(request)
        try:
            conversation = self.handler.conversation(self.sessions.key(session)) if session.known else None
        except StoreUnavailable:
            return self.pages.resend(None)
        found = diary.event(conversation, self.library(), session.address) if conversation else None
        if found is None:
            return self.pages.calm("no_reminder", 404)
        named = {"Content-Disposition": f'attachment; filename="{diary.FILE}"'}
        return Response(found, media_type=diary.MEDIA_TYPE, headers=named)

    def erased(self, _request: Request) -> Response:
        return self.pages.calm("erased", 200, start=True)

    def sources(self, _request: Request) -> Response:
        return self.pages.sources()

    async def asset(self, request: Request) -> Response:
        found = self.assets.find(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return Response(found.body, media_type=found.media_type, headers={"Cache-Control": KEEP})

    # ------------------------------------------------------------ acting

    async def act(self, request: Request) -> Response:
        """One act of hers: taken once, then the page again (POST, then redirect)."""
        session = self.sessions.of(request)
        try:
            posted = await forms.read_form(request)
        except BodyTooLarge:
            return self.pages.calm("too_long", 413)
        if not self.sessions.allows_write(request, session, posted.token):
            return self.pages.calm("forbidden", 403)
        return await run_in_threadpool(self._act, request, session, posted)

    def _act(self, request: Request, session: Session, posted: Posted) -> Response:
        try:
            response = self._refusal(request, session, posted) or self._taken(session, posted)
        except StoreUnavailable:
            response = self.pages.resend(posted)
        if response.headers.get("location") == "/efface":
            self.sessions.forget(response, request)
        else:
            self.sessions.keep(response, session, request)
        return response

    def _refusal(self, request: Request, session: Session, posted: Posted) -> Response | None:
        """Why this act is not taken now; what she sent stays in the page."""
        if wait := self.turns.wait(session.token):
            return self._wait("wait_turns", wait, session, posted)
        if posted.too_long:
            return self._chat(session, posted, self.pages.words("too_long_text"), 413)
        if self.handler.conversation(self.sessions.key(session)) is not None:
            return None
        if posted.begun and session.known:
            return self.pages.calm("gone", 410, start=True, kept=posted)
        if wait := self.beginnings.wait(client(request, self.settings.trusted_proxies)):
            return self._wait("wait_beginnings", wait, session, posted)
        return None

    def _taken(self, session: Session, posted: Posted) -> Response:
        """Her acts, after the welcome she has just read when they are her first."""
        key = self.sessions.key(session)
        if self.handler.conversation(key) is None:
            self.handler.handle(forms.welcome(key, posted.chamber))
        turns = [self.handler.handle(incoming) for incoming in posted.incomings(key)]
        return RedirectResponse(_next_page(session, turns), status_code=303)

    def _telegram(self) -> str:
        """Our bot's address there, once Telegram has told it."""
        token = self.settings.telegram_token
        name = self.store.kept(bot_name(token)) if token else ""
        return f"https://t.me/{name}" if name else ""

    def _wait(self, name: str, seconds: int, session: Session, posted: Posted) -> Response:
        notice = self.pages.words(name, time=self.pages.seconds(seconds))
        response = self._chat(session, posted, notice, 429)
        response.headers["Retry-After"] = str(seconds)
        return response

    # ------------------------------------------------------------ drawing

    def _chat(self, session: Session, posted: Posted, notice: str = "", status: int = 200) -> Response:
        key = self.sessions.key(session)
        conversation = self.handler.conversation(key) if session.known else None
        if conversation is None:
            view = drawing.of_preview(self.handler.preview(forms.welcome(key, posted.chamber)))
        else:
            view = self._view(session, conversation)
        token = self.sessions.form_token(session)
        return self.pages.chat(view, token, chamber=posted.chamber, notice=notice, kept=posted, status=status)

    def _view(self, session: Session, conversation: Conversation) -> drawing.View:
        lines = [drawing.Line(e.number, e.turn, e.who, e.message) for e in self.store.transcript(conversation.key)]
        on_paper = paper.of_plan(conversation, self.library(), session.address)
        return drawing.of_conversation(conversation, lines, on_paper)


def _next_page(session: Session, turns: list[Turn | None]) -> str:
    """Where what she did leads."""
    wants = {turn.wants for turn in turns if turn}
    if "erase" in wants:
        return "/efface"
    if "export" in wants:
        return "/mesdonnees"
    return NEWEST if session.known else NO_COOKIE
