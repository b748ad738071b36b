"""Does a whole conversation go by forms alone, each act taken once?"""

from __future__ import annotations

import pytest

from tests.browser import canned
from tests.browser.serving import Service
from tests.browser.visitor import Visitor


def test_a_whole_conversation_goes_by_forms_alone(service: Service, her: Visitor) -> None:
    her.open()
    her.say("je vend des fleur")
    her.press("Mon nom")
    her.tick("Le temps", "La ligne", press="Continuer")
    page = her.press("Commencer")

    assert service.acts() == ["je vend des fleur", "a:reseau:non", "k:temps:1 k:ligne:1 m:kept", "p:s2"]
    assert [who for who, _ in page.lines][-2:] == ["her", "us"]
    assert page.lines[1] == ("her", "je vend des fleur")


def test_looking_at_the_page_keeps_nothing(service: Service, her: Visitor) -> None:
    first = her.open()
    her.open()

    assert first.lines == [("us", canned.WELCOME)]
    assert service.people() == 0


def test_her_first_act_keeps_the_welcome_she_read(her: Visitor) -> None:
    her.open()
    page = her.say("fleuriste")

    assert page.lines == [("us", canned.WELCOME), ("her", "fleuriste"), ("us", "Vous dites : fleuriste")]


def test_a_reload_and_a_second_tab_show_the_same(her: Visitor) -> None:
    her.open()
    page = her.say("fleuriste")

    assert her.open().lines == page.lines
    assert her.open().lines == page.lines


def test_an_act_in_an_older_tab_is_taken_too(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    older = her.page.form_with("Mon nom")

    her.press("Pourquoi ?")
    her.post([*older.fields, older.buttons["Une enseigne"]])

    assert service.acts()[-1] == "a:reseau:oui"


def test_the_same_form_posted_twice_is_one_act(service: Service, her: Visitor) -> None:
    her.open()
    form = her.say("fleuriste").form_with("Mon nom")

    once = her.post([*form.fields, form.buttons["Mon nom"]])
    twice = her.post([*form.fields, form.buttons["Mon nom"]])

    assert service.acts() == ["fleuriste", "a:reseau:non"]
    assert once.lines == twice.lines


def test_her_very_first_form_posted_twice_is_one_act(service: Service, her: Visitor) -> None:
    form = her.open().answer

    her.post([*form.fields, ("text", "fleuriste")])
    her.post([*form.fields, ("text", "fleuriste")])

    assert service.people() == 1
    assert service.acts() == ["fleuriste"]


def test_another_button_of_the_same_page_is_another_act(service: Service, her: Visitor) -> None:
    her.open()
    form = her.say("fleuriste").form_with("Mon nom")

    her.post([*form.fields, form.buttons["Mon nom"]])
    her.post([*form.fields, form.buttons["Une enseigne"]])

    assert service.acts()[1:] == ["a:reseau:non", "a:reseau:oui"]


def test_boxes_send_only_what_changed(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    her.press("Mon nom")
    her.press("Autre chose")

    her.tick("Le temps", press="Continuer")

    assert service.acts()[-1] == "k:temps:1 k:ligne:0 m:kept"


def test_ticks_are_not_lost_when_she_types_instead(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    form = her.press("Mon nom").answer

    fields = [pair for pair in form.fields if pair[0] != "text"]
    her.post([*fields, ("tick", form.boxes["Le temps"]), ("text", "et la banque")])

    assert service.acts()[-2:] == ["k:temps:1", "et la banque"]


def test_an_empty_form_is_no_act(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")

    her.say("   ")

    assert service.acts() == ["fleuriste"]


def test_a_redirect_leads_to_the_newest_bubble(her: Visitor) -> None:
    form = her.open().answer
    her.client.follow_redirects = False

    answer = her.send([*form.fields, ("text", "fleuriste")])

    assert (answer.status_code, answer.headers["location"]) == (303, "/#suite")


def test_the_menu_does_what_the_command_does(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")

    page = her.press("Mon plan")

    assert service.acts()[-1] == "/plan"
    assert "card" in page.classes


def test_the_plan_is_cards_in_place_of_the_bubbles_that_say_it(her: Visitor) -> None:
    her.open()
    page = her.say("/plan")

    assert "En mots" not in page.text
    assert page.text.count("Cette semaine") == 1
    assert list(page.answer.buttons) == ["Changer une réponse"]
    assert page.form_with("Commencer").buttons["Commencer"] == ("choice", "p:s2")


def test_an_older_plan_is_told_in_words(her: Visitor) -> None:
    her.open()
    her.say("/plan")
    page = her.say("/plan")

    assert page.text.count("En mots") == 2
    assert page.classes.count("card") == len(canned.CARDS)


@pytest.mark.parametrize(("code", "kept"), [("cci-59", "cci-59"), ("a" * 65, ""), ("<b>", ""), ("", "")])
def test_the_chamber_that_sent_her_is_kept_when_its_code_can_be_one(
    service: Service, her: Visitor, code: str, kept: str
) -> None:
    her.open(f"/?c={code}")
    her.say("fleuriste")

    (held,) = service.store.export(service.keys.web_key(her.client.cookies["pp"]))["conversation"]
    assert held["state"].get("chamber", "") == kept


def test_what_we_keep_is_a_page_and_a_file(her: Visitor) -> None:
    her.open()
    her.say("je vend des fleur")

    page = her.press("Mes données")
    file = her.client.get("/mesdonnees.txt")

    assert her.answer.url.path == "/mesdonnees"
    assert "je vend des fleur" in page.text
    assert file.headers["content-disposition"].startswith("attachment")
    assert "je vend des fleur" in file.text


def test_a_stranger_is_told_that_nothing_is_kept(her: Visitor) -> None:
    her.open("/mesdonnees")

    assert "Nous ne gardons rien" in her.page.text
    assert "Nous ne gardons rien" in her.client.get("/mesdonnees.txt").text


def test_erasing_asks_once_then_forgets_her_and_her_cookie(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    her.press("Tout effacer")
    page = her.press("Oui, tout effacer")

    assert her.answer.url.path == "/efface"
    assert "Tout est effacé" in page.text
    assert service.people() == 0
    assert not her.client.cookies


def test_a_second_press_on_erase_begins_nothing_anew(service: Service, her: Visitor) -> None:
    her.open()
    her.say("fleuriste")
    form = her.press("Tout effacer").form_with("Oui, tout effacer")
    cookies = dict(her.client.cookies)
    her.post([*form.fields, form.buttons["Oui, tout effacer"]])

    again = Visitor(her.url)
    again.client.cookies.update(cookies)
    again.post([*form.fields, form.buttons["Oui, tout effacer"]])

    assert again.answer.status_code == 410
    assert service.people() == 0


def test_a_page_whose_conversation_is_gone_keeps_her_text(service: Service, her: Visitor) -> None:
    her.open()
    form = her.say("fleuriste").answer
    service.lose_everything()

    page = her.post([*form.fields, ("text", "mes mots à moi")])

    assert her.answer.status_code == 410
    assert "mes mots à moi" in page.text
