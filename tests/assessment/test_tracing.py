"""One case as people read it: eight steps, and every place where its chain breaks."""

from collections.abc import Callable

import pytest

from assay.assessment.finding_cases import cases_of, fetch_case, find_nodes
from assay.assessment.tracing import trace_case
from assay.domain.record_family import FAMILIES
from assay.domain.trace import CHAIN, LINKS, Break, Node, Presence, Trace, TraceStep, parse_names
from assay.domain.trace_hop import HOPS
from tests.lib.chains import AS_OF, DAY, Rows, chain_records, looking_in, whole_chain

STEP = TraceStep


def traced(rows: Rows, case: str = "J-1") -> Trace:
    return trace_case(case, chain_records(rows), AS_OF)


def first_of(rows: Rows, case: str = "J-1") -> Break:
    broken = traced(rows, case).first_break
    assert broken is not None
    return broken


@pytest.mark.row("R-157", "R-158")
def test_a_whole_chain_is_told_step_by_step_with_its_records() -> None:
    trace = traced(whole_chain())

    assert trace.breaks == ()
    assert [(step.step, [str(node) for node in step.nodes]) for step in trace] == [
        (STEP.REQUIREMENT, ["contract review R-1", "enquiry E-1"]),
        (STEP.DESIGN, ["design release P-1/B"]),
        (STEP.PLANNING, ["work order J-1"]),
        (STEP.PURCHASING, ["goods receipt G-1", "purchase order Q-1"]),
        (STEP.MAKING, ["batch B-1", "batch B-2"]),
        (STEP.INSPECTING, ["inspection I-1", "inspection I-2"]),
        (STEP.DELIVERING, ["delivery D-1", "release F-1"]),
        (STEP.AFTER_DELIVERY, ["capa C-1", "complaint M-1", "ncr N-1"]),
    ]
    assert {step.presence for step in trace} == {Presence.PRESENT}


@pytest.mark.row("R-157")
@pytest.mark.parametrize(
    ("families", "step", "says"),
    [
        (["contract_review"], STEP.REQUIREMENT, "O-1 has no contract review."),
        (["enquiry"], STEP.REQUIREMENT, "No enquiry is recorded behind R-1 (E-1)."),
        (["design_release"], STEP.DESIGN, "No release of P-1, revision B, is recorded."),
        (["work_order"], STEP.PLANNING, "No work order is recorded for J-1."),
        (
            ["purchase_order", "goods_receipt"],
            STEP.PURCHASING,
            "Made from a lot that no receipt brought in: B-1 of lot L-1, B-2 of lot L-1.",
        ),
        (
            ["purchase_order"],
            STEP.PURCHASING,
            "Received to an order that nobody placed: B-1 of lot L-1, B-2 of lot L-1.",
        ),
        (["batch"], STEP.MAKING, "No batch of J-1 is recorded."),
        (["inspection"], STEP.INSPECTING, "No final inspection of J-1 is recorded."),
        (["release"], STEP.DELIVERING, "J-1 was delivered and no release is recorded."),
        (
            ["delivery", "complaint"],
            STEP.DELIVERING,
            "J-1 was released on 1970-01-15 00:00 UTC; no delivery is recorded.",
        ),
        (
            ["release", "delivery", "complaint"],
            STEP.DELIVERING,
            "Nothing is recorded of J-1 since 1970-01-14 00:00 UTC.",
        ),
        (
            ["ncr"],
            STEP.AFTER_DELIVERY,
            "Answered by a report that is not recorded: M-1 by N-1.",
        ),
        (
            ["capa"],
            STEP.AFTER_DELIVERY,
            "Followed by a corrective action that is not recorded: N-1 by C-1.",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_link_that_is_taken_away_breaks_the_chain_at_its_step(
    families: list[str], step: TraceStep, says: str
) -> None:
    rows = whole_chain()
    for family in families:
        rows[family].clear()

    trace = trace_case("J-1", chain_records(rows), AS_OF + 30 * DAY)

    first = trace.first_break
    assert first is not None
    assert (first.step, first.kind.value, first.says) == (step, "missing link", says)
    assert trace.steps[step - 1].presence is Presence.MISSING
    assert trace.steps[step - 1].because == says


Change = Callable[[Rows], None]


def set_to(family: str, column: str, value: object, row: int = -1) -> Change:
    return lambda rows: rows[family][row].update({column: value})


@pytest.mark.row("R-158", "R-162")
@pytest.mark.parametrize(
    ("change", "step", "kind", "says"),
    [
        (
            set_to("contract_review", "reviewed_at", DAY // 2),
            STEP.REQUIREMENT,
            "date going backwards",
            "Reviewed before the enquiry came in: R-1.",
        ),
        (
            set_to("delivery", "delivered_at", 14 * DAY - 1),
            STEP.DELIVERING,
            "date going backwards",
            ("J-1 was delivered on 1970-01-14 23:59 UTC and released on 1970-01-15 00:00 UTC."),
        ),
        (
            set_to("release", "released_at", 13 * DAY - 1),
            STEP.DELIVERING,
            "date going backwards",
            (
                "J-1 was released on 1970-01-13 23:59 UTC; it was accepted at final inspection "
                "on 1970-01-14 00:00 UTC."
            ),
        ),
        (
            set_to("batch", "made_at", 10 * DAY - 1, row=0),
            STEP.MAKING,
            "date going backwards",
            (
                "The first batch was made on 1970-01-10 23:59 UTC; J-1 was begun on "
                "1970-01-11 00:00 UTC."
            ),
        ),
        (
            set_to("delivery", "quantity", 13),
            STEP.DELIVERING,
            "quantity mismatch",
            "13 were delivered of J-1; 10 were released.",
        ),
        (
            set_to("release", "quantity", 11),
            STEP.DELIVERING,
            "quantity mismatch",
            "11 were released of J-1; 10 were made.",
        ),
        (
            set_to("contract_review", "quantity", 11),
            STEP.PLANNING,
            "quantity mismatch",
            "10 were planned for O-1; 11 were agreed.",
        ),
        (
            set_to("goods_receipt", "quantity", 11),
            STEP.PURCHASING,
            "quantity mismatch",
            "More was received than ordered: Q-1.",
        ),
        (
            set_to("design_release", "superseded_at", 10 * DAY),
            STEP.PLANNING,
            "obsolete revision",
            (
                "J-1 was begun on 1970-01-11 00:00 UTC to P-1, revision B, which had not stood "
                "since 1970-01-11 00:00 UTC."
            ),
        ),
        (
            set_to("contract_review", "revision", "C"),
            STEP.PLANNING,
            "revision mismatch",
            "J-1 is to revision B; O-1 was reviewed to C.",
        ),
        (
            set_to("inspection", "revision", "A"),
            STEP.INSPECTING,
            "revision mismatch",
            "J-1 is to revision B; it was inspected to A and B.",
        ),
    ],
)
def test_each_kind_of_break_has_its_step_and_its_reason(
    change: Change, step: TraceStep, kind: str, says: str
) -> None:
    rows = whole_chain()
    change(rows)

    (broken,) = traced(rows).breaks
    assert (broken.step, broken.kind.value, broken.says) == (step, kind, says)


@pytest.mark.parametrize(
    "change",
    [
        set_to("contract_review", "reviewed_at", DAY),
        set_to("delivery", "delivered_at", 14 * DAY),
        set_to("release", "released_at", 13 * DAY),
        set_to("batch", "made_at", 10 * DAY, row=0),
        set_to("design_release", "superseded_at", 10 * DAY + 1),
        set_to("inspection", "revision", None),
        set_to("delivery", "quantity", 9),
    ],
)
def test_what_nearly_breaks_the_chain_leaves_it_whole(change: Change) -> None:
    rows = whole_chain()
    change(rows)

    assert traced(rows).breaks == ()


@pytest.mark.row("R-162")
def test_the_next_release_ends_a_revision_whether_or_not_anybody_noted_it() -> None:
    rows = whole_chain()
    rows["work_order"][0]["revision"] = "A"
    rows["design_release"][0]["superseded_at"] = None

    kinds = [(each.kind.value, each.hop) for each in traced(rows).breaks]

    assert kinds[:2] == [
        ("obsolete revision", "obsolete-revision"),
        ("revision mismatch", "ordered-to-other-revision"),
    ]


@pytest.mark.row("R-157")
def test_material_from_stock_needs_no_order_of_its_own() -> None:
    rows = whole_chain()
    rows["purchase_order"][0]["job"] = None

    step = traced(rows).steps[STEP.PURCHASING - 1]

    assert traced(rows).breaks == ()
    assert (step.presence.value, step.because) == (
        "not applicable",
        (
            "Made from stock; no purchase order names the job. "
            "See goods receipt G-1, purchase order Q-1."
        ),
    )


def test_a_drawing_that_an_earlier_order_brought_is_used_again() -> None:
    rows = whole_chain()
    rows["design_release"][1]["order"] = "O-0"
    del rows["inspection"][0]

    assert traced(rows).breaks == ()


def test_the_first_job_of_a_revision_needs_its_first_article() -> None:
    rows = whole_chain()
    del rows["inspection"][0]

    assert first_of(rows).says == "J-1 is the first to P-1, revision B, and has no first article."


def test_nothing_after_delivery_is_a_delivery_without_a_complaint() -> None:
    rows = whole_chain()
    for family in ("complaint", "ncr", "capa"):
        rows[family].clear()

    step = traced(rows).steps[STEP.AFTER_DELIVERY - 1]

    assert (step.presence.value, step.because) == (
        "not applicable",
        "No complaint is recorded about its deliveries.",
    )


def test_a_job_in_hand_is_whole_until_it_has_lain_too_long() -> None:
    rows = whole_chain()
    for family in ("batch", "inspection", "release", "delivery", "complaint", "ncr", "capa"):
        rows[family].clear()
    latest = 12 * DAY + 60 * DAY

    in_hand = trace_case("J-1", chain_records(rows), latest)
    idle = trace_case("J-1", chain_records(rows), latest + 1)

    assert in_hand.breaks == ()
    assert in_hand.steps[STEP.MAKING - 1].because == (
        "The job has not come so far; its last record is of purchasing and receipt."
    )
    assert [(each.step, each.says) for each in idle.breaks] == [
        (STEP.MAKING, "Nothing is recorded of J-1 since 1970-01-13 00:00 UTC.")
    ]


def test_an_order_that_no_job_was_made_of_is_a_case_of_its_own() -> None:
    rows = whole_chain()
    rows["contract_review"][0] |= {"order": "O-9", "review_id": "R-9"}

    trace = trace_case("O-9", chain_records(rows), 64 * DAY)

    assert [(each.step, each.says) for each in trace.breaks] == [
        (STEP.PLANNING, "No job is recorded for O-9; nothing has been since 1970-01-04 00:00 UTC.")
    ]


def test_a_family_that_was_not_handed_in_is_not_held_against_a_job() -> None:
    rows = whole_chain()
    del rows["inspection"], rows["goods_receipt"]

    trace = traced(rows)

    assert trace.breaks == ()
    step = trace.steps[STEP.INSPECTING - 1]
    assert (step.presence.value, step.because) == (
        "not applicable",
        "No records were handed in of inspections.",
    )


@pytest.mark.row("R-157", "R-158")
@pytest.mark.parametrize("family", CHAIN)
def test_the_same_trace_is_found_from_any_record_of_it(family: str) -> None:
    rows, key = whole_chain(), FAMILIES[family].key
    # Another job beside it, which no trace of the first may take in.
    for name, listed in whole_chain().items():
        for row in listed:
            other = {
                column: f"{value}x" if isinstance(value, str) and "-" in value else value
                for column, value in row.items()
            }
            rows[name].append(other)
    look_up = looking_in(rows)

    nodes = find_nodes(look_up, rows[family][len(rows[family]) // 2 - 1][key])
    cases = cases_of(look_up, nodes)
    found = fetch_case(look_up, cases[0], rows)

    assert cases == ("J-1",)
    assert trace_case("J-1", found, AS_OF) == traced(whole_chain())
    own = [str(row[FAMILIES[name].key]) for name, listed in found.rows.items() for row in listed]
    assert [named for named in own if "x" in named] == []


@pytest.mark.parametrize(
    ("name", "nodes"),
    [
        (
            "O-1",
            [Node("contract_review", "R-1"), Node("work_order", "J-1"), Node("delivery", "D-1")],
        ),
        ("L-1", [Node("goods_receipt", "G-1"), Node("batch", "B-1"), Node("batch", "B-2")]),
        ("nobody", []),
    ],
)
def test_orders_and_lots_are_found_by_those_that_name_them(name: str, nodes: list[Node]) -> None:
    assert list(find_nodes(looking_in(whole_chain()), name)) == nodes


def test_a_job_whose_work_order_is_gone_is_found_by_its_name() -> None:
    rows = whole_chain()
    rows["work_order"].clear()
    look_up = looking_in(rows)

    assert cases_of(look_up, find_nodes(look_up, "J-1")) == ("J-1",)


def test_every_question_has_a_name_of_its_own_and_speaks_of_known_families() -> None:
    assert len({hop.name for hop in HOPS}) == len(HOPS)
    assert {family for hop in HOPS for family in hop.needs} <= set(CHAIN)
    assert [hop.step for hop in HOPS] == sorted(hop.step for hop in HOPS)


def test_every_link_is_between_columns_that_there_are() -> None:
    told = {(family, column.name) for family in CHAIN for column in FAMILIES[family].columns}

    assert {(link.family, link.column) for link in LINKS} <= told
    assert {(link.to, link.to_column) for link in LINKS} <= told


def test_a_cell_may_hold_several_names() -> None:
    assert parse_names("B-1; B-2,B-3 ;") == ("B-1", "B-2", "B-3")
    assert parse_names(None) == ()
