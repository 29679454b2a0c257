"""From a material lot to the deliveries made of it, and back; a broken parent is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.assessment.genealogy import find_origins, follow_genealogy
from assay.domain.genealogy import LOT
from assay.domain.trace import Node
from tests.lib.chains import looking_in, whole_chain


@pytest.mark.row("R-160")
def test_a_lot_is_followed_to_its_deliveries_and_a_delivery_to_its_lots() -> None:
    look_up = looking_in(whole_chain())

    from_lot = follow_genealogy(look_up, Node(LOT, "L-1"))
    from_delivery = follow_genealogy(look_up, Node("delivery", "D-1"))

    assert [(str(each.parent), str(each.child)) for each in from_lot.became] == [
        ("material lot L-1", "batch B-1"),
        ("batch B-1", "delivery D-1"),
        ("material lot L-1", "batch B-2"),
        ("batch B-2", "delivery D-1"),
    ]
    assert [(str(each.parent), str(each.child)) for each in from_lot.made_of] == [
        ("goods receipt G-1", "material lot L-1"),
        ("purchase order Q-1", "goods receipt G-1"),
    ]
    assert from_delivery.all_of(LOT) == {"L-1"}
    assert from_delivery.all_of("purchase_order") == {"Q-1"}
    assert from_lot.broken == from_delivery.broken == ()


@pytest.mark.row("R-160")
@pytest.mark.parametrize(
    ("family", "column", "value", "broken"),
    [
        ("batch", "lot", "L-9", ("material lot L-9", "batch B-2", "no receipt brought it in")),
        ("batch", "lot", None, ("material lot none named", "batch B-2", "the batch names no lot")),
        (
            "goods_receipt",
            "po",
            "Q-9",
            ("purchase order Q-9", "goods receipt G-1", "no such purchase order is recorded"),
        ),
        (
            "delivery",
            "batches",
            "B-1; B-9",
            ("batch B-9", "delivery D-1", "no batch of that name is recorded"),
        ),
        (
            "batch",
            "job",
            "J-9",
            ("batch B-2", "delivery D-1", "it is a batch of J-9, not of J-1"),
        ),
    ],
)
def test_a_broken_parent_is_named(
    family: str, column: str, value: str | None, broken: tuple[str, str, str]
) -> None:
    rows = whole_chain()
    rows[family][-1][column] = value

    found = follow_genealogy(looking_in(rows), Node("delivery", "D-1"))

    assert [(str(each.parent), str(each.child), each.broken) for each in found.broken] == [broken]


def test_a_delivery_that_names_no_batch_holds_those_of_its_job() -> None:
    rows = whole_chain()
    rows["delivery"][0]["batches"] = None

    found = follow_genealogy(looking_in(rows), Node("delivery", "D-1"))

    assert found.all_of("batch") == {"B-1", "B-2"}
    rows["batch"].clear()
    (lost,) = follow_genealogy(looking_in(rows), Node("delivery", "D-1")).broken
    assert lost.broken == "no batch of J-1 is recorded"


def test_a_key_may_be_of_a_lot_a_batch_or_a_delivery() -> None:
    look_up = looking_in(whole_chain())

    assert find_origins(look_up, "L-1") == [Node(LOT, "L-1")]
    assert find_origins(look_up, "B-1") == [Node("batch", "B-1")]
    assert find_origins(look_up, "D-1") == [Node("delivery", "D-1")]
    assert find_origins(look_up, "J-1") == []


lots, jobs = st.sampled_from(["L-1", "L-2", None]), st.sampled_from(["J-1", "J-2"])
batches = st.lists(st.tuples(lots, jobs), max_size=5)
deliveries = st.lists(st.tuples(jobs, st.sets(st.integers(0, 4))), max_size=4)


@pytest.mark.row("R-160")
@given(batches=batches, deliveries=deliveries)
def test_a_lot_leads_to_a_delivery_exactly_where_that_leads_back(
    batches: list[tuple[str | None, str]], deliveries: list[tuple[str, set[int]]]
) -> None:
    rows = whole_chain()
    rows["batch"] = [
        {"batch_id": f"B-{place}", "lot": lot, "job": job}
        for place, (lot, job) in enumerate(batches)
    ]
    rows["delivery"] = [
        {
            "delivery_id": f"D-{place}",
            "job": job,
            # A delivery note names batches of its own job.
            "batches": "; ".join(
                f"B-{each}" for each in named if each < len(batches) and batches[each][1] == job
            ),
        }
        for place, (job, named) in enumerate(deliveries)
    ]
    look_up = looking_in(rows)

    down = {
        (lot, key)
        for lot in ("L-1", "L-2")
        for key in follow_genealogy(look_up, Node(LOT, lot)).all_of("delivery")
    }
    up = {
        (lot, f"D-{place}")
        for place in range(len(deliveries))
        for lot in follow_genealogy(look_up, Node("delivery", f"D-{place}")).all_of(LOT)
    }

    assert down == {(lot, key) for lot, key in up if lot in {"L-1", "L-2"}}
