"""A forecast of an organisation: chances from tests of whole populations, and the honest date."""

from datetime import date, timedelta

import pytest

from assay.assessment.earliest_stage2 import ControlRecords, earliest_stage2
from assay.assessment.forecast import Forecast, forecast
from assay.assessment.forecast_inputs import control_populations, control_records, weights_of
from assay.assessment.sampling.weights import PlanWeight
from assay.assessment.stage1 import assess_stage1
from assay.assessment.stage2 import assess_stage2
from assay.checks.operation import Operation
from assay.domain.case import Case
from assay.domain.item import Item
from assay.output.forecast import forecast_as_json
from assay.output.forecast_text import forecast_lines
from tests.assessment.sampling.test_sample_sheet import PROMISE, incidents
from tests.lib.spans import WALK, slips
from tests.lib.stage2 import operation

AS_OF = date(2026, 1, 31)
LATE = "incident-logged-late CLM-5 [8.1, A.5.26]"


def at(*items: Item, late: int = 6, records: str | None = None) -> Operation:
    told = incidents(late=late) if records is None else records
    return operation(PROMISE, *items, records={"incident": told})


def told(of: Operation) -> Forecast:
    return forecast(control_populations(of, assess_stage2(of)))


def chances(of: Operation) -> dict[str, str]:
    return {
        each.of.control.split(" [")[0]: f"{float(each.chance):.4f} of {each.of.size}"
        for each in told(of).controls
    }


def records_of(of: Operation, *weights: PlanWeight) -> dict[str, ControlRecords]:
    return {each.control: each for each in control_records(of, weights)}


@pytest.mark.row("R-136")
def test_a_population_test_makes_the_chance_that_the_usual_sample_meets_it() -> None:
    # 54 over 3 of 60 over 3 miss all six.
    assert chances(at())["incident-logged-late CLM-5"] == "0.2752 of 3"
    assert chances(at(late=0))["incident-logged-late CLM-5"] == "0.0000 of 3"
    assert chances(at(late=60))["incident-logged-late CLM-5"] == "1.0000 of 3"


def test_one_more_deviation_raises_the_expected_findings() -> None:
    less, more = (sum(grade.expected for grade in told(at(late=late)).grades) for late in (6, 7))

    assert less < more


def test_a_check_without_its_records_is_unknown_with_its_reason_and_in_no_figure() -> None:
    found = told(at())

    unknown = {each.control.split(" [")[0]: each.why for each in found.unknown}
    assert unknown["alert-unanswered"] == "there are no records of alert"
    assert not any("alert-unanswered" in each.of.control for each in found.controls)
    assert len(set(found.unknown)) == len(found.unknown)
    assert not found.complete


@pytest.mark.parametrize(
    ("late", "why", "met"),
    [(0, "1 of 61 cannot be decided", 0), (6, "1 of 61 could not be decided", 6)],
)
def test_what_cannot_be_decided_is_unknown_beside_what_deviates(
    late: int, why: str, met: int
) -> None:
    undated = incidents(late=late) + "\nINC-900 | high | | 2026-01-30 10:00 | Porto"

    found = told(at(records=undated))

    assert [each.why for each in found.unknown if "CLM-5" in each.control] == [why]
    assert (
        sum(each.of.deviations or 0 for each in found.controls if "CLM" in each.of.control) == met
    )


@pytest.mark.row("R-216")
def test_the_first_record_and_the_first_cycle_of_a_control_come_from_its_records() -> None:
    of = operation(WALK, *slips("2025-09-01", "2025-11-20", "2025-12-18", "2026-01-15"))

    (walk,) = records_of(of).values()

    assert (walk.first_on, walk.cycle) == (date(2025, 9, 1), "monthly")
    assert walk.first_passed_on == date(2025, 12, 18)


@pytest.mark.row("R-216")
def test_one_record_is_the_cycle_of_what_happens_once_a_year() -> None:
    yearly = WALK.changed(frequency="yearly")

    (walk,) = records_of(operation(yearly, *slips("2025-09-01"))).values()

    assert walk.first_passed_on == date(2025, 9, 1)


@pytest.mark.row("R-216")
def test_records_too_far_apart_never_made_a_cycle_and_there_is_no_honest_date() -> None:
    of = operation(WALK, *slips("2025-06-01", "2025-11-20"))

    found = earliest_stage2(control_records(of), AS_OF, of.profile)

    assert found.earliest_on is None
    assert [(each.control, each.why) for each in found.undated] == [
        ("A.7.4", "its first monthly cycle has not passed")
    ]


@pytest.mark.row("R-216")
def test_an_older_record_in_the_dossier_moves_the_date_earlier() -> None:
    young = operation(WALK, *slips("2026-01-07", "2026-01-28"))
    older = operation(WALK, *slips("2025-12-20", "2026-01-07", "2026-01-28"))

    dates = [
        earliest_stage2(control_records(each), AS_OF, each.profile).earliest_on
        for each in (young, older)
    ]

    assert dates == [date(2026, 4, 7), date(2026, 3, 20)]


@pytest.mark.row("R-216")
def test_a_control_without_records_is_undated_with_the_reason() -> None:
    of = operation(WALK)

    found = earliest_stage2(control_records(of), AS_OF, of.profile)

    assert [(each.control, each.why) for each in found.undated] == [
        ("A.7.4", "there is no record of office_walk")
    ]


@pytest.mark.row("R-216")
def test_a_flagged_control_counts_fresh_weeks_from_stage_1() -> None:
    case = Case(
        key="C", name="Certificate", standards=("iso27001-2022",), stage1_on=date(2026, 2, 2)
    )
    of = operation(case, WALK, *slips("2025-12-18", "2026-01-15"))

    plain = records_of(of)["A.7.4"]
    flagged = records_of(of, PlanWeight("A.7.4", 5, flagged=True, reasons=()))["A.7.4"]

    assert plain.flagged_on is None
    assert flagged.flagged_on == date(2026, 2, 2)
    found = earliest_stage2([flagged], date(2026, 2, 2), of.profile)
    assert found.earliest_on == date(2026, 2, 2) + timedelta(weeks=8)


def test_what_stage_1_saw_makes_the_weights() -> None:
    of = operation(WALK)

    (weight,) = weights_of(of, assess_stage1(of))

    assert (weight.control, weight.flagged) == ("A.7.4", True)


def test_a_forecast_is_told_with_date_figures_unknown_and_assumptions() -> None:
    of = at(WALK, *slips("2025-12-20", "2026-01-07", "2026-01-28"))
    earliest = earliest_stage2(control_records(of), AS_OF, of.profile)

    lines = list(forecast_lines("somewhere", AS_OF, told(of), earliest, date(2026, 3, 19)))

    assert lines[:6] == [
        "somewhere: forecast of Stage 2 as of 2026-01-31",
        "",
        "Earliest honest date: 2026-03-20",
        "  2026-03-20  A.7.4: its first record is of 2025-12-20, and 3 months follow",
        "  2026-02-28  gap: 4 weeks follow the end of Stage 1 on 2026-01-31",
        "  2026-01-07  A.7.4: its first monthly cycle passed on 2026-01-07",
    ]
    assert lines[6] == "Stage 2 on 2026-03-19 is not honest yet."
    assert "Findings to expect, at the least" in lines
    assert any(
        "6 of 60 deviate; a sample of 3 meets one with 27.5 % (of 3 27.5 %, of 5 42.1 %)" in line
        for line in lines
    )
    assert any(line.startswith("Unknown (") for line in lines)
    assert lines[-6:] == ["Taken for granted", *(f"  {each}" for each in told(of).assumptions)]


def test_where_a_control_has_no_date_the_text_says_none_yet_and_why() -> None:
    of = operation(WALK)
    earliest = earliest_stage2(control_records(of), None, of.profile)

    lines = list(forecast_lines("somewhere", AS_OF, forecast([]), earliest))

    assert lines[2:6] == [
        "Earliest honest date: none yet",
        "  A.7.4: there is no record of office_walk",
        "",
        "Nothing was tested, so nothing can be foretold.",
    ]


def test_json_has_the_chances_the_unknown_and_the_date() -> None:
    of = at(WALK, *slips("2025-12-20", "2026-01-07", "2026-01-28"))
    earliest = earliest_stage2(control_records(of), AS_OF, of.profile)

    found = forecast_as_json("somewhere", AS_OF, told(of), earliest, date(2026, 3, 20))

    assert found["earliest_stage2"]["earliest_on"] == "2026-03-20"
    assert found["earliest_stage2"]["binding"] == "A.7.4"
    assert found["earliest_stage2"]["planned_is_honest"] is True
    late = next(each for each in found["controls"] if "CLM-5" in each["control"])
    assert (late["population"], late["deviations"], late["sample"]) == (60, 6, 3)
    assert (late["chance"], late["customary"]["5"]) == (0.275161, 0.420946)
    for grade in found["grades"]:
        assert sum(grade["distribution"]) == pytest.approx(1, abs=1e-4)
    assert found["complete"] is False
