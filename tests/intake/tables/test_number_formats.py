"""What a spreadsheet shows for a stored number, and the day or moment that it counts."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from assay.intake.tables.cell import Cell, Fault, Number
from assay.intake.tables.number_format import built_in_format, format_number, parse_format


def shown(raw: str, code: str) -> Cell:
    return format_number(raw, parse_format(code), since_1904=False)


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("1.0", "General", "1"),
        ("1", "0.0", "1.0"),
        ("1.25", "0.0", "1.3"),
        ("7", "000", "007"),
        ("-7", "000", "-007"),
        ("7", '"R-"000', "R-007"),
        ("7", r"R\-000", "R-007"),
        ("7", '000" of 9"', "007 of 9"),
        ("7", '"a;b"00;"c"00', "a;b07"),
        ("1234.5", "#,##0.00", "1234.5"),
        ("1234.5", '[$€-407]#,##0.00;[Red]-"€"#,##0.00', "1234.5"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E-3", "General", "0.001"),
        ("12345678901234567890", "General", "12345678901234600000"),
        ("5", "0;(0)", "5"),
        ("3", "[Blue]00", "03"),
    ],
)
def test_a_number_is_told_as_it_is_seen(raw: str, code: str, text: str) -> None:
    cell = shown(raw, code)

    assert isinstance(cell, Number)
    assert cell.shown == text


@pytest.mark.parametrize("code", ["0%", "0.00%", "0.0\\%%", "[Red]0%"])
def test_a_percentage_counts_by_its_figure(code: str) -> None:
    assert shown("0.255", code) == Number(Decimal("25.5"), "25.5%")


@pytest.mark.parametrize(
    ("raw", "code", "cell"),
    [
        ("46053", "dd.mm.yyyy", date(2026, 1, 31)),
        ("46053", "[$-F800]dddd, mmmm dd, yyyy", date(2026, 1, 31)),
        ("46053.5", "yyyy-mm-dd", datetime(2026, 1, 31, 12)),  # noqa: DTZ001 - as stored
        ("46053", "m/d/yy h:mm", datetime(2026, 1, 31)),  # noqa: DTZ001 - as stored
        ("46053.395833333336", "yyyy-mm-dd hh:mm", datetime(2026, 1, 31, 9, 30)),  # noqa: DTZ001
        ("46053", "mmm yy", date(2026, 1, 31)),
        ("0.395833333333333", "h:mm AM/PM", "09:30:00"),
        ("0.395833333333333", "mm:ss", "09:30:00"),
        ("1.5", "[h]:mm", "36:00:00"),
        ("59", "yyyy-mm-dd", date(1900, 2, 28)),
        ("60", "yyyy-mm-dd", Fault("60 as a date", "a date such as 2026-01-31")),
        ("61", "yyyy-mm-dd", date(1900, 3, 1)),
        ("-1", "yyyy-mm-dd", Fault("-1 as a date", "a date such as 2026-01-31")),
        ("1e300", "yyyy-mm-dd", Fault(f"1{'0' * 300} as a date", "a date such as 2026-01-31")),
        ("soon", "General", Fault("'soon' as a number", "a number")),
        ("1e9999999", "General", Fault("'1e9999999' as a number", "a number")),
        ("NaN", "General", Fault("'NaN' as a number", "a number")),
    ],
)
def test_days_moments_and_times(raw: str, code: str, cell: Cell) -> None:
    assert shown(raw, code) == cell


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        (0, Number(Decimal(46053), "46053")),
        (2, Number(Decimal(46053), "46053.00")),
        (9, Number(Decimal(4605300), "4605300%")),
        (14, date(2026, 1, 31)),
        (20, "1105272:00:00"),
        (22, datetime(2026, 1, 31)),  # noqa: DTZ001 - as stored
        (999, Number(Decimal(46053), "46053")),
    ],
)
def test_formats_that_a_workbook_does_not_spell_out(number: int, cell: Cell) -> None:
    assert format_number("46053", built_in_format(number), since_1904=False) == cell


def test_days_counted_from_1904() -> None:
    assert format_number("44591", parse_format("yyyy-mm-dd"), since_1904=True) == date(2026, 1, 31)
