"""How does an answer she gave read, and how does she choose the one to correct?"""

from __future__ import annotations

from content.models import Question
from dialogs.barriers import worded
from dialogs.messages import Choice, Message
from dialogs.progress import BRAND, KEPT, NONE_KEPT, TRADE, TYPE, Story
from dialogs.screens.asked import Asked
from dialogs.screens.questions import label_of
from dialogs.screens.trade import short_name
from dialogs.wording import cut, hers, listed, typeset_value


def answers(asked: Asked) -> list[Message]:
    """Every answer she gave, to correct any."""
    story = asked.story
    choices = [
        Choice(label=label, code=f"c:{answer.fact}")
        for answer in story.conversation.answers
        if answer.origin == "said" and (label := answer_label(answer.fact, answer.value, story))
    ]
    return [asked.say("answers.which", [*choices, asked.choice("nothing_to_change", "m:stay", quiet=True)])]


def answer_label(fact: str, value: str, story: Story) -> str:
    """« Enseigne : Mon nom à moi », as a button or as what a pressed question becomes; '' for inner facts."""
    library = story.library
    if fact == TRADE:
        found = library.trades.get(value)
        words = hers(story.conversation.trade_words) or library.replies["buttons.other"]
        shown = short_name(found) if found else words
        return cut(typeset_value(library.replies["answers.trade"].format(value=shown)))
    if fact == BRAND:
        return cut(typeset_value(library.replies["answers.brand"].format(value=value)))
    if fact == TYPE:
        return cut(typeset_value(library.replies["answers.type"].format(value=library.types[value].label)))
    if fact == KEPT:
        return _barriers_label(value, story)
    question_found = library.questions.get(fact)
    if question_found is None:
        return ""
    return cut(typeset_value(f"{question_found.short} : {_told(value, question_found, story)}"))


def _told(value: str, question: Question, story: Story) -> str:
    """The answer as it reads after the name of what was asked; its button where that reads well."""
    own = next((option.told for option in question.options if option.value == value), "")
    return own or label_of(value, question, story)


def _barriers_label(value: str, story: Story) -> str:
    """« Ce qui me freine : Je n'ai pas le temps et Pannes et piratage »"""
    replies = story.library.replies
    if value == NONE_KEPT:
        return replies["answers.no_barrier"]
    kept = [one for one in value.split(",") if one in story.library.barriers]
    labels = [f"« {worded(one, story.company_type, story.library).label} »" for one in kept]
    return cut(typeset_value(replies["answers.barriers"].format(value=listed(labels))))
