"""Two sources tell of the same event, and not the same of it."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.stage2 import keys, look, operation, said

CHECK = "records-in-conflict"
ORDERS = """
    job_id | source_key | order | part | revision | quantity | finished_at
    -------+------------+-------+------+----------+----------+--------------------
    WO-1   | ERP        | O-1   | P-1  | B        | 40       | 2026-01-07 10:00:00
    WO-1   | MES        | O-1   | P-1  | {rev}    | {many}   | {at}
    WO-2   | ERP        | O-1   | P-1  | B        | 40       | 2026-01-08 10:00:00
"""


def orders(rev: str = "B", many: str = "40", at: str = "2026-01-07 10:00:00") -> dict[str, str]:
    return {"work_order": ORDERS.format(rev=rev, many=many, at=at)}


@pytest.mark.row("R-153")
def test_sources_that_agree_are_silent() -> None:
    found = look(CHECK, operation(records=orders()))

    assert found.verdict is Verdict.CONFORMS
    (figures,) = found.figures
    assert (figures.population, figures.not_applicable, figures.conforming) == (2, 1, 1)


@pytest.mark.row("R-153")
def test_another_revision_and_another_date_are_named() -> None:
    at = operation(records=orders(rev="C", at="2026-01-09 10:00:00"))

    assert said(CHECK, at) == {
        "work_order": (
            "1 of 1 keys of work orders that several of ERP, MES know differ: "
            "WO-1 (in finished_at, revision)."
        )
    }
    assert keys(CHECK, at) == ["WO-1"]


@pytest.mark.row("R-153")
def test_where_one_source_is_silent_nothing_conflicts() -> None:
    assert said(CHECK, operation(records=orders(rev="", at=""))) == {}


def test_one_source_cannot_contradict_another_that_is_not_there() -> None:
    drawing = ORDERS.replace("MES", "ERP").format(rev="C", many="1", at="")

    assert look(CHECK, operation(records={"work_order": drawing})).verdict is Verdict.CONFORMS


@pytest.mark.row("R-153")
def test_two_sources_without_a_common_key_have_nothing_to_contradict() -> None:
    drawing = ORDERS.replace("WO-1   | MES", "WO-3   | MES").format(rev="C", many="1", at="")

    assert look(CHECK, operation(records={"work_order": drawing})).verdict is Verdict.CONFORMS


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, operation()).why_not_tested == "no records were handed in"
