"""Is everything that a person may type or write in a file told in the docs?"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.settings import NAMES
from content import models
from content.loader import FOLDER, ITEM_FOLDERS
from dialogs.phases import chart

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
README = (ROOT / "README.md").read_text(encoding="utf-8")
FOR_EDITORS = (ROOT / "content" / "README.md").read_text(encoding="utf-8")
ABOUT_DIALOGS = (ROOT / "dialogs" / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    run = subprocess.run([sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = re.search(r"\{([\w,-]+)\}", run.stdout)
    assert listed, run.stdout
    return listed[1].split(",")


def content_models() -> list[type[BaseModel]]:
    classes = [found for found in vars(models).values() if isinstance(found, type)]
    return [found for found in classes if issubclass(found, models.Model) and found is not models.Model]


def test_every_command_is_in_the_readme() -> None:
    found = commands()

    assert [command for command in found if f"`python -m bot {command}" not in README] == []
    assert {"serve", "check"} <= set(found)


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"| `{name}` |" in README


@pytest.mark.parametrize("model", content_models(), ids=lambda model: model.__name__)
def test_every_field_of_the_content_is_explained_to_editors(model: type[BaseModel]) -> None:
    assert [field for field in model.model_fields if f"`{field}`" not in FOR_EDITORS] == []


def test_every_folder_and_table_of_the_content_is_explained_to_editors() -> None:
    places = {f"fr/{folder}/" for folder in ITEM_FOLDERS} | {f"fr/{path.name}" for path in FOLDER.glob("*.*")}

    assert [place for place in sorted(places) if f"`{place}`" not in FOR_EDITORS] == []


def test_the_chart_of_the_phases_is_the_table_in_the_code() -> None:
    assert f"```mermaid\n{chart()}\n```" in ABOUT_DIALOGS


def test_every_target_of_the_makefile_is_in_the_readme() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony

    targets = set(phony[1].split()) - {"setup-dev"}
    assert [target for target in sorted(targets) if f"make {target}" not in README] == []


@pytest.mark.parametrize("page", [README, FOR_EDITORS, ABOUT_DIALOGS], ids=["README", "content", "dialogs"])
def test_no_link_leads_to_a_missing_file(page: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", page) if not link.startswith("http")]

    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("page", ["SECURITY.md", "faults/README.md"])
def test_every_test_that_a_table_names_exists(page: str) -> None:
    written = {name for path in TESTS.rglob("*.py") for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))}
    named = re.findall(r"`(test_\w+)`", (TESTS / page).read_text("utf-8"))

    assert [name for name in named if name not in written] == []
    assert len(named) > 20


def test_every_security_line_is_told() -> None:
    told = (TESTS / "SECURITY.md").read_text("utf-8")

    assert [f"S{number}" for number in range(1, 16) if not re.search(rf"^\| S{number} ", told, re.MULTILINE)] == []
