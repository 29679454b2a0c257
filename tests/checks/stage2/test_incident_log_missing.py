"""There is no log of incidents."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.record_source import RecordSource
from tests.lib.stage2 import look, operation, said, untold

CHECK = "incident-log-missing"
EMPTY = {"incident": "incident_id | detected_at | logged_at"}


@pytest.mark.row("R-125")
def test_no_log_speaks() -> None:
    other = RecordSource(key="SRC-1", family="change", file="records/change.csv")

    assert said(CHECK, operation(other)) == {
        "incident": "No source of records is a log of incidents, not even an empty one."
    }


@pytest.mark.row("R-125")
def test_an_empty_log_is_a_log() -> None:
    assert look(CHECK, operation(records=EMPTY)).verdict is Verdict.CONFORMS


def test_a_log_that_is_named_and_not_there_is_unknown() -> None:
    named = RecordSource(key="SRC-8", family="incident", file="records/incident.csv")

    assert look(CHECK, operation(named)).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, operation(named)) == {
        "SRC-8": "it is named as a log of incidents, and its records are not there"
    }
