"""Does the official directory become chambers, and does a bad export become a list of problems?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from bot.__main__ import main
from bot.chambers import DIRECTORY, read, write
from content.loader import FOLDER, load
from content.models import Chamber
from tests.bot.directory import FRIDAY, MORNING_AND_AFTERNOON, export, record, whole

LIBRARY = load()
TODAY = date(2026, 11, 23)


def imported(folder: Path, *records: dict[str, object]) -> Chamber:
    found = read([export(folder, *records)], LIBRARY, TODAY, partial=True)
    assert found.problems == ()
    return found.chambers[0]


def problems(folder: Path, *records: dict[str, object], partial: bool = True) -> list[str]:
    return [str(one) for one in read([export(folder, *records)], LIBRARY, TODAY, partial).problems]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return copytree(FOLDER, tmp_path / "fr", ignore=lambda folder, _: ["chambers"] if folder == str(FOLDER) else [])


# ------------------------------------------------------------------ what a record becomes


def test_a_record_of_the_directory_becomes_a_chamber(tmp_path: Path) -> None:
    chamber = imported(tmp_path, record())

    assert chamber == Chamber(
        id="cci-bourg-l-exemple",
        kind="cci",
        name="Chambre inventée - Ain",
        departements=("01",),
        phone="04 00 00 00 01",
        email="contact@exemple.fr",
        website="https://www.exemple.fr",
        address="1 rue Inventée, 01000 Bourg-l'Exemple",
        hours="lundi au jeudi 8 h 30-12 h et 14 h-17 h, vendredi 9 h-12 h",
        source=DIRECTORY,
        source_date=TODAY,
    )


def test_the_names_of_people_are_never_read(tmp_path: Path) -> None:
    assert "À ne pas lire" not in imported(tmp_path, record()).model_dump_json()


def test_a_regional_chamber_serves_the_departements_of_its_communes(tmp_path: Path) -> None:
    chamber = imported(tmp_path, record("chambre_metier", ("35238", "22278", "2A004", "97105")))

    assert (chamber.kind, chamber.departements) == ("cma", ("22", "2A", "35", "971"))


@pytest.mark.parametrize("shown", ["0400000001", "04.00.00.00.01", "04\u00a000 00 00 01", "+33 4 00 00 00 01"])
def test_a_phone_is_kept_in_one_shape(tmp_path: Path, shown: str) -> None:
    assert imported(tmp_path, record(telephone=[{"valeur": shown}])).phone == "04 00 00 00 01"


def test_what_is_unknown_stays_empty(tmp_path: Path) -> None:
    bare = record(telephone="", site_internet="[]", plage_ouverture=None, adresse_courriel="", adresse="")

    chamber = imported(tmp_path, bare)

    assert (chamber.phone, chamber.email, chamber.website, chamber.hours, chamber.address) == ("",) * 5


def test_hours_too_long_for_a_glance_are_left_out(tmp_path: Path) -> None:
    names = ("Lundi", "Mardi", "Jeudi")
    days = [{**MORNING_AND_AFTERNOON, "nom_jour_debut": day, "nom_jour_fin": day} for day in names]

    assert imported(tmp_path, record(plage_ouverture=[*days, FRIDAY])).hours == ""


def test_two_chambers_of_one_town_have_two_names(tmp_path: Path) -> None:
    file = export(tmp_path, record(nom="Une"), record(nom="Deux"), record("chambre_metier"), record(nom="Une"))

    found = read([file], LIBRARY, TODAY, partial=True).chambers

    assert [one.id for one in found] == ["cci-bourg-l-exemple", "cci-bourg-l-exemple-2", "cma-bourg-l-exemple"]


# ------------------------------------------------------------------ what is refused


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    said = problems(
        tmp_path,
        record(nom="Un", telephone=[{"valeur": "3949"}], adresse_courriel="pas une adresse"),
        record(nom="Deux", site_internet=[{"valeur": "bientôt"}], code_insee_commune="99123", pivot=pivot_of("99123")),
        record(nom="", adresse="{"),
    )

    assert said == [
        "chambres.json [Un], `telephone` : « 3949 » n'a pas la forme 01 23 45 67 89.",
        "chambres.json [Un], `adresse_courriel` : « pas » n'est pas une adresse de courriel.",
        "chambres.json [Deux], `code_insee_commune` : aucun département ne porte ce code : 99.",
        "chambres.json [Deux], `site_internet` : « bientôt » n'est pas une adresse de site.",
        "chambres.json [?], `adresse` : on attend une liste, écrite en JSON.",
        "chambres.json [?], `nom` : il faut un nom, de 120 caractères au plus.",
    ]


def pivot_of(*communes: str) -> list[dict[str, object]]:
    return [{"type_service_local": "cci", "code_insee_commune": list(communes)}]


@pytest.mark.parametrize("field", ["nom", "pivot", "adresse", "telephone", "site_internet", "plage_ouverture", "id"])
@pytest.mark.parametrize("nonsense", [3, True, None, [3], {"a": []}, "[3]", '[{"valeur": [1]}]', "[{}]", "\u0000"])
def test_no_nonsense_in_a_record_stops_the_reading(tmp_path: Path, field: str, nonsense: object) -> None:
    found = read([export(tmp_path, record(**{field: nonsense}))], LIBRARY, TODAY, partial=True)

    assert found.problems or found.chambers


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"<html>", "ce n'est pas du JSON (ligne 1)"),
        (b'{"total_count": 3}', "on attend une liste de fiches"),
        (b"[]", "on attend une liste de fiches"),
        (b"\xff\xfe[", "ce fichier n'est pas enregistré en UTF-8"),
        (b'[{"nom": "Mairie", "pivot": "[{\\"type_service_local\\": \\"mairie\\"}]"}]', "aucune chambre ici"),
    ],
)
def test_a_file_that_is_no_export_of_chambers_is_refused(tmp_path: Path, written: bytes, told: str) -> None:
    file = tmp_path / "autre.json"
    file.write_bytes(written)

    (problem,) = read([file], LIBRARY, TODAY, partial=True).problems

    assert told in str(problem)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (problem,) = read([tmp_path / "nulle-part.json"], LIBRARY, TODAY, partial=True).problems

    assert "ce fichier ne s'ouvre pas" in str(problem)


def test_an_export_of_a_few_departements_is_refused_unless_partial(tmp_path: Path) -> None:
    assert problems(tmp_path, record(), partial=False) == [
        "-, `cci` : 1 départements servis, il en faut 80 : l'export est incomplet (--partial l'accepte).",
        "-, `chambre_metier` : 0 départements servis, il en faut 80 : l'export est incomplet (--partial l'accepte).",
    ]
    assert problems(tmp_path, record(), partial=True) == []


def test_a_sound_export_has_no_problem(tmp_path: Path) -> None:
    found = read([export(tmp_path, *whole())], LIBRARY, TODAY)

    assert found.problems == ()
    assert len(found.chambers) == len(whole())


# ------------------------------------------------------------------ what is written


def test_the_command_writes_chambers_that_the_content_then_serves(content: Path, tmp_path: Path) -> None:
    file = export(tmp_path, *whole())

    done = main(["chambers", "import", str(file), "--content", str(content), "--date", "2026-11-20"])

    library = load(content)
    chamber = library.chamber_for("35", "artisanat")
    assert done == 0
    assert chamber is not None
    assert (chamber.kind, chamber.name, chamber.source_date) == ("cma", "Chambre inventée - 35", date(2026, 11, 20))
    assert library.chamber_for("35", "commerce") != chamber


def test_a_refused_import_writes_nothing(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = main(["chambers", "import", str(export(tmp_path, record())), "--content", str(content)])

    assert done == 1
    assert "Rien n'est importé : 2 à corriger." in capsys.readouterr().err
    assert not (content / "chambers").exists()


def test_a_new_import_replaces_the_old_one_and_keeps_what_a_chamber_gave_itself(tmp_path: Path) -> None:
    old = imported(tmp_path, record(nom="Ancienne"))
    own = old.model_copy(update={"id": "cma-a-part", "source": "la liste de la chambre elle-même"})
    write([old, own], tmp_path / "chambers")

    write([old.model_copy(update={"id": "cci-nouvelle"})], tmp_path / "chambers")

    assert sorted(path.stem for path in (tmp_path / "chambers").iterdir()) == ["cci-nouvelle", "cma-a-part"]


def test_a_partial_import_keeps_the_others(tmp_path: Path) -> None:
    old = imported(tmp_path, record(nom="Ancienne"))
    write([old], tmp_path / "chambers")

    write([old.model_copy(update={"id": "cci-nouvelle"})], tmp_path / "chambers", partial=True)

    assert len(list((tmp_path / "chambers").iterdir())) == 2


def test_a_chamber_is_written_so_that_an_editor_can_read_it(tmp_path: Path) -> None:
    write([imported(tmp_path, record(communes=("01053", "69123")))], tmp_path)

    assert (tmp_path / "cci-bourg-l-exemple.toml").read_text(encoding="utf-8").splitlines()[:8] == [
        "# Chambre prise dans l'Annuaire de l'administration le 23/11/2026 : le prochain import la remplace.",
        'id = "cci-bourg-l-exemple"',
        'kind = "cci"',
        'name = "Chambre inventée - Ain"',
        "departements = [",
        '    "01",',
        '    "69",',
        "]",
    ]
