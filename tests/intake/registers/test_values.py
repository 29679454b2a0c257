"""What stands in a cell: dates, times, numbers, choices and lists as people write them."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.intake.registers.keeping import (
    csv_file,
    items_of,
    problems_of,
    reading_of,
    remarks_of,
)


def test_open_dates_follow_a_date_of_their_column_that_can_only_be_read_one_way() -> None:
    content = csv_file("""
        key,due date
        R-1,03/04/2026
        R-2,01/31/2026
        R-3,05/05/2026
    """)

    reading = reading_of(content)

    assert items_of(reading) == [
        "2: R-1 due_on=2026-03-04",
        "3: R-2 due_on=2026-01-31",
        "4: R-3 due_on=2026-05-05",
    ]
    assert remarks_of(reading) == [
        (
            "column due date: dates such as 03/04/2026 are read month first, "
            "because of 01/31/2026 in row 3."
        )
    ]


def test_open_dates_that_nothing_decides_are_refused() -> None:
    content = csv_file("""
        key,due date
        R-1,03/04/2026
        R-2,5.6.2026
        R-3,05/05/2026
    """)

    reading = reading_of(content)

    assert items_of(reading) == ["3: R-2 due_on=2026-06-05", "4: R-3 due_on=2026-05-05"]
    assert problems_of(reading) == [
        (
            "row 2, column due date: '03/04/2026'; expected a date such as 2026-01-31, "
            "for this may be 2026-04-03 or 2026-03-04."
        )
    ]


def test_open_dates_among_both_orders_are_refused() -> None:
    content = csv_file("""
        key,due date
        R-1,03/04/2026
        R-2,01/31/2026
        R-3,31/01/2026
    """)

    reading = reading_of(content)

    assert items_of(reading) == ["3: R-2 due_on=2026-01-31", "4: R-3 due_on=2026-01-31"]
    assert problems_of(reading) == [
        (
            "row 2, column due date: '03/04/2026'; expected a date such as 2026-01-31, "
            "for 31/01/2026 and 01/31/2026 in this column are written in different orders "
            "and this may be 2026-04-03 or 2026-03-04."
        )
    ]


def test_times_without_a_zone_are_refused_unless_the_zone_is_known() -> None:
    content = csv_file("""
        key,seen at
        R-1,2026-01-31T09:30:00+01:00
        R-2,31.01.2026 09:30
        R-3,2026-01-31
        R-4,2026-10-25 02:30
    """)

    unknown = reading_of(content)
    known = reading_of(content, zone=ZoneInfo("Europe/Berlin"))

    moment = "a date and time with its time zone, such as 2026-01-31T09:30:00+01:00"
    assert items_of(unknown) == ["2: R-1 seen_at=2026-01-31 08:30:00+00:00"]
    assert problems_of(unknown) == [
        f"row 3, column seen at: '31.01.2026 09:30'; expected {moment}.",
        f"row 4, column seen at: '2026-01-31'; expected {moment}.",
        f"row 5, column seen at: '2026-10-25 02:30'; expected {moment}.",
    ]
    assert [item.seen_at for item in known.items] == [
        datetime(2026, 1, 31, 8, 30, tzinfo=UTC),
        datetime(2026, 1, 31, 8, 30, tzinfo=UTC),
    ]
    assert problems_of(known) == [
        "row 4, column seen at: '2026-01-31'; expected a date and time such as 2026-01-31 09:30.",
        f"row 5, column seen at: '2026-10-25 02:30'; expected {moment}.",
    ]
    assert remarks_of(known) == [
        (
            "column seen at: times without a time zone, such as 2026-01-31 09:30:00, "
            "are read as of Europe/Berlin."
        )
    ]


def test_lists_come_with_semicolons_lines_bullets_and_commas_between_keys() -> None:
    content = csv_file("""
        key,systems,notes
        R-1,"crm, erp","first, in short; second"
        R-2,"crm
        erp","- first
        - second"
        R-3,n/a,-
        R-4,"[""a,b"", ""c""]","[""one; two""]"
    """)

    reading = reading_of(content)

    assert [(item.key, item.systems, item.notes) for item in reading.items] == [
        ("R-1", ("crm", "erp"), ("first, in short", "second")),
        ("R-2", ("crm", "erp"), ("first", "second")),
        ("R-3", (), ()),
        ("R-4", ("a,b", "c"), ("one; two",)),
    ]
    assert reading.rows == (2, 3, 4, 5)
    assert remarks_of(reading) == [
        "column systems: 'n/a' is read as nothing said.",
        "column notes: '-' is read as nothing said.",
    ]


def test_numbers_come_with_labels_units_percent_signs_and_blanks() -> None:
    content = csv_file("""
        key,effort,review interval,cost
        R-1,4 - likely,12 months,95 %
        R-2,3 (possible),6,"12 000,5"
        R-3,1.0,1 year,1'000
        R-4,12 EUR,12 weeks,€ 5
    """)

    reading = reading_of(content)

    assert [(i.key, i.effort, i.review_months, i.cost) for i in reading.items] == [
        ("R-1", 4, 12, Decimal(95)),
        ("R-2", 3, 6, Decimal("12000.5")),
    ]
    assert problems_of(reading) == [
        "row 4, column review interval: '1 year'; expected a whole number such as 12.",
        "row 5, column effort: '12 EUR'; expected a whole number such as 12.",
        "row 5, column review interval: '12 weeks'; expected a whole number such as 12.",
        "row 5, column cost: '€ 5'; expected a number such as 12.5.",
    ]
    assert remarks_of(reading) == [
        "column effort: words beside a number are left out, such as those of '4 - likely'.",
        "column review interval: words beside a number are left out, such as those of '12 months'.",
        "column cost: percentages such as 95 % are read as the figure before the sign.",
    ]


def test_open_numbers_are_refused_where_nothing_decides() -> None:
    content = csv_file("""
        key;effort;cost
        R-1;1.000;1.234
        R-2;2.500;7
    """)

    reading = reading_of(content)

    assert items_of(reading) == ["3: R-2 effort=2500 cost=7"]
    assert problems_of(reading) == [
        (
            "row 2, column effort: '1.000'; expected a whole number such as 12, "
            "for this may be 1000 or 1."
        ),
        (
            "row 2, column cost: '1.234'; expected a number such as 12.5, "
            "for this may be 1234 or 1.234."
        ),
    ]


def test_a_choice_is_found_however_it_is_spelled() -> None:
    content = csv_file("""
        key,state,stages
        R-1,In-Progress,"planned, done"
        R-2,IN_PROGRESS,Planned; WIP
        R-3,wip,n/a
        R-4,\u2013,
    """)

    reading = reading_of(content)

    assert items_of(reading) == [
        "2: R-1 state=in progress stages=planned+done",
        "3: R-2 state=in progress stages=planned+in progress",
        "4: R-3 state=in progress",
        "5: R-4",
    ]
    assert remarks_of(reading) == [
        "column state: '\u2013' is read as nothing said.",
        "column state: 'wip' is read as in progress.",
        "column stages: 'n/a' is read as nothing said.",
        "column stages: 'WIP' is read as in progress.",
    ]


def test_a_spreadsheets_count_of_days_is_read_as_a_date_and_said() -> None:
    reading = reading_of(b"key,due\nR-1,46053\nR-2,7\n")

    assert items_of(reading) == ["2: R-1 due_on=2026-01-31"]
    assert problems_of(reading) == ["row 3, column due: '7'; expected a date such as 2026-01-31."]
    assert remarks_of(reading) == [
        "column due: numbers such as 46053 are read as a spreadsheet's count of days."
    ]


def test_open_numbers_follow_a_number_of_their_column_that_can_only_be_read_one_way() -> None:
    content = csv_file("""
        key|cost|effort
        R-1|1,234|1,000
        R-2|2.5|1,000,000
        R-3|1,234.50|7
    """)

    reading = reading_of(content)

    assert [(item.cost, item.effort) for item in reading.items] == [
        (Decimal(1234), 1000),
        (Decimal("2.5"), 1_000_000),
        (Decimal("1234.5"), 7),
    ]
    assert remarks_of(reading)[1:] == [
        (
            "column cost: numbers such as 1,234 are read with a decimal point, "
            "because of 2.5 in row 3."
        ),
        (
            "column effort: numbers such as 1,000 are read with a decimal point, "
            "because of 1,000,000 in row 3."
        ),
    ]


@pytest.mark.parametrize(
    "number", ["1..2", "1,2,3", "12-", "--1", "1e99999", "9" * 2000, "0x1F", "1/2", "NaN", "inf"]
)
def test_what_is_no_number_is_not_made_one(number: str) -> None:
    reading = reading_of(f"key;cost;effort\nR-1;{number};{number}\n".encode())

    assert items_of(reading) == []
    assert {problem.place.column for problem in reading.problems} == {"cost", "effort"}
