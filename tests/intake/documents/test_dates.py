"""Reads a date as somebody wrote it into a document."""

from datetime import UTC, date, datetime

import pytest

from assay.intake.documents.dates import parse_date, parse_instant, parse_pdf_instant

THE_DAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-31",
        "2026/01/31",
        "2026-01-31 10:15:00",
        "2026-01-31T10:15:00Z",
        "31.01.2026",
        "31. 1. 2026",
        "31/01/2026",
        "31-1-2026",
        "1/31/2026",
        "31 January 2026",
        "31st January, 2026",
        "31 jan. 2026",
        "31-Jan-2026",
        "January 31, 2026",
        "  Jan 31st  2026 ",
        "31-Jan-26",
        "Saturday, 31 January 2026",
        "31. Januar 2026",
        "31 de enero de 2026",
        "samedi 31 janvier 2026",
    ],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert parse_date(written) == THE_DAY


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "03/04/2026",
        "3-4-2026",
        "31.02.2026",
        "31 Juno 2026",
        "2026",
        "Jan 2026",
        "32/13/2026",
        "1.2.26",
        "20260131",
    ],
)
def test_what_is_no_day_or_could_be_two_is_not_read(written: str) -> None:
    assert parse_date(written) is None


def test_a_day_that_reads_the_same_both_ways_is_read() -> None:
    assert parse_date("04/04/2026") == date(2026, 4, 4)


def test_september_is_often_cut_after_four_letters() -> None:
    assert parse_date("1 Sept 2026") == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-01-31T10:15:00Z", datetime(2026, 1, 31, 10, 15, tzinfo=UTC)),
        ("2026-01-31T10:15:00+01:00", datetime(2026, 1, 31, 9, 15, tzinfo=UTC)),
        ("2026-01-31T10:15:00", datetime(2026, 1, 31, 10, 15, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
    ],
)
def test_office_files_write_moments_in_one_way(written: str, instant: datetime | None) -> None:
    assert parse_instant(written) == instant


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("D:20260131101500Z", datetime(2026, 1, 31, 10, 15, tzinfo=UTC)),
        ("D:20260131101500+01'00'", datetime(2026, 1, 31, 9, 15, tzinfo=UTC)),
        ("D:20260131101500-0530", datetime(2026, 1, 31, 15, 45, tzinfo=UTC)),
        ("20260131", datetime(2026, 1, 31, tzinfo=UTC)),
        ("D:2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("D:20261331", None),
        ("D:20260131101500+99'99'", None),
        ("Monday", None),
    ],
)
def test_pdfs_write_moments_in_another(written: str, instant: datetime | None) -> None:
    assert parse_pdf_instant(written) == instant
