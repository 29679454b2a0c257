"""No internal audit has been completed."""

from datetime import date

import pytest

from assay.domain.internal_audit import AuditExtent, AuditStatus, InternalAudit
from tests.lib.audits import an_audit
from tests.lib.reviews import but
from tests.lib.stage1 import AS_OF, material, said

MISSING = {
    "iso27001-2022": "No internal audit for ISO/IEC 27001:2022 was completed by 2026-01-31; "
    "none is planned."
}


@pytest.mark.row("R-083")
def test_an_audit_that_ends_on_the_day_counts() -> None:
    assert said("audit-unheld", material(*an_audit(ended_on=AS_OF))) == {}


@pytest.mark.row("R-083")
@pytest.mark.parametrize(
    "change",
    [
        {"ended_on": date(2026, 2, 1)},
        {"status": AuditStatus.RUNNING},
        {"extent": AuditExtent.MINI},
        {"standards": ("iso9001-2015",)},
    ],
)
def test_what_is_no_completed_audit_of_the_standard_does_not(change: dict[str, object]) -> None:
    assert said("audit-unheld", material(*but(an_audit(), "IA-1", **change))) == MISSING


def test_the_next_plan_is_named() -> None:
    planned = InternalAudit(key="IA-2", planned_on=date(2026, 4, 1))

    assert (
        "the next is planned for 2026-04-01" in said("audit-unheld", material(planned)).popitem()[1]
    )
