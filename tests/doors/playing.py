"""How does an owner play the lessons and the tools of her plan? The same at every door, by the words she reads."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from content.models import Lesson, Library, Question, Step, Tool, ToolOption, ToolQuestion
from content.typography import typeset
from dialogs.wording import written
from tests.doors.words import Door, label, plain

OWNERS = ("p81", "p90", "p13", "p22")
LESSONS, TOOLS = 5, 3
PERSONAS = Path(__file__).resolve().parents[1] / "personas"
MOST_TURNS = 40
PAGES = 3
"""The screens of situations she looks through before she goes on."""
EXPLAINED = 1
"""The rank of the question she does not understand."""
SHE_SEES = "un truc bleu clignote devant moi"
SHE_ANSWERS = "avec ma fille **le mardi**, après 14 h"


def play_five_lessons_and_three_tools(arrives: Callable[[str], Player]) -> None:
    """Owners come in one after the other, each plays what her plan holds and nobody played yet."""
    lessons: set[str] = set()
    tools: set[str] = set()
    for persona in OWNERS:
        her = arrives(persona)
        her.reaches_her_plan()
        for lesson in [one for one in her.lessons if one.id not in lessons][: LESSONS - len(lessons)]:
            her.plays(lesson, hesitates=not lessons)
            lessons.add(lesson.id)
        for tool in [one for one in her.tools if one.id not in tools][: TOOLS - len(tools)]:
            her.answers_all_of(tool)
            tools.add(tool.id)
    assert (len(lessons), len(tools)) == (LESSONS, TOOLS), f"the plans of {OWNERS} hold only {lessons} and {tools}"


class Player:
    """One persona at one door, where nobody has written yet."""

    def __init__(self, persona: str, door: Door, library: Library) -> None:
        self.her = tomllib.loads((PERSONAS / f"{persona}.toml").read_text(encoding="utf-8"))
        self.door = door
        self.library = library
        self.pages = 0
        self.proved = 0

    # ------------------------------------------------------------ her plan

    def reaches_her_plan(self) -> None:
        """Her trade in her words, her answers, what holds her back; the first choice everywhere else."""
        self.door.comes_in()
        self.door.says(self.her["says"]["metier"])
        for _ in range(MOST_TURNS):
            if self._plan:
                return
            self._answers()
        raise AssertionError(f"no plan after {MOST_TURNS} turns: {self.door.screen}")

    @property
    def lessons(self) -> list[Lesson]:
        return [found for found in self._plan.values() if isinstance(found, Lesson)]

    @property
    def tools(self) -> list[Tool]:
        return [found for found in self._plan.values() if isinstance(found, Tool)]

    def is_back_at_her_plan(self) -> bool:
        return bool(self._plan) and self._button("back_to_plan") not in self.door.screen.labels

    # ------------------------------------------------------------ a lesson

    def plays(self, lesson: Lesson, *, hesitates: bool) -> None:
        """Each step in the library's words, to the proof she types and the last bubble.

        `hesitates`: she is stuck at the first step, and leaves the second for later.
        """
        self._opens(lesson, "start_lesson")
        assert self.told(2 + lesson.steps[0].waits)[0] == words(lesson.goal)
        for step in lesson.steps:
            self._is_at(lesson, step)
            assert self.door.screen.labels == tuple(map(self._button, (_way_on(step), "stuck", "later")))
            stuck = hesitates and step is lesson.steps[0]
            if stuck:
                self._is_stuck(lesson, step)
            if hesitates and step is lesson.steps[1]:
                self._leaves_and_comes_back(lesson, step)
            self.door.presses(self._button("next_step" if stuck else _way_on(step)))
        self._proves(lesson)

    def _is_at(self, lesson: Lesson, step: Step) -> None:
        """The step; and, where somebody else must answer first, that she may stop there."""
        waiting = [self._reply("lesson.waiting")] if step.waits else []
        assert self.told(1 + len(waiting)) == [self._said(lesson, step), *waiting]

    def _is_stuck(self, lesson: Lesson, step: Step) -> None:
        """« Je bloque »: the step again, and more help; again: a person, and the step that follows meanwhile."""
        person = self.library.proposals[lesson.stuck_person]
        self.door.presses(self._button("stuck"))
        again = f"{self._reply('lesson.again')} {words(step.text)}"
        assert self.told(3) == [again, words(step.help), self._reply("lesson.help_next")]
        self.door.presses(self._button("stuck"))
        assert self.told(2) == [words(person.what), self._reply("lesson.person", url=person.url)]
        assert self.door.screen.labels == (self._button("next_step"), self._button("later"))

    def _leaves_and_comes_back(self, lesson: Lesson, step: Step) -> None:
        """« Plus tard »: a reminder if she wants, her plan, and the same step when she comes back."""
        self.door.presses(self._button("later"))
        assert self._reply("paused.lesson") in self.door.told
        self.door.presses(self._button("back_to_plan"))
        assert self.is_back_at_her_plan()
        self._opens(lesson, "start_lesson")
        self._is_at(lesson, step)

    def _proves(self, lesson: Lesson) -> None:
        """What she sees: asked again, then the good one, and once that she will be asked; her plan, the step done."""
        assert self.told(1) == [words(lesson.proof)]
        assert self.door.screen.labels == (*map(label, map(typeset, lesson.proof_options)), self._button("later"))
        self.door.says(SHE_SEES)
        assert self.told(2) == [self._reply("lesson.which_one"), words(lesson.proof)]
        self.door.presses(label(typeset(lesson.proof_options[0])))
        promised = [one for one in self.told(2)[:1] if one == self._reply("follow_up.set")]
        assert len(promised) == (self.proved == 0)
        assert self.told(2 + len(promised)) == [words(lesson.done), *promised, self._reply("lesson.finished")]
        self.proved += 1
        self.door.presses(self._button("back_to_plan"))
        assert self.is_back_at_her_plan()
        assert label(typeset(lesson.button)) not in self.door.screen.labels

    def _said(self, lesson: Lesson, step: Step) -> str:
        number = str(lesson.steps.index(step) + 1)
        return f"{self._reply('lesson.step', number=number, total=str(len(lesson.steps)))} {words(step.text)}"

    # ------------------------------------------------------------ a tool

    def answers_all_of(self, tool: Tool) -> None:
        """Each question in the library's words, one of them explained; the result, read again, then corrected."""
        self._opens(tool, "start_tool")
        assert self.told(2)[0] == words(tool.goal)
        chosen = list(self._answers_to(tool))
        result = self._result(tool, [option for option in chosen if option])
        self.door.presses(self._button("back_to_plan"))
        assert self.is_back_at_her_plan()
        self._opens(tool, "see_result", done=True)
        assert self.told(len(result)) == result
        self._changes_her_last_answer(tool, chosen)
        self.door.presses(self._button("back_to_plan"))

    def _changes_her_last_answer(self, tool: Tool, chosen: list[ToolOption | None]) -> None:
        """From the result to that question alone, and to the result again: her other answers stand."""
        *others, last = tool.questions
        self.door.presses(self._button("answers"))
        self.door.presses(self.door.screen.labels[len(others)])
        assert self.told(1)[0].endswith(words(last.text))
        option = last.options[0] if last.options else None
        self.door.presses(label(typeset(option.label))) if option else self.door.says(SHE_ANSWERS)
        self._result(tool, [one for one in (*chosen[:-1], option) if one])

    def _already_said(self, tool: Tool) -> dict[str, ToolOption]:
        """The questions that her own facts answer, where fewer are put to her than the tool has."""
        everything = self._reply("tool.step", number="1", total=str(len(tool.questions)))
        if self.told(1)[0].startswith(everything):
            return {}
        facts = self.her["facts"]
        fitting = ((q.id, o) for q in tool.questions for o in q.options if o.known)
        return {name: o for name, o in fitting if all(facts.get(fact) in said for fact, said in o.known.items())}

    def _answers_to(self, tool: Tool) -> Iterator[ToolOption | None]:
        """Each option in its turn; her own words where there is none to press; what she has said is not asked."""
        said = self._already_said(tool)
        put = [question for question in tool.questions if question.id not in said]
        for number, question in enumerate(tool.questions):
            if question.id in said:
                yield said[question.id]
                continue
            head = self._reply("tool.step", number=str(put.index(question) + 1), total=str(len(put)))
            assert self.told(1) == [f"{head} {words(question.text)}"]
            options = question.options
            quiet = map(self._button, ("not_clear", "later"))
            assert self.door.screen.labels == (*(label(typeset(one.label)) for one in options), *quiet)
            if number == EXPLAINED:
                self._asks_what_it_means(question)
            option = options[number % len(options)] if options else None
            self.door.presses(label(typeset(option.label))) if option else self.door.says(SHE_ANSWERS)
            yield option

    def _asks_what_it_means(self, question: ToolQuestion) -> None:
        asked = self.told(1)
        self.door.presses(self._button("not_clear"))
        assert self.told(2) == [words(question.help), *asked]

    def _result(self, tool: Tool, chosen: list[ToolOption]) -> list[str]:
        """The verdict of the points she earned, a line for each note and for her words, what to do with it."""
        most = sum(max((o.points for o in question.options), default=0) for question in tool.questions)
        percent = 100 * sum(option.points for option in chosen) / most if most else 0
        labels = {option.label for option in chosen}
        after = next((one.after for one in tool.verdicts if one.after in labels), "")
        verdict = [one for one in tool.verdicts if one.after == after and one.from_percent <= percent][-1]
        told = self.told(3)
        assert told[0].endswith(f"{words(verdict.title)} {words(verdict.text)}")
        assert told[1].startswith(words(tool.notes_title))
        assert [option.note for option in chosen if words(option.note) not in told[1]] == []
        assert told[1].count(SHE_ANSWERS) == len(tool.questions) - len(chosen)
        assert told[2] == words(tool.closing)
        return told

    # ------------------------------------------------------------ what stands on her screen

    def told(self, last: int) -> list[str]:
        """The last bubbles."""
        return [str(one) for one in self.door.told[-last:]]

    @cached_property
    def _steps(self) -> dict[str, object]:
        return {label(typeset(step.button)): step for step in self.library.proposals.values()}

    @property
    def _plan(self) -> dict[str, object]:
        return {name: self._steps[name] for name in self.door.screen.labels if name in self._steps}

    def _opens(self, found: Lesson | Tool, button: str, done: bool = False) -> None:
        """From her plan, where what is done may be seen again."""
        again = self.library.replies["buttons.see_again"].format(button=found.button)
        self.door.presses(label(typeset(again if done else found.button)))
        self.door.presses(self._button(button))

    def _answers(self) -> None:
        labels = self.door.screen.labels
        hers = [name for name in self._her_labels() if name in labels]
        if self._button("more") not in labels:
            self.door.presses(hers[0] if hers else labels[0])
            return
        self.pages += 1
        unticked = [name for name in hers if name not in self.door.screen.ticked]
        onward = self._button("more" if self.pages < PAGES else "kept")
        self.door.ticks(*unticked, press=onward) if unticked else self.door.presses(onward)

    def _her_labels(self) -> Iterator[str]:
        """The buttons that say her answer to the question on the screen, or what holds her back."""
        for question in self.library.questions.values():
            if self._is_asked(question):
                value = self.her["facts"].get(question.id, "inconnu")
                yield from (label(typeset(o.label)) for o in question.options if o.value == value)
                yield self._button("unknown")
        for barrier in (self.library.barriers[name] for name in self.her["facts"]["freins"]):
            worded = {barrier.label, *(variant.label for variant in barrier.variants.values())} - {""}
            yield from (label(typeset(one)) for one in worded)

    def _is_asked(self, question: Question) -> bool:
        options = {label(typeset(option.label)) for option in question.options}
        return bool(options) and options <= set(self.door.screen.labels)

    def _button(self, name: str) -> str:
        return label(typeset(self.library.replies[f"buttons.{name}"]))

    def _reply(self, key: str, **values: str) -> str:
        return words(self.library.replies[key], **values)


def words(text: str, **values: str) -> str:
    """A text of the library as she reads it."""
    return plain(written(text, (), **values).text)


def _way_on(step: Step) -> str:
    return "answer_came" if step.waits else "done"
