"""Some teams or sites keep to a promise, and others do not."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.site import Site
from assay.domain.unit import Unit
from tests.lib.stage2 import look, operation, said

CHECK = "control-unevenly-kept"
PROMISE = Claim(
    key="CLM-6",
    document="PRO-3",
    version="1.0",
    section="2 Reports",
    quote="Every report is logged within one day.",
    kind=ClaimKind.DEADLINE,
    family="incident",
    first="detected_at",
    then="logged_at",
    limit=Decimal(1),
    unit="days",
)


def incidents(broken: Mapping[str, tuple[int, int]], column: str = "team") -> dict[str, str]:
    """Return incidents of teams: how many each has, and how many of these were logged late."""
    lines = [f"incident_id | severity | detected_at | logged_at | {column}", "-+-+-+-+-"]
    for team, (many, late) in broken.items():
        for place in range(many):
            logged = 5 if place < late else 2
            lines.append(
                f"{team}-{place} | low | 2026-01-02 09:00:00 | "
                f"2026-01-{logged:02} 10:00:00 | {team}"
            )
    # One day after 09:00 of the second is 09:00 of the third.
    return {"incident": "\n".join(lines)}


@pytest.mark.row("R-149")
@pytest.mark.parametrize(("late", "silent"), [(2, True), (3, False)])
def test_20_points_are_silent_and_30_speak(
    late: int,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    at = operation(PROMISE, records=incidents({"North": (10, 0), "South": (10, late)}))

    assert said(CHECK, at) == (
        {}
        if silent
        else {
            "CLM-6": (
                "Kept by team: South 7 of 10, North 10 of 10; PRO-3 1.0, 2 Reports: "
                '"Every report is logged within one day".'
            )
        }
    )


@pytest.mark.row("R-149")
def test_sites_are_compared_too() -> None:
    (deviation,) = look(
        CHECK, operation(PROMISE, records=incidents({"N": (4, 0), "S": (4, 4)}, "site"))
    ).deviations

    assert (deviation.reason, deviation.measured) == ("site", "100 percentage points")


@pytest.mark.row("R-149")
def test_a_single_record_that_departs_tells_nothing_of_a_team() -> None:
    at = operation(PROMISE, records=incidents({"North": (10, 0), "South": (3, 1)}))

    assert said(CHECK, at) == {}


@pytest.mark.row("R-149")
def test_a_promise_that_nobody_keeps_is_evenly_broken() -> None:
    at = operation(PROMISE, records=incidents({"North": (10, 10), "South": (10, 9)}))

    assert look(CHECK, at).verdict is Verdict.CONFORMS


@pytest.mark.row("R-149", "R-306")
@pytest.mark.parametrize(
    "records", [{}, incidents({"North": (10, 5)}), incidents({"North": (10, 0), "South": (2, 2)})]
)
def test_without_two_teams_of_some_records_nothing_is_tested(records: dict[str, str]) -> None:
    found = look(CHECK, operation(PROMISE, records=records))

    assert (found.verdict, found.why_not_tested) == (
        Verdict.NOT_TESTED,
        "no promise has records of two teams or sites to compare",
    )


@pytest.mark.row("R-149")
def test_one_team_at_one_site_keeps_every_promise_evenly() -> None:
    alone = operation(
        PROMISE,
        Unit(key="North", name="North"),
        Site(key="N", name="North"),
        records=incidents({"North": (10, 5)}),
    )

    assert look(CHECK, alone).verdict is Verdict.CONFORMS
