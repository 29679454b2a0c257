"""An export is too old to show how things are at the audit."""

from datetime import UTC, date, datetime

import pytest

from assay.domain.deviation import Verdict
from assay.domain.evidence import Evidence
from assay.domain.record_source import RecordSource, SourceKind
from tests.lib.stage2 import look, operation, said, untold

CHECK = "export-outdated"
EXPORT = RecordSource(
    key="SRC-1",
    family="change",
    file="records/change.csv",
    kind=SourceKind.EXPORT,
    extracted_at=datetime(2026, 1, 1, 8, tzinfo=UTC),
)


@pytest.mark.row("R-152")
@pytest.mark.parametrize(("as_of", "silent"), [(31, True), (32, False)])
def test_30_days_are_silent_and_31_speak(
    as_of: int,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    day = date(2026, 1, 31) if as_of == 31 else date(2026, 2, 1)

    assert said(CHECK, operation(EXPORT, as_of=day)) == (
        {}
        if silent
        else {"SRC-1": "SRC-1 (change) was taken out on 2026-01-01, 31 days before 2026-02-01."}
    )


@pytest.mark.row("R-152")
def test_a_piece_of_evidence_that_was_exported_grows_old_too() -> None:
    old = Evidence(key="E-1", title="Report", kind=SourceKind.EXPORT, exported_on=date(2025, 12, 1))

    assert list(said(CHECK, operation(old))) == ["E-1"]


@pytest.mark.row("R-152", "R-306")
def test_an_export_without_its_time_is_unknown() -> None:
    at = operation(EXPORT.changed(extracted_at=None))

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, at) == {"SRC-1": "nothing says when it was taken out"}


@pytest.mark.row("R-152")
def test_what_is_read_where_it_lives_is_never_old() -> None:
    live = EXPORT.changed(kind=SourceKind.LIVE, extracted_at=None)

    assert look(CHECK, operation(live)).verdict is Verdict.CONFORMS


def test_without_sources_nothing_is_tested() -> None:
    assert look(CHECK, operation()).verdict is Verdict.NOT_TESTED
