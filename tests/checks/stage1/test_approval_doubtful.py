"""An approval does not look as if it had been given when and as it says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assay.domain.approval import Approval
from assay.domain.deviation import Verdict
from assay.domain.item import Item
from assay.ledger.entry import Author, saying
from assay.ledger.ledger import Ledger
from tests.lib.documents import MIRA, POLICY, TOP, VERSION
from tests.lib.stage1 import look, material

CHECK = "approval-doubtful"
APPROVAL = Approval(
    key="POL-01 / 2.0 / mira",
    document="POL-01",
    version="2.0",
    by="mira",
    role="top management",
    approved_on=date(2025, 6, 2),
    event_at=datetime(2025, 6, 2, 10, tzinfo=UTC),
)
CLEAN: list[Item] = [POLICY, VERSION, MIRA, TOP]


def reasons(*approvals: Approval, others: list[Item] = CLEAN) -> dict[str, str]:
    looked = look(CHECK, material(*others, *approvals))
    return {each.reason: each.says for each in looked.deviations}


@pytest.mark.row("R-025")
def test_a_genuine_approval_is_silent() -> None:
    assert look(CHECK, material(*CLEAN, APPROVAL)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-025")
def test_before_it_was_written() -> None:
    event_at = datetime(2025, 5, 31, 10, tzinfo=UTC)

    assert reasons(APPROVAL.changed(approved_on=date(2025, 6, 1))) == {}
    assert reasons(APPROVAL.changed(approved_on=date(2025, 5, 31), event_at=event_at)) == {
        "before-written": "The approval of POL-01 2.0 by mira is of 2025-05-31, "
        "1 days before the version was written on 2025-06-01."
    }


@pytest.mark.row("R-025")
def test_recorded_later_than_claimed() -> None:
    seven = APPROVAL.changed(event_at=datetime(2025, 6, 9, 23, tzinfo=UTC))
    eight = APPROVAL.changed(event_at=datetime(2025, 6, 10, 1, tzinfo=UTC))

    assert reasons(seven) == {}
    assert reasons(eight) == {
        "recorded-late": "The approval of POL-01 2.0 by mira claims 2025-06-02 "
        "and was recorded 8 days later."
    }


@pytest.mark.row("R-025")
@pytest.mark.parametrize(("role", "speaks"), [("isms lead", True), ("reader", False)])
def test_without_an_event_the_ledger_says_when_unless_it_was_taken_over(
    role: str,
    speaks: bool,  # noqa: FBT001
) -> None:
    ledger = Ledger("somewhere")
    ledger.append(
        [saying(APPROVAL.changed(event_at=None))],
        by=Author("ana", role),
        recorded_at=datetime(2025, 9, 1, tzinfo=UTC),
    )

    looked = look(CHECK, material(*CLEAN, ledger=ledger))

    assert [each.reason for each in looked.deviations] == (["recorded-late"] if speaks else [])


@pytest.mark.row("R-025")
def test_by_its_only_author_without_authority() -> None:
    own = VERSION.changed(author="mira")
    no_role = APPROVAL.changed(role="")

    assert reasons(no_role, others=[POLICY, own, MIRA, TOP]) == {}
    assert reasons(no_role, others=[POLICY, own, MIRA]) == {
        "own-work": "The approval of POL-01 2.0 by mira is by its only author, "
        "who held no role that may approve."
    }


@pytest.mark.row("R-025")
def test_a_role_not_held_on_the_day() -> None:
    until = [POLICY, VERSION, MIRA, TOP.changed(until_on=date(2025, 6, 2))]
    over = [POLICY, VERSION, MIRA, TOP.changed(until_on=date(2025, 6, 1))]

    assert reasons(APPROVAL, others=until) == {}
    assert reasons(APPROVAL, others=over) == {
        "role-unheld": "The approval of POL-01 2.0 by mira claims the role top management, "
        "which mira did not hold on 2025-06-02."
    }


@pytest.mark.row("R-025")
def test_many_in_one_second() -> None:
    def together(count: int) -> list[Approval]:
        return [
            APPROVAL.changed(
                key=f"a{number}",
                document=f"POL-0{number}",
                event_at=datetime(2025, 6, 2, 10, tzinfo=UTC) + timedelta(milliseconds=number),
            )
            for number in range(count)
        ]

    assert reasons(*together(4)) == {}
    assert reasons(*together(5)) == {
        "bulk": "The approval of POL-04 2.0 by mira was given in one second with 4 others."
    }


def test_without_dated_approvals_nothing_is_tested() -> None:
    assert look(CHECK, material(*CLEAN)).verdict is Verdict.NOT_TESTED
