"""How does a browser without JavaScript go through the pages? Forms read from the HTML and posted as they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

import httpx

Pairs = list[tuple[str, str]]
VOID = {"input", "meta", "link", "br", "path"}


@dataclass
class Form:
    """`fields`: what is sent whatever she presses. `buttons`: label -> the field it adds."""

    id: str = ""
    fields: Pairs = field(default_factory=list)
    boxes: dict[str, str] = field(default_factory=dict)
    checked: set[str] = field(default_factory=set)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)


class Page(HTMLParser):
    """A page as she sees it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.forms: list[Form] = []
        self.lines: list[tuple[str, str]] = []
        self.classes: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._form: Form | None = None
        self._label = ""
        self._box = ""
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", self.html).split())

    @property
    def answer(self) -> Form:
        return next(form for form in self.forms if form.id == "reponse")

    def form_with(self, label: str) -> Form:
        return next(form for form in self.forms if label in form.buttons)

    def value(self, name: str) -> str:
        return next(value for key, value in self.answer.fields if key == name)

    # ------------------------------------------------------------ reading

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.classes += held.get("class", "").split()
        if tag not in VOID:
            self._open.append((tag, held))
        if tag == "form":
            self._form = Form(held.get("id", ""))
            self.forms.append(self._form)
        if tag == "input":
            self._input(held)
        if "data-n" in held:
            self.lines.append((held["class"].split()[1], ""))
        if tag in ("button", "label"):
            self._label = ""

    def _input(self, held: dict[str, str]) -> None:
        form = self.answer if held.get("form") == "reponse" else self._form
        if form is None:
            return
        if held["type"] == "checkbox":
            self._box = held["value"]
            if "checked" in held:
                form.checked.add(self._box)
        else:
            form.fields.append((held["name"], held.get("value", "")))

    def handle_data(self, data: str) -> None:
        self._label += data
        within = [held.get("class", "") for _, held in self._open]
        if self.lines and any(name.split()[:1] in (["bubble"], ["plan"]) for name in within):
            who, text = self.lines[-1]
            self.lines[-1] = (who, (text + data).lstrip() if not text else text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        opened, held = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        label = " ".join(self._label.split())
        if tag == "form":
            self._form = None
        if tag == "button" and "name" in held and self._form:
            self._form.buttons[label] = (held["name"], held["value"])
        if tag == "label" and self._box and self._form:
            self._form.boxes[label] = self._box
            self._box = ""


class Visitor:
    """One browser: its cookies, and the page in front of it."""

    def __init__(self, url: str, **headers: str) -> None:
        self.client = httpx.Client(base_url=url, trust_env=False, follow_redirects=True, headers=headers)
        self.url = url
        self.answer: httpx.Response

    def open(self, path: str = "/") -> Page:
        self.answer = self.client.get(path)
        return self.page

    @property
    def page(self) -> Page:
        return Page(self.answer.text)

    def press(self, label: str) -> Page:
        form = self.page.form_with(label)
        return self.post([*self._fields(form, form.checked), form.buttons[label]])

    def tick(self, *labels: str, press: str) -> Page:
        """Leaves exactly these boxes ticked, then presses."""
        form = self.page.answer
        return self.post([*self._fields(form, {form.boxes[label] for label in labels}), form.buttons[press]])

    def say(self, text: str) -> Page:
        form = self.page.answer
        fields = [pair for pair in self._fields(form, form.checked) if pair[0] != "text"]
        return self.post([*fields, ("text", text)])

    def post(self, pairs: Pairs, **headers: str) -> Page:
        self.answer = self.send(pairs, **headers)
        return self.page

    def send(self, pairs: Pairs, **headers: str) -> httpx.Response:
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.url, **headers}
        sent = {name: value for name, value in sent.items() if value}
        return self.client.post("/", content=urlencode(pairs), headers=sent)

    @staticmethod
    def _fields(form: Form, checked: set[str]) -> Pairs:
        return [*form.fields, *(("tick", code) for code in form.boxes.values() if code in checked)]
