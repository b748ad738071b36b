"""Does a tool answer? Questions, a verdict, a result she keeps."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from content.models import Library, Tool, ToolOption, ToolQuestion, Verdict
from dialogs import tools
from dialogs.lessons import progress
from dialogs.tools import answer_of
from tests.dialogs.moments import in_lesson
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


def at_question(library: Library, tool_id: str, question: str, facts: dict[str, str] | None = None) -> Talk:
    """In front of this question of a tool in service, the others before it answered by their first option."""
    talk = in_lesson(Talk(library).to_plan(facts), tool_id)
    while talk.subject != f"{tool_id}:{question}":
        presses = [c for c in talk.choices if c.code.startswith("w:")]
        talk.code(presses[0].code) if presses else talk.say("mes mots")
    return talk


def kept_answer(talk: Talk, tool_id: str, question: str) -> str:
    held = progress(talk.conversation, tool_id)
    return answer_of(next(q for q in talk.library.tool(tool_id).questions if q.id == question), held)


@pytest.mark.parametrize(
    ("tool", "question", "said", "heard"),
    [
        ("juger-un-service", "besoin", "c'est dessange qui commande", "On me l’impose"),
        ("juger-un-service", "besoin", "c'est imposé", "On me l’impose"),
        ("juger-un-service", "prix", "non", "Je ne sais pas"),
        ("juger-un-service", "essai", "non", "Pas encore"),
        ("juger-un-service", "essai", "ça marche pas", "Oui, et cela bloque"),
        ("juger-un-service", "duree", "je ne sais pas", "Je n’ai pas lu"),
        ("mes-ventes-trois-mois", "temps", "un peu trop", "C’est un peu trop"),
        ("mes-ventes-trois-mois", "acheteurs", "personne", "Personne, ou presque"),
        ("mes-ventes-trois-mois", "seuil", "nan pas du tout", "Non, pas assez"),
        ("mon-niveau-securite", "virement", "je sais pas", "Je ne sais pas"),
        ("mon-niveau-securite", "virement", "je les appelle", "J’appelle un numéro connu"),
        ("mon-niveau-securite", "copie", "jamais", "Non"),
        ("mon-niveau-securite", "deux-verrous", "j'ai pas de double code", "Non"),
        ("juger-un-service", "confrere", "un collègue s'en plaint", "Oui, il se plaint"),
        ("juger-un-service", "duree", "5 ans sans pouvoir partir", "Plus, sans pouvoir arrêter"),
        ("mon-niveau-securite", "equipe", "je suis seule", "Il n’y a que moi"),
        ("qui-fait-quoi-ici", "fournisseur", "c'est dessange qui commande", "Le réseau commande pour moi"),
        ("qui-fait-quoi-ici", "fournisseur", "c'est renault qui commande", "Le réseau commande pour moi"),
        ("qui-fait-quoi-ici", "absence", "ben personne", "Personne"),
        ("qui-fait-quoi-ici", "absence", "ma vendeuse mais elle a pas les codes", "Une personne, sans les codes"),
        ("mon-niveau-securite", "departs", "une ancienne vendeuse, je sais pas", "Oui, ou je ne sais pas"),
        ("mon-guide", "qui", "ma femme", "Un proche"),
        ("mon-niveau-securite", "equipe", "pas trop non", "Pas vraiment"),
        ("mon-niveau-securite", "copie", "j'ai que mon téléphone", "Non"),
        ("juger-un-service", "duree", "j'ai rien lu moi", "Je n’ai pas lu"),
        ("mes-ventes-trois-mois", "vitrine", "les photos oui, les prix non", "Une partie seulement"),
        ("mon-niveau-securite", "deux-verrous", "juste la banque", "Pour une seule"),
    ],
)  # fmt: skip
def test_a_natural_answer_is_heard(library: Library, tool: str, question: str, said: str, heard: str) -> None:
    talk = at_question(library, tool, question)

    talk.say(said)

    assert kept_answer(talk, tool, question) == heard


@pytest.mark.parametrize("question", ["wifi", "equipe", "departs"])
def test_who_has_not_understood_is_helped_and_answers_nothing(library: Library, question: str) -> None:
    talk = at_question(library, "mon-niveau-securite", question)

    talk.say("j'ai pas compris la question")

    assert talk.subject == f"mon-niveau-securite:{question}"
    assert talk.turn.took == "explain"


def test_a_person_named_may_mean_two_answers(library: Library) -> None:
    talk = at_question(library, "qui-fait-quoi-ici", "absence")

    talk.say("ma vendeuse")

    assert talk.texts[0].startswith("J’entends «\u00a0Une personne, tout est prêt\u00a0»")


@pytest.mark.parametrize(
    "said", ["la boite mail depuis hier, la banque oui y a le code", "la banque oui, le mail non", "mail et banque"]
)
def test_two_things_said_of_two_are_said_back_before_they_are_kept(library: Library, said: str) -> None:
    talk = at_question(library, "mon-niveau-securite", "deux-verrous")

    talk.say(said)

    assert talk.texts[0].startswith("J’entends «\u00a0Oui, pour les deux\u00a0»")
    assert "«\u00a0Pour une seule\u00a0»" in talk.texts[0]
    assert talk.subject == "mon-niveau-securite:deux-verrous"


@pytest.mark.parametrize("said", ["non", "trop"])
def test_what_may_mean_two_answers_is_said_back(library: Library, said: str) -> None:
    talk = at_question(library, "mes-ventes-trois-mois", "temps")

    talk.say(said)

    assert talk.texts[0].startswith("J’entends «\u00a0C’est un peu trop\u00a0»")
    assert "«\u00a0C’est bien trop\u00a0»" in talk.texts[0]
    assert talk.subject == "mes-ventes-trois-mois:temps"


def test_who_does_not_know_where_no_answer_says_so_is_helped(library: Library) -> None:
    talk = at_question(library, "mon-guide", "but")

    talk.say("je sais pas")

    assert talk.texts[0].startswith("Choisissez ce qui vous manque le plus")
    assert talk.subject == "mon-guide:but"


@pytest.mark.parametrize("words", ["je sais pas", "non"])
def test_words_she_does_not_find_leave_no_line(words: str, at_tool: Talk) -> None:
    for answer in ("Non", words, "Non"):
        at_tool.say(answer)

    assert at_tool.screen == "tool_result"
    assert "Son but" not in at_tool.said


def test_no_answer_is_proposed_as_the_way_out_of_what_is_not_understood(library: Library) -> None:
    talk = at_question(library, "mes-ventes-trois-mois", "temps")

    talk.say("zzz")
    talk.say("zzz zzz")

    assert "Je ne comprends pas" in talk.texts[0]
    assert not any(label in talk.texts[0] for label in talk.labels[:3])


def test_not_understood_three_times_a_tool_goes_on_by_itself(library: Library) -> None:
    talk = at_question(library, "mon-niveau-securite", "virement")

    for words in ("zzz", "zzz zzz", "zzz zzz zzz"):
        talk.say(words)

    assert "on passe à la suite" in talk.texts[0]
    assert kept_answer(talk, "mon-niveau-securite", "virement") == "Je ne sais pas"


def test_the_goal_of_a_tool_is_said_once(library: Library) -> None:
    talk = at_question(library, "mon-guide", "but")
    assert library.tool("mon-guide").goal[:12] in talk.said

    talk.say("zzz")

    assert library.tool("mon-guide").goal[:12] not in talk.said


def test_a_stored_answer_is_kept_by_whoever_is_not_understood(at_tool: Talk) -> None:
    first = finished(at_tool).texts
    at_tool.code(f"e:{TOOL.id}:sortie")

    at_tool.say("zzz")
    at_tool.say("zzz zzz")
    assert "Garder ma réponse" in at_tool.texts[0]
    at_tool.say("garder ma réponse")

    assert at_tool.texts == first


def test_a_question_she_reopened_keeps_its_answer_when_she_is_not_understood(at_plan: Talk) -> None:
    at_plan.code("c:temps", turn=0)
    at_plan.say("zzz")

    at_plan.say("zzz zzz")
    assert "Garder ma réponse" in at_plan.texts[0]
    at_plan.say("zzz zzz zzz")

    assert at_plan.known["temps"] == "une_heure"


def test_a_break_in_a_tool_says_a_tool(library: Library) -> None:
    talk = at_question(library, "mon-guide", "qui")

    talk.later(hours=7)
    talk.say("bonjour")
    assert "au milieu d’un outil" in talk.said
    talk.press("Plus tard")

    assert "à la même question" in talk.said


def test_what_she_said_before_is_not_asked_again(library: Library) -> None:
    talk = at_question(library, "mon-guide", "moment", {"effectif": "0"})

    assert "Question 2 sur 3" in talk.texts[-1]
    assert kept_answer(talk, "mon-guide", "qui") == "Moi"


# ------------------------------------------------------------------ what is imposed


@pytest.mark.parametrize("rank", [0, -1])
def test_what_is_imposed_is_never_answered_by_no(library: Library, rank: int) -> None:
    talk = at_question(library, "juger-un-service", "besoin")
    talk.press("On me l'impose")
    while talk.screen == "tool":
        talk.code([c for c in talk.choices if c.code.startswith("w:")][rank].code)

    assert "On vous l’impose" in talk.texts[0]
    assert "répondre non" not in talk.said
    assert "je ne réponds pas" not in talk.said


def test_what_answers_no_need_is_a_no_whatever_the_offer(library: Library) -> None:
    talk = at_question(library, "juger-un-service", "besoin")
    talk.say("j'en ai pas besoin")
    while talk.screen == "tool":
        talk.code(next(c.code for c in talk.choices if c.code.startswith("w:")))

    assert talk.texts[0].startswith("Non, pas pour le moment.")


# ------------------------------------------------------------------ her sales, over three months


@pytest.mark.parametrize(
    ("question", "label"), [("seuil", "Rien ne s'est vendu"), ("acheteurs", "Personne, ou presque")]
)
def test_nothing_sold_is_told_as_it_is_whatever_else_goes_well(library: Library, question: str, label: str) -> None:
    talk = at_question(library, "mes-ventes-trois-mois", question, {"vente_en_ligne": "decu"})
    talk.press(label)
    while talk.screen == "tool":
        presses = [c for c in talk.choices if c.code.startswith("w:")]
        talk.code(presses[0].code) if presses else talk.say("rien")

    assert "payer" in talk.texts[0]
    assert "Changer un point" not in talk.said
    assert "Continuer" not in talk.said


def test_an_agency_paid_to_run_the_site_is_counted(library: Library) -> None:
    talk = at_question(library, "mes-ventes-trois-mois", "temps")

    talk.say("c'est l'agence qui fait tout")

    assert kept_answer(talk, "mes-ventes-trois-mois", "temps") == "Une agence s’en occupe"
