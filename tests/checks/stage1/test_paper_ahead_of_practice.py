"""The documents are much further than the work that they describe."""

from datetime import date

import pytest

from assay.checks.material import Material
from assay.domain.deviation import Threshold, Verdict
from assay.domain.document import Document
from assay.domain.process import Process
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.scope import VersionStatus
from assay.domain.soa_row import ControlStatus, SoaRow
from assay.standards.load import load_standard
from tests.lib.stage1 import AS_OF, look, material, said

CHECK = "paper-ahead-of-practice"
PARTS = [part for entry in load_standard("iso27001-2022").documents for part in entry.parts]
DOCUMENTS = [
    Document(
        key=part.key,
        title=part.title,
        satisfies=(part.key,),
        status=VersionStatus.APPROVED,
        version="1.0",
        approver="mira.vos",
        approved_on=date(2025, 6, 1),
    )
    for part in PARTS
]
FIRST_DAY = date(2025, 7, 31)


def in_operation(many: int, day: date = AS_OF, documents: list[Document] = DOCUMENTS) -> Material:
    """Return ten processes of which some left a record on a day."""
    processes = [
        Process(key=f"PR-{number}", name=f"Process {number}", records=(f"family_{number}",))
        for number in range(10)
    ]
    summaries = tuple(
        RecordSummary(f"family_{number}", f"{number}.csv", Stretch(1), {day: 1})
        for number in range(many)
    )
    return material(*documents, *processes, records=summaries)


@pytest.mark.row("R-036")
@pytest.mark.parametrize(("many", "speaks"), [(7, False), (6, True)])
def test_thirty_points_may_lie_between_paper_and_practice(many: int, *, speaks: bool) -> None:
    assert bool(said(CHECK, in_operation(many))) is speaks


@pytest.mark.row("R-036")
def test_both_figures_are_told() -> None:
    looked = look(CHECK, in_operation(6))

    assert looked.deviations[0].says == (
        "14 of 14 required documents stand (100 %), and 6 of 10 controls and processes have "
        "records (60 %): paper is 40 percentage points ahead."
    )
    assert looked.deviations[0].measured == "40 percentage points"
    assert looked.deviations[0].threshold == Threshold("30 percentage points", "default of Assay")
    assert looked.deviations[0].evidence == (
        "process PR-6",
        "process PR-7",
        "process PR-8",
        "process PR-9",
    )
    assert looked.deviations[0].signal


@pytest.mark.row("R-036")
def test_little_on_paper_is_no_more_than_little_in_practice() -> None:
    without_version = [each.changed(version="") for each in DOCUMENTS]

    assert said(CHECK, in_operation(0, documents=without_version)) == {}


@pytest.mark.parametrize(
    ("day", "speaks"), [(FIRST_DAY, False), (date(2025, 7, 30), True), (date(2026, 2, 1), True)]
)
def test_only_records_of_the_window_show_operation(day: date, *, speaks: bool) -> None:
    assert bool(said(CHECK, in_operation(10, day))) is speaks


def test_a_control_that_is_only_planned_is_not_expected_to_leave_records() -> None:
    planned = SoaRow(key="A.5.1", status=ControlStatus.PLANNED, families=("x",))
    operating = planned.changed(key="A.5.2", status=ControlStatus.OPERATING)

    assert look(CHECK, material(planned, records=())).verdict is Verdict.NOT_TESTED
    assert look(CHECK, material(operating, *DOCUMENTS, records=())).deviations[0].evidence == (
        "control A.5.2",
    )


def test_what_cannot_be_told_is_unknown() -> None:
    counted = in_operation(0)
    uncounted = Material(counted.dossier, AS_OF, counted.standards, counted.profile)

    assert look(CHECK, uncounted).why_not_tested == (
        "1 of 2 cannot be told: records were not counted"
    )
    assert look(CHECK, material(*DOCUMENTS, records=())).why_not_tested == (
        "no control and no process says which records it leaves"
    )
    assert look(CHECK, material(standards=[])).why_not_tested == "no document is required"
