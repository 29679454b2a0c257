"""``assay diff``: what differs between two days, by whom, recorded when, because of what."""

import json
from pathlib import Path

from tests.cli.conftest import Assay


def test_what_changed_is_told_field_by_field(assay: Assay, folder: Path) -> None:
    ran = assay("diff", folder, "--from", "2026-01-31", "--to", "2026-02-28")

    assert ran.out == (
        "\nRisk register\n"
        "  R-1 Fire in Porto: changed 2026-02-20 14:30 UTC by ana (isms lead), because of INC-4\n"
        "      likelihood: 2 -> 3\n"
        "  R-2 Flood: retired 2026-02-20 14:30 UTC by ana (isms lead)\n"
        "\n2 items differ.\n"
    )


def test_the_same_as_json(assay: Assay, folder: Path) -> None:
    ran = assay("diff", folder, "--from", "2026-01-31", "--to", "2026-02-28", "--json")

    first = json.loads(ran.out)[0]
    assert (first["register"], first["key"], first["kind"]) == ("risk", "R-1", "changed")
    assert first["changes"] == [{"field": "likelihood", "before": 2, "after": 3}]
    assert [entry["because"] for entry in first["entries"]] == ["INC-4"]


def test_added_and_retired_in_between_is_no_difference(assay: Assay, folder: Path) -> None:
    ran = assay("diff", folder, "--from", "2026-01-01", "--to", "2026-02-28", "--json")

    assert {item["key"]: item["kind"] for item in json.loads(ran.out)} == {
        "R-1": "added",
        "S1": "added",
    }


def test_nothing_differs(assay: Assay, folder: Path) -> None:
    ran = assay("diff", folder, "--from", "2026-03-01", "--to", "2026-03-31")

    assert ran.out == "\nNothing differs.\n"


def test_days_the_wrong_way_round_are_refused(assay: Assay, folder: Path) -> None:
    ran = assay("diff", folder, "--from", "2026-03-02", "--to", "2026-03-01")

    assert (ran.code, ran.err) == (
        4,
        "--to 2026-03-01 lies before --from 2026-03-02; expected a later day.\n",
    )
