"""A record is kept as evidence without what makes it findable and trustworthy."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.deviation import Verdict
from assay.domain.evidence import Evidence
from assay.domain.record_source import RecordSource
from tests.lib.stage2 import look, operation, said

CHECK = "evidence-uncontrolled"
PIECE = Evidence(
    key="E-1",
    title="Walk of January",
    family="office_walk",
    controls=("A.7.4",),
    owner="ana",
    created_on=date(2026, 1, 5),
    system="files",
    location="files/2026",
    retention_months=36,
    sha256="ab",
)
SOURCE = RecordSource(
    key="S-1",
    family="change",
    controls=("A.8.32",),
    owner="ana",
    system="tickets",
    file="records/change.csv",
    extracted_at=datetime(2026, 1, 5, tzinfo=UTC),
    retention_months=36,
)


@pytest.mark.row("R-150")
def test_controlled_records_are_silent() -> None:
    assert look(CHECK, operation(PIECE, SOURCE)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-150")
@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({"family": ""}, "family"),
        ({"controls": ()}, "controls"),
        ({"owner": ""}, "owner"),
        ({"created_on": None}, "created"),
        ({"system": ""}, "system"),
        ({"location": ""}, "location"),
        ({"retention_months": None}, "retention months"),
        ({"sha256": ""}, "sha256"),
    ],
)
def test_each_fact_that_is_missing_is_named(changed: dict[str, object], lacks: str) -> None:
    assert said(CHECK, operation(PIECE.changed(**changed))) == {
        "E-1": f"E-1 (Walk of January): nothing says {lacks}."
    }


@pytest.mark.row("R-150")
def test_a_source_without_owner_and_retention_is_named() -> None:
    at = operation(SOURCE.changed(owner="", retention_months=None))

    assert said(CHECK, at) == {"S-1": "S-1 (change): nothing says owner, retention months."}


def test_without_registers_nothing_is_tested() -> None:
    assert look(CHECK, operation()).verdict is Verdict.NOT_TESTED
