"""Does a folder become a Library, or a list of everything wrong?"""

from __future__ import annotations

from pathlib import Path
from shutil import copy, copytree

import pytest

from content.loader import ContentError, load

SMALL = Path(__file__).parent / "small"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(SMALL, tmp_path / "fr")


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as refused:
        load(folder)
    return [str(problem) for problem in refused.value.problems]


def test_a_sound_folder_becomes_a_library_and_the_same_folder_the_same_revision(folder: Path) -> None:
    library = load(folder)

    assert library.lesson("copie").steps[0].id == "prendre"
    assert library.revision == load(SMALL).revision


def test_a_changed_file_is_a_new_revision(folder: Path) -> None:
    (folder / "replies.toml").write_text('bonjour = "Bonsoir."\n', encoding="utf-8")

    assert load(folder).revision != load(SMALL).revision


def test_everything_wrong_is_told_at_once_with_its_file(folder: Path) -> None:
    lesson = (folder / "lessons" / "copie.toml").read_text(encoding="utf-8")
    (folder / "lessons" / "copie.toml").write_text("titel = 1\n" + lesson, encoding="utf-8")
    (folder / "replies.toml").write_text("bonjour = \n", encoding="utf-8")
    (folder / "topics.toml").unlink()

    found = problems(folder)

    assert "lessons/copie.toml, `titel` : ce champ n'existe pas. Voulez-vous dire « title » ?" in found
    assert any(problem.startswith("replies.toml, `-` : ce fichier ne se lit pas") for problem in found)
    assert "topics.toml, `-` : ce fichier manque." in found


def test_a_file_under_another_name_or_out_of_place_is_told(folder: Path) -> None:
    (folder / "lessons" / "copie.toml").rename(folder / "lessons" / "autre.toml")
    (folder / "lesson").mkdir()
    (folder / "lesson" / "deux.toml").write_text("", encoding="utf-8")

    assert problems(folder) == [
        "lessons/autre.toml, `id` : le fichier ne porte pas ce nom : renommez-le.",
        "lesson/deux.toml, `-` : personne ne lit ce fichier : est-il bien rangé ?",
    ]


def test_a_file_that_is_not_utf8_is_told(folder: Path) -> None:
    (folder / "replies.toml").write_bytes('bonjour = "déjà"'.encode("latin-1"))

    assert problems(folder) == ["replies.toml, `-` : ce fichier n'est pas enregistré en UTF-8."]


def test_an_id_stands_once_in_a_folder_in_a_table_and_among_the_steps_of_plans(folder: Path) -> None:
    trade = (folder / "trades.toml").read_text(encoding="utf-8")
    (folder / "trades.toml").write_text(trade * 2, encoding="utf-8")
    copy(folder / "questions" / "reseau.toml", folder / "questions" / "zzz.toml")
    person = (folder / "persons" / "conseiller-public.toml").read_text(encoding="utf-8")
    clash = person.replace('"conseiller-public"', '"copie"')
    (folder / "persons" / "copie.toml").write_text(clash, encoding="utf-8")

    found = problems(folder)

    assert "questions/zzz.toml, `id` : « reseau » est déjà pris par questions/reseau.toml." in found
    assert "trades.toml [fleuriste], `id` : ce nom s'y trouve 2 fois." in found
    assert "persons/, `id` : « copie » est déjà pris (lesson)." in found
