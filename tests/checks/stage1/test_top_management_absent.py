"""Nothing dated shows top management at work on the system."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.item import Item
from assay.domain.risk import Risk
from assay.domain.risk_acceptance import Accepts, RiskAcceptance
from assay.domain.scope import Scope
from tests.lib.reviews import MIRA, a_review
from tests.lib.stage1 import look, material, said

CHECK = "top-management-absent"
ABSENT = {
    "top management": "Between 2025-01-31 and 2026-01-31 there is no dated record of "
    "top management (mira) acting."
}


@pytest.mark.row("R-079")
@pytest.mark.parametrize(
    "deed",
    [
        Document(key="POL-01", title="P", approver="mira", approved_on=date(2025, 1, 31)),
        Scope(key="1", version="1", approved_by="mira", approved_on=date(2026, 1, 31)),
        RiskAcceptance(
            key="a", risk="R", by="mira", accepts=Accepts.RESIDUAL_RISK, signed_on=date(2025, 5, 1)
        ),
    ],
    ids=lambda deed: deed.register,
)
def test_one_dated_deed_in_the_year_is_enough(deed: Item) -> None:
    assert look(CHECK, material(MIRA, deed)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-079")
def test_a_review_attended_is_enough() -> None:
    assert said(CHECK, material(*a_review())) == {}


@pytest.mark.row("R-079")
@pytest.mark.parametrize(
    "deed",
    [
        Document(key="POL-01", title="P", approver="mira", approved_on=date(2025, 1, 30)),
        Document(key="POL-01", title="P", approver="ana", approved_on=date(2025, 6, 1)),
        Document(key="POL-01", title="P", approver="mira"),
    ],
    ids=["too long ago", "by somebody else", "without a date"],
)
def test_anything_less_is_not(deed: Item) -> None:
    assert said(CHECK, material(MIRA, deed)) == ABSENT


@pytest.mark.row("R-079")
def test_the_role_has_to_be_held_on_the_day_of_the_deed() -> None:
    later = MIRA.changed(from_on=date(2025, 7, 1))
    deed = Document(key="POL-01", title="P", approver="mira", approved_on=date(2025, 6, 30))

    assert said(CHECK, material(later, deed)) == ABSENT


def test_an_empty_organisation_is_not_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
    assert look(CHECK, material(Risk(key="R", title="Fire"))).verdict is Verdict.DEVIATES
