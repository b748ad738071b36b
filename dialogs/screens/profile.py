"""How is her kind of business told, with its reasons?"""

from __future__ import annotations

from content.models import Option
from dialogs.messages import Choice, Message
from dialogs.profile import infer_type
from dialogs.progress import BRAND, NETWORK, NO_BRAND, TRADE, TYPE, Story
from dialogs.screens.asked import Asked
from dialogs.screens.trade import short_name
from dialogs.wording import written

BECAUSE_MOST = 3
OF_TWO_MOST = 2
"""Reasons for each of two kinds."""


def profile(asked: Asked) -> list[Message]:
    """What it is, because of which answers, how sure we are, what would change our mind."""
    story = asked.story
    inference = story.inference
    best = story.library.types[inference.type]
    if inference.sureness == "close":
        return _two_types(asked)
    choices = [
        Choice(label=asked.label("that_is_me"), code=f"a:{TYPE}:{best.id}"),
        asked.choice("not_quite", "m:not_quite"),
        asked.choice("back", "m:back", quiet=True),
    ]
    told = asked.say(f"profile.{inference.sureness}", portrait=best.portrait)
    asking = written(best.change, choices) if _may_change(story) else asked.say("profile.is_it_you", choices)
    return [told, _reasons(asked), asking]


def _may_change(story: Story) -> bool:
    """Would we think otherwise, were she to tell what the portrait asks to be told? Not if she told it already."""
    best = story.inference.type
    after = infer_type({**story.known, **story.library.types[best].changed_by}, story.library)
    return after.type != best or after.sureness == "close"


def _two_types(asked: Asked) -> list[Message]:
    story = asked.story
    first, second = (story.library.types[type_id] for type_id, _ in story.inference.candidates[:2])
    choices = [Choice(label=t.label, code=f"a:{TYPE}:{t.id}") for t in (first, second)]
    choices += [asked.choice("not_quite", "m:not_quite"), asked.choice("back", "m:back", quiet=True)]
    intro = asked.say(
        "profile.close", first=first.label, first_is=first.name, second=second.label, second_is=second.name
    )
    return [intro, _reasons_of_both(asked), asked.say("profile.which", choices)]


def _reasons_of_both(asked: Asked) -> Message:
    """What speaks for the one, then for the other; as for one kind when only one has its reasons."""
    of_first, of_second = because(asked.story)[:OF_TWO_MOST], against(asked.story)[:OF_TWO_MOST]
    if not (of_first and of_second):
        return _reasons(asked)
    told = (*_lines("first", of_first), *_lines("second", of_second))
    return written("\n".join(asked.story.library.replies[f"profile.for_{key}"].format(reason=one) for key, one in told))


def _lines(which: str, reasons: list[str]) -> list[tuple[str, str]]:
    """« La première : … », then « Et aussi : … »."""
    return [(which if n == 0 else "more", one) for n, one in enumerate(reasons)]


def _reasons(asked: Asked) -> Message:
    """« Parce que : », one reason a line."""
    reasons = because(asked.story)
    if not reasons:
        return asked.say("profile.no_reason")
    places = {f"reason_{'abc'[i]}": reason for i, reason in enumerate(reasons)}
    lines = "".join(f"\n• {{{name}}}" for name in places)
    return written(asked.story.library.replies["profile.because"] + lines, (), **places)


def against(story: Story) -> list[str]:
    """What speaks for the other kind, when two are close."""
    return [told for told in (reason(fact, value, story) for fact, value in story.inference.against) if told]


def because(story: Story) -> list[str]:
    """The two or three answers that weighed most, as the end of « parce que »."""
    told = [reason(fact, value, story) for fact, value in story.inference.because]
    return [reason for reason in told if reason][:BECAUSE_MOST]


def reason(fact: str, value: str, story: Story) -> str:
    """« vous vendez déjà sur internet »: this answer, as the end of « parce que »."""
    if fact == TRADE and value in story.library.trades:
        return story.library.replies["profile.because_trade"].format(metier=short_name(story.library.trades[value]))
    option = _option(fact, value, story)
    if fact == NETWORK and story.known.get(BRAND, NO_BRAND) != NO_BRAND:
        return story.library.replies["profile.because_brand"].format(name=story.known[BRAND])
    return option.because if option else ""


def _option(fact: str, value: str, story: Story) -> Option | None:
    found = story.library.questions.get(fact)
    return next((o for o in found.options if o.value == value), None) if found else None


def types(asked: Asked) -> list[Message]:
    """The four kinds in one sentence each, hers to choose; or an answer to correct."""
    kinds = list(asked.story.library.types.values())
    choices = [Choice(label=t.label, code=f"a:{TYPE}:{t.id}") for t in kinds]
    choices.append(asked.choice("answers", "m:correct_list", quiet=True))
    lines = [asked.story.library.replies["types.line"].format(sentence=t.sentence) for t in kinds]
    return [asked.say("types.intro"), written("\n".join(lines)), asked.say("types.choose", choices)]
