"""An included control does not say how far it has come, or operates since nobody knows when."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.soa_row import ControlStatus
from tests.lib.reviews import but
from tests.lib.stage1 import look, material, said
from tests.lib.statements import a_statement

CHECK = "control-status-unsaid"


@pytest.mark.row("R-044")
def test_controls_operating_since_a_day_are_silent() -> None:
    assert look(CHECK, material(*a_statement())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-044")
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"status": None}, "is included without a status"),
        ({"operating_since_on": None}, "is operating since no stated day"),
        (
            {"operating_since_on": date(2026, 2, 1)},
            "is operating since 2026-02-01, after 2026-01-31",
        ),
    ],
)
def test_a_status_that_is_not_said_speaks(fields: dict[str, object], says: str) -> None:
    assert said(CHECK, material(*but(a_statement(), "A.6.7", **fields))) == {
        "A.6.7": f"A.6.7 (Remote working) {says}; it cannot be sampled at Stage 2."
    }


@pytest.mark.row("R-044")
@pytest.mark.parametrize(
    "fields",
    [
        {"status": ControlStatus.PLANNED, "operating_since_on": None},
        {"status": ControlStatus.DESIGNED, "operating_since_on": None},
        {"status": ControlStatus.IMPLEMENTED, "operating_since_on": None},
        {"operating_since_on": date(2026, 1, 31)},
    ],
)
def test_any_status_is_one_and_only_operating_needs_a_day(fields: dict[str, object]) -> None:
    assert said(CHECK, material(*but(a_statement(), "A.6.7", **fields))) == {}


def test_excluded_controls_need_no_status() -> None:
    assert said(CHECK, material(*but(a_statement(), "A.8.30", status=None))) == {}


def test_without_included_controls_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
