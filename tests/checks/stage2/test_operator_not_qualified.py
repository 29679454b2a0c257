"""Somebody worked at a machine, or inspected, without being qualified for it that day."""

from datetime import date

import pytest

from assay.domain.competence import Competence
from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, said, untold
from tests.lib.works import works

CHECK = "operator-not-qualified"
CARD = Competence(
    key="C-1",
    person="ana",
    fit_for="turning in the cell U-TRN",
    valid_from_on=date(2024, 1, 1),
    valid_until_on=date(2026, 1, 12),
)
EYES = Competence(
    key="C-2", person="bo", fit_for="dimensional inspection", valid_from_on=date(2024, 1, 1)
)
JOBS = """
    job_id | order | part | revision | quantity | started_at | operator | machine | team
    -------+-------+------+----------+----------+------------+----------+---------+------
    WO-1   | SO-1  | P-1  | A        | 8        | {at}       | {who}    | TU-01   | {team}
    WO-2   | SO-2  | P-1  | A        | 8        | 2026-01-05 | ana      | TU-01   | U-TRN
"""
LOOKS = """
    inspection_id | job  | kind  | inspected_at | inspector | result   | team
    --------------+------+-------+--------------+-----------+----------+------
    IR-1          | WO-1 | final | {at}         | {who}     | accepted | U-INS
"""


def work(at: str = "2026-01-12", who: str = "ana", team: str = "U-TRN") -> dict[str, str]:
    return {
        "work_order": JOBS.format(at=at, who=who, team=team),
        "inspection": LOOKS.format(at="2026-01-13", who="bo"),
    }


def test_the_last_day_of_the_card_is_silent() -> None:
    found = look(CHECK, works(CARD, EYES, **work()))

    assert found.verdict is Verdict.CONFORMS
    assert [each.conforming for each in found.figures] == [2, 1]


@pytest.mark.parametrize(
    ("records", "told"),
    [
        (work(at="2026-01-13"), "WO-1 (ana on 2026-01-13)"),
        (work(who="cy"), "WO-1 (cy on 2026-01-12)"),
        (work(team="U-MIL"), "WO-1 (ana on 2026-01-12)"),
    ],
    ids=["a day later", "nothing on record", "another cell"],
)
def test_who_had_no_card_for_the_work_that_day_is_named(records: dict[str, str], told: str) -> None:
    if "U-MIL" in records["work_order"]:
        records["work_order"] += "    WO-3 | SO-3 | P-1 | A | 8 | 2026-01-05 | bo | MI-01 | U-MIL\n"

    assert said(CHECK, works(CARD, EYES, **records)) == {
        "operators": (
            f"1 of {3 if 'WO-3' in records['work_order'] else 2} jobs had somebody at work "
            f"without a qualification that day: {told}."
        )
    }


def test_an_inspector_is_asked_for_as_well() -> None:
    records = work()
    records["inspection"] = LOOKS.format(at="2026-01-13", who="ana")

    assert said(CHECK, works(CARD, EYES, **records)) == {
        "inspectors": "1 of 1 inspections had somebody at work without a qualification that day: "
        "IR-1 (ana on 2026-01-13)."
    }


def test_a_card_renewed_after_a_gap_leaves_the_gap() -> None:
    renewed = CARD.changed(
        key="C-3", valid_from_on=date(2026, 1, 15), valid_until_on=date(2029, 1, 15)
    )

    assert look(CHECK, works(CARD, renewed, EYES, **work(at="2026-01-14"))).deviations
    assert not look(CHECK, works(CARD, renewed, EYES, **work(at="2026-01-15"))).deviations


def test_a_role_is_no_skill_at_a_machine() -> None:
    auditor = EYES.changed(key="C-4", person="cy", fit_for="internal auditor")

    assert look(CHECK, works(CARD, EYES, auditor, **work(who="cy"))).deviations


def test_a_job_without_its_operator_cannot_be_told() -> None:
    assert untold(CHECK, works(CARD, EYES, **work(who=""))) == {
        "operators": "1 of 2 cannot be decided (work orders)"
    }


def test_without_cards_or_records_nothing_is_tested() -> None:
    assert look(CHECK, works(CARD)).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, works(**work())) == {
        "inspectors": "no competence of anybody is on record (inspections)",
        "operators": "no competence of anybody is on record (work orders)",
    }
