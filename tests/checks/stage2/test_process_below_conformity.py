"""A process does not run as it is described."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.item import Item
from assay.domain.procedure_step import ProcedureStep
from assay.domain.process import Process
from tests.lib.stage2 import look, operation, said, untold

CHECK = "process-below-conformity"
RELEASE = Process(key="release", name="Release software")
ACTIVITIES = ("requested", "approved", "implemented", "closed")
INCIDENTS = """
    incident_id | severity | detected_at         | logged_at           | closed_at
    ------------+----------+---------------------+---------------------+--------------------
    I-1         | high     | 2026-01-02 09:00:00 | 2026-01-02 10:00:00 | 2026-01-03 10:00:00
    I-2         | high     | 2026-01-04 09:00:00 |                     | 2026-01-05 10:00:00
    I-3         | high     | 2026-01-06 09:00:00 | 2026-01-06 10:00:00 |
"""


def steps(family: str, *activities: str) -> list[Item]:
    return [
        ProcedureStep(
            key=f"PRO-4 / {place}",
            document="PRO-4",
            process="release",
            position=place,
            does=f"Step {place}",
            activity=activity,
            family=family,
        )
        for place, activity in enumerate(activities, start=1)
    ]


def log(cases: int, without_approval: int, unfinished: int = 0) -> dict[str, str]:
    """Return a log of cases, the first of which lack their approval, and some unfinished ones."""
    lines = ["event_id | case | activity | at", "--+--+--+--"]
    for case in range(cases + unfinished):
        for place, activity in enumerate(ACTIVITIES):
            left_out = activity == "approved" and case < without_approval
            if left_out or (case >= cases and place > 0):
                continue
            lines.append(f"E-{case}-{place} | C-{case:02} | {activity} | 2026-01-05 1{place}:00:00")
    return {"event": "\n".join(lines)}


@pytest.mark.row("R-102")
@pytest.mark.parametrize(("without", "silent"), [(4, True), (5, False)])
def test_95_percent_are_silent_and_less_speaks_with_the_missing_step(
    without: int,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    # Four steps in 20 cases: 4 approvals missing leave 76 of 80 steps.
    at = operation(RELEASE, *steps("event", *ACTIVITIES), records=log(20, without))

    assert said(CHECK, at) == (
        {}
        if silent
        else {
            "release": (
                "release (Release software): records bear out 93 % of 4 documented steps; "
                'PRO-4 / 2 ("Step 2") in 15 of 20.'
            )
        }
    )


@pytest.mark.row("R-102")
def test_cases_under_way_are_not_held_against_anybody() -> None:
    at = operation(RELEASE, *steps("event", *ACTIVITIES), records=log(4, 0, unfinished=30))

    assert look(CHECK, at).verdict is Verdict.CONFORMS


@pytest.mark.row("R-102")
def test_a_step_recorded_as_a_column_counts_over_the_records_that_came_to_the_end() -> None:
    at = operation(
        RELEASE, *steps("incident", "logged_at", "closed_at"), records={"incident": INCIDENTS}
    )

    assert said(CHECK, at) == {
        "release": (
            "release (Release software): records bear out 75 % of 2 documented steps; "
            'PRO-4 / 1 ("Step 1") in 1 of 2.'
        )
    }


@pytest.mark.row("R-102")
def test_a_step_that_leaves_no_record_of_its_family_is_missing() -> None:
    empty = {"drill": "drill_id | severity | held_at\n--+--+--"}

    at = operation(RELEASE, *steps("drill", ""), records=empty)

    assert list(said(CHECK, at)) == ["release"]


@pytest.mark.row("R-102", "R-306")
def test_a_family_that_nobody_handed_in_is_unknown() -> None:
    at = operation(
        RELEASE,
        *steps("incident", "closed_at"),
        *(each.changed(key="PRO-5 / 1", document="PRO-5", family="drill", activity="held_at")
          for each in steps("drill", "held_at")),
        records={"incident": INCIDENTS},
    )  # fmt: skip

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, at) == {"release": "no record tells of PRO-5 / 1"}


def test_without_tagged_steps_nothing_is_tested() -> None:
    found = look(CHECK, operation(RELEASE, *steps("", "")))

    assert found.why_not_tested == "no process has steps that say how they are recorded"
