"""The scope leaves something out and does not say why."""

from datetime import date

import pytest

from assay.domain.boundary import Boundary, Stance
from assay.domain.deviation import Verdict
from assay.domain.inventory_kind import InventoryKind
from assay.domain.scope import Scope, VersionStatus
from tests.lib.stage1 import look, material, said

CHECK = "scope-exclusion-without-reason"
SCOPE = Scope(key="1.0", version="1.0", status=VersionStatus.APPROVED, approved_on=date(2025, 6, 1))
OUT = Boundary(
    key="b1",
    scope="1.0",
    kind=InventoryKind.SITE,
    item="LAB",
    stance=Stance.OUT,
    reason="Nobody works there for customers.",
)


@pytest.mark.row("R-001")
def test_a_reason_is_silent_and_none_speaks() -> None:
    assert look(CHECK, material(SCOPE, OUT)).verdict is Verdict.CONFORMS
    assert said(CHECK, material(SCOPE, OUT.changed(reason=""))) == {
        "LAB": "Site LAB is left out of scope 1.0 without a reason."
    }


def test_what_is_in_needs_no_reason() -> None:
    inside = OUT.changed(stance=Stance.IN, reason="")

    assert look(CHECK, material(SCOPE, inside)).verdict is Verdict.NOT_TESTED


def test_clauses_of_an_older_scope_do_not_count() -> None:
    assert look(CHECK, material(SCOPE, OUT.changed(scope="0.9"))).verdict is Verdict.NOT_TESTED
