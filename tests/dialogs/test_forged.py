"""Does a button or a link that nothing of ours ever offered change anything? No: she is shown where she stands."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from content.models import Chamber, Library
from dialogs import Conversation
from tests.dialogs.talk import Talk

NOT_HERS = {"turn", "last_seen", "shown", "words_came"}
"""What every turn changes, whatever she does."""
CODES = """
    a:reseau:franchise a:reseau:zzz a:zzz:oui a:metier:zzz a:metier:fleuriste:x a:type:Z a:famille:zzz a:enseigne:Zzz
    a:departement:99 a:freins:F1 a:reseau:aucun:aucun 1|a:reseau:aucun k:F99:1 k:F3:2 m:zzz m:erase_yes m:restart_yes
    m:kept c:zzz p:zzz p:sauvegarde l:zzz l:sauvegarde d:zzz:1 d:sauvegarde:disque u:sauvegarde:x v:sauvegarde:0 s:zzz
    s:sauvegarde r:zzz g:zzz t:zzz e:zzz w:zzz:a:0 w:mon-guide:temps:0 : a a::: {x.__class__}
"""
NEVER_OFFERED = [*CODES.split(), "", "x" * 4000, "a:" * 500, "\u202ea:reseau:aucun", "'; drop table conversation; --"]


@pytest.mark.parametrize("code", NEVER_OFFERED, ids=lambda code: repr(code[:20]))
@pytest.mark.parametrize("turn", [None, 0, 1, 999_999_999])
def test_a_forged_button_changes_nothing_she_said(asking: Talk, code: str, turn: int | None) -> None:
    """At a question, before any of these was ever on her screen."""
    before = asking.conversation

    done = asking.take(choices=(code,), turn=turn)

    assert kept(asking.conversation) == kept(before)
    assert done.wants == ""
    assert done.messages


@pytest.mark.parametrize("code", ["affiche-12", "CCI-99", "x" * 64, "__proto__", "cci-59 "])
def test_a_forged_deep_link_changes_nothing(library: Library, code: str) -> None:
    ours = Chamber.model_construct(id="cci-59", name="CCI Grand Lille")
    known = replace(library, chambers={"cci-59": ours})
    plain, forged, real = (Talk(known) for _ in range(3))

    plain.take(text="/start")
    forged.take(text="/start", chamber=code)
    real.take(text="/start", chamber="cci-59")

    assert forged.conversation == plain.conversation
    assert real.conversation.chamber == "cci-59"


def test_a_link_followed_later_does_not_take_her_from_the_chamber_that_sent_her(library: Library) -> None:
    both = {one: Chamber.model_construct(id=one, name=one) for one in ("cci-59", "cma-69")}
    talk = Talk(replace(library, chambers=both))

    talk.take(text="/start", chamber="cci-59")
    talk.take(text="/start", chamber="cma-69")

    assert talk.conversation.chamber == "cci-59"


@pytest.fixture
def asking(library: Library) -> Talk:
    return Talk(library).to_questions()


def kept(conversation: Conversation) -> dict[str, object]:
    return {name: value for name, value in msgspec.structs.asdict(conversation).items() if name not in NOT_HERS}
