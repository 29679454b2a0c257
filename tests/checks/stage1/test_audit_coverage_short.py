"""The internal audits left out a clause, a site, a key process or a theme of controls."""

import pytest

from assay.domain.audit_coverage import AuditCoverage, CoverageResult
from assay.domain.deviation import Verdict
from assay.domain.inventory_kind import InventoryKind
from assay.domain.item import Item
from assay.domain.process import Process
from assay.domain.site import Site
from assay.domain.soa_row import Applicability, SoaRow
from tests.lib.audits import CLAUSES, an_audit
from tests.lib.reviews import but, without
from tests.lib.stage1 import look, material, said

CHECK = "audit-coverage-short"


def cell(clause: str, **fields: object) -> AuditCoverage:
    return AuditCoverage.model_validate(
        {
            "key": f"IA-1 {clause} {fields}",
            "audit": "IA-1",
            "clause": clause,
            "result": CoverageResult.CONFORMS,
            "evidence": ("a record",),
            **fields,
        }
    )


@pytest.mark.row("R-082")
def test_every_clause_is_a_cell() -> None:
    looked = look(CHECK, material(*an_audit()))

    assert (looked.verdict, len(looked.population)) == (Verdict.CONFORMS, len(CLAUSES))


@pytest.mark.row("R-082")
@pytest.mark.parametrize(
    "change",
    [
        {"evidence": ()},
        {"result": CoverageResult.NOT_LOOKED_AT},
        {"result": None},
    ],
)
def test_a_clause_without_evidence_seen_is_not_covered(change: dict[str, object]) -> None:
    assert said(CHECK, material(*but(an_audit(), "IA-1 6.1.2", **change))) == {
        "6.1.2": "Clause 6.1.2 (Information security risk assessment) was covered by no internal "
        f"audit for ISO/IEC 27001:2022; {len(CLAUSES) - 1} of {len(CLAUSES)} cells were."
    }


@pytest.mark.row("R-082")
def test_a_lettered_item_covers_its_clause_and_a_chapter_does_not() -> None:
    less = without(an_audit(), "IA-1 6.1.2")

    assert said(CHECK, material(*less, cell("6.1.2 c"))) == {}
    assert set(said(CHECK, material(*less, cell("6.1")))) == {"6.1.2"}


@pytest.mark.row("R-082")
@pytest.mark.parametrize(
    ("thing", "covering", "about"),
    [
        (Site(key="S1", name="Porto"), cell("8.1", site="S1"), "S1"),
        (
            Process(key="P1", name="Sales", key_process=True),
            cell("8.1", kind=InventoryKind.PROCESS, item="P1"),
            "P1",
        ),
        (
            SoaRow(key="A.7.4", applicability=Applicability.INCLUDED),
            cell("A.7.1"),
            "Physical",
        ),
    ],
)
def test_sites_key_processes_and_themes_are_cells(
    thing: Item, covering: AuditCoverage, about: str
) -> None:
    assert set(said(CHECK, material(*an_audit(), thing))) == {about}
    assert said(CHECK, material(*an_audit(), thing, covering)) == {}


@pytest.mark.row("R-082", "R-084")
def test_a_cell_audited_by_its_owner_does_not_count() -> None:
    process = Process(key="P1", name="Sales", key_process=True, owner="ivo")
    covering = cell("8.1", kind=InventoryKind.PROCESS, item="P1")

    assert set(said(CHECK, material(*an_audit(), process, covering))) == {"P1"}


def test_without_an_audit_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
