"""How does a question stand on the screen, with its progress and its quiet row?"""

from __future__ import annotations

from content.models import Question, QuestionVariant, Trade
from dialogs import forecast, telling
from dialogs.conversation import UNKNOWN
from dialogs.messages import Choice, Message, Progress
from dialogs.progress import FAMILY, TRADE, Story
from dialogs.screens.asked import Asked
from dialogs.wording import cut, hers, listed, written

TOLD = "told"
"""What she is asked to confirm, she told before it was asked."""
MOST_OF_HERS = 120


def question(asked: Asked) -> list[Message]:
    """Options one a row; « Je ne sais pas · Pourquoi ? · Revenir » on one quiet row."""
    story = asked.story
    found = story.library.questions[asked.subject]
    hidden = variant(found, story).hides
    options = [Choice(label=o.label, code=f"a:{found.id}:{o.value}") for o in found.options if o.value not in hidden]
    message = _with_progress(written(_question_text(found, story), [*options, *_quiet_row(found, asked)]), found, story)
    message = message.changed(question=found.short)
    if story.reopened == found.id and (had := label_of(story.known.get(found.id, ""), found, story)):
        return [asked.say("question.had", answer=had), message]
    return [message]


def narrow(asked: Asked) -> list[Message]:
    """Two answers at once: both are heard, one is asked for. A « non » that may mean one: it is said back."""
    fact, values, named = f"{asked.subject}||".split("|")[:3]
    found = asked.story.library.questions[fact]
    two = [o for o in found.options if o.value in values.split(",")]
    choices = [Choice(label=o.label, code=f"a:{fact}:{o.value}") for o in two]
    choices.append(Choice(label=asked.label("unknown"), code=f"a:{fact}:{UNKNOWN}", role="quiet"))
    labels = listed([f"« {o.label} »" for o in two])
    before = _told_before(found, asked) if named == TOLD else []
    if len(two) == 1:
        choices.insert(1, asked.choice("another_answer", "m:continue"))
        return [*before, asked.say("question.one", choices, answer=labels).changed(question=found.short)]
    if named and not before:
        return [written(found.which, choices).changed(question=found.short)]
    return [*before, asked.say("question.two", choices, both=labels).changed(question=found.short)]


def _told_before(found: Question, asked: Asked) -> list[Message]:
    """« Vous m'avez dit : … », in her words."""
    text, _ = telling.told_before(found, asked.story)
    return [asked.say("question.told", text=hers(cut(text, MOST_OF_HERS)))] if text else []


def _question_text(found: Question, story: Story) -> str:
    """The question in the words of her trade: its sign, whom it serves, what it sells."""
    trade_found = _trade_of(story)
    own = variant(found, story).text or found.text
    has_sign = found.text_with_standard and trade_found and trade_found.standard
    filled = of_her_trade(found.text_with_standard if has_sign else own, story)
    return filled[:1].upper() + filled[1:]


def of_her_trade(text: str, story: Story) -> str:
    """« {clients} » as « vos patients », « {ventes} » as « vos bouquets », « {signe} » as « Dilicom »."""
    trade, replies = _trade_of(story), story.library.replies
    clients = trade.clients if trade else replies["words.clients"]
    sells = trade.sells if trade else replies["words.sells"]
    standard = trade.standard if trade else ""
    return text.replace("{signe}", standard).replace("{clients}", clients).replace("{ventes}", sells)


def help_of(found: Question, story: Story) -> str:
    """For her own trade first, then for those that do as she does."""
    trade = _trade_of(story)
    own = (one.help for one in found.trade_help if trade and trade.id in one.trades)
    return next(own, variant(found, story).help or found.help)


def variant(found: Question, story: Story) -> QuestionVariant:
    """The question's words for trades like hers; her family when her trade is not one of ours."""
    trade = _trade_of(story)
    verb = trade.verb if trade else story.known.get(FAMILY, "")
    return next((own for own in found.variants if verb in own.verbs), QuestionVariant(verbs=()))


def _trade_of(story: Story) -> Trade | None:
    return story.library.trades.get(story.known.get(TRADE, ""))


def _quiet_row(found: Question, asked: Asked) -> list[Choice]:
    row = [Choice(label=asked.label("unknown"), code=f"a:{found.id}:{UNKNOWN}", role="quiet")]
    row.append(asked.choice("why", "m:why", quiet=True))
    if asked.story.reopened == found.id:
        row.append(asked.choice("keep", "m:keep", quiet=True))
        row.append(asked.choice("answers", "m:correct_list", quiet=True))
    else:
        row.append(asked.choice("back", "m:back", quiet=True))
    return row


def _with_progress(message: Message, found: Question, story: Story) -> Message:
    if found.group != "typing" or story.reopened:
        return message
    done = len(story.typing_asked) + 1
    least, most = forecast.left(story)
    return message.changed(progress=Progress(done=done, left_min=least, left_max=most))


def label_of(value: str, found: Question, story: Story) -> str:
    if value == UNKNOWN:
        return story.library.replies["buttons.unknown"]
    if found.id == "departement":
        return story.library.departements.get(value, value)
    return next((o.label for o in found.options if o.value == value), "")
