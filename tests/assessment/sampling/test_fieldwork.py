"""Every drawn record is decided before Stage 2 closes, and what was not shown never conforms."""

from datetime import UTC, datetime

import pytest

from assay.assessment.sampling.draw import draw_sample
from assay.assessment.sampling.fieldwork import (
    FieldworkLog,
    edited,
    fieldwork_log,
    may_close,
    record_draw,
)
from assay.domain.draw import Draw
from assay.domain.sample_result import Result, SampleResult
from assay.domain.stage_plan import Stage
from tests.assessment.sampling.populations import plan, records
from tests.lib.table import table

DRAW = Draw(
    key="D-1", stage=Stage.STAGE_2, family="incident", drawn=("I-1", "I-2", "I-3", "I-4", "I-5")
)


def log(drawing: str) -> FieldworkLog:
    results = [
        SampleResult.model_validate(
            {
                "draw": "D-1",
                "record": row["record"],
                "result": row["result"] or None,
                "evidence": tuple(row["evidence"].split()),
                "auditor": "cy",
            }
        )
        for row in table(drawing)
    ]
    return fieldwork_log({"D-1": DRAW}, results)


DECIDED = """
    record | result        | evidence
    -------+---------------+---------
    I-1    | conform       | EV-1
    I-2    | nonconform    | EV-2
    I-3    | not available |
    I-4    | not testable  |
    I-5    | conform       | EV-5
"""


@pytest.mark.row("R-144")
def test_what_was_not_available_never_counts_as_conforming() -> None:
    found = log(DECIDED)

    assert [each.record for each in found.conforming] == ["I-1", "I-5"]
    assert [each.record for each in found.nonconforming] == ["I-2"]
    assert [each.record for each in found.not_available] == ["I-3"]
    assert [each.record for each in found.lines if each.conforms] == ["I-1", "I-5"]


@pytest.mark.row("R-144")
def test_stage_2_closes_when_every_drawn_record_is_decided() -> None:
    assert may_close(log(DECIDED))
    assert may_close(log(DECIDED)).open == ()


@pytest.mark.row("R-144")
@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("", "nobody noted a result"),
        ("    I-5 |         | EV-5", "nobody noted a result"),
        ("    I-5 | conform |", "'conform' names no evidence"),
        ("    I-5 | nonconform |", "'nonconform' names no evidence"),
    ],
)
def test_one_undecided_record_keeps_stage_2_open(row: str, why: str) -> None:
    *rows, _ = DECIDED.rstrip().splitlines()

    found = log("\n".join([*rows, row]))

    assert not may_close(found)
    assert may_close(found).open == (f"D-1, I-5: {why}",)
    assert not any(each.conforms for each in found.undecided)


@pytest.mark.row("R-144")
def test_where_nothing_was_drawn_stage_2_does_not_close() -> None:
    assert may_close(fieldwork_log({}, [])).open == ("no record was drawn",)


def test_a_result_about_no_drawn_record_is_kept_apart() -> None:
    found = log(DECIDED + "    I-9 | conform | EV-9")

    assert [each.record for each in found.stray] == ["I-9"]
    assert len(found.lines) == 5


@pytest.mark.row("R-141")
def test_a_recorded_draw_keeps_what_is_needed_to_draw_again() -> None:
    whole = records(40)
    sample = draw_sample(plan(whole), whole)
    said = Draw(
        key="D-1",
        stage=Stage.STAGE_2,
        family="drill",
        controls=("A.5.29",),
        drawn_at=datetime(2026, 2, 1, 9, tzinfo=UTC),
    )

    recorded = record_draw(sample, "D-1", said)

    assert (recorded.seed, recorded.population_size, recorded.size) == ("seed", 40, 5)
    assert recorded.population_hash == sample.plan.population.content_hash
    assert (recorded.drawn, recorded.controls) == (sample.keys, ("A.5.29",))
    assert record_draw(sample, "D-1").drawn == sample.keys


@pytest.mark.row("R-141")
def test_a_list_that_was_edited_by_hand_says_so() -> None:
    whole = records(40)
    sample = draw_sample(plan(whole), whole)
    honest = record_draw(sample, "D-1")
    first, *rest = sample.keys
    swapped = honest.changed(drawn=("R-NICE", *rest))

    assert edited(honest, sample) == ()
    assert edited(swapped, sample) == (
        f"D-1: {first} was drawn and is left out",
        "D-1: R-NICE is listed and was not drawn",
    )


@pytest.mark.row("R-141")
def test_a_population_that_grew_since_is_told_from_an_edited_list() -> None:
    whole = records(40)
    recorded = record_draw(draw_sample(plan(whole), whole), "D-1")
    grown = records(41)
    again = draw_sample(plan(grown), grown)

    (says,) = edited(recorded, again)

    now, before = again.plan.population.content_hash, recorded.population_hash
    assert says == f"D-1: the population is {now}; the draw was made from {before}"


def test_a_result_is_keyed_by_its_draw_and_record() -> None:
    told = SampleResult.model_validate({"draw": "D-1", "record": "I-1"})

    assert (told.key, told.result) == ("D-1 / I-1", None)
    assert {each.value for each in Result} == {
        "conform",
        "nonconform",
        "not available",
        "not testable",
    }
