"""``assay show``: what a folder says, as a whole, by register, or item by item."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Assay


def test_a_folder_is_shown_by_register(assay: Assay, folder: Path) -> None:
    ran = assay("show", folder)

    assert ran.code == 0
    assert ran.out.startswith("tinker\n")
    assert "Risk register       1   2026-02-20 by ana" in ran.out
    assert "Ledger: 5 entries, 2026-01-10 to 2026-02-20." in ran.out


@pytest.mark.row("R-293")
def test_an_item_says_who_recorded_it_in_which_role_and_when(assay: Assay, folder: Path) -> None:
    ran = assay("show", folder, "risks", "R-1")

    assert ran.out == (
        "Risk register: R-1\n\n"
        "  key                    R-1\n"
        "  title                  Fire in Porto\n"
        "  kind                   risk\n"
        "  likelihood             3\n\n"
        "Reads so since 2026-02-20 14:30 UTC by ana (isms lead), because of INC-4, entry 4.\n"
    )


@pytest.mark.row("R-293")
def test_the_history_of_an_item_is_told_field_by_field(assay: Assay, folder: Path) -> None:
    ran = assay("show", folder, "risk", "R-1", "--history")

    assert ran.out == (
        "R-1 added 2026-01-10 09:00 UTC by bo (consultant, from outside), entry 2\n"
        "    title: Fire in Porto\n"
        "    likelihood: 2\n"
        "R-1 changed 2026-02-20 14:30 UTC by ana (isms lead), because of INC-4, entry 4\n"
        "    likelihood: 2 -> 3\n"
    )


def test_a_retired_item_keeps_its_history(assay: Assay, folder: Path) -> None:
    ran = assay("show", folder, "risks", "R-2", "--history", "--json")

    assert [entry["kind"] for entry in json.loads(ran.out)] == ["added", "retired"]


@pytest.mark.parametrize(
    ("as_of", "likelihood"), [("2026-02-19", 2), ("2026-02-20", 3)], ids=["before", "on the day"]
)
def test_as_of_a_day_is_what_was_known_at_its_end(
    assay: Assay, folder: Path, as_of: str, likelihood: int
) -> None:
    ran = assay("show", folder, "risks", "R-1", "--as-of", as_of, "--json")

    assert json.loads(ran.out)["item"]["likelihood"] == likelihood


def test_what_is_not_there_is_refused_with_what_would_do(assay: Assay, folder: Path) -> None:
    ran = assay("show", folder, "risks", "R-9")

    assert (ran.code, ran.err) == (5, "risks: there is no R-9; expected a key such as R-1.\n")


def test_no_such_register(assay: Assay, folder: Path) -> None:
    ran = assay("show", folder, "riskz")

    assert ran.code == 5
    assert ran.err.startswith("there is no register riskz; expected one of acknowledgements, ")


def test_unreadable_cells_are_named_and_the_rest_is_shown(assay: Assay, folder: Path) -> None:
    (folder / "registers" / "sites.csv").write_text("key,name,headcount\nS1,Porto,many\n")

    ran = assay("show", folder)

    assert ran.code == 2
    assert "Risk register" in ran.out
    assert ran.err == (
        "1 thing cannot be read:\n"
        "  registers/sites.csv, row 2, column headcount: 'many'; "
        "expected a whole number such as 12.\n"
    )


def test_the_mapping_and_the_skipped_rows_are_shown(assay: Assay, folder: Path) -> None:
    (folder / "registers" / "sites.csv").write_text(
        "Our sites;;\n\nSite name;No.;Colour\nPorto;S1;blue\n\nUtrecht;S2;red\n"
    )

    said = json.loads(assay("show", folder, "--json").out)["reading"]

    sites = next(reading for reading in said if reading["file"] == "registers/sites.csv")
    assert sites["rows_in"] == sites["rows_read"] + len(sites["skipped"]) == 3
    assert sites["skipped"] == [{"row": 5, "because": "blank"}]
    assert sites["unmapped"] == ["Colour"]
    assert [(column["heading"], column["field"]) for column in sites["columns"]] == [
        ("Site name", "name"),
        ("No.", "key"),
    ]


@pytest.mark.row("R-013")
def test_items_are_counted_by_site_and_the_sites_add_up(assay: Assay, folder: Path) -> None:
    (folder / "registers" / "risks.csv").write_text(
        "key,title,site\nR-1,Fire,S1\nR-2,Flood,S1\nR-3,Fraud,\n"
    )

    said = json.loads(assay("show", folder, "--json").out)

    assert said["sites"]["risks"] == {"S1": 2, "": 1}
    assert sum(said["sites"]["risks"].values()) == said["registers"]["risks"]


@pytest.mark.row("R-150")
def test_records_that_lack_a_fact_are_named(assay: Assay, folder: Path) -> None:
    whole = "EV-1,incident,A.5.26,ana,2026-01-02,crm,vault/1,36," + "a" * 64
    (folder / "registers" / "evidence.csv").write_text(
        "key,family,controls,owner,created on,system,location,retention months,sha256\n"
        f"{whole}\n"
        f"{whole.replace('EV-1', 'EV-2').replace('ana', '').replace('36', '')}\n"
    )

    ran = assay("show", folder, "evidence")

    assert "EV-2 lacks owner, retention months." in ran.out
    assert "EV-1 lacks" not in ran.out


def test_a_command_called_wrongly_ends_with_three(assay: Assay) -> None:
    assert assay("show").code == 3
