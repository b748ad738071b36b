"""Does what she answered to a tool read as plain words in /mesdonnees, without the marks of its questions?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.telegram.drawing import draw
from dialogs.conversation import LessonProgress, ToolAnswer
from tests.bot.holding import NOW, Her, read
from tests.browser.serving import Service
from tests.builders import KEY, a_turn

ANSWERED = LessonProgress(lesson="mon-cahier-site", answers=(ToolAnswer(question="but", said="0"),))


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path)


def test_a_question_with_words_in_bold_is_told_without_its_asterisks(service: Service) -> None:
    Her(service).does()
    held, version = service.store.load(KEY)
    turn = a_turn("Bonjour", conversation=held.changed(lessons=(ANSWERED,)))
    service.store.commit(KEY, version, "e", turn, draw(turn, service.library.replies), NOW)
    told = read(service)

    assert "sert à une chose" in told
    assert "**à une chose**" not in told
