"""Somebody of whom much is held, and the text that tells it."""

from __future__ import annotations

from datetime import UTC, datetime

from bot import held
from content.models import Lesson, Proposal, Tool
from dialogs import Incoming
from tests.browser.serving import Service
from tests.builders import KEY

NOW = datetime(2026, 11, 28, 13, 5, tzinfo=UTC)
WORDS = "je vend des **fleur** a roubaix, j'ai 3 salariés"


class Her:
    """One person at the real dialogue and a real store."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.acts = 0

    def does(self, text: str = "", *codes: str) -> None:
        self.acts += 1
        act = Incoming(conversation_key=KEY, event_id=f"e{self.acts}", text=text, choices=codes)
        self.service.handler.handle(act)

    def reaches_her_plan(self) -> None:
        self.does()
        self.does(WORDS)
        for _ in range(40):
            conversation = self.service.handler.conversation(KEY)
            assert conversation
            assert conversation.shown
            if conversation.shown.screen == "plan":
                return
            first = conversation.shown.choices[0].code
            self.does("", *([first, "m:kept"] if first.startswith("k:") else [first]))
        raise AssertionError("no plan")

    def answers_a_tool(self) -> Tool:
        """One that she has in her plan, half of it in her own words."""
        tool = next(one for one in self._planned() if isinstance(one, Tool))
        self.does("", f"l:{tool.id}")
        for question in tool.questions:
            self.does("avec ma fille, le mardi") if not question.options else self.does(
                "", f"w:{tool.id}:{question.id}:0"
            )
        return tool

    def _planned(self) -> list[Proposal]:
        conversation = self.service.handler.conversation(KEY)
        assert conversation
        assert conversation.plan
        return [self.service.library.proposals[step.id] for step in conversation.plan.steps]

    def does_a_lesson(self) -> Lesson:
        """One that she has in her plan, from its first step to the question at its end."""
        lesson = next(one for one in self._planned() if isinstance(one, Lesson))
        self.does("", f"l:{lesson.id}")
        for step in lesson.steps:
            self.does("", f"d:{lesson.id}:{step.id}")
        return lesson


def rest(service: Service) -> list[str]:
    """The lines of the last part."""
    return read(service).split("POUR QUE LE PROGRAMME MARCHE\n")[1].split("\n")


def read(service: Service) -> str:
    return held.text(service.store.export(KEY), service.library, NOW)
