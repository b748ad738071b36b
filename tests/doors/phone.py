"""What does she see on her phone? The real page in a real browser, read and pressed as a person does."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser import phone
from tests.doors.words import Screen, Told, label, plain

_LOOK = """() => {
  const text = (e) => e.innerText, all = (where, css) => [...where.querySelectorAll(css)];
  const lines = all(document, "#log > .line"), last = lines.at(-1);
  const cards = last && last.classList.contains("with-plan") ? all(last, ".press").map(text) : [];
  const boxes = all(document, "#reponse .tick"), progress = document.querySelector(".progress span");
  return {
    told: lines.filter((e) => !e.classList.contains("her")).map((e) => text(e.querySelector(".bubble, .plan"))),
    labels: [...boxes.map(text), ...cards, ...all(document, "#reponse button[name=choice]").map(text)],
    ticked: boxes.filter((e) => e.querySelector(":checked")).map(text),
    progress: progress ? text(progress) : "",
    sideways: document.documentElement.scrollWidth > innerWidth,
  };
}"""


class PhoneDoor:
    """A phone that already shows our page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.told: Told = []
        self.screen = Screen()

    def comes_in(self) -> None:
        seen = self.page.evaluate(_LOOK)
        assert not seen["sideways"], f"wider than the phone: {seen['told'][-1]}"
        self.told = [plain(text) for text in seen["told"]]
        labels, ticked = (tuple(map(label, seen[name])) for name in ("labels", "ticked"))
        self.screen = Screen(labels, frozenset(ticked), plain(seen["progress"]))

    def says(self, text: str) -> None:
        phone.say(self.page, text)
        self.comes_in()

    def presses(self, label: str) -> None:
        phone.press(self.page, label)
        self.comes_in()

    def ticks(self, *labels: str, press: str) -> None:
        phone.tick(self.page, *labels)
        self.presses(press)
