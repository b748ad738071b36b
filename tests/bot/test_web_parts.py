"""Do the small parts of the web chat hold alone: forms, windows, addresses, bubbles, words?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from bot.channels.web import drawing, forms, limits, pages
from bot.channels.web.assets import Assets
from bot.settings import read_settings
from content.loader import load
from content.models import Chamber, Library
from dialogs import Choice, Message, Progress, Span
from tests.browser.visitor import Page
from tests.builders import KEY, a_conversation, a_message, shown

# ------------------------------------------------------------------ forms


def test_a_form_tells_its_act_by_its_token_and_what_it_holds() -> None:
    one = forms.posted([("token", "t"), ("turn", "3"), ("choice", "a:reseau:oui")])
    same = forms.posted([("turn", "3"), ("choice", "a:reseau:oui"), ("token", "t")])
    other = forms.posted([("token", "t"), ("turn", "3"), ("choice", "a:reseau:non")])

    ids = {form.incomings(KEY)[0].event_id for form in (one, same)}
    assert len(ids) == 1
    assert ids != {other.incomings(KEY)[0].event_id}
    assert ids != {one.incomings("another-key")[0].event_id}


def test_no_event_id_tells_whose_act_it_is() -> None:
    """They are kept two days, and she may erase everything before."""
    hers = [forms.welcome(KEY, ""), *forms.posted([("token", "t"), ("text", "mes mots")]).incomings(KEY)]

    assert not any(KEY in act.event_id or "mots" in act.event_id for act in hers)
    assert forms.welcome(KEY, "").event_id != forms.welcome("another-key", "").event_id


def test_a_press_carries_the_turn_it_was_shown_in() -> None:
    (incoming,) = forms.posted([("turn", "3"), ("choice", "m:why"), ("text", "")]).incomings(KEY)

    assert (incoming.choices, incoming.turn, incoming.text) == (("m:why",), 3, "")


def test_boxes_become_what_pressing_them_sets_then_the_button() -> None:
    pairs = [("tick", "k:a:1"), ("was", "k:b:0"), ("tick", "k:c:0"), ("was", "k:c:0"), ("choice", "m:kept")]

    (incoming,) = forms.posted(pairs).incomings(KEY)

    assert incoming.choices == ("k:a:1", "k:b:0", "m:kept")


@given(
    st.lists(
        st.tuples(st.sampled_from(["text", "choice", "tick", "was", "turn", "token", "c", "begun", "x"]), st.text())
    )
)
def test_any_form_is_some_acts_or_none(pairs: list[tuple[str, str]]) -> None:
    posted = forms.posted(pairs)

    assert len(posted.incomings(KEY)) <= 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", posted.text)


# ------------------------------------------------------------------ windows and addresses


@dataclass
class Clock:
    at: float = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_window_opens_again_when_the_first_act_is_old_enough() -> None:
    clock = Clock()
    window = limits.Window(2, 60, clock)

    first = [window.wait("her"), window.wait("her"), window.wait("her"), window.wait("him")]
    clock.at = 60.0

    assert first == [0, 0, 60, 0]
    assert window.wait("her") == 0


def test_an_act_refused_does_not_make_her_wait_longer() -> None:
    clock = Clock()
    window = limits.Window(1, 60, clock)
    window.wait("her")
    clock.at = 59.5

    assert [window.wait("her") for _ in range(5)] == [1] * 5


def test_a_window_forgets_the_keys_seen_longest_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REMEMBERED", 2)
    window = limits.Window(1, 60, Clock())

    for key in ("a", "b", "c"):
        window.wait(key)

    assert (window.wait("c"), window.wait("a")) == (60, 0)


def asked_from(host: str, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    return Request({"type": "http", "client": (host, 1234), "headers": headers})


@pytest.mark.parametrize(
    ("host", "forwarded", "proxies", "door"),
    [
        ("203.0.113.7", [], "", "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.1"], "", "203.0.113.7"),
        ("10.0.0.2", ["198.51.100.1"], "10.0.0.0/8", "198.51.100.1"),
        ("10.0.0.2", ["6.6.6.6, 198.51.100.1"], "10.0.0.0/8", "198.51.100.1"),
        ("10.0.0.2", ["6.6.6.6", "198.51.100.1, 10.0.0.3"], "10.0.0.0/8", "198.51.100.1"),
        ("10.0.0.2", [], "10.0.0.0/8", "10.0.0.2"),
        ("10.0.0.2", ["not an address"], "10.0.0.0/8", "10.0.0.2"),
        ("2001:db8:1:2:3:4:5:6", [], "", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", [], "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", [], "", "203.0.113.7"),
        ("testclient", [], "", "unknown"),
    ],
)
def test_the_address_is_hers_and_forwarded_ones_count_behind_our_proxies_alone(
    host: str, forwarded: list[str], proxies: str, door: str
) -> None:
    trusted = read_settings({"TRUSTED_PROXIES": proxies}).trusted_proxies

    assert limits.client(asked_from(host, *forwarded), trusted) == door


# ------------------------------------------------------------------ bubbles and words


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture(scope="module")
def drawn(library: Library) -> pages.Pages:
    return pages.Pages(lambda: library, Assets())


def a_view(*said: tuple[str, Message], choices: tuple[Choice, ...] = ()) -> drawing.View:
    lines = [drawing.Line(n, n, who, message) for n, (who, message) in enumerate(said, start=1)]
    return drawing.of_conversation(a_conversation(shown=shown(*choices)), lines)


def as_text(answer: object) -> str:
    return bytes(getattr(answer, "body")).decode()  # noqa: B009


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text == text.strip())


@given(TEXTS)
def test_no_text_of_anyone_is_ever_markup(drawn: pages.Pages, text: str) -> None:
    plain = as_text(drawn.chat(a_view(("her", a_message("a")), ("us", a_message("a"))), "token"))
    html = as_text(drawn.chat(a_view(("her", a_message(text)), ("us", a_message(text))), "token"))

    assert [line for _, line in Page(html).lines] == [text, text]
    assert re.findall(r"<[a-z]+", html) == re.findall(r"<[a-z]+", plain)


@given(TEXTS)
def test_no_label_or_code_is_ever_markup(drawn: pages.Pages, text: str) -> None:
    choices = (Choice(label="a", code=text), Choice(label="b", code=text, role="tick"))

    form = Page(as_text(drawn.chat(a_view(choices=choices), "token"))).answer

    assert list(form.boxes.values()) == [text]
    assert [code for _, code in form.buttons.values()] == [text]


@pytest.mark.parametrize(
    ("url", "leads"),
    [("https://impots.gouv.fr", True), ("tel:3939", True), ("javascript:alert(1)", False), ("data:text/html,x", False)],
)
def test_a_link_leads_only_where_a_page_or_a_telephone_may(drawn: pages.Pages, url: str, leads: bool) -> None:
    html = as_text(drawn.chat(a_view(("us", Message(spans=(Span(text="ici", url=url),)))), "token"))

    assert (f'href="{url}"' in html) is leads
    assert "ici" in html


def test_each_line_of_a_list_of_ours_is_set_apart(drawn: pages.Pages) -> None:
    spans = (Span(text="À faire", bold=True), Span(text="\n• Lire\n• Voir "), Span(text="ici", url="https://a.fr"))
    text = "À faire\n• Lire\n• Voir ici"

    html = as_text(drawn.chat(a_view(("us", Message(spans=spans)), ("her", a_message(text))), "token"))

    assert [line for _, line in Page(html).lines] == [text, text]
    assert re.findall(r'<span class="item">(.*?)</span>', html) == [
        "• Lire",
        '• Voir <a href="https://a.fr" rel="noopener">ici</a>',
    ]


def test_progress_is_told_in_words_and_drawn_in_dots(drawn: pages.Pages) -> None:
    message = a_message("Qui ?", progress=Progress(done=2, left_min=2, left_max=3))

    page = Page(as_text(drawn.chat(a_view(("us", message)), "token")))

    assert "Question 2. Ensuite, 3 au plus" in page.text
    assert [page.classes.count(name) for name in ("done", "here", "ahead")] == [1, 1, 3]


def test_the_chamber_that_sent_her_is_named_at_the_top(library: Library) -> None:
    chamber = Chamber.model_construct(id="cci-59", name="CCI Grand Lille")
    known = replace(library, chambers={"cci-59": chamber})
    drawn = pages.Pages(lambda: known, Assets())

    sent = as_text(drawn.chat(drawing.of_conversation(a_conversation(chamber="cci-59"), []), "token"))
    unknown = as_text(drawn.chat(drawing.of_conversation(a_conversation(chamber="cci-99"), []), "token"))

    assert "avec CCI Grand Lille" in sent
    assert "avec " not in unknown.split("<main")[0]


def test_an_emergency_stands_apart(drawn: pages.Pages) -> None:
    page = Page(as_text(drawn.chat(a_view(("us", a_message("Débranchez.", urgent=True))), "token")))

    assert "urgent" in page.classes


def test_every_word_a_page_needs_is_in_the_library(library: Library) -> None:
    asked = set()
    for path in pages.FOLDER.glob("*.html"):
        asked |= set(re.findall(r'words\(["\'](\w+)["\']', path.read_text(encoding="utf-8")))
    asked |= {name for _, name in pages.MENU} | {"her", "us"}

    assert sorted(name for name in asked if f"web.{name}" not in library.replies) == []
