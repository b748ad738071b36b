"""Can the page be read at arm's length? Text 7:1 on its ground, edges 3:1, in the light and in the dark."""

from __future__ import annotations

import re

import pytest

from bot.channels.web.assets import FOLDER

CSS = (FOLDER / "chat.css").read_text(encoding="utf-8")
TEXT = [
    ("ink", "paper"), ("ink", "card"), ("ink", "hers"), ("ink", "touch-tint"), ("ink", "alarm-tint"),
    ("soft", "paper"), ("soft", "card"),
    ("touch", "paper"), ("touch", "card"), ("touch", "touch-tint"),
    ("on-touch", "touch"), ("on-front", "front"),
    ("alarm", "alarm-tint"),
]  # fmt: skip
EDGES = [
    ("edge", "paper"), ("edge", "card"), ("touch", "paper"), ("touch", "card"), ("touch", "touch-tint"),
    ("alarm", "paper"), ("alarm", "alarm-tint"), ("on-front", "front"), ("front-tint", "front"),
]  # fmt: skip


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


LIGHT = tokens(CSS.split("@media (prefers-color-scheme: dark)")[0])
DARK = {**LIGHT, **tokens(CSS.split("@media (prefers-color-scheme: dark)")[1].split("\n}\n")[0])}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_stands_out_seven_times(scheme: dict[str, str]) -> None:
    weak = {pair: round(found, 1) for pair in TEXT if (found := contrast(scheme[pair[0]], scheme[pair[1]])) < 7}

    assert weak == {}


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_edge_that_means_something_stands_out_three_times(scheme: dict[str, str]) -> None:
    weak = {pair: round(found, 1) for pair in EDGES if (found := contrast(scheme[pair[0]], scheme[pair[1]])) < 3}

    assert weak == {}


def test_every_colour_of_the_page_is_one_of_these() -> None:
    rules = re.sub(r"--[a-z-]+:[^;]+;", "", CSS.split("@media print")[0])
    opaque = re.findall(r"#[0-9a-f]{6}\b(?![0-9a-f])", rules)

    assert opaque == []
