"""How do a plan and one of its steps stand on her screen?"""

from __future__ import annotations

from collections.abc import Sequence

from content.dates import seen_by_person
from content.models import Lesson, Person, Proposal, Service, Tool, Training
from dialogs import chambers, lessons, spoken
from dialogs.conversation import OwnQuestion, Plan, PlanStep
from dialogs.horizons import HORIZONS
from dialogs.messages import Card, Choice, Message
from dialogs.proposals import OWN_QUESTION
from dialogs.screens.asked import Asked
from dialogs.screens.detail import has_detail, vouch
from dialogs.wording import (
    HERS_MAX,
    cut_between,
    day,
    duration,
    hers,
    listed,
    source_day,
    typeset_value,
    without_beginning,
    written,
)

OF_THE_STATE = (".gouv.fr", "service-public.fr")
OLD_YEARS = 3
MOST_ANSWERED = 2
"""Her questions said back at the head of her plan."""
SHORTER = 60
"""Letters of each, when there are others."""


def plan(asked: Asked) -> list[Message]:
    """Three horizons, at most three steps each; every step with its reason, its time and its cost."""
    story = asked.story
    given = story.conversation.plan
    assert given is not None
    steps = [step for step in given.steps if step.id in story.library.proposals]
    told = [_intro(asked, steps)]
    for horizon in HORIZONS:
        of_horizon = [step for step in steps if step.when == horizon]
        if of_horizon:
            told.append(_horizon(asked, horizon, of_horizon, steps))
    choices = [_step_choice(asked, step) for step in steps]
    choices += [asked.choice("later", "m:later", quiet=True), asked.choice("answers", "m:correct_list", quiet=True)]
    cards = tuple(_card(asked, step, steps) for step in steps)
    return [*told[:-1], told[-1].changed(choices=tuple(choices), cards=cards)]


def _intro(asked: Asked, steps: list[PlanStep]) -> Message:
    """Her own questions first: which steps answer each, or, once, who can; past the second, in one line for all."""
    if all(step.done for step in steps):
        return asked.say("plan.all_done" if steps else "plan.intro")
    told = [own for own in asked.story.conversation.questions_left if own.text and _is_told(own, steps, asked)]
    if not told:
        return asked.say("plan.intro")
    others = _others(told, steps, asked)
    most = SHORTER if others else HERS_MAX
    values = {f"said_{'ab'[n]}": hers(_quoted(own, asked, most)) for n, own in enumerate(told[:MOST_ANSWERED])}
    answers = [_answer(own, steps, asked) for own in told[:MOST_ANSWERED]]
    alike = len(set(answers)) < len(answers)
    opens = [_opens(own, asked).replace("{said}", f"{{said_{'ab'[n]}}}") for n, own in enumerate(told[:MOST_ANSWERED])]
    lines = [*opens, answers[0]] if alike else [part for line in zip(opens, answers, strict=True) for part in line]
    return written(" ".join([asked.story.library.replies["plan.title"], *lines, *others]), (), **values)


def _quoted(own: OwnQuestion, asked: Asked, most: int) -> str:
    """Her words, without what only tied them to what went before (« non c'est… ») or to what is cut (« …et »)."""
    ties = asked.story.library.spoken["opening_ties"]
    return cut_between(without_beginning(own.text, ties), most, ties)


def _is_told(own: OwnQuestion, steps: list[PlanStep], asked: Asked) -> bool:
    """What no step answers is sent to somebody when her plan is given, and no more each time she reads it again."""
    given = asked.story.conversation.plan
    is_new = given is not None and given.made_on == asked.story.now
    return is_new or bool(_steps_for(own, steps, asked))


def _opens(own: OwnQuestion, asked: Asked) -> str:
    key = "plan.you_asked" if spoken.is_question(own.text, asked.story.library) else "plan.you_said"
    return asked.story.library.replies[key]


def _answer(own: OwnQuestion, steps: list[PlanStep], asked: Asked) -> str:
    """« L'étape 2 en parle. »; when nothing does, somebody may."""
    numbers = _steps_for(own, steps, asked)
    person = next((s for s in steps if _hears_anything(s, asked)), None)
    return _by_steps("answered", numbers, asked) if numbers else _by_somebody(person, steps, asked)


def _others(told: Sequence[OwnQuestion], steps: list[PlanStep], asked: Asked) -> tuple[str, ...]:
    """The steps for those with no room to be said back; and how to read again what no step answers."""
    others = told[MOST_ANSWERED:]
    numbers = sorted({number for own in others for number in _steps_for(own, steps, asked)})
    lines = [_by_steps("others", numbers, asked)] if numbers else []
    kept = any(_is_left(own, steps, asked, said_back=own not in others) for own in told)
    return (*lines, asked.story.library.replies["plan.others_kept"]) if kept else tuple(lines)


def _is_left(own: OwnQuestion, steps: list[PlanStep], asked: Asked, *, said_back: bool) -> bool:
    """Has it a subject without a step, not told yet? One said back that no step answers has been sent to somebody."""
    found = [_steps_for(own.changed(topics=(topic,)), steps, asked) for topic in own.topics]
    return not all(found) and any(found) if said_back else not (found and all(found))


def _by_steps(kind: str, numbers: Sequence[int], asked: Asked) -> str:
    key = f"plan.{kind}_step" if len(numbers) == 1 else f"plan.{kind}_steps"
    return asked.story.library.replies[key].format(number=numbers[0], numbers=listed([str(n) for n in numbers]))


def _by_somebody(person: PlanStep | None, steps: list[PlanStep], asked: Asked) -> str:
    """The step where somebody can be asked; without one, who that is."""
    replies = asked.story.library.replies
    if person is None:
        return replies["plan.answered_adviser"]
    return replies["plan.answered_person"].format(number=steps.index(person) + 1)


def _hears_anything(step: PlanStep, asked: Asked) -> bool:
    proposal = asked.story.library.proposals[step.id]
    return isinstance(proposal, Person) and proposal.any_question


def _steps_for(own: OwnQuestion, steps: list[PlanStep], asked: Asked) -> list[int]:
    """For each subject of this question, the number of its step; one chosen for it rather than for a barrier."""
    topics = [asked.story.library.proposals[step.id].topics for step in steps]
    answering = ([n for n, of_step in enumerate(topics, 1) if topic in of_step] for topic in own.topics)
    first = (min(found, key=lambda n: (steps[n - 1].barrier != OWN_QUESTION, n), default=0) for found in answering)
    return sorted({number for number in first if number})


def _horizon(asked: Asked, horizon: str, steps: list[PlanStep], all_steps: list[PlanStep]) -> Message:
    replies = asked.story.library.replies
    lines = [f"**{replies[f'horizon.{horizon}']}**"]
    values: dict[str, str] = {}
    for step in steps:
        number = all_steps.index(step) + 1
        proposal = asked.story.library.proposals[step.id]
        key = "plan.line_done" if step.done else "plan.line"
        line = replies[key].format(
            n=number, title=proposal.title, time=duration(proposal.minutes, asked.story.library), cost=proposal.cost,
            because="{because_" + chr(97 + len(values)) + "}",
        )  # fmt: skip
        values["because_" + chr(97 + len(values))] = _reason(step, all_steps, asked)
        lines.append(line)
    return written("\n".join(lines), (), **values)


def _reason(step: PlanStep, steps: list[PlanStep], asked: Asked) -> str:
    """Why this step; a reason already told is not told twice."""
    alike = (n for n, other in enumerate(steps, 1) if other.because == step.because and not other.done)
    first = next(alike, steps.index(step) + 1)
    key = "plan.because_same_question" if step.barrier == OWN_QUESTION else "plan.because_same"
    same = asked.story.library.replies[key].format(number=first)
    because = step.because if steps[first - 1] is step else typeset_value(same)
    return " ".join(filter(None, (because, step.warning)))


def _step_choice(asked: Asked, step: PlanStep) -> Choice:
    """The choices are the steps in their order, done or not: « 4 » is the fourth wherever it is typed."""
    return Choice(label=_button(asked, step), code=f"p:{step.id}")


def _button(asked: Asked, step: PlanStep) -> str:
    button = asked.story.library.proposals[step.id].button
    return asked.story.library.replies["buttons.see_again"].format(button=button) if step.done else button


def _card(asked: Asked, step: PlanStep, steps: list[PlanStep]) -> Card:
    library = asked.story.library
    proposal = library.proposals[step.id]
    return Card(
        step=step.id, horizon=library.replies[f"horizon.{step.when}"], title=typeset_value(proposal.title),
        because=_reason(step, steps, asked), cost=typeset_value(proposal.cost),
        time=duration(proposal.minutes, library), vouch=vouch(proposal, asked), button=_button(asked, step),
        code=f"p:{step.id}", done=step.done, reopens=step.done,
    )  # fmt: skip


def step(asked: Asked) -> list[Message]:
    """One step: what it is, what it costs, who vouches, where it is."""
    library = asked.story.library
    proposal = library.proposals[asked.subject]
    held = next((s for s in _plan_of(asked).steps if s.id == proposal.id), None)
    cost = asked.say(
        "step.cost", benefit=proposal.benefit, cost=proposal.cost, time=duration(proposal.minutes, library),
        more=f" {more}" if (more := _more(proposal, asked)) else "",
    )  # fmt: skip
    choices = [*_step_actions(proposal, asked), asked.choice("back_to_plan", "m:plan")]
    address, url = _where(proposal, asked)
    where = [held.warning if held else "", vouch(proposal, asked), address, _source(proposal, asked)]
    last = written(" ".join(filter(None, where)), choices, url=url)
    return [written(proposal.what), *_to_call(proposal, asked), cost, last]


def _where(proposal: Proposal, asked: Asked) -> tuple[str, str]:
    """Its address, else where its guarantee is seen; nothing when it has neither."""
    replies, guarantee = asked.story.library.replies, proposal.guarantee
    if proposal.url:
        return replies["step.address"], proposal.url
    seen = guarantee.where if guarantee else ""
    return (replies["guarantee.where"] if seen else ""), seen


def which_step(asked: Asked) -> list[Message]:
    """Those whose name she said, to open one."""
    found = [asked.story.library.proposals.get(one) for one in asked.subject.split(",")]
    choices = [Choice(label=one.button, code=f"p:{one.id}") for one in found if one]
    return [asked.say("plan.which", [*choices, asked.choice("back_to_plan", "m:plan", quiet=True)])]


def _step_actions(proposal: Proposal, asked: Asked) -> list[Choice]:
    """What she can do with this step: play it, read its result again, or say it is done."""
    if isinstance(proposal, Lesson):
        return [asked.choice("start_lesson", f"l:{proposal.id}")]
    if not isinstance(proposal, Tool):
        return [asked.choice("step_done", f"s:{proposal.id}"), *_more_to_read(proposal, asked)]
    start = asked.choice("start_tool", f"l:{proposal.id}")
    finished = lessons.progress(asked.story.conversation, proposal.id).state == "done"
    return [asked.choice("see_result", f"r:{proposal.id}"), start] if finished else [start]


def _more_to_read(proposal: Proposal, asked: Asked) -> list[Choice]:
    """What is known of it; her chamber, once she says her département."""
    more = [asked.choice("grid", f"g:{proposal.id}")] if has_detail(proposal) else []
    if chambers.may_be_found(proposal, asked.story):
        more.append(asked.choice("departement", f"c:{chambers.DEPARTEMENT}"))
    return more


def _plan_of(asked: Asked) -> Plan:
    given = asked.story.conversation.plan
    assert given is not None
    return given


def _more(proposal: Proposal, asked: Asked) -> str:
    replies = asked.story.library.replies
    if isinstance(proposal, Training):
        return replies["step.payer"].format(payer=proposal.payer)
    if isinstance(proposal, Service) and proposal.leaving:
        return replies["step.leaving"].format(leaving=proposal.leaving)
    return str(getattr(proposal, "ask", ""))


def _to_call(proposal: Proposal, asked: Asked) -> list[Message]:
    """Of a person: hers as the list of chambers says it, else where the number is; then the first words to say."""
    if not isinstance(proposal, Person):
        return []
    replies, hers = asked.story.library.replies, chambers.told(proposal, asked.story)
    number = replies["step.phone"].format(phone=proposal.phone) if proposal.phone else proposal.reach
    words = replies["step.opening"].format(said=proposal.opening) if proposal.opening else ""
    said = "\n".join(filter(None, ("" if hers else number, words)))
    return [*hers, *([written(said)] if said else [])]


def _source(proposal: Proposal, asked: Asked) -> str:
    """« D'après…, texte du… »; « vu le… » only once a person has opened the page, and not too long ago."""
    replies = asked.story.library.replies
    if proposal.source_name == replies["step.own_name"]:
        return replies["step.own"]
    if proposal.checked_on and seen_by_person(proposal, asked.story.now.date(), asked.story.library):
        return replies["step.checked"].format(name=proposal.source_name, day=day(proposal.checked_on))
    if key := _doubtful(proposal, asked):
        official = replies["step.official"] if proposal.url else ""
        return replies[key].format(
            name=proposal.source_name, day=source_day(proposal.source_date[:7]), official=official
        )
    key = "step.source" if proposal.source_date.count("-") == 2 else "step.source_period"
    return replies[key].format(name=proposal.source_name, day=source_day(proposal.source_date))


def _doubtful(proposal: Proposal, asked: Asked) -> str:
    """Read on a site that is neither its own nor the State's, or long ago; '' for the official page of these years."""
    name, year = proposal.source_name, int(proposal.source_date[:4])
    if "." in name and name not in proposal.url and not name.endswith(OF_THE_STATE):
        return "step.source_elsewhere"
    return "step.source_old" if asked.story.now.year - year >= OLD_YEARS else ""
