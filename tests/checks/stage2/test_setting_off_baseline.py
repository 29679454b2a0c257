"""Systems were set otherwise than their baseline says."""

import pytest

from assay.checks.facts.setting_values import keeps_bound
from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, operation, said, untold

CHECK = "setting-off-baseline"
SETTINGS = """
    setting_id | system | setting    | expected   | observed   | observed_at         | exception
    -----------+--------+------------+------------+------------+---------------------+----------
    C-1        | vault  | encryption | AES-256    | AES-256    | 2026-01-01 03:00:00 |
    C-2        | vault  | lowest TLS | {expected} | {observed} | 2026-01-01 03:00:00 | {allowed}
"""


def compared(observed: str, expected: str = "1.2", allowed: str = "") -> dict[str, str]:
    text = SETTINGS.format(observed=observed, expected=expected, allowed=allowed)
    return {"config_setting": text}


@pytest.mark.row("R-181")
@pytest.mark.parametrize(
    ("observed", "expected"), [("1.2", "1.2"), ("1.3", ">= 1.2"), ("TLS 1.10", "at least TLS 1.9")]
)
def test_what_is_as_expected_or_good_enough_is_silent(observed: str, expected: str) -> None:
    found = look(CHECK, operation(records=compared(observed, expected)))

    assert found.verdict is Verdict.CONFORMS
    assert found.figures[0].conforming == 2


@pytest.mark.row("R-181")
def test_another_value_speaks_with_both() -> None:
    assert said(CHECK, operation(records=compared("1.0"))) == {
        "settings as expected": (
            '1 of 2 compared settings were not as the baseline says: C-2: "1.0", expected "1.2".'
        )
    }


@pytest.mark.row("R-181")
def test_a_promise_that_none_is_off_is_named() -> None:
    promise = Claim(
        key="CLM-9",
        document="STD-1",
        version="1.0",
        quote="No system is off its baseline.",
        kind=ClaimKind.ABSENCE,
        family="config_setting",
    )

    assert said(CHECK, operation(promise, records=compared("1.0")))["CLM-9"].endswith(
        'STD-1 1.0: "No system is off its baseline".'
    )


@pytest.mark.row("R-181")
def test_an_exception_of_the_record_is_counted_apart() -> None:
    found = look(CHECK, operation(records=compared("1.0", allowed="EX-4, until March")))

    assert found.verdict is Verdict.CONFORMS
    assert found.figures[0].excepted == 1


@pytest.mark.row("R-181")
@pytest.mark.parametrize(
    ("expected", "observed", "kept"),
    [
        (">= 1.2", "1.2", True),
        (">= 1.2", "1.1.9", False),
        (">= 1.2", "1.2.0", True),
        ("at most 90 days", "90 days", True),
        ("at most 90 days", "91 days", False),
        ("at most 90 days", "90 hours", False),
        ("minimum 14", "none", False),
        ("1.2", "1.3", False),
    ],
)
def test_a_bound_is_kept_part_by_part(
    expected: str,
    observed: str,
    kept: bool,  # noqa: FBT001 - the answer
) -> None:
    assert keeps_bound(expected, observed) is kept


def test_nothing_observed_is_unknown_and_no_records_are_not_tested() -> None:
    assert untold(CHECK, operation(records=compared(""))) == {
        "settings as expected": "1 of 2 cannot be decided (configuration settings)"
    }
    assert look(CHECK, operation()).verdict is Verdict.NOT_TESTED
