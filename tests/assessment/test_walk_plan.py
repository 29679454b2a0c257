"""Stage 1 walks a few processes, drawn so that nobody picks them, with one real record each."""

from collections import Counter
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from assay.assessment.walk_plan import RECORDS_EACH, WalkPlan, plan_walks
from assay.domain.criticality import Criticality
from assay.domain.process import Process
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.stage_plan import Stage
from tests.lib.stage1 import AS_OF, material

MANY = tuple(
    Process(key=f"PR-{number:02}", name=f"Process {number}", records=("ticket",))
    for number in range(12)
)
DAYS = {AS_OF - timedelta(days=age): 1 + age % 3 for age in (3, 20, 150, 400)}
TICKETS = RecordSummary("ticket", "records/tickets.csv", Stretch(9), DAYS)


def drawn(plan: WalkPlan) -> list[str]:
    return [walk.process for walk in plan.walks]


@pytest.mark.row("R-101", "R-142")
def test_as_many_as_the_profile_says_are_walked_and_each_shows_one_record() -> None:
    plan = plan_walks(material(*MANY, records=(TICKETS,)))

    assert (len(plan.walks), plan.asked, plan.of, RECORDS_EACH) == (3, 3, 12, 1)
    assert plan.stands
    for walk in plan.walks:
        assert walk.shows is not None
        assert walk.shows.file == "records/tickets.csv"
        assert walk.shows.day in DAYS
        assert walk.shows.day > date(2025, 6, 1)
        assert walk.shows.of == DAYS[walk.shows.day]


@pytest.mark.row("R-101")
def test_the_same_seed_draws_the_same_whatever_the_order_and_another_seed_draws_others() -> None:
    there, back = material(*MANY), material(*reversed(MANY))

    assert plan_walks(there) == plan_walks(back)
    assert plan_walks(there).seed == "somewhere/2026-01-31"
    assert {tuple(drawn(plan_walks(there, str(seed)))) for seed in range(20)} != {
        tuple(drawn(plan_walks(there)))
    }


@pytest.mark.row("R-101")
def test_critical_processes_are_drawn_more_often_and_light_ones_still_are() -> None:
    light = [each.changed(criticality=Criticality.LOW) for each in MANY[:6]]
    heavy = [each.changed(criticality=Criticality.CRITICAL) for each in MANY[6:]]
    at = material(*light, *heavy)

    counts = Counter(key for seed in range(300) for key in drawn(plan_walks(at, str(seed))))

    of_light = sum(counts[each.key] for each in light)
    of_heavy = sum(counts[each.key] for each in heavy)
    assert set(counts) == {each.key for each in MANY}
    assert 2.4 < of_heavy / of_light < 4  # four lots to one, less what is drawn without returning


@pytest.mark.row("R-101")
def test_a_process_without_a_record_of_the_window_has_nothing_to_show() -> None:
    old = RecordSummary("ticket", "records/tickets.csv", Stretch(1), {date(2025, 7, 30): 1})
    first = RecordSummary("ticket", "records/tickets.csv", Stretch(1), {date(2025, 7, 31): 1})

    before, within = (plan_walks(material(MANY[0], records=(each,))) for each in (old, first))

    assert before.walks[0].why_nothing == "there is no record from 2025-07-31 to 2026-01-31"
    assert (before.stands, within.stands) == (False, True)


def test_why_nothing_can_be_shown_is_told() -> None:
    silent = Process(key="PR-X", name="Process X")

    assert plan_walks(material(MANY[0])).walks[0].why_nothing == "records were not counted"
    assert plan_walks(material(silent, records=())).walks[0].why_nothing == (
        "the process names no family of records"
    )


@pytest.mark.row("R-142")
def test_a_walk_is_of_stage_1_and_nothing_can_make_it_one_of_stage_2() -> None:
    plan = plan_walks(material(*MANY, records=(TICKETS,)))

    assert plan.stage is Stage.STAGE_1
    assert "stage" not in {field.name for field in fields(plan)}
    with pytest.raises(TypeError):
        replace(plan, stage=Stage.STAGE_2)  # type: ignore[call-arg]


def test_without_processes_there_is_nothing_to_walk_and_that_does_not_stand() -> None:
    plan = plan_walks(material())

    assert (plan.walks, plan.stands) == ((), False)
