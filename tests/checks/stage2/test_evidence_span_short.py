"""The records of a control or a process do not reach back far enough."""

from datetime import date

import pytest

from assay.assessment.stage1 import assess_stage1
from assay.domain.deviation import Verdict
from assay.domain.process import Process
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.soa_row import ControlStatus
from tests.lib.spans import WALK, slips
from tests.lib.stage1 import material
from tests.lib.stage2 import look, operation, said, untold

CHECK = "evidence-span-short"
LATE = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26", "2026-01-30")
THREE = ("2025-10-31", "2025-11-30", "2025-12-31")


@pytest.mark.row("R-146", "R-047")
def test_three_records_over_three_months_are_silent() -> None:
    found = look(CHECK, operation(WALK, *slips(*THREE)))

    assert found.verdict is Verdict.CONFORMS


@pytest.mark.row("R-146", "R-047")
def test_five_records_of_the_last_month_speak_with_the_day_that_they_span_enough() -> None:
    at = operation(WALK, *slips(*LATE))

    (deviation,) = look(CHECK, at).deviations

    assert deviation.says == (
        "A.7.4 (Physical security monitoring): 5 of office_walk, and the first record is of "
        "2026-01-05; it spans 3 months on 2026-04-05."
    )
    assert deviation.measured == "26 days"
    assert deviation.threshold is not None
    assert deviation.threshold.value == "3 months"


@pytest.mark.row("R-047")
def test_a_control_without_any_record_speaks() -> None:
    at = operation(WALK, *slips(*THREE, family="another"))

    assert said(CHECK, at) == {
        "A.7.4": "A.7.4 (Physical security monitoring): there is no record of office_walk."
    }


def test_a_control_said_to_operate_without_a_record_is_told_by_its_own_check() -> None:
    at = operation(WALK.changed(status=ControlStatus.OPERATING))

    assert said(CHECK, at) == {}
    assert list(said("control-status-untrue", at)) == ["A.7.4"]


@pytest.mark.row("R-146")
def test_a_process_speaks_too() -> None:
    process = Process(key="PR-1", name="Walk", records=("office_walk",))

    assert list(said(CHECK, operation(process, *slips("2026-01-10")))) == ["PR-1"]


@pytest.mark.row("R-146", "R-306")
def test_what_was_not_handed_in_is_unknown() -> None:
    at = operation(WALK.changed(families=("incident",)))

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, at) == {"A.7.4": "no records of incident were handed in"}


def test_without_controls_and_processes_nothing_is_tested() -> None:
    found = look(CHECK, operation())

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == "no control is included and no process names its records"


@pytest.mark.row("R-111")
def test_a_system_of_seven_days_passes_stage_1_and_not_stage_2() -> None:
    days = {date(2026, 1, day): 2 for day in range(25, 32)}
    row = WALK.changed(families=("access_review",))
    reviews = "review_id | system | reviewed_at | reviewer\n---+---+---+---\n" + "\n".join(
        f"R-{day.day} | vault | {day} 10:00:00 | ana" for day in days
    )
    summary = RecordSummary(
        "access_review", "records/access_review.csv", Stretch(14, min(days), max(days)), days
    )

    stage1 = assess_stage1(material(row, records=(summary,)), only=["operation-unseen"])
    stage2 = look(CHECK, operation(row, records={"access_review": reviews}))

    assert [each.verdict for each in stage1.results] == [Verdict.CONFORMS]
    assert stage2.verdict is Verdict.DEVIATES
    assert stage2.deviations[0].measured == "6 days"
