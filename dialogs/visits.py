"""What becomes of her conversation when she comes back, puts it aside, begins anew or erases it?"""

from __future__ import annotations

from dialogs import beside, lessons
from dialogs.conversation import Conversation
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, come_back, remark, same_screen, welcomed
from dialogs.phases import Phase
from dialogs.progress import Story

PENDING = ("types", "narrow", "trade_family")
"""What waited for her answer and no phase draws by itself: it is asked again when she comes back."""
TO_CONFIRM = ("erase", "restart")
"""Asked again too where a channel comes back by itself (/start); « reprendre » is her answer: she goes on."""


def pause(intent: Intent, story: Story) -> Outcome:
    trigger = "later" if story.conversation.phase is not Phase.STOPPED else ""
    return Outcome(story.conversation, trigger, "paused", events=(Event(kind="paused"),))


def later(intent: Intent, story: Story) -> Outcome:
    """« Plus tard » in a lesson keeps its step, and leaves her at her plan."""
    if story.conversation.phase is not Phase.LESSON:
        return pause(intent, story)
    held = lessons.progress(story.conversation, story.conversation.lesson).changed(state="later")
    conversation = lessons.with_progress(story.conversation, held).changed(lesson="")
    return Outcome(conversation, "show_plan", "paused", held.lesson, events=(Event(kind="paused"),))


def stop(intent: Intent, story: Story) -> Outcome:
    return Outcome(
        story.conversation.changed(reopened="", lesson=""), "stop", "stopped", events=(Event(kind="stopped"),)
    )


def goodbye(intent: Intent, story: Story) -> Outcome:
    """« merci », « ok », « au revoir » when all is put aside: nothing more is asked."""
    return Outcome(story.conversation, "", "goodbye")


def resume(intent: Intent, story: Story) -> Outcome:
    """« Reprendre », /start again: a line of recap, and the screen where she was, or the trade she told to confirm."""
    if story.conversation.phase is Phase.WELCOME:
        return Outcome(story.conversation, "greet", remarks=welcomed(story))
    shown, onwards = story.conversation.shown, _onwards(story)
    waiting = (*PENDING, *TO_CONFIRM) if intent.name == "start" else PENDING
    pending = (shown.screen, shown.subject) if shown is not None and shown.screen in waiting else ("", "")
    outcome = Outcome(story.conversation, onwards, *pending, remarks=(remark("recap:"),))
    return beside.with_the_trade_of(story.conversation.trade_words, outcome, story)


def restart(intent: Intent, story: Story) -> Outcome:
    return Outcome(story.conversation, "", "restart")


def restart_yes(intent: Intent, story: Story) -> Outcome:
    """A new conversation: the answers go, the questions she did not take away, her chamber and its first day stay."""
    asked = story.conversation.questions_left
    fresh = Conversation(
        key=story.conversation.key, started_at=story.conversation.started_at, last_seen=story.now,
        turn=story.conversation.turn, own_question=next(iter(asked), None), more_questions=asked[1:],
        chamber=story.conversation.chamber, phase=Phase.TRADE, can_push=story.conversation.can_push,
        relaunched=story.conversation.relaunched, no_more=story.conversation.no_more,
    )  # fmt: skip
    return Outcome(fresh, "restart", remarks=(remark("restart.done"),), events=(Event(kind="restarted"),))


def export(intent: Intent, story: Story) -> Outcome:
    """All that we hold, and the screen she was on, which is heard as before."""
    if story.conversation.phase is Phase.WELCOME:
        return Outcome(story.conversation, "greet", remarks=(remark("export.ready"), *welcomed(story)), wants="export")
    return Outcome(story.conversation, remarks=(remark("export.ready"),), wants="export", **same_screen(story))


def erase(intent: Intent, story: Story) -> Outcome:
    return Outcome(story.conversation, "", "erase")


def erase_yes(intent: Intent, story: Story) -> Outcome:
    blank = Conversation(
        key=story.conversation.key, started_at=story.now, last_seen=story.now, turn=story.conversation.turn
    )
    return Outcome(blank, "", "erased", events=(Event(kind="erased"),), wants="erase")


def stay(intent: Intent, story: Story) -> Outcome:
    stays = come_back(Outcome(story.conversation, _onwards(story)), story)
    return beside.with_the_trade_told(stays, story)


def start(intent: Intent, story: Story) -> Outcome:
    """/start: the welcome the first time, her place again afterwards."""
    if story.conversation.phase is Phase.WELCOME or story.conversation.shown is None:
        return Outcome(story.conversation, "greet", remarks=welcomed(story))
    return resume(intent, story)


def _onwards(story: Story) -> str:
    """The move that goes on where she was: her lesson, or the phase her answers lead to."""
    in_a_lesson = bool(story.conversation.lesson) and story.conversation.phase is Phase.LESSON
    return "open_lesson" if in_a_lesson else "resume"
