"""The Statement of Applicability was approved before the last decision on treating a risk."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.scope import VersionStatus
from assay.domain.soa import Soa
from tests.lib.reviews import but
from tests.lib.stage1 import look, material, said
from tests.lib.statements import a_statement

CHECK = "soa-outdated"


@pytest.mark.row("R-050")
def test_a_statement_approved_on_the_day_of_the_decision_is_silent_and_one_before_speaks() -> None:
    same_day = but(a_statement(), "R-1", decided_on=date(2025, 12, 1))
    day_after = but(a_statement(), "R-1", decided_on=date(2025, 12, 2))

    assert look(CHECK, material(*same_day)).verdict is Verdict.CONFORMS
    assert said(CHECK, material(*day_after)) == {
        "2.0": (
            "Version 2.0 of the Statement of Applicability was approved on 2025-12-01, before "
            "the treatment of R-1 was decided on 2025-12-02; 1 of 1 decisions are later."
        )
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"decided_on": date(2025, 12, 2), "decision": "retain"},
        {"decided_on": date(2026, 2, 1)},
    ],
)
def test_what_changes_no_control_or_comes_after_the_audit_does_not_count(
    fields: dict[str, object],
) -> None:
    assert said(CHECK, material(*but(a_statement(), "R-1", **fields))) == {}


def test_the_latest_version_counts() -> None:
    later = Soa(
        key="2.1", version="2.1", status=VersionStatus.APPROVED, approved_on=date(2026, 1, 5)
    )
    day_after = but(a_statement(), "R-1", decided_on=date(2025, 12, 2))

    assert said(CHECK, material(*day_after, later)) == {}


def test_a_statement_approved_on_no_day_is_unknown() -> None:
    looked = look(CHECK, material(*but(a_statement(), "2.0", approved_on=None)))

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.why_not_tested == "1 of 1 cannot be told: nobody says when it was approved"


def test_without_an_approved_statement_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
