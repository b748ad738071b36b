"""What does she mean at a step of a lesson, or in a tool? « c'est fait », « je bloque », her own words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from content.models import Lesson, Library, Step, ToolQuestion
from dialogs import spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.naming import TELLING
from dialogs.networks import word_list
from dialogs.options import options_said, unknown_ranks
from dialogs.progress import Story
from dialogs.topics import ALL_BUT_URGENT, answered_at_once, topics_in
from dialogs.words import normalise, parts

FEW_WORDS = 3
MOST_WORDS = 4
_STEM = re.compile(r"e{1,2}s?$")
AT_A_STEP = {"done": "done", "sees": "done", "stuck": "stuck", "unknown": "stuck", "later": "later"}
"""What she says on a step, and what it means there."""
ON_A_STEP = ("lesson", "lesson_help", "lesson_person")


def at_step(text: str, story: Story, shown: Shown) -> Intent | None:
    """« c'est fait », « je bloque », « je ne sais pas », « plus tard », on a step or on the help it was given.

    Done is done when neither denied nor asked; who has another do it is told what to ask of that person.
    """
    if shown.screen not in ON_A_STEP:
        return None
    library = story.library
    if spoken.named_in(text, {"another": library.spoken["another_does"]}):
        return Intent(name="another_does", said=text)
    found = spoken.named_in(text, {name: library.spoken[name] for name in AT_A_STEP})
    troubled = found[:1] == ("sees",) and ("stuck" in found or _sees_otherwise(text, story, shown))
    name = "stuck" if troubled else AT_A_STEP[found[0]] if found else ""
    if name == "done" and not _is_told_done(text, library):
        name = "" if "?" in text and topics_in(text, library, ALL_BUT_URGENT) else "stuck"
    return Intent(name=name, ref=story.conversation.lesson, value=_step(shown), said=text) if name else None


def without_computer(text: str, story: Story, shown: Shown) -> Intent | None:
    """« j'ai pas d'ordi au chantier », « je peux le faire sur mon tel ? », at a step: how, or later.

    On the page of a step, « j'ai pas d'ordinateur » of no place is what she has: it corrects her answer.
    """
    names = ("no_computer", "by_phone", "for_now", "stuck", "done")
    said = set(spoken.named_in(text, {name: story.library.spoken[name] for name in names}))
    lacks = "no_computer" in said and (shown.screen in ON_A_STEP or bool(said & {"for_now", "stuck"}))
    asks = "by_phone" in said and "?" in text
    heard = shown.screen in (*ON_A_STEP, "step", "grid") and "done" not in said and (lacks or asks)
    return Intent(name="by_phone", said=text) if heard else None


def asks_at_a_step(text: str, story: Story, shown: Shown) -> Intent | None:
    """On a step of a lesson, a question on what it is for or on another matter: answered, neither done nor stuck."""
    lesson = story.library.proposals.get(story.conversation.lesson)
    if shown.screen not in ON_A_STEP or lesson is None or "?" not in text:
        return None
    if alone := answered_at_once(topics_in(text, story.library, ("question",))):
        return Intent(name="topic", ref=alone[0].id, said=text)
    if spoken.named_in(text, {"stuck": story.library.spoken["stuck"]}):
        return None
    found = [topic for topic in topics_in(text, story.library, ("question",)) if topic.id in lesson.topics]
    return Intent(name="topic", ref=found[0].id, said=text) if found else None


def _is_told_done(text: str, library: Library) -> bool:
    """Is it said done in a part of its own, which neither denies it nor asks?"""
    done = {name: library.spoken[name] for name in AT_A_STEP if AT_A_STEP[name] == "done"}
    told_apart = [part for part in parts(text, library.spoken["but"]) if spoken.named_in(part, done)]
    return "?" not in text and not any(set(normalise(part).split()) & _not_yet(library) for part in told_apart)


def _sees_otherwise(text: str, story: Story, shown: Shown) -> bool:
    """« je vois que l'ancienne », « je vois deux fiches », where the step itself speaks of no such thing."""
    step = _step_of(story, shown)
    wrong = set(story.library.spoken["not_as_it_should"]) - set(normalise(step.text if step else "").split())
    return bool(wrong & set(normalise(text).split()))


def _not_yet(library: Library) -> set[str]:
    return {*library.spoken["denials"], *library.spoken["not_yet"]}


def on_the_step(text: str, story: Story, shown: Shown) -> Intent | None:
    """What nothing else heard: « ajouté » is done; what she denies or asks, or the help speaks of, calls for help."""
    lesson, step = story.conversation.lesson, _step_of(story, shown)
    if shown.screen not in ON_A_STEP or step is None:
        return None
    words = set(normalise(text).split())
    denies = "?" in text or bool(words & _not_yet(story.library))
    if not denies and _has_done(words, step, story.library):
        return Intent(name="done", ref=lesson, value=step.id, said=text)
    telling = {word for word in words if len(word) >= TELLING} - word_list("fillers", story.library)
    troubled = denies or telling & set(normalise(step.help).split())
    return Intent(name="stuck", ref=lesson, value=step.id, said=text) if troubled else None


def _has_done(words: Collection[str], step: Step, library: Library) -> bool:
    """« ajouté », « je l'ai enlevée » of a step that says « ajoutez », « enlevez »: few words, and its verb."""
    asked = _verbs(normalise(step.text).split(), library)
    return len(words) <= MOST_WORDS and any(_STEM.sub("", word) in asked for word in words if len(word) >= TELLING)


def _step_of(story: Story, shown: Shown) -> Step | None:
    lesson = story.library.proposals.get(story.conversation.lesson)
    return next((s for s in lesson.steps if s.id == _step(shown)), None) if isinstance(lesson, Lesson) else None


def _verbs(words: Sequence[str], library: Library) -> set[str]:
    """What the step asks to do, not what it asks not to: « ne cliquez pas »."""
    told, not_to = zip(words, ("", *words), strict=False), library.spoken["not_to"]
    return {word.removesuffix("ez") for word, before in told if word.endswith("ez") and before not in not_to}


def _step(shown: Shown) -> str:
    return shown.subject.partition(":")[2] or shown.subject


def at_tool(text: str, story: Story, _shown: Shown) -> Intent | None:
    """The option she means, or her own words where a tool asks for them; « 1 » or a whole label were read before."""
    question, tool = story.tool_question, story.conversation.lesson
    if question is None:
        return None
    if question.options:
        return _option(text, tool, question, story)
    if spoken.named_in(text, {name: story.library.spoken[name] for name in ("later", "explain")}):
        return None
    return Intent(name="tool_answer", ref=tool, fact=question.id, value=f" {text}", said=text)


def passing(story: Story, shown: Shown) -> Intent | None:
    """The answer « je ne sais pas » of the tool's question in front of her, unless one is stored already."""
    question, stored = story.tool_question, any(choice.code == "m:keep" for choice in shown.choices)
    ranks = unknown_ranks(question, story.library) if question and not stored else ()
    if question is None or not ranks:
        return None
    return Intent(name="tool_answer", ref=story.conversation.lesson, fact=question.id, value=str(ranks[0]))


def _option(text: str, tool: str, question: ToolQuestion, story: Story) -> Intent | None:
    """One is her answer, two a doubt; naming what it is about is none yet; « je ne sais pas » where no option says so
    calls for more help."""
    ranks = options_said(text, question, story)
    if len(ranks) == 1:
        return Intent(name="tool_answer", ref=tool, fact=question.id, value=str(ranks[0]), said=text)
    if len(ranks) > 1:
        return Intent(name="tool_doubt", ref=tool, fact=question.id, values=tuple(map(str, ranks)), said=text)
    if "?" not in text and spoken.named_in(text, {question.id: question.names}):
        return Intent(name="tool_named", ref=tool, said=text)
    lost = spoken.named_in(text, {"unknown": story.library.spoken["unknown"]})
    return Intent(name="explain", said=text) if lost else None
