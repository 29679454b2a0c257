"""The assessment tells nothing apart: one score for nearly all, or all of it in one day."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.deviation import Verdict
from assay.domain.risk import Risk
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.risks import an_assessment
from tests.lib.stage1 import ANA, look, material

CHECK = "risk-flat"


def _scored(*scores: int) -> list[Risk]:
    return [
        Risk(key=f"R-{number}", title="Eels", score=score, assessed_on=date(2025, 11, 1 + number))
        for number, score in enumerate(scores)
    ]


@pytest.mark.row("R-058")
def test_risks_that_differ_are_silent() -> None:
    assert look(CHECK, material(*an_assessment())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-058")
def test_sixty_percent_of_one_score_are_silent_and_more_are_a_signal() -> None:
    sixty = _scored(6, 6, 6, 2, 4)
    more = _scored(6, 6, 6, 6, 4)

    assert look(CHECK, material(*sixty)).deviations == ()
    [deviation] = look(CHECK, material(*more)).deviations
    assert deviation.says == "4 of 5 scored risks have the score 6."
    assert (deviation.measured, deviation.signal) == ("80 %", True)


@pytest.mark.row("R-058")
def test_all_written_in_one_day_and_never_changed_is_a_signal() -> None:
    one_day = [each.changed(assessed_on=date(2025, 11, 3)) for each in _scored(1, 2, 3, 4, 6)]

    [deviation] = look(CHECK, material(*one_day)).deviations

    assert deviation.says == "All 5 risks were written on 2025-11-03 and none was changed since."
    assert (deviation.reason, deviation.signal) == ("one-day", True)


@pytest.mark.row("R-058")
@pytest.mark.parametrize(("title_after", "silent"), [("Otters", True), ("Eels", False)])
def test_one_change_since_is_enough_and_saving_again_is_none(
    title_after: str,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    one_day = [each.changed(assessed_on=date(2025, 11, 3)) for each in _scored(1, 2, 3, 4, 6)]
    ledger = Ledger("somewhere")
    for day, items in ((3, one_day), (20, [one_day[0].changed(title=title_after)])):
        recorded_at = datetime(2025, 11, day, tzinfo=UTC)
        ledger.append([saying(each) for each in items], by=ANA, recorded_at=recorded_at)

    assert (look(CHECK, material(ledger=ledger)).deviations == ()) is silent


def test_where_no_day_is_claimed_the_ledger_tells() -> None:
    undated = [each.changed(assessed_on=None) for each in _scored(1, 2, 3, 4, 6)]

    [deviation] = look(CHECK, material(*undated)).deviations

    assert deviation.says == "All 5 risks were written on 2025-01-15 and none was changed since."


def test_four_risks_may_be_alike() -> None:
    looked = look(CHECK, material(*_scored(6, 6, 6, 6)))

    assert looked.verdict is Verdict.NOT_TESTED
    assert looked.why_not_tested == "there are fewer than five risks"


def test_without_risks_nothing_is_tested() -> None:
    assert look(CHECK, material()).why_not_tested == "there are no risks on record"
