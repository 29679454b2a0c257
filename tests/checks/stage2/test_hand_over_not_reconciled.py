"""What one system handed over is not what the other one has."""

from decimal import Decimal

import pytest

from assay.domain.claim import ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.grade import Grade
from assay.domain.interface import Interface
from assay.standards.load import load_standard
from tests.lib.stage1 import look as look_at_design
from tests.lib.stage2 import look, said, untold
from tests.lib.works import promise, works

CHECK = "hand-over-not-reconciled"
IF_02 = Interface(
    key="IF-02",
    name="MES to ERP",
    check="Daily count of batches on both sides",
    owner="mira",
    on_failure="Stop, compare and send again",
)
PASSED = """
    transfer_id | interface | object | sent_at  | received_at | sent_quantity | received_quantity | sent_revision | received_revision
    ------------+-----------+--------+----------+-------------+---------------+-------------------+---------------+------------------
    T-1         | IF-02     | B-1    | {sent}   | {received}  | 8             | {quantity}        | A             | {revision}
    T-2         | IF-02     | B-2    | 2026-01-13 10:00 | 2026-01-13 10:05 | 4 | 4                 | A             | A
"""  # noqa: E501 - one table


def passed(
    sent: str = "2026-01-12 10:00",
    received: str = "2026-01-12 10:05",
    quantity: str = "8",
    revision: str = "A",
) -> str:
    return PASSED.format(sent=sent, received=received, quantity=quantity, revision=revision)


@pytest.mark.row("R-280")
def test_hand_overs_that_agree_are_silent_and_counted() -> None:
    found = look(CHECK, works(IF_02, transfer=passed()))

    assert found.verdict is Verdict.CONFORMS
    assert [(each.test, each.conforming) for each in found.figures] == [("IF-02", 2)]


@pytest.mark.row("R-280")
@pytest.mark.parametrize(
    ("records", "told"),
    [
        (passed(quantity="7"), "8 sent, 7 received"),
        (passed(revision="B"), "A sent, B received"),
        (
            passed(received="", quantity="", revision=""),
            "8 sent, nothing received; A sent, nothing received",
        ),
    ],
    ids=["a quantity", "a revision", "nothing arrived"],
)
def test_each_hand_over_that_does_not_agree_is_named_with_both_sides(
    records: str, told: str
) -> None:
    assert said(CHECK, works(IF_02, transfer=records)) == {
        "IF-02": f"Over IF-02, 1 of 2 hand-overs do not agree: T-1 ({told})."
    }


@pytest.mark.row("R-280")
@pytest.mark.parametrize(
    ("sent", "lost"), [("2026-01-30 23:59", True), ("2026-01-31 08:00", False)]
)
def test_what_left_on_the_last_day_may_still_arrive(
    sent: str,
    lost: bool,  # noqa: FBT001 - one of two cases
) -> None:
    records = passed(sent=sent, received="", quantity="", revision="")

    assert bool(look(CHECK, works(IF_02, transfer=records)).deviations) is lost


def test_a_side_that_is_silent_cannot_be_told() -> None:
    assert untold(CHECK, works(IF_02, transfer=passed(quantity=""))) == {
        "IF-02": "1 of 2 cannot be decided (hand-overs between systems)"
    }


@pytest.mark.row("R-280")
def test_an_interface_without_any_hand_over_is_told_as_not_tested() -> None:
    other = IF_02.changed(key="IF-03", name="PDM to ERP")

    assert untold(CHECK, works(IF_02, other, transfer=passed())) == {
        "IF-03": "what the promise is about never happened (hand-overs between systems)"
    }


def test_hand_overs_over_an_interface_that_the_register_lacks_are_asked_for_as_well() -> None:
    other = IF_02.changed(key="IF-03", name="PDM to ERP")

    assert said(CHECK, works(other, transfer=passed(quantity="7"))) == {
        "interfaces that are not registered": "Over interfaces that are not registered, "
        "1 of 2 hand-overs do not agree: T-1 (8 sent, 7 received)."
    }


@pytest.mark.parametrize(
    ("received", "late"), [("2026-01-13 10:00", False), ("2026-01-13 10:01", True)]
)
def test_a_minute_later_than_promised_speaks(
    received: str,
    late: bool,  # noqa: FBT001 - one of two cases
) -> None:
    in_time = promise(
        ClaimKind.DEADLINE,
        "transfer",
        "sent_at",
        "received_at",
        limit=Decimal(24),
        unit="hours",
    )

    at = works(IF_02, in_time, transfer=passed(received=received))

    assert said(CHECK, at) == (
        {
            "CL-1": "1 of 2 hand-overs did not arrive as promised: T-1 (1 d 1 min); "
            'PRO-9, 4 Release: "As it is written here".'
        }
        if late
        else {}
    )


def test_a_promised_share_of_hand_overs_is_held_against_the_measure() -> None:
    share = promise(
        ClaimKind.THRESHOLD,
        "key_measure",
        "value",
        limit=Decimal(99),
        unit="%",
        where=("measure = K-15",),
        quote="At least 99 % of hand-overs agree each month.",
    )
    values = """
        value_id | measure | measured_on | value
        ---------+---------+-------------+------
        V-1      | K-15    | 2025-12-31  | 99
        V-2      | K-15    | 2026-01-31  | 98.9
        V-3      | K-16    | 2026-01-31  | 12
    """

    assert said(CHECK, works(IF_02, share, transfer=passed(), key_measure=values)) == {
        "CL-1": "1 of 2 values missed it: V-2 (98.9); PRO-9, 4 Release: "
        '"At least 99 % of hand-overs agree each month".'
    }


@pytest.mark.row("R-281")
def test_one_flaw_is_a_concern_at_stage_1_and_a_finding_at_stage_2() -> None:
    unchecked = IF_02.changed(check="")
    at = works(unchecked, transfer=passed(quantity="7"))

    design, records = look_at_design("interface-without-check", at), look(CHECK, at)

    assert [each.about for each in design.deviations] == [("IF-02",)]
    assert [each.about for each in records.deviations] == [("IF-02",)]
    grades = {each.check: each.grade for each in load_standard("iso9001-2015").checks}
    assert grades["interface-without-check"] is Grade.CONCERN
    assert grades[CHECK] is Grade.MINOR


@pytest.mark.row("R-281")
def test_a_checked_interface_whose_sides_agree_is_silent_in_both_stages() -> None:
    at = works(IF_02, transfer=passed())

    assert look_at_design("interface-without-check", at).verdict is Verdict.CONFORMS
    assert look(CHECK, at).verdict is Verdict.CONFORMS


def test_without_interfaces_and_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, works(IF_02)) == {
        "IF-02": "there are no records of transfer (hand-overs between systems)"
    }
