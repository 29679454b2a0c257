"""Access rights were given without a business reason."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, operation, said, untold

CHECK = "grant-without-reason"
GRANTS = """
    grant_id | system | person | requested_at        | requested_by | reason
    ---------+--------+--------+---------------------+--------------+-------------
    G-1      | vault  | cy     | 2026-01-05 09:00:00 | bo           | On call
    G-2      | vault  | cy     | 2026-01-06 09:00:00 | bo           | {reason}
    G-3      | vault  | cy     | 2024-01-06 09:00:00 | bo           |
"""


def granted(reason: str) -> dict[str, str]:
    return {"grant": GRANTS.format(reason=reason)}


@pytest.mark.row("R-123")
def test_every_grant_of_the_window_with_a_reason_is_silent() -> None:
    assert look(CHECK, operation(records=granted("Restores"))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-123")
def test_a_missing_reason_is_told_as_a_share() -> None:
    assert said(CHECK, operation(records=granted(""))) == {
        "business reason": "1 of 2 grants (50.0%) name no business reason: G-2."
    }


def test_an_export_without_the_column_is_not_tested() -> None:
    records = {"grant": "grant_id | requested_at\nG-1 | 2026-01-05 09:00:00"}

    assert untold(CHECK, operation(records=records)) == {
        "business reason": "grant has no column reason (access grants)"
    }


def test_without_grants_nothing_is_tested() -> None:
    assert look(CHECK, operation()).verdict is Verdict.NOT_TESTED
