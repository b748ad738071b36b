"""Where may she be when new content is published? At every kind of moment; and what may be new in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from content.models import Library
from tests.dialogs.talk import FLORIST, NOW, Talk
from tests.editing import changed, ours

Files = dict[str, bytes]
ALL_AT_ONCE = "all at once"


def moments(library: Library, now: datetime = NOW) -> dict[str, Talk]:
    at_question = Talk(library, now).to_questions()
    at_three = Talk(library, now)
    at_three.say("")
    at_three.say("coach, formation")
    at_barriers = Talk(library, now).to_questions()
    while at_barriers.screen in ("question", "profile"):
        wanted = f"a:{at_barriers.subject}:{FLORIST.get(at_barriers.subject)}"
        at_barriers.code(wanted if at_barriers.screen == "question" else at_barriers.choices[0].code)
    explained = Talk(library, now)
    explained.conversation = at_barriers.conversation
    explained.code("k:F3:1", "k:F8:1", "m:kept")
    helped = in_lesson(Talk(library, now))
    helped.press("Je bloque")
    helped.press("Je bloque")
    midas = Talk(library, now)
    midas.say("")
    midas.say("garagiste midas")
    midas.code(midas.choices[0].code)
    return {
        "question": at_question, "three": at_three, "barriers": at_barriers, "explained": explained,
        "lesson": in_lesson(Talk(library, now)), "proof": at_proof(Talk(library, now)), "person": helped,
        "tool": in_lesson(Talk(library, now), "mon-guide"), "plan": Talk(library, now).to_plan(), "brand": midas,
    }  # fmt: skip


def in_lesson(talk: Talk, lesson: str = "sauvegarde") -> Talk:
    talk.to_plan()
    plan = talk.conversation.plan
    step = plan.steps[0].changed(id=lesson, kind="lesson")
    talk.conversation = talk.conversation.changed(plan=plan.changed(steps=(step, *plan.steps[1:])))
    talk.code(f"l:{lesson}", turn=0)
    return talk


def at_proof(talk: Talk) -> Talk:
    in_lesson(talk)
    while talk.screen == "lesson":
        talk.code(talk.choices[0].code)
    return talk


# ------------------------------------------------------------------ what may be new


def published(change: str) -> Files:
    """The files of the content after this change, or after all of them."""
    files = ours()
    for one in CHANGES.values() if change == ALL_AT_ONCE else [CHANGES[change]]:
        files = one(files)
    return files


def _without(*names: str) -> Callable[[Files], Files]:
    return lambda files: {name: content for name, content in files.items() if name not in names}


def _renamed(files: Files) -> Files:
    renamed = changed("questions/logiciel.toml", 'id = "logiciel"', 'id = "caisse"', files)
    return {name.replace("questions/logiciel", "questions/caisse"): content for name, content in renamed.items()}


def _other_options(files: Files) -> Files:
    """Another value, another label."""
    other = changed("questions/logiciel.toml", 'value = "propre"', 'value = "a_moi"', files)
    return changed("questions/logiciel.toml", "Moi, je l'ai choisi", "C'est mon choix", other)


def _other_words(files: Files) -> Files:
    def reworded(text: bytes) -> bytes:
        return re.sub(rb"(?m)^text = .*$", b'text = "Dites-nous :"', text)

    return {name: reworded(text) if name.startswith("questions/") else text for name, text in files.items()}


def _other_rules(files: Files) -> Files:
    """What was always is never."""

    def turned(text: bytes) -> bytes:
        return text.replace(b'"toujours"', b'"?"').replace(b'"jamais"', b'"toujours"').replace(b'"?"', b'"jamais"')

    return {name: turned(text) if name.startswith("company_types/") else text for name, text in files.items()}


CHANGES: dict[str, Callable[[Files], Files]] = {
    "options changed": _other_options,
    "question renamed": _renamed,
    "question removed": _without("questions/logiciel.toml", "questions/produits.toml", "questions/budget.toml"),
    "words changed": _other_words,
    "type rules changed": _other_rules,
    "lesson withdrawn": _without("lessons/sauvegarde.toml"),
    "tool, person, barrier withdrawn": _without(
        "tools/mon-guide.toml", "persons/conseiller-public.toml", "barriers/proximite.toml"
    ),
}
