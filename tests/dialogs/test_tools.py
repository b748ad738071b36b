"""Does a tool answer? Questions, a verdict, a result she keeps."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from content.models import Library, Tool, ToolOption, ToolQuestion, Verdict
from dialogs import tools
from dialogs.conversation import ToolAnswer
from dialogs.lessons import progress, with_progress
from tests.dialogs.talk import Talk

TOOL = Tool(
    id="juger-test",
    source="https://www.economie.gouv.fr",
    source_name="economie.gouv.fr",
    source_date="2026",
    confidence="H",
    barriers=("F11",),
    when="week",
    rank=1,
    title="Juger un service avant de dire oui",
    button="Juger ce service",
    what="Trois questions, puis un avis.",
    benefit="Vous savez dire oui, non, ou pas encore.",
    cost="gratuit",
    budget="rien",
    minutes=5,
    goal="À la fin, vous avez un avis écrit.",
    questions=(
        ToolQuestion(
            id="sortie",
            text="Pouvez-vous partir quand vous voulez ?",
            help="Regardez la durée écrite.",
            options=(
                ToolOption(label="Oui", points=2),
                ToolOption(label="Non", points=0, note="Demandez comment partir."),
            ),
        ),
        ToolQuestion(id="but", text="À quoi sert ce service ?", help="En une phrase.", line="Son but"),
        ToolQuestion(
            id="essai",
            text="Y a-t-il un essai ?",
            help="Un mois suffit.",
            options=(ToolOption(label="Oui", points=2), ToolOption(label="Non", note="Demandez un essai.")),
        ),
    ),
    verdicts=(
        Verdict(from_percent=0, title="Pas encore.", text="Il manque des réponses."),
        Verdict(from_percent=80, title="Oui, à l'essai.", text="Essayez un mois."),
    ),
    notes_title="À demander au vendeur",
    closing="Gardez ce message et montrez-le.",
    examples=({"type": "A", "barriers": ["F11"], "proposed": True},),
)


@pytest.fixture
def at_tool(library: Library) -> Talk:
    proposals = MappingProxyType({**library.proposals, TOOL.id: TOOL})
    talk = Talk(replace(library, proposals=proposals)).to_plan(barriers=("F11",))
    talk.code(f"p:{TOOL.id}")
    talk.press("Répondre aux questions")
    return talk


def test_a_tool_asks_one_question_at_a_time(at_tool: Talk) -> None:
    assert at_tool.screen == "tool"
    assert "Question 1 sur 3" in at_tool.texts[-1]
    assert at_tool.labels[:2] == ["Oui", "Non"]


def test_the_last_answer_gives_the_verdict_the_weak_points_and_her_words(at_tool: Talk) -> None:
    at_tool.press("Non")
    at_tool.say("prendre les rendez-vous **la nuit**")
    at_tool.say("oui")

    assert at_tool.screen == "tool_result"
    assert "Pas encore." in at_tool.texts[0]
    assert "Demandez comment partir." in at_tool.texts[1]
    assert "prendre les rendez-vous **la nuit**" in at_tool.texts[1]
    assert next(s for s in at_tool.conversation.plan.steps if s.id == TOOL.id).done


def test_enough_points_give_the_better_verdict(at_tool: Talk) -> None:
    at_tool.say("1")
    at_tool.say("gagner du temps")
    at_tool.press("Oui")

    assert "Oui, à l’essai." in at_tool.texts[0]


def test_her_result_can_be_read_again(at_tool: Talk) -> None:
    for answer in ("Non", "un but", "Non"):
        at_tool.say(answer)
    first = at_tool.texts
    at_tool.say("/plan")
    at_tool.code(f"r:{TOOL.id}", turn=0)

    assert at_tool.texts == first


def test_her_result_can_be_read_again_from_her_plan(at_tool: Talk) -> None:
    for answer in ("Non", "un but", "Non"):
        at_tool.say(answer)
    first = at_tool.texts
    at_tool.press("Revenir à mon plan")
    at_tool.press(f"Revoir : {TOOL.button}")
    at_tool.press("Revoir mon résultat")

    assert at_tool.texts == first


def finished(talk: Talk) -> Talk:
    for answer in ("Non", "un but", "Non"):
        talk.say(answer)
    return talk


def test_each_line_of_a_result_is_corrected_and_the_others_stand(at_tool: Talk) -> None:
    first = finished(at_tool).texts
    at_tool.press("Changer une réponse")
    assert [label.replace("\u00a0", " ").replace("\u202f", " ") for label in at_tool.labels[:3]] == [
        "Pouvez-vous partir quand vous voulez ? Non", "Son but : un but", "Y a-t-il un essai ? Non",
    ]  # fmt: skip

    at_tool.code(at_tool.choices[1].code)
    assert (at_tool.screen, at_tool.texts[0]) == ("tool", "Vous aviez répondu\u00a0: un but.")
    at_tool.say("gagner du temps")

    assert at_tool.screen == "tool_result"
    assert at_tool.said == "\n".join(first).replace("un but", "gagner du temps")
    assert [event.kind for event in at_tool.turn.events] == ["corrected"]


def test_a_corrected_answer_changes_the_verdict(at_tool: Talk) -> None:
    finished(at_tool).say("je me suis trompée")
    at_tool.say("1")
    at_tool.say("1")
    at_tool.code(f"e:{TOOL.id}:essai", turn=0)
    at_tool.press("Oui")

    assert "Oui, à l’essai." in at_tool.texts[0]


@pytest.mark.parametrize("leaving", ["Garder ma réponse", "revenir"])
def test_who_changes_nothing_after_all_has_her_result_again(at_tool: Talk, leaving: str) -> None:
    first = finished(at_tool).texts
    at_tool.code(f"e:{TOOL.id}:but")

    at_tool.say(leaving)

    assert (at_tool.screen, at_tool.texts) == ("tool_result", first)


def test_only_a_finished_tool_is_corrected(at_tool: Talk) -> None:
    at_tool.code(f"e:{TOOL.id}:but", turn=0)

    assert at_tool.screen == "tool"
    assert "Question 1 sur 3" in at_tool.texts[-1]


def test_the_services_of_a_result_are_links_told_by_their_site(library: Library) -> None:
    tool = TOOL.model_copy(update={"lists": "services"})
    talk = Talk(replace(library, proposals=MappingProxyType({**library.proposals, tool.id: tool})))
    talk.to_plan(barriers=("F11",)).code(f"p:{tool.id}")
    talk.press("Répondre aux questions")
    for answer in ("Non", "un but", "Non"):
        talk.say(answer)

    spans = talk.turn.messages[1].spans
    addresses = {step.url for step in library.proposals.values() if library.kind(step.id) == "service"}
    links = [span for span in spans if span.url]
    assert links
    assert {span.url for span in links} <= addresses
    assert [span.text for span in links if "/" in span.text] == []


def test_the_guide_starts_from_the_goal_she_chose_and_speaks_of_no_hiring_to_who_has_no_staff(library: Library) -> None:
    guide = library.tool("mon-guide")
    assert guide
    alone = Talk(library).to_plan({"effectif": "0", "temps": "demi_journee"}, ("F13", "F3"))
    goals = {option.label: services_of(guide, rank, alone) for rank, option in enumerate(guide.questions[0].options)}

    assert goals["Des clients"][:2] != goals["De la tranquillité"][:2]
    assert "F8" in library.proposals[goals["Des clients"][0]].barriers
    assert "F11" in library.proposals[goals["De la tranquillité"][0]].barriers
    assert not {"simulateurs-urssaf", "france-travail-employeur", "tese"} & {
        one for ids in goals.values() for one in ids
    }


def test_the_guide_leaves_out_what_is_done(library: Library) -> None:
    guide = library.tool("mon-guide")
    assert guide
    talk = Talk(library).to_plan({"temps": "demi_journee"}, ("F11", "F13"))
    done = next(step for step in talk.conversation.plan.steps if step.id in services_of(guide, 2, talk))

    talk.code(f"s:{done.id}", turn=0)

    assert services_of(guide, 2, talk)
    assert done.id not in services_of(guide, 2, talk)


def services_of(guide: Tool, rank: int, her: Talk) -> list[str]:
    """The services of the guide when her goal is the one of this rank."""
    told = tools.answered(her.conversation, guide, guide.questions[0].id, str(rank), her.now)
    return [service.id for service in tools.result(guide, replace(her.story, conversation=told)).services]


def test_later_keeps_the_answers_given(at_tool: Talk) -> None:
    at_tool.press("Oui")
    at_tool.press("Plus tard")
    assert at_tool.screen == "paused"

    at_tool.code(f"l:{TOOL.id}", turn=0)

    assert "Question 2 sur 3" in at_tool.texts[-1]


def test_a_question_of_a_tool_is_explained(at_tool: Talk) -> None:
    at_tool.press("Je ne comprends pas")

    assert at_tool.texts[0] == "Regardez la durée écrite."
    assert at_tool.screen == "tool"


def test_every_tool_in_service_can_be_played_to_its_result(library: Library) -> None:
    for tool in (p for p in library.proposals.values() if isinstance(p, Tool)):
        for rank in (0, -1):
            talk = Talk(library).to_plan()
            plan = talk.conversation.plan
            step = plan.steps[0].changed(id=tool.id)
            talk.conversation = talk.conversation.changed(plan=plan.changed(steps=(step, *plan.steps[1:])))
            talk.code(f"l:{tool.id}", turn=0)
            for question in tool.questions:
                presses = [c for c in talk.choices if c.code.startswith("w:")]
                assert bool(presses) is bool(question.options)
                talk.code(presses[rank].code) if presses else talk.say("mes mots")

            assert talk.screen == "tool_result", tool.id


def test_every_lesson_in_service_can_be_played_to_its_end(library: Library) -> None:
    lessons = [p for p in library.proposals.values() if library.kind(p.id) == "lesson" and not isinstance(p, Tool)]
    assert len(lessons) >= 24
    for lesson in lessons:
        talk = Talk(library).to_plan()
        plan = talk.conversation.plan
        step = plan.steps[0].changed(id=lesson.id)
        talk.conversation = talk.conversation.changed(plan=plan.changed(steps=(step, *plan.steps[1:])))
        talk.code(f"l:{lesson.id}", turn=0)
        for _ in library.lesson(lesson.id).steps:
            assert talk.screen == "lesson"
            talk.code(talk.choices[0].code)
        assert talk.screen == "proof"
        talk.code(talk.choices[0].code)

        assert talk.screen == "lesson_done", lesson.id


# ------------------------------------------------------------------ what she writes instead of pressing


@pytest.mark.parametrize("words", ["je sais pas", "non"])
def test_words_she_does_not_find_leave_no_line(words: str, at_tool: Talk) -> None:
    for answer in ("Non", words, "Non"):
        at_tool.say(answer)

    assert at_tool.screen == "tool_result"
    assert "Son but" not in at_tool.said


def test_a_stored_answer_is_kept_by_whoever_is_not_understood(at_tool: Talk) -> None:
    first = finished(at_tool).texts
    at_tool.code(f"e:{TOOL.id}:sortie")

    at_tool.say("zzz")
    at_tool.say("zzz zzz")
    assert "Garder ma réponse" in at_tool.texts[0]
    at_tool.say("garder ma réponse")

    assert at_tool.texts == first


# ------------------------------------------------------------------ what is imposed


@pytest.mark.parametrize(
    ("weak", "title"),
    [
        ({}, "On vous l'impose, et l'essentiel tient."),
        ({"prix": "3"}, "On vous l'impose, et l'essentiel tient."),
        ({"confrere": "1", "prix": "3", "preuve": "3", "sortie": "1"}, "On vous l'impose : demandez."),
        ({"prix": "3", "panne": "3", "preuve": "3", "essai": "4"}, "On vous l'impose : demandez."),
    ],
)
def test_what_is_imposed_holds_only_with_few_weak_points(library: Library, weak: dict[str, str], title: str) -> None:
    tool = library.tool("juger-un-service")
    ranks = {**{question.id: "0" for question in tool.questions}, "besoin": "2", **weak}
    answers = tuple(ToolAnswer(question=question, said=rank) for question, rank in ranks.items())
    story = Talk(library).to_plan().story
    held = progress(story.conversation, tool.id).changed(answers=answers)

    found = tools.result(tool, story.going_on(with_progress(story.conversation, held)))

    assert found.verdict.title == title


# ------------------------------------------------------------------ her sales, over three months
