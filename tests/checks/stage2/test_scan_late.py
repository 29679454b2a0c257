"""Scans for weaknesses were not run as often as promised."""

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.frequency import Frequency
from tests.lib.stage2 import look, operation, said, untold

CHECK = "scan-late"
PROMISE = Claim(
    key="CLM-16",
    document="PRO-5",
    version="1.0",
    section="2 Finding",
    quote="Hosts are scanned at least weekly.",
    kind=ClaimKind.FREQUENCY,
    family="vulnerability_scan",
    first="scanned_at",
    every=Frequency.WEEKLY,
    per="scope",
)


def scanned(*days: str) -> dict[str, str]:
    rows = "\n".join(f"S-{place} | hosts | {day} 02:00:00" for place, day in enumerate(days))
    return {"vulnerability_scan": f"scan_id | scope | scanned_at\n{rows}"}


@pytest.mark.row("R-182")
@pytest.mark.parametrize(("second", "silent"), [("2026-01-22", True), ("2026-01-23", False)])
def test_21_days_are_silent_and_22_speak(
    second: str,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    at = operation(PROMISE, records=scanned("2026-01-01", second), months=1)

    assert said(CHECK, at) == (
        {}
        if silent
        else {
            "CLM-16": (
                "The longest time between two scans is too long for 1 of 1 scopes: hosts "
                '(22 days); PRO-5 1.0, 2 Finding: "Hosts are scanned at least weekly".'
            )
        }
    )


def test_without_scans_or_without_a_promise_nothing_is_tested() -> None:
    assert look(CHECK, operation(records=scanned("2026-01-01"))).why_not_tested == (
        "no document promises how often scans are run"
    )
    assert list(untold(CHECK, operation(PROMISE))) == ["CLM-16"]
    assert look(CHECK, operation(PROMISE)).verdict is Verdict.NOT_TESTED
