"""A full internal audit found nothing at all, or nothing came of what it found."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.internal_audit import AuditExtent
from tests.lib.audits import an_audit
from tests.lib.reviews import but, without
from tests.lib.stage1 import look, material, said

CHECK = "audit-without-findings"


@pytest.mark.row("R-087")
def test_one_finding_with_an_action_is_silent() -> None:
    assert look(CHECK, material(*an_audit())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-087")
def test_nothing_found_is_a_signal_and_no_nonconformity() -> None:
    (deviation,) = look(CHECK, material(*without(an_audit(), "IA-1-F1", "IA-1-C1"))).deviations

    assert deviation.signal
    assert deviation.says == (
        "IA-1, a full audit completed on 2026-01-09, led to no finding of any kind."
    )


@pytest.mark.row("R-087")
def test_findings_without_any_action_are_a_signal() -> None:
    assert said(CHECK, material(*without(an_audit(), "IA-1-C1"))) == {
        "IA-1": "IA-1, a full audit completed on 2026-01-09, led to 1 findings and no action."
    }


def test_an_audit_of_a_part_is_not_looked_at() -> None:
    part = but(without(an_audit(), "IA-1-F1", "IA-1-C1"), "IA-1", extent=AuditExtent.PART)

    assert look(CHECK, material(*part)).verdict is Verdict.NOT_TESTED
