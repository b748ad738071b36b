"""What of a question that is not hers, she says, or of one beside a correction? « rien à vendre, juste un site »"""

from __future__ import annotations

from dataclasses import replace

from dialogs import asides, naming, spoken, taking, telling
from dialogs.conversation import Conversation, Refusal
from dialogs.intents import Intent
from dialogs.outcome import Outcome, remark, same_screen
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.topics import topics_denied, topics_in
from dialogs.words import normalise, parts

CORRECTS = ("answer", "retold")


def topic_denied(intent: Intent, story: Story) -> Outcome:
    """She says that a subject is not hers: noted, and nothing is drawn from it."""
    if steps := _never_done(intent, story):
        asked = tuple(f"t:{topic}" for topic in intent.values if topic in story.topics)
        return taking.take_away(intent.changed(values=(*[f"s:{step}" for step in steps], *asked)), story)
    if not set(intent.values) & set(story.topics):
        return Outcome(story.conversation, remarks=(remark("noted.not_for_her"),), **same_screen(story))
    outcome = Outcome(story.conversation, remarks=(remark("noted.no_question"),), **same_screen(story))
    at_plan = story.conversation.phase is Phase.PLAN
    return replace(outcome, trigger="resume", screen="", subject="", again=False) if at_plan else outcome


def _never_done(intent: Intent, story: Story) -> tuple[str, ...]:
    """« je fais pas de devis »: the steps of her plan, not done yet, whose title names what she never does."""
    plan, library = story.conversation.plan, story.library
    if plan is None or not spoken.named_in(intent.said, {"never": library.spoken["never_does"]}):
        return ()
    open_ones = (library.proposals[step.id] for step in plan.steps if not step.done)
    about = (one for one in open_ones if set(one.topics) & set(intent.values))
    return tuple(one.id for one in about if naming.named_by_a_word(normalise(intent.said), one.title, library))


def with_her_words(intent: Intent, outcome: Outcome, story: Story) -> Outcome:
    """The outcome of what she wrote, without the questions that she denies, and with the one beside a correction."""
    if intent.pressed or not intent.said:
        return outcome
    outcome = outcome.told(_without_denied_topics(intent.said, outcome.conversation, story))
    beside = _beside_a_correction(intent, story)
    if beside is None:
        return outcome
    noted = asides.noted(beside, story.going_on(outcome.conversation))
    return outcome.told(noted, (remark(f"topic:{beside.ref}"),))


def _without_denied_topics(text: str, conversation: Conversation, story: Story) -> Conversation:
    """Taken away, as where she says « enlève »: « remettre » gives it back."""
    hers = story.going_on(conversation).topics
    denied = tuple(topic for topic in topics_denied(text, story.library) if topic in hers)
    if not denied or "?" in text:
        return conversation
    return conversation.refusing(Refusal(topics=denied)).changed(plan_is_stale=conversation.plan is not None)


def _beside_a_correction(intent: Intent, story: Story) -> Intent | None:
    """« en fait je veux rien vendre, juste un site »: at her plan, what the other part of her sentence is about."""
    if intent.name not in CORRECTS or story.conversation.phase is not Phase.PLAN:
        return None
    clauses = parts(intent.said, story.library.spoken["but"])
    for clause in clauses if len(clauses) > 1 else ():
        about = topics_in(clause, story.library, ("question",))
        if about and not _tells(clause, intent.fact, story):
            return Intent(name="topic", ref=about[0].id, said=clause)
    return None


def _tells(clause: str, fact: str, story: Story) -> bool:
    """Is this part about the answer corrected, or about another, rather than a subject of its own?"""
    facts = set(story.library.questions)
    return fact in naming.facts_named(clause, story.library) or bool(list(telling.told(clause, story, facts)))
