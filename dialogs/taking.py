"""What does she take away: a step of her plan, a subject she never meant, a situation? And how does it come back?

What is taken away is kept by ids beside her answers: her plan is made without it, and « remettre » undoes the last.
"""

from __future__ import annotations

from collections.abc import Sequence

from content.models import Library, Topic
from dialogs import named_steps, naming, situations, spoken
from dialogs.barriers import worded
from dialogs.calling import answers_a_tool
from dialogs.conversation import Conversation, PlanStep, Refusal, Shown
from dialogs.intents import Intent
from dialogs.outcome import Outcome, Remark, remark, same_screen
from dialogs.phases import Phase
from dialogs.progress import KEPT, NONE_KEPT, Story
from dialogs.proposals import OWN_QUESTION
from dialogs.taken import landed, without_steps
from dialogs.topics import topics_denied, topics_in
from dialogs.urgent import STEP_SCREENS
from dialogs.wording import hers, listed
from dialogs.words import normalise, same_word

NOT_THERE = ("proof", "lesson", "lesson_help", "lesson_person", "trade", "trade_again", "answers")
OTHER_MOVES = ("stop", "no_more", "no_reminder", "erase", "export")
"""« supprimez mes données », « je veux plus de messages » are no words on her plan."""
BESIDE = ("takes_away_here", "wants_none", "before_an_order", "beside_a_number", "vague_words", "interjections")
"""What, beside the word that takes away, names nothing."""
CODES = {"s": "steps", "t": "topics", "b": "barriers"}


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """« enlève l'étape 1 », « les faux messages ça me concerne pas », « c'est quoi le rapport avec… », « remettre »."""
    cues = ("puts_back", "takes_away_here", "wants_none", "never_meant", "asks_relation")
    found = spoken.named_in(text, {name: story.library.spoken[name] for name in cues})
    if shown.screen in NOT_THERE or not found or _is_kept(text, story) or _is_a_subject(text, found, story):
        return None
    if _in_a_tool(text, story):
        return None
    if found == ("puts_back",):
        return Intent(name="put_back", said=text)
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
    return without_steps(conversation, refused, said, story)


def put_back(intent: Intent, story: Story) -> Outcome:
    """What she names, else the last thing taken away, is hers again; with nothing left, she is told so."""
    if not story.conversation.refused:
        return Outcome(story.conversation, remarks=(remark("taking.nothing"),), **same_screen(story))
    last = _meant_back(intent.said, story)
    before = tuple(one for one in story.conversation.refused if one is not last)
    conversation = story.conversation.changed(refused=before)
    if last.barriers:
        kept = sorted({*_kept(story), *last.barriers}, key=lambda barrier: int(barrier[1:]))
        conversation = conversation.with_answer(KEPT, ",".join(kept))
    codes = [f"{code}:{one}" for code, field in CODES.items() for one in getattr(last, field)]
    return landed(conversation, (remark("taking.back", names=_names(codes, story)),), story)


def relation(intent: Intent, story: Story) -> Outcome:
    """« c'est quoi le rapport avec… ? »: which words of hers led there, and how to take it away."""
    said = (*_relation(intent.values, story), remark("taking.how", names=_names(intent.values, story)))
    return Outcome(story.conversation, remarks=said, **same_screen(story))


def not_hers(intent: Intent, story: Story) -> Outcome:
    """« j'ai jamais parlé de ça », of what is nowhere: she is told so."""
    name = story.library.topics[intent.ref].name if intent.ref else ""
    said = remark("taking.nowhere", name=name) if name else remark("taking.not_there")
    return Outcome(story.conversation, remarks=(said,), **same_screen(story))


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


def _is_kept(text: str, story: Story) -> bool:
    """« n'enlevez pas l'étape 2 », « je veux pas enlever l'étape 2 »: the very word that takes away is denied."""
    clauses = [clause.split() for clause in spoken.clauses(text, story.library)]
    return any(_is_denied(words, at, story.library) for words in clauses for at in _taken_at(words, story.library))


def _is_denied(words: Sequence[str], at: int, library: Library) -> bool:
    """« pas » after it; or before it, with small words only between, where it is no end of « me concerne pas »."""
    if words[at + 1 : at + 2] == ["pas"]:
        return True
    small = library.spoken["between_refusal_and_writing"]
    while at > 0 and words[at - 1] in small:
        at -= 1
    told = {name: library.spoken[name] for name in ("takes_away_here", "wants_none", "never_meant")}
    denied = at > 0 and words[at - 1] in library.spoken["denied_before"]
    return denied and not spoken.named_in(" ".join(words[:at]), told)


def _taken_at(words: Sequence[str], library: Library) -> list[int]:
    """Where a word that takes away stands."""
    verbs = library.spoken["takes_away_here"]
    return [at for at, word in enumerate(words) if any(same_word(word, verb) for verb in verbs)]


def _is_a_subject(text: str, found: Sequence[str], story: Story) -> bool:
    """« comment retirer un avis ? », « supprimer mon vieux site »: she asks how, or the very word is the subject's."""
    if spoken.named_in(text, {name: story.library.spoken[name] for name in OTHER_MOVES}):
        return True
    if "wants_none" in found and topics_denied(text, story.library) and not _denied_of_hers(text, story):
        return True
    if "asks_relation" in found:
        return False
    with_it, left = (topics_in(one, story.library, ("question",)) for one in (text, _without_the_verb(text, story)))
    return "?" in text or (not _orders(text, story) and any(topic not in left for topic in with_it))


def _denied_of_hers(text: str, story: Story) -> set[str]:
    """« finalement je veux pas de site internet », at her plan: of her questions, where she raises nothing beside."""
    if story.conversation.phase is not Phase.PLAN or story.reopened or topics_in(text, story.library, ("question",)):
        return set()
    return set(topics_denied(text, story.library)) & set(story.topics)


def _orders(text: str, story: Story) -> bool:
    """« enlève les avis google »: told to us, and of nothing that she calls her own."""
    told, library = normalise(text).split(), story.library
    before = {*library.spoken["interjections"], *library.spoken["greetings"], *library.spoken["before_an_order"]}
    first = next((word for word in told if word not in before), "")
    return first in library.spoken["orders_away"] and set(told).isdisjoint(library.spoken["her_own"])


def _without_the_verb(text: str, story: Story) -> str:
    return " ".join(word for word in normalise(text).split() if word not in story.library.spoken["takes_away_here"])


def _in_a_tool(text: str, story: Story) -> bool:
    """Where a tool waits for her words, or hears one of its answers."""
    question = story.tool_question
    return question is not None and (not question.options or answers_a_tool(text, story))


def _not_hers(text: str, found: Sequence[str], story: Story) -> Intent | None:
    """A subject that is nowhere, where she takes it away, never meant it or sees no link with it."""
    orders = _orders(text, story)
    if not orders and not {"asks_relation", "never_meant"} & set(found):
        return None
    heard = topics_in(text, story.library, ("question",))
    named = topics_in(_without_the_verb(text, story), story.library, ("question",)) if orders else heard
    return Intent(name="not_hers", ref=named[0].id if named else "", said=text) if heard or named else None


def _named_topics(text: str, kinds: Sequence[str], story: Story) -> tuple[Topic, ...]:
    """Without the word that takes away, which may be another subject's: « enlève le site » is of no old site."""
    without = topics_in(_without_the_verb(text, story), story.library, kinds)
    return without or topics_in(text, story.library, kinds)


def _which(text: str, found: Sequence[str], story: Story) -> Intent | None:
    at_plan = story.conversation.phase is Phase.PLAN and not topics_in(text, story.library, ("question",))
    return Intent(name="take_which", said=text) if at_plan and found[0] == "takes_away_here" else None


def _meant(text: str, story: Story, shown: Shown) -> tuple[str, ...]:
    """The codes of what she names: a step by its number, else a subject of hers, a step, a situation by their names."""
    plan = story.conversation.plan
    steps = [step for step in plan.steps if step.id in story.library.proposals] if plan else []
    if numbered := named_steps.numbered_alone(text, steps, story):
        return tuple(dict.fromkeys(code for step in numbered for code in _of_step(step, story)))
    topics = {topic.id for topic in _named_topics(text, ("question", "emergency"), story)} & set(story.topics)
    by_name = [step for step in steps if _names_step(text, story.library.proposals[step.id].button, story)]
    topics |= _denied_of_hers(text, story)
    codes = [f"t:{topic}" for topic in story.topics if topic in topics]
    codes += [code for step in by_name[:1] for code in _of_step(step, story)]
    codes = codes or [f"b:{barrier}" for barrier in _kept(story) if _named(text, _label(barrier, story), story)][:1]
    if not codes and shown.screen in STEP_SCREENS:
        opened = (step for step in steps if step.id == shown.subject and not _names_else(text, step, story))
        codes = [code for step in opened for code in _of_step(step, story)]
    return tuple(dict.fromkeys(codes))


def _of_step(step: PlanStep, story: Story) -> tuple[str, ...]:
    """The step; and, where it is the first there for her question, what she asked."""
    shared = [topic for topic in story.topics if topic in story.library.proposals[step.id].topics]
    asked = [topic for topic in shared if _first_for(topic, story) == step.id] if step.barrier == OWN_QUESTION else []
    return (f"s:{step.id}", *(f"t:{topic}" for topic in asked))


def _first_for(topic: str, story: Story) -> str:
    plan, proposals = story.conversation.plan, story.library.proposals
    own = [step.id for step in plan.steps if step.barrier == OWN_QUESTION and step.id in proposals] if plan else []
    return next((step for step in own if topic in proposals[step].topics), "")


def _names_step(text: str, button: str, story: Story) -> bool:
    """All the words of its button that tell, or all of hers: « enlève le conseiller »."""
    library = story.library
    forms = (*library.spoken["takes_away_here"], *library.spoken["wants_none"])
    cues = {word for form in (*forms, *library.spoken["before_an_order"]) for word in form.split()}
    hers = naming.telling([word for word in normalise(text).split() if word not in cues], library)
    told = naming.telling(normalise(button).split(), library)
    return naming.holds(text, told) or naming.holds(button, hers)


def _names_else(text: str, step: PlanStep, story: Story) -> bool:
    """« enlève les faux messages », where the open step is of none: it is not the one she means."""
    library, opened = story.library, story.library.proposals[step.id]
    if not spoken.named_in(text, {"away": library.spoken["takes_away_here"]}):
        return False
    if set(opened.topics) & {topic.id for topic in topics_in(text, library, ("question", "emergency"))}:
        return False
    return naming.names_else(text, opened, BESIDE, library)


def _named(text: str, label: str, story: Story) -> bool:
    return naming.named_by_a_word(text, label, story.library)


def _label(barrier: str, story: Story) -> str:
    return worded(barrier, story.company_type, story.library).label


def _kept(story: Story) -> list[str]:
    return [barrier for barrier in story.known.get(KEPT, "").split(",") if barrier in story.library.barriers]


# ---------------------------------------------------------------- what it changes


def _meant_back(text: str, story: Story) -> Refusal:
    """The one whose subject or step she names, the last first; else the last."""
    topics = {topic.id for topic in topics_in(text, story.library, ("question", "emergency"))}
    named = {one.id for one in story.library.proposals.values() if _names_step(text, one.button, story)}
    refused = story.conversation.refused[::-1]
    return next((one for one in refused if topics & set(one.topics) or named & set(one.steps)), refused[0])


def _refusal(codes: Sequence[str]) -> Refusal:
    ids = {field: tuple(code[2:] for code in codes if code[0] == kind) for kind, field in CODES.items()}
    return Refusal(**ids)


def _without_barriers(barriers: Sequence[str], story: Story) -> Conversation:
    if not barriers:
        return story.conversation
    left = [barrier for barrier in _kept(story) if barrier not in barriers]
    return story.conversation.with_answer(KEPT, ",".join(left) or NONE_KEPT)


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
