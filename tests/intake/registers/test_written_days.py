"""Days and times of day in the ways that people and programs write them."""

from datetime import date, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.intake.calendar import parse_written
from assay.intake.registers.dates import DayReader
from assay.intake.registers.value import Unreadable


@pytest.mark.parametrize(
    "text",
    [
        *("2026-01-31", "2026/01/31", "2026.1.31", "20260131", "2026-Jan-31", "2026 Jan 31"),
        *("31.01.2026", "31. 1. 2026", "31.1.26", "31/01/2026", "31-01-2026", "31/1/26"),
        *("31 Jan 2026", "31-Jan-26", "31.Jan.2026", "31 January 2026", "31st of January 2026"),
        *("Jan 31, 2026", "January 31st 2026", "Sat, 31 Jan 2026", "Saturday 31 January 2026"),
        *("31. Januar 2026", "31. Jänner 2026", "Sa 31.01.2026", "Samstag, 31. Januar 2026"),
        *("31 janvier 2026", "sam. 31 janv. 2026", "samedi 31 janvier 2026"),
        *("31 de enero de 2026", "31 enero 2026", "sábado 31 de enero de 2026"),
        *("31 gennaio 2026", "31 gen 2026", "sabato 31 gennaio 2026"),
        *("31 januari 2026", "31 de janeiro de 2026"),
    ],
)
def test_the_same_day_in_many_hands(text: str) -> None:
    assert DayReader({text: 1}).read(text) == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er février 2026", date(2026, 2, 1)),
        ("1º de marzo de 2026", date(2026, 3, 1)),
        ("3. März 2026", date(2026, 3, 3)),
        ("3 Mrz 2026", date(2026, 3, 3)),
        ("12 août 2026", date(2026, 8, 12)),
        ("5 Sept. 2026", date(2026, 9, 5)),
        ("24 dic 2026", date(2026, 12, 24)),
        ("29.02.2024", date(2024, 2, 29)),
        ("1.2.69", date(1969, 2, 1)),
        ("1.2.68", date(2068, 2, 1)),
        ("05/05/2026", date(2026, 5, 5)),
        ("2026-01-31T23:59:59Z", date(2026, 1, 31)),
        ("31.01.2026 14:30 Uhr", date(2026, 1, 31)),
    ],
)
def test_days_of_all_sorts(text: str, day: date) -> None:
    assert DayReader({text: 1}).read(text) == day


@pytest.mark.parametrize(
    "text",
    [
        *("soon", "Q1 2026", "January 2026", "2026", "31.01.", "31.01.2026 (planned)", "KW 5"),
        *("2026-02-30", "31.02.2026", "32/01/2026", "13/13/2026", "0000-01-01", "31 Foo 2026"),
        *("2026-01-31T25:00", "2026-01-31 13:00 pm", "1.2.3.4", "7", "99999999", "9" * 5000),
        *("2026-01-31T10:00+99:00", "Foo 31 Jan 2026", "31/01-2026"),
    ],
)
def test_what_is_no_day_is_not_made_one(text: str) -> None:
    assert isinstance(DayReader({text: 1}).read(text), Unreadable)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-01-31T09:30", time(9, 30)),
        ("2026-01-31 09:30:15.25", time(9, 30, 15, 250_000)),
        ("2026-01-31T09:30Z", time(9, 30, tzinfo=timezone(timedelta()))),
        ("2026-01-31T09:30:00+0530", time(9, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))),
        ("2026-01-31 09:30 UTC-03", time(9, 30, tzinfo=timezone(timedelta(hours=-3)))),
        ("31.01.2026, 09.30 Uhr", time(9, 30)),
        ("31 janvier 2026 à 9h30", time(9, 30)),
        ("1/31/2026 9:30 PM", time(21, 30)),
        ("1/31/2026 12:30 a.m.", time(0, 30)),
        ("1/31/2026 12:30 PM", time(12, 30)),
    ],
)
def test_times_beside_the_day(text: str, at: time) -> None:
    written = parse_written(text)

    assert written is not None
    assert written.at == at
    assert written.at.utcoffset() == at.utcoffset()


@given(st.text(max_size=40) | st.text("0123456789./-: TZ+JanAPM", max_size=24))
def test_no_text_breaks_the_reader(text: str) -> None:
    read = DayReader({text: 1}).read(text)

    assert isinstance(read, date | Unreadable)


@given(st.dates())
def test_every_day_reads_back_however_it_was_written(day: date) -> None:
    for text in (day.isoformat(), f"{day:%d.%m.}{day.year:04}", f"{day:%d %B} {day.year:04}"):
        assert DayReader({text: 1}).read(text) == day
