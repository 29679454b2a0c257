"""A procedure has been in force for longer than its own period, and no record tells of its use."""

from datetime import date, timedelta

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.document import Document, DocumentType
from assay.domain.document_version import DocumentVersion
from assay.domain.evidence import Evidence
from assay.domain.frequency import Frequency
from assay.domain.item import Item
from assay.domain.procedure_step import ProcedureStep
from assay.domain.process import Process
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.scope import VersionStatus
from assay.domain.soa_row import SoaRow
from tests.lib.stage1 import AS_OF, look, material, said

CHECK = "procedure-unused"
SINCE = date(2025, 6, 1)
PROCEDURE = Document(
    key="PRO-1",
    title="Restoring",
    type=DocumentType.PROCEDURE,
    status=VersionStatus.APPROVED,
    version="1.0",
    approved_on=SINCE,
)
STEP = ProcedureStep(key="PRO-1 / 1", document="PRO-1", position=1, does="Restore", family="test")
PAPER_ONLY = (
    "PRO-1 (Restoring) is in force since 2025-06-01, and there is no record of test since then."
)


def records(*days: date, family: str = "test") -> tuple[RecordSummary, ...]:
    whole = Stretch(len(days))
    return (RecordSummary(family, "records/t.csv", whole, dict.fromkeys(days, 1)),)


@pytest.mark.row("R-035")
def test_one_record_since_it_came_into_force_is_enough() -> None:
    at = material(PROCEDURE, STEP, records=records(SINCE))

    assert look(CHECK, at).verdict is Verdict.CONFORMS


@pytest.mark.row("R-035")
@pytest.mark.parametrize(
    "days", [(), (SINCE - timedelta(1),), (AS_OF + timedelta(1),)], ids=["none", "old", "to come"]
)
def test_without_a_record_since_then_it_is_paper_only(days: tuple[date, ...]) -> None:
    at = material(PROCEDURE, STEP, records=records(*days))

    deviation = look(CHECK, at).deviations[0]

    assert said(CHECK, at) == {"PRO-1": PAPER_ONLY}
    assert deviation.measured == "0 records"
    assert deviation.evidence == ("document PRO-1", "family test")


LINKS: dict[str, tuple[Item, ...]] = {
    "step": (STEP,),
    "process names the document": (
        Process(key="PR-1", name="Restore", documents=("PRO-1",), records=("test",)),
    ),
    "document names the process": (
        PROCEDURE.changed(processes=("PR-1",)),
        Process(key="PR-1", name="Restore", records=("test",)),
    ),
    "control names the document": (SoaRow(key="A.8.13", documents=("PRO-1",), families=("test",)),),
    "document names the control": (
        PROCEDURE.changed(controls=("A.8.13",)),
        SoaRow(key="A.8.13", families=("test",)),
    ),
    "promise": (Claim(key="C-1", document="PRO-1", kind=ClaimKind.COVERAGE, family="test"),),
}


@pytest.mark.row("R-035")
@pytest.mark.parametrize("items", LINKS.values(), ids=LINKS)
def test_whichever_row_names_the_records_links_them(items: tuple[Item, ...]) -> None:
    assert said(CHECK, material(PROCEDURE, *items, records=())) == {"PRO-1": PAPER_ONLY}
    assert said(CHECK, material(PROCEDURE, *items, records=records(AS_OF))) == {}


@pytest.mark.row("R-035")
@pytest.mark.parametrize(
    ("began", "speaks"), [(date(2025, 10, 31), False), (date(2025, 10, 30), True)]
)
def test_a_procedure_younger_than_the_months_asked_for_still_has_time(
    began: date, *, speaks: bool
) -> None:
    young = PROCEDURE.changed(approved_on=began)

    assert bool(said(CHECK, material(young, STEP, records=()))) is speaks


@pytest.mark.row("R-035")
@pytest.mark.parametrize(
    ("began", "speaks"), [(AS_OF - timedelta(366), False), (AS_OF - timedelta(367), True)]
)
def test_its_own_period_goes_before_the_usual_months(began: date, *, speaks: bool) -> None:
    yearly = Claim(
        key="C-1",
        document="PRO-1",
        kind=ClaimKind.FREQUENCY,
        family="test",
        every=Frequency.YEARLY,
    )

    at = material(PROCEDURE.changed(approved_on=began), yearly, records=())

    assert bool(said(CHECK, at)) is speaks


def test_the_first_version_sets_the_day_and_a_piece_of_evidence_is_a_record() -> None:
    first = DocumentVersion(
        key="PRO-1 / 0.9", document="PRO-1", version="0.9", in_force_from_on=date(2025, 1, 1)
    )
    note = Evidence(key="E-1", title="Note", family="test", created_on=date(2025, 1, 1))

    assert said(CHECK, material(PROCEDURE, STEP, first, note, records=())) == {}


def test_what_cannot_be_told_is_unknown() -> None:
    undated = PROCEDURE.changed(approved_on=None)

    assert [
        look(CHECK, at).why_not_tested
        for at in (
            material(PROCEDURE, STEP),
            material(PROCEDURE, records=()),
            material(undated, STEP, records=()),
        )
    ] == [
        "1 of 1 cannot be told: records were not counted",
        "1 of 1 cannot be told: nothing says which records it leaves",
        "1 of 1 cannot be told: nothing says since when it is in force",
    ]


def test_policies_and_drafts_are_not_looked_at() -> None:
    policy = PROCEDURE.changed(key="POL-1", type=DocumentType.POLICY)
    draft = PROCEDURE.changed(key="PRO-2", status=VersionStatus.DRAFT)

    assert look(CHECK, material(policy, draft, records=())).why_not_tested == (
        "no procedure is in use"
    )
