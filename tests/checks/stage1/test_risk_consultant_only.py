"""Somebody from outside wrote the risk, and nobody inside looked at it again."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.deviation import Verdict
from assay.domain.person import Person
from assay.domain.risk import Risk
from assay.domain.risk_review import RiskReview
from assay.ledger.entry import Author, saying
from assay.ledger.ledger import Ledger
from tests.lib.stage1 import ANA, BO, look, material, said

CHECK = "risk-consultant-only"
RISK = Risk(key="R-1", title="Eels in the intake", owner="ana", score=4)
REVIEW = RiskReview(key="v", risk="R-1", reviewed_on=date(2025, 6, 2), by="ana")


def _written(*entries: tuple[Author, Risk | RiskReview]) -> Ledger:
    ledger = Ledger("somewhere")
    for month, (author, item) in enumerate(entries, start=1):
        recorded_at = datetime(2025, month, 10, tzinfo=UTC)
        ledger.append([saying(item)], by=author, recorded_at=recorded_at)
    return ledger


@pytest.mark.row("R-059")
def test_a_risk_written_inside_is_silent() -> None:
    assert look(CHECK, material(ledger=_written((ANA, RISK)))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-059")
def test_a_risk_that_only_an_outsider_touched_speaks() -> None:
    ledger = _written((BO, RISK.changed(score=3)), (BO, RISK))

    [deviation] = look(CHECK, material(ledger=ledger)).deviations

    assert deviation.says == (
        "R-1 (Eels in the intake) was written by bo (consultant) from outside in "
        "2 of 2 entries and reviewed by no owner from inside."
    )
    assert deviation.evidence == ("risk R-1", "entry 1", "entry 2")


@pytest.mark.row("R-059")
@pytest.mark.parametrize(
    ("entries", "silent"),
    [
        pytest.param([(BO, RISK), (ANA, RISK.changed(score=5))], True, id="changed inside"),
        pytest.param([(BO, RISK), (ANA, RISK)], False, id="saved again inside"),
        pytest.param([(BO, RISK), (ANA, REVIEW)], True, id="reviewed by its owner"),
        pytest.param([(BO, RISK), (BO, REVIEW)], False, id="the review written by the outsider"),
        pytest.param(
            [(BO, RISK), (ANA, REVIEW.changed(by="cy"))], False, id="reviewed by somebody else"
        ),
    ],
)
def test_somebody_inside_has_to_have_looked(
    entries: list[tuple[Author, Risk | RiskReview]],
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    assert (said(CHECK, material(ledger=_written(*entries))) == {}) is silent


@pytest.mark.row("R-059")
def test_an_author_whom_the_list_of_people_knows_as_external_is_from_outside() -> None:
    unmarked = Author("bo", "risk manager")
    bo = Person(key="bo", name="Bo Vik", external=True)

    assert said(CHECK, material(bo, ledger=_written((unmarked, RISK)))) != {}
    assert said(CHECK, material(ledger=_written((unmarked, RISK)))) == {}


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
