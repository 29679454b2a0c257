"""Incidents were written down later than promised."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.document_version import DocumentVersion
from assay.domain.grade import Grade
from assay.domain.scope import VersionStatus
from tests.lib.stage2 import keys, look, operation, untold

CHECK = "incident-logged-late"
PROMISE = Claim(
    key="CLM-1",
    document="PRO-3",
    version="2.0",
    section="2 Noticing",
    quote="Every incident is logged within 24 hours of detection.",
    kind=ClaimKind.DEADLINE,
    family="incident",
    first="detected_at",
    then="logged_at",
    limit=Decimal(24),
    unit="hours",
)
IN_FORCE = DocumentVersion(
    key="PRO-3 / 2.0",
    document="PRO-3",
    version="2.0",
    status=VersionStatus.APPROVED,
    in_force_from_on=date(2025, 1, 1),
)


def logged_after(*days: int | None, others: str = "") -> dict[str, str]:
    lines = ["incident_id | severity | detected_at | logged_at"]
    for number, after in enumerate(days, start=1):
        logged = "" if after is None else f"2025-12-{after + 1:02} 09:00:00"
        lines.append(f"INC-{number} | high | 2025-12-01 09:00:00 | {logged}")
    return {"incident": "\n".join([*lines, others])}


def at(*days: int | None, hours: int | None = 24, others: str = "") -> Operation:
    claims = [] if hours is None else [PROMISE.changed(limit=Decimal(hours)), IN_FORCE]
    return operation(*claims, records=logged_after(*days, others=others))


@pytest.mark.row("R-126")
def test_the_median_of_all_and_that_of_a_sample_are_told() -> None:
    median, _ = look(CHECK, at(1, 1, 1, 4, 5, 6, 30)).deviations

    assert median.reason == "median"
    assert median.grade is None
    assert median.measured.startswith("4 days (median); sample ")
    assert median.says.startswith(
        "Incidents were written down 4 days after they were noticed, on median of all 7; "
        "on median of 3 drawn (INC-"
    )
    assert median.says.endswith(
        'PRO-3 2.0, 2 Noticing: "Every incident is logged within 24 hours of detection".'
    )


@pytest.mark.row("R-126")
def test_the_sample_of_the_profile_is_drawn_by_a_seed_and_always_the_same() -> None:
    first, second = (look(CHECK, at(1, 1, 1, 4, 5, 6, 30)).deviations[0].says for _ in range(2))

    assert first == second
    assert "seed '2026-01-31 incident-logged-late'" in first


@pytest.mark.row("R-126")
def test_the_limit_is_that_of_the_promise_and_with_120_hours_the_median_is_silent() -> None:
    (single,) = look(CHECK, at(1, 1, 1, 4, 5, 6, 30, hours=120)).deviations

    assert single.reason == "single incidents"
    assert single.grade is Grade.OBSERVATION
    assert single.says.startswith(
        "2 of 7 incidents were written down late: INC-6 (6 days), INC-7 (30 days); PRO-3 2.0"
    )


@pytest.mark.row("R-126")
def test_single_breaches_are_listed_beside_the_median() -> None:
    assert keys(CHECK, at(1, 1, 1, 4, 5, 6, 30))[-4:] == ["INC-4", "INC-5", "INC-6", "INC-7"]


@pytest.mark.row("R-126")
def test_a_median_on_the_limit_is_silent_and_one_above_speaks() -> None:
    on, above = (
        [each.reason for each in look(CHECK, at(*days)).deviations]
        for days in ((1, 1, 2), (1, 2, 2))
    )

    assert on == ["single incidents"]
    assert above == ["median", "single incidents"]


@pytest.mark.row("R-126")
def test_without_a_promise_the_setting_of_the_profile_is_the_limit() -> None:
    median, single = look(CHECK, at(1, 2, 2, hours=None)).deviations

    assert median.threshold == single.threshold
    assert median.threshold is not None
    assert median.threshold.value == "24 hours"


def test_all_within_a_day_is_silent() -> None:
    assert look(CHECK, at(1, 1, 1)).verdict is Verdict.CONFORMS


def test_what_was_never_written_down_is_late_and_has_no_part_in_the_median() -> None:
    (single,) = look(CHECK, at(1, 1, None)).deviations

    assert single.reason == "single incidents"
    assert [each.figures.median for each in [single] if each.figures] == ["1 day"]


def test_written_down_before_it_was_noticed_cannot_be_decided() -> None:
    backwards = "INC-9 | low | 2025-12-05 09:00:00 | 2025-12-01 09:00:00"

    found = at(1, 1, others=backwards)

    assert untold(CHECK, found) == {"CLM-1": "1 of 3 cannot be decided (incidents)"}
    assert look(CHECK, found).verdict is Verdict.NOT_TESTED


@pytest.mark.row("R-129")
def test_an_exercise_is_no_incident() -> None:
    drills = """
        drill_id | plan  | held_at             | detected_at         | logged_at
        D-1      | PRO-3 | 2025-12-01 09:00:00 | 2025-12-01 09:00:00 | 2025-12-30 09:00:00
    """
    records = {**logged_after(1, 1, 1), "drill": drills}

    found = look(CHECK, operation(PROMISE, IN_FORCE, records=records))

    assert found.verdict is Verdict.CONFORMS
    assert [each.population for each in found.figures] == [3]


def test_no_log_and_an_empty_one_are_not_tested() -> None:
    without = operation(PROMISE, IN_FORCE)

    assert untold(CHECK, without) == {"CLM-1": "there are no records of incident (incidents)"}
    assert untold(CHECK, at()) == {"CLM-1": "the population is empty (incidents)"}


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 29), min_size=1, max_size=9))
@pytest.mark.row("R-126")
def test_the_median_decides_whatever_the_times(days: list[int]) -> None:
    ordered, middle = sorted(days), len(days) // 2
    doubled = ordered[middle] + ordered[middle if len(days) % 2 else middle - 1]

    reasons = {each.reason for each in look(CHECK, at(*days)).deviations}

    assert ("median" in reasons) is (doubled > 2)
    assert ("single incidents" in reasons) is (ordered[-1] > 1)
