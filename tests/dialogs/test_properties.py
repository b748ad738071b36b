"""Whatever she does, is there a screen with words and a way on?"""

from __future__ import annotations

import random
import string
from collections.abc import Callable

import pytest

from content.models import Library
from dialogs.phases import LANDINGS, Phase
from tests.dialogs.talk import Talk

ANSWERING = {
    Phase.TRADE,
    Phase.INTERVIEW,
    Phase.PROFILE,
    Phase.BARRIERS,
    Phase.EXPLANATION,
    Phase.SITUATION,
    Phase.PLAN,
}
TEXTS = [
    "",
    "bonjour",
    "oui",
    "non",
    "1",
    "2 3",
    "9",
    "je sais pas",
    "pourquoi ?",
    "stop",
    "plus tard",
    "rappelez-moi demain",
    "samedi à 14 h",
    "ne plus me relancer",
    "pas de rappel",
    "je me suis trompée",
    "fleuriste",
    "garagiste midas",
    "aiguiseur de couteaux",
    "le prix",
    "100%",
    "la moitié",
    "3",
    "orange me coupe l'adsl",
    "on m'a piraté",
    "c'est quoi un IBAN ?",
    "c'est fait",
    "je bloque",
    "merci",
    "continuer",
    "autre chose",
    "mon plan",
    "/plan",
    "/aide",
    "/reprendre",
    "/recommencer",
    "/mesdonnees",
    "/effacer",
    "/start CCI-59",
    "/rien",
    "59000",
    "franchise",
    "un peu les deux",
    "\u202eretourné\x00",
    "**gras** {name} {0}",
    "<b>x</b>",
    "😀😀😀",
    "a" * 5000,
]
CODES = [
    "a:reseau:franchise",
    "a:reseau:nimporte",
    "a:metier:fleuriste",
    "a:metier:zzz",
    "a:type:B",
    "a:famille:vendre",
    "k:F3:1",
    "k:F3:0",
    "k:F99:1",
    "m:kept",
    "m:more",
    "m:skip",
    "m:next",
    "m:back",
    "m:why",
    "m:plan",
    "m:erase_yes",
    "m:proof",
    "m:done",
    "m:stuck",
    "m:no_more",
    "m:no_reminder",
    "n:week",
    "n:never",
    "f:sauvegarde:some",
    "g:sauvegarde",
    "r:sauvegarde",
    "w:mon-guide:temps:0",
    "m:restart_yes",
    "c:reseau",
    "c:metier",
    "c:freins",
    "c:inconnu",
    "p:sauvegarde",
    "l:sauvegarde",
    "l:zzz",
    "d:sauvegarde:disque",
    "u:sauvegarde:x",
    "v:sauvegarde:0",
    "s:sauvegarde",
    "s:zzz",
    "",
    ":",
    "a",
    "a:::",
    "zzz",
]
KINDS = ("choice", "choice", "choice", "ticks", "old", "code", "text", "text", "noise", "media", "wait", "due")
MEDIA = ("voice", "photo", "sticker", "location", "other")
Act = tuple[str, object]


def _act(chance: random.Random) -> Act:
    kind = chance.choice(KINDS)
    values: dict[str, Callable[[], object]] = {
        "code": lambda: chance.choice(CODES),
        "text": lambda: chance.choice(TEXTS),
        "noise": lambda: "".join(chance.choices(string.printable, k=chance.randrange(30))),
        "media": lambda: chance.choice(MEDIA),
    }
    return kind, values.get(kind, lambda: chance.randrange(400))()


def _do(act: Act, talk: Talk, seen: list[tuple[int, str]]) -> None:
    kind, value = act
    number = value if isinstance(value, int) else 0
    ticks = [c.code for i, c in enumerate(c for c in talk.choices if c.role == "tick") if number >> i & 1]
    if kind == "wait":
        talk.later(hours=number)
    elif kind == "due":
        talk.now = max([talk.now, *(one.due for one in talk.conversation.reminders[:1])])
        talk.comes_due()
    elif kind == "choice" and talk.choices:
        talk.code(talk.choices[number % len(talk.choices)].code)
    elif kind == "ticks" and ticks:
        talk.code(*ticks)
    elif kind == "old" and seen:
        turn, code = seen[number % len(seen)]
        talk.code(code, turn=turn)
    elif kind == "code":
        talk.code(str(value))
    elif kind == "media":
        talk.take(media=str(value))
    else:
        talk.say(str(value))


def _holds(talk: Talk, when: str) -> None:
    conversation = talk.conversation
    assert conversation.shown is not None
    assert any(text.strip() for text in talk.texts), when
    assert all(len(text) <= 1000 for text in talk.texts), when
    assert talk.choices, f"{when}: no way on from {talk.screen}"
    assert all(len(choice.label) >= 1 and len(f"99999|{choice.code}".encode()) <= 64 for choice in talk.choices), when
    if conversation.phase in ANSWERING:
        story = talk.story
        expected = next(phase for phase, predicate in LANDINGS if getattr(story, predicate))
        assert conversation.phase is expected, when
    ids = [reminder.id for reminder in conversation.reminders]
    assert len(ids) == len(set(ids)) <= 9, when
    assert sum(reminder.kind != "follow_up" for reminder in conversation.reminders) <= 2, when
    if conversation.phase in (Phase.PLAN, Phase.LESSON):
        assert conversation.plan is not None, when
        steps = conversation.plan.steps
        assert all(sum(1 for s in steps if s.when == step.when) <= 3 for step in steps), when


def _play(seed: int, library: Library) -> None:
    chance = random.Random(seed)
    talk = Talk(library, can_push=bool(seed % 3))
    talk.say("")
    seen: list[tuple[int, str]] = []
    for _ in range(50):
        seen.extend((talk.conversation.turn, choice.code) for choice in talk.choices)
        act = _act(chance)
        _do(act, talk, seen)
        _holds(talk, f"seed {seed}, {act}")


def test_any_fifty_inputs_leave_words_a_way_on_and_a_phase_that_agrees(library: Library) -> None:
    for seed in range(200):
        _play(seed, library)


@pytest.mark.long
def test_any_fifty_inputs_a_thousand_times(library: Library) -> None:
    for seed in range(1_000, 2_000):
        _play(seed, library)


def test_pressing_only_what_is_offered_never_meets_an_old_button(library: Library) -> None:
    for seed in range(40):
        chance = random.Random(seed)
        talk = Talk(library)
        talk.say("")
        talk.say("fleuriste")
        for _ in range(40):
            if talk.choices:
                talk.code(chance.choice(talk.choices).code)

            assert talk.turn is not None
            assert talk.turn.took not in ("stale", "unclear")
