"""Which step of her plan, lesson or tool does she ask for by its number or by its name?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.models import Lesson, Library, Proposal, Tool
from dialogs import naming, spoken
from dialogs.conversation import PlanStep, Shown
from dialogs.intents import Intent
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.words import has_phrase, normalise, same_word

IN_A_LESSON = ("lesson", "lesson_help", "lesson_person", "proof")
MOST = 4
"""With more lessons of that name, she named none."""
_NUMBERED = (re.compile(r"\bl?etape ?(?:numero |n |no )?(\w+)"), re.compile(r"\b(\w+) etape\b"))


def numbered(text: str, story: Story, shown: Shown) -> Intent | None:
    """« je comprends pas l'étape 2 », « la deuxième étape »; « l'étape 2 c'est fait »; « commencer » is the first."""
    plan = story.conversation.plan
    if plan is None or story.conversation.phase is not Phase.PLAN or _puts_off(text, story):
        return None
    steps = [step for step in plan.steps if step.id in story.library.proposals]
    wanted = numbered_in(text, steps, story) or _first_to_do(text, steps, story, shown)
    if wanted is None:
        return None
    did = spoken.named_in(text, {"done": story.library.spoken["step_done"], "no": story.library.spoken["denials"]})
    return Intent(name="mark_done" if did == ("done",) else "open_step", ref=wanted.id, said=text)


def titled(text: str, story: Story, shown: Shown) -> Intent | None:
    """A title typed whole is that step, whatever else its words may say; in a lesson, a button too.

    « Corriger ou fermer un vieux site »; « ma fiche sur la carte », where a lesson sends her to it.
    """
    plan, in_a_lesson = story.conversation.plan, shown.screen in IN_A_LESSON
    if plan is None or not (in_a_lesson or story.conversation.phase is Phase.PLAN):
        return None
    possible = _that_may_be_named([step.id for step in plan.steps], story)
    named = ((one.id, (one.title, *((one.button,) if in_a_lesson else ()))) for one in possible)
    found = next((id for id, names in named if normalise(text) in map(normalise, names)), "")
    return Intent(name="open_step", ref=found, said=text) if found else None


def named(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« je veux juger un service »: the lesson or tool of that name; hers first, and among several she chooses."""
    return _by_name(text, story) if story.conversation.phase is Phase.PLAN else None


def named_instead(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« je veux juger un service » at an answer she was changing: it opens, and that answer stands."""
    asks_for_one = _asked_for(normalise(text), story) != normalise(text)
    return _by_name(text, story) if story.reopened and asks_for_one else None


def _by_name(text: str, story: Story) -> Intent | None:
    plan = story.conversation.plan
    if plan is None:
        return None
    of_plan = [step.id for step in plan.steps]
    found = [proposal.id for proposal in _that_may_be_named(of_plan, story) if _names(text, proposal, story)]
    hers = [one for one in found if one in of_plan]
    if len(hers or found) == 1:
        return Intent(name="open_step", ref=(hers or found)[0], said=text)
    return Intent(name="which_step", ref=",".join(found), said=text) if 1 < len(found) <= MOST else None


def _puts_off(text: str, story: Story) -> bool:
    """« l'étape 2, plus tard »"""
    return bool(spoken.named_in(text, {"pause": story.library.spoken["pause"]}))


def numbered_in(text: str, steps: list[PlanStep], story: Story) -> PlanStep | None:
    ranks = story.library.spoken["ranks"]
    for word in (word for form in _NUMBERED for word in form.findall(normalise(text))):
        number = int(word) if word.isdecimal() else ranks.index(word) + 1 if word in ranks else 0
        if 1 <= number <= len(steps):
            return steps[number - 1]
    return None


def numbered_alone(text: str, steps: list[PlanStep], story: Story) -> list[PlanStep]:
    """« l'étape 2 »; « enlève les 2 et 3 », « enlève la dernière svp », where she says nothing else."""
    told, library = normalise(text).split(), story.library
    said = {*library.spoken["takes_away_here"], *library.spoken["number_words"], *library.spoken["beside_a_number"]}
    left = [word for word in told if word not in said]
    ranks = [_rank(word, len(steps), library) for word in left]
    if left and all(ranks):
        return [steps[rank - 1] for rank in ranks if 1 <= rank <= len(steps)]
    one = numbered_in(text, steps, story)
    return [one] if one else []


def _rank(word: str, count: int, library: Library) -> int:
    """« 2 », « deuxième », « dernière »; 0 where it is none."""
    if any(same_word(word, last) for last in library.spoken["last_rank"]):
        return count
    ranks = enumerate(library.spoken["ranks"], 1)
    return int(word) if word.isdecimal() else next((rank for rank, one in ranks if same_word(word, one)), 0)


def _first_to_do(text: str, steps: list[PlanStep], story: Story, shown: Shown) -> PlanStep | None:
    starts = shown.screen == "plan" and spoken.says_only(text, {"start": story.library.spoken["start_lesson"]})
    return next((step for step in steps if not step.done), None) if starts else None


def _that_may_be_named(of_plan: list[str], story: Story) -> Iterator[Proposal]:
    for proposal in story.library.proposals.values():
        if isinstance(proposal, Lesson | Tool) or proposal.id in of_plan:
            yield proposal


def _names(text: str, proposal: Proposal, story: Story) -> bool:
    """Its button, its title or its own name in her text, or all that her text tells in one of them."""
    plain, names = normalise(text), [normalise(name) for name in (proposal.button, proposal.title, proposal.id)]
    asked = _asked_for(plain, story)
    if any(has_phrase(plain, name) for name in names) or spoken.named_in(asked, {proposal.id: proposal.asked_by}):
        return True
    if len(asked.split()) > 1 and any(has_phrase(name, asked) for name in names):
        return True
    told = naming.telling(asked.split(), story.library)
    return len(told) > 1 and any(naming.holds(name, told) for name in names)


def _asked_for(plain: str, story: Story) -> str:
    """« juger un service » of « je veux juger un service »"""
    for cue in sorted(story.library.spoken["opening_cues"], key=len, reverse=True):
        if plain.startswith(f"{cue} "):
            return plain.removeprefix(f"{cue} ")
    return plain
