"""Something that shows the commitment of top management is missing."""

from datetime import date

import pytest

from assay.domain.audit_programme import AuditProgramme
from assay.domain.deviation import Verdict
from assay.domain.document import Document, DocumentType
from assay.domain.item import Item
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.scope import VersionStatus
from tests.lib.reviews import a_review, but, without
from tests.lib.stage1 import look, material, said

CHECK = "sponsor-uncommitted"


def committed() -> list[Item]:
    return [
        *but(a_review(), "MR-1-D1", about="resources"),
        RoleAssignment(key="mira sponsor", person="mira", role=Role.SPONSOR),
        Document(
            key="POL-01",
            title="Policy",
            type=DocumentType.POLICY,
            status=VersionStatus.APPROVED,
            approver="mira",
            approved_on=date(2025, 6, 1),
        ),
        AuditProgramme(key="AP-1", approved_by="mira", approved_on=date(2026, 1, 31)),
    ]


@pytest.mark.row("R-078")
def test_all_five_on_record_is_silent() -> None:
    looked = look(CHECK, material(*committed()))

    assert (looked.verdict, len(looked.population)) == (Verdict.CONFORMS, 5)


@pytest.mark.row("R-078")
@pytest.mark.parametrize(
    ("key", "change", "sign"),
    [
        ("mira sponsor", {"until_on": date(2026, 1, 30)}, "a sponsor"),
        ("POL-01", {"approver": "ana"}, "a policy approved by top management"),
        ("MR-1-D1", {"about": "scope"}, "a decision about resources"),
        ("AP-1", {"approved_on": date(2026, 2, 1)}, "an approved audit programme"),
    ],
)
def test_each_missing_sign_is_named(key: str, change: dict[str, object], sign: str) -> None:
    assert said(CHECK, material(*but(committed(), key, **change))) == {
        sign: f"There is no record of {sign} by 2026-01-31."
    }


@pytest.mark.row("R-078")
def test_nobody_at_the_top_of_the_table_is_named() -> None:
    assert set(said(CHECK, material(*without(committed(), "MR-1 mira")))) == {
        "top management at a management review"
    }


def test_an_empty_organisation_is_not_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
