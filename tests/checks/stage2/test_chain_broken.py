"""A job cannot be followed from what the customer asked for to what was delivered."""

from dataclasses import replace
from datetime import date

import pytest

from assay.checks.operation import Operation
from assay.checks.stage2.chain_broken import ASKED_ELSEWHERE
from assay.domain.deviation import Verdict
from assay.domain.trace_hop import HOPS
from tests.lib.results import with_setting
from tests.lib.stage2 import look, said
from tests.lib.works import works

CHECK = "chain-broken"
CHAIN = {
    "enquiry": """
        enquiry_id | customer | received_at
        -----------+----------+--------------------
        ENQ-1      | Kestrel  | 2026-01-01 10:00:00
    """,
    "contract_review": """
        review_id | enquiry | order | quantity | reviewed_at         | accepted_at
        ----------+---------+-------+----------+---------------------+--------------------
        CR-1      | ENQ-1   | SO-1  | 8        | 2026-01-02 10:00:00 | 2026-01-03 10:00:00
    """,
    "work_order": """
        job_id | order | part | revision | quantity | planned_at          | started_at
        -------+-------+------+----------+----------+---------------------+--------------------
        WO-1   | SO-1  | P-1  | A        | 8        | 2026-01-04 10:00:00 | 2026-01-05 10:00:00
    """,
    "batch": """
        batch_id | job  | lot | quantity | made_at
        ---------+------+-----+----------+--------------------
        B-1      | WO-1 | L-1 | 8        | 2026-01-12 10:00:00
    """,
    "release": """
        release_id | job  | quantity | released_at
        -----------+------+----------+--------------------
        RL-1       | WO-1 | 8        | 2026-01-19 10:00:00
    """,
    "delivery": """
        delivery_id | job  | order | customer | delivered_at        | quantity
        ------------+------+-------+----------+---------------------+---------
        DN-1        | WO-1 | SO-1  | Kestrel  | 2026-01-20 10:00:00 | 8
    """,
}


def chain(family: str, old: str, new: str) -> dict[str, str]:
    return {**CHAIN, family: CHAIN[family].replace(old, new)}


@pytest.mark.row("R-157")
def test_a_whole_chain_is_silent() -> None:
    found = look(CHECK, works(**CHAIN))

    assert found.verdict is Verdict.CONFORMS
    assert [each.conforming for each in found.figures] == [1]


@pytest.mark.row("R-157", "R-158")
@pytest.mark.parametrize(
    ("records", "hop"),
    [
        (chain("contract_review", "ENQ-1", "ENQ-9"), "WO-1 (enquiry missing)"),
        (chain("batch", "WO-1", "WO-2"), "WO-1 (batch missing)"),
        (chain("batch", "2026-01-12", "2026-01-04"), "WO-1 (made before start)"),
        (chain("release", "| 8 ", "| 9 "), "WO-1 (released more than made)"),
    ],
)
def test_the_first_broken_hop_is_named(records: dict[str, str], hop: str) -> None:
    (says,) = said(CHECK, works(**records)).values()

    assert hop in says


def test_what_nearly_breaks_is_silent() -> None:
    nearly = chain("batch", "2026-01-12 10:00:00", "2026-01-05 10:00:00")

    assert look(CHECK, works(**nearly)).verdict is Verdict.CONFORMS


def test_what_another_check_asks_is_left_to_it() -> None:
    more = chain("delivery", "| 8", "| 9")

    assert look(CHECK, works(**more)).verdict is Verdict.CONFORMS
    assert {hop.name for hop in HOPS} >= ASKED_ELSEWHERE


def test_without_jobs_nothing_is_tested() -> None:
    assert look(CHECK, works(enquiry=CHAIN["enquiry"])).verdict is Verdict.NOT_TESTED
    empty = CHAIN["work_order"].splitlines()
    only_headings = "\n".join(empty[:3])
    assert look(CHECK, works(work_order=only_headings)).verdict is Verdict.NOT_TESTED


def test_how_long_a_job_may_lie_is_the_certification_body_s_to_say() -> None:
    records = dict(CHAIN)
    for family in ("enquiry", "contract_review", "work_order", "batch", "release"):
        first = CHAIN[family].splitlines()[3]
        records[family] = CHAIN[family].replace(first, f"{first}\n{first.replace('-1 ', '-2 ')}")
    at = works(**records)
    # Released at ten o'clock on the nineteenth, delivered never; the audit's day ends at midnight.
    lain = (at.as_of - date(2026, 1, 19)).days

    assert look(CHECK, under(at, lain + 1)).verdict is Verdict.CONFORMS
    (says,) = said(CHECK, under(at, lain)).values()
    assert "WO-2" in says


def under(at: Operation, days: int) -> Operation:
    return replace(at, profile=with_setting(at.profile, "trace.idle_days", days))
