"""How is a page written? Templates, the library's words, and nothing a person typed read as markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from babel.units import format_unit
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from bot.channels.progress import told
from bot.channels.web.assets import Assets
from bot.channels.web.drawing import View, address
from bot.channels.web.forms import Posted
from content.models import Library
from content.sources import sources
from content.typography import typeset
from dialogs.wording import shown_address

FOLDER = Path(__file__).parent / "templates"
LOCALE = "fr_FR"
MENU = (
    ("/plan", "menu_plan"),
    ("/reprendre", "menu_resume"),
    ("/recommencer", "menu_restart"),
    ("/mesdonnees", "menu_data"),
    ("/effacer", "menu_erase"),
    ("/aide", "menu_help"),
)
BUSY_SECONDS = 5


class Pages:
    """Every page of the web chat."""

    def __init__(
        self, library: Callable[[], Library], assets: Assets, telegram: Callable[[], str] = lambda: ""
    ) -> None:
        """`telegram`: where the assistant is on Telegram, '' when it is not or nobody knows yet."""
        self._library = library
        self._telegram = telegram
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._templates.globals.update(asset=assets.url, menu=MENU, address=address, shown=shown_address)
        self._templates.filters["typeset"] = typeset

    def chat(
        self, view: View, token: str, status: int = 200, chamber: str = "", notice: str = "", kept: Posted | None = None
    ) -> Response:
        """The conversation. `notice` says why her act waits; `kept` is that act, still in the page."""
        progress = told(view.screen.progress, self._library().replies) if view.screen.progress else ""
        values = {"view": view, "token": token, "chamber": chamber, "notice": notice, "progress": progress}
        values["sent_by"] = self._sent_by(view.chamber)
        values["telegram"] = self._telegram() if view.screen.reminds else ""
        return self._page("chat.html", status, kept=kept or Posted(), **values)

    def calm(self, name: str, status: int, *, start: bool = False, kept: Posted | None = None, **told: str) -> Response:
        """A page that says what happened and gives the next thing to do."""
        return self._sheet("calm.html", status, name, start=start, kept=kept, **told)

    def resend(self, kept: Posted | None) -> Response:
        """We cannot save or read now: her act stays in the page, ready to be sent again as it was."""
        response = self._sheet("resend.html", 503, "unavailable", kept=kept)
        response.headers["Retry-After"] = str(BUSY_SECONDS)
        return response

    def held(self, answers: Sequence[str], view: View | None, form_token: str) -> Response:
        """What we keep about her, readable."""
        return self._page("held.html", 200, answers=answers, view=view, token=form_token)

    def sources(self) -> Response:
        """Where what we say comes from: the page of the content's own sources, with links."""
        replies = self._library().replies
        return self._page(
            "sources.html", 200, found=sources(self._library()), said=lambda name: typeset(replies[f"sources.{name}"])
        )

    def words(self, name: str, /, **values: str) -> str:
        """A sentence of the library, set in French typography."""
        return typeset(self._library().replies[f"web.{name}"]).format(**values)

    def seconds(self, count: int) -> str:
        """« 12 secondes », « 3 minutes »"""
        if count < 90:
            return format_unit(count, "second", locale=LOCALE)
        return format_unit(-(-count // 60), "minute", locale=LOCALE)

    def _sent_by(self, code: str) -> str:
        chamber = self._library().chambers.get(code)
        return self.words("sent_by", name=chamber.name) if chamber else ""

    def _sheet(
        self, template: str, status: int, name: str, *, kept: Posted | None, start: bool = False, **told: str
    ) -> Response:
        title, sentence = self.words(f"{name}_title"), self.words(f"{name}_text", **told)
        return self._page(template, status, title=title, sentence=sentence, kept=kept, start=start)

    def _page(self, template: str, status: int, **context: Any) -> Response:
        values: Mapping[str, Any] = {"words": self.words, **context}
        return HTMLResponse(self._templates.get_template(template).render(values), status)
