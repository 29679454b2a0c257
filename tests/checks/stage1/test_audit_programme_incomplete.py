"""The internal audit programme does not say what is audited when, by whom and against what."""

from datetime import date

import pytest

from assay.domain.audit_programme import AuditProgramme
from assay.domain.deviation import Verdict
from assay.domain.frequency import Frequency
from assay.domain.internal_audit import InternalAudit
from assay.domain.item import Item
from tests.lib.reviews import but, without
from tests.lib.stage1 import look, material, said

CHECK = "audit-programme-incomplete"
WHOLE: list[Item] = [
    AuditProgramme(
        key="AP-1",
        standards=("iso27001-2022",),
        every=Frequency.YEARLY,
        approved_by="mira",
        from_on=date(2026, 1, 31),
    ),
    InternalAudit(key="IA-1", programme="AP-1", lead="ivo", sites=("S1",)),
]


@pytest.mark.row("R-081")
def test_a_whole_programme_is_silent() -> None:
    assert look(CHECK, material(*WHOLE)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-081")
@pytest.mark.parametrize(
    ("key", "change", "says"),
    [
        ("AP-1", {"standards": ()}, "no standard to audit against"),
        ("AP-1", {"every": None}, "no frequency"),
        ("AP-1", {"approved_by": ""}, "no approval"),
        ("IA-1", {"lead": ""}, "no auditor for IA-1"),
        ("IA-1", {"sites": ()}, "nothing to audit in IA-1"),
    ],
)
def test_each_missing_thing_is_named(key: str, change: dict[str, object], says: str) -> None:
    assert said(CHECK, material(*but(WHOLE, key, **change))) == {
        "AP-1": f"Audit programme AP-1 has {says}."
    }


@pytest.mark.row("R-081")
def test_a_programme_without_audits_is_named() -> None:
    assert said(CHECK, material(*without(WHOLE, "IA-1"))) == {
        "AP-1": "Audit programme AP-1 has no audit planned."
    }


def test_a_programme_that_has_not_begun_is_not_looked_at() -> None:
    later = but(WHOLE, "AP-1", from_on=date(2026, 2, 1))

    assert look(CHECK, material(*later)).verdict is Verdict.NOT_TESTED
