"""Logs were not kept as long as promised."""

from decimal import Decimal

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, operation, said, untold

CHECK = "log-kept-too-short"
PROMISE = Claim(
    key="CLM-26",
    document="PRO-7",
    version="1.0",
    section="2 Log plan",
    quote="Logs are kept for 6 months.",
    kind=ClaimKind.RETENTION,
    family="log_source",
    first="day",
    limit=Decimal(6),
    unit="months",
    per="source",
)
DAYS = """
    source_day_id | source | day        | events
    --------------+--------+------------+-------
    v/1           | vault  | {oldest}   | 100
    v/2           | vault  | 2026-01-30 | 100
"""


@pytest.mark.row("R-178")
@pytest.mark.parametrize(("oldest", "silent"), [("2025-08-14", True), ("2025-08-15", False)])
def test_a_day_beyond_the_tolerance_speaks(
    oldest: str,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    at = operation(PROMISE, records={"log_source": DAYS.format(oldest=oldest)})

    assert said(CHECK, at) == (
        {}
        if silent
        else {
            "CLM-26": (
                "The logs of 1 of 1 sources do not reach back as far as promised: vault (oldest "
                "2025-08-15, needed from 2025-07-31); PRO-7 1.0, 2 Log plan: "
                '"Logs are kept for 6 months".'
            )
        }
    )


def test_without_logs_or_without_a_promise_nothing_is_tested() -> None:
    records = {"log_source": DAYS.format(oldest="2025-08-15")}

    assert look(CHECK, operation(records=records)).why_not_tested == (
        "no document promises how long logs are kept"
    )
    assert list(untold(CHECK, operation(PROMISE))) == ["CLM-26"]
    assert look(CHECK, operation(PROMISE)).verdict is Verdict.NOT_TESTED
