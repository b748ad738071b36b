"""What does she take away: a step of her plan, a subject she never meant, a situation? And how does it come back?

What is taken away is kept by ids beside her answers: her plan is made without it, and « remettre » undoes the last.
"""

from __future__ import annotations

from collections.abc import Sequence

from dialogs import named_steps, naming, situations, spoken
from dialogs.barriers import worded
from dialogs.calling import answers_a_tool
from dialogs.conversation import Conversation, PlanStep, Refusal, Shown
from dialogs.intents import Intent
from dialogs.outcome import Outcome, Remark, remark, same_screen
from dialogs.phases import Phase
from dialogs.progress import KEPT, NONE_KEPT, Story
from dialogs.proposals import OWN_QUESTION
from dialogs.topics import topics_denied, topics_in
from dialogs.urgent import STEP_SCREENS
from dialogs.wording import hers, listed
from dialogs.words import normalise

NOT_THERE = ("proof", "lesson", "lesson_help", "lesson_person", "trade", "trade_again", "answers")
OTHER_MOVES = ("stop", "no_more", "no_reminder", "erase", "export")
"""« supprimez mes données », « je veux plus de messages » are no words on her plan."""
CODES = {"s": "steps", "t": "topics", "b": "barriers"}


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """« enlève l'étape 1 », « les faux messages ça me concerne pas », « c'est quoi le rapport avec… », « remettre »."""
    cues = ("puts_back", "takes_away_here", "wants_none", "never_meant", "asks_relation")
    found = spoken.named_in(text, {name: story.library.spoken[name] for name in cues})
    if shown.screen in NOT_THERE or not found or _is_a_subject(text, found, story) or _in_a_tool(text, story, shown):
        return None
    if found == ("puts_back",):
        return Intent(name="put_back", said=text) if story.conversation.refused else None
    if shown.screen == "barriers" and situations.heard(text, story, shown):
        return None
    named = _meant(text, story, shown)
    if not named:
        return _not_hers(text, found, story) or _which(text, found, story)
    name = "relation" if found == ("asks_relation",) else "take_away"
    return Intent(name=name, values=named, ref="told" if "asks_relation" in found else "", said=text)


def take_away(intent: Intent, story: Story) -> Outcome:
    """Taken from her plan and from her questions, said back, with how to undo it."""
    refused = _refusal(intent.values)
    conversation = _without_barriers(refused.barriers, story)
    conversation = conversation.refusing(refused)
    why = _relation(intent.values, story) if intent.ref else ()
    said = (*why, remark("taking.away", names=_names(intent.values, story)))
    return _landed(conversation, said, story)


def put_back(_intent: Intent, story: Story) -> Outcome:
    """The last thing taken away is hers again."""
    *before, last = story.conversation.refused
    conversation = story.conversation.changed(refused=tuple(before))
    if last.barriers:
        kept = sorted({*_kept(story), *last.barriers}, key=lambda barrier: int(barrier[1:]))
        conversation = conversation.with_answer(KEPT, ",".join(kept))
    codes = [f"{code}:{one}" for code, field in CODES.items() for one in getattr(last, field)]
    return _landed(conversation, (remark("taking.back", names=_names(codes, story)),), story)


def relation(intent: Intent, story: Story) -> Outcome:
    """« c'est quoi le rapport avec… ? »: which words of hers led there, and how to take it away."""
    said = (*_relation(intent.values, story), remark("taking.how", names=_names(intent.values, story)))
    return Outcome(story.conversation, remarks=said, **same_screen(story))


def not_hers(intent: Intent, story: Story) -> Outcome:
    """« j'ai jamais parlé de ça », of what is nowhere: she is told so."""
    name = story.library.topics[intent.ref].name
    return Outcome(story.conversation, remarks=(remark("taking.nowhere", name=name),), **same_screen(story))


def which(_intent: Intent, story: Story) -> Outcome:
    """She takes something away, and does not say what: it is asked."""
    return Outcome(story.conversation, remarks=(remark("taking.which"),), **same_screen(story))


ACTIONS = {
    "take_away": take_away,
    "put_back": put_back,
    "relation": relation,
    "take_which": which,
    "not_hers": not_hers,
}


# ---------------------------------------------------------------- what she means


def _is_a_subject(text: str, found: Sequence[str], story: Story) -> bool:
    """« comment retirer un avis ? », « supprimer mon vieux site »: she asks how, or the very word is the subject's."""
    if spoken.named_in(text, {name: story.library.spoken[name] for name in OTHER_MOVES}):
        return True
    if "wants_none" in found and topics_denied(text, story.library):
        return True
    if "asks_relation" in found:
        return False
    words = story.library.spoken["takes_away_here"]
    without = " ".join(word for word in normalise(text).split() if word not in words)
    with_it, left = (topics_in(one, story.library, ("question",)) for one in (text, without))
    return "?" in text or any(topic not in left for topic in with_it)


def _in_a_tool(text: str, story: Story, shown: Shown) -> bool:
    """Where a tool waits for her words, or hears one of its answers."""
    tool = story.library.tool(story.conversation.lesson) if shown.screen == "tool" else None
    question = tool.question(shown.subject.partition(":")[2]) if tool else None
    return question is not None and (not question.options or answers_a_tool(text, story, shown))


def _not_hers(text: str, found: Sequence[str], story: Story) -> Intent | None:
    named = topics_in(text, story.library, ("question",)) if {"asks_relation", "never_meant"} & set(found) else ()
    return Intent(name="not_hers", ref=named[0].id, said=text) if named else None


def _which(text: str, found: Sequence[str], story: Story) -> Intent | None:
    at_plan = story.conversation.phase is Phase.PLAN and not topics_in(text, story.library, ("question",))
    return Intent(name="take_which", said=text) if at_plan and found[0] == "takes_away_here" else None


def _meant(text: str, story: Story, shown: Shown) -> tuple[str, ...]:
    """The codes of what she names: a step by its number, else a subject of hers, a step, a situation by their names."""
    plan = story.conversation.plan
    steps = [step for step in plan.steps if step.id in story.library.proposals] if plan else []
    if numbered := _numbered(text, steps, story):
        return tuple(dict.fromkeys(code for step in numbered for code in _of_step(step, story)))
    topics = {topic.id for topic in topics_in(text, story.library, ("question", "emergency"))} & set(story.topics)
    by_name = [step for step in steps if _names_step(text, story.library.proposals[step.id].button, story)]
    codes = [f"t:{topic}" for topic in story.topics if topic in topics]
    codes += [code for step in by_name[:1] for code in _of_step(step, story)]
    codes = codes or [f"b:{barrier}" for barrier in _kept(story) if _named(text, _label(barrier, story), story)][:1]
    if not codes and shown.screen in STEP_SCREENS:
        codes = [code for step in steps if step.id == shown.subject for code in _of_step(step, story)]
    return tuple(dict.fromkeys(codes))


def _numbered(text: str, steps: Sequence[PlanStep], story: Story) -> list[PlanStep]:
    """« l'étape 2 »; « enlève les 2 et 3 », where she says nothing else."""
    told = normalise(text).split()
    said = {*story.library.spoken["takes_away_here"], *story.library.spoken["number_words"], "etapes"}
    numbers = [int(word) for word in told if word.isdecimal()]
    if numbers and all(word.isdecimal() or word in said for word in told):
        return [steps[number - 1] for number in numbers if 1 <= number <= len(steps)]
    one = named_steps.numbered_in(text, list(steps), story)
    return [one] if one else []


def _of_step(step: PlanStep, story: Story) -> tuple[str, ...]:
    """The step; and, where it is there for her question, what she asked."""
    shared = [topic for topic in story.topics if topic in story.library.proposals[step.id].topics]
    asked = shared if step.barrier == OWN_QUESTION else []
    return (f"s:{step.id}", *(f"t:{topic}" for topic in asked))


def _names_step(text: str, button: str, story: Story) -> bool:
    """All the words of its button that tell, or all of hers: « enlève le conseiller »."""
    library = story.library
    forms = (*library.spoken["takes_away_here"], *library.spoken["wants_none"])
    cues = {word for form in forms for word in form.split()}
    hers = naming.telling([word for word in normalise(text).split() if word not in cues], library)
    told = naming.telling(normalise(button).split(), library)
    return naming.holds(text, told) or naming.holds(button, hers)


def _named(text: str, label: str, story: Story) -> bool:
    return naming.named_by_a_word(text, label, story.library)


def _label(barrier: str, story: Story) -> str:
    return worded(barrier, story.company_type, story.library).label


def _kept(story: Story) -> list[str]:
    return [barrier for barrier in story.known.get(KEPT, "").split(",") if barrier in story.library.barriers]


# ---------------------------------------------------------------- what it changes


def _refusal(codes: Sequence[str]) -> Refusal:
    ids = {field: tuple(code[2:] for code in codes if code[0] == kind) for kind, field in CODES.items()}
    return Refusal(**ids)


def _without_barriers(barriers: Sequence[str], story: Story) -> Conversation:
    if not barriers:
        return story.conversation
    left = [barrier for barrier in _kept(story) if barrier not in barriers]
    return story.conversation.with_answer(KEPT, ",".join(left) or NONE_KEPT)


def _landed(conversation: Conversation, said: tuple[Remark, ...], story: Story) -> Outcome:
    """Her plan told anew; before it, or in a tool, the screen she was on."""
    if conversation.plan is None or conversation.phase is Phase.LESSON:
        stale = conversation.changed(plan_is_stale=conversation.plan is not None)
        return Outcome(stale, remarks=said, **same_screen(story))
    return Outcome(conversation.changed(plan_is_stale=True, lesson="", reopened=""), "resume", remarks=said)


# ---------------------------------------------------------------- what is said


def _names(codes: Sequence[str], story: Story) -> str:
    """As she reads them: the buttons of steps, else the names of subjects, the labels of situations."""
    library, ids = story.library, {kind: [code[2:] for code in codes if code[0] == kind] for kind in CODES}
    steps = [library.proposals[one].button for one in ids["s"] if one in library.proposals]
    topics = [library.topics[one].name for one in ids["t"] if one in library.topics]
    barriers = [_label(one, story) for one in ids["b"]]
    return listed([f"« {name} »" for name in (steps or topics or barriers)])


def _relation(codes: Sequence[str], story: Story) -> tuple[Remark, ...]:
    """Her words where they raised the subject; else the reason that the plan gives for the step."""
    topics = {code[2:] for code in codes if code[0] == "t"}
    words = next((own.text for own in story.conversation.questions if own.text and topics & set(own.topics)), "")
    if words:
        return (remark("taking.words", text=words),)
    plan = story.conversation.plan
    steps = {code[2:] for code in codes if code[0] == "s"}
    reason = next((step.because for step in plan.steps if step.id in steps), "") if plan else ""
    return (remark("taking.reason", because=hers(reason)),) if reason else ()
