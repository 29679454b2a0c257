"""Which column is read as which field, and what is said about it."""

from tests.intake.registers.keeping import (
    CSV,
    csv_file,
    items_of,
    problems_of,
    reading_of,
    skipped_of,
)


def test_mapping_is_shown_with_how_each_column_was_matched() -> None:
    content = csv_file("""
        Key,REMEDY,Responsibel,Review interval (months),Colour,due_on
        R-1,Lock the rack,ana,12,red,2026-01-31
    """)

    reading = reading_of(content)

    assert [str(column) for column in reading.mapping] == [
        "A 'Key' is read as key (its own name)",
        "B 'REMEDY' is read as title (a synonym)",
        "C 'Responsibel' is read as owner (a guess)",
        "D 'Review interval (months)' is read as review_months (another spelling)",
        "F 'due_on' is read as due_on (its own name)",
    ]
    assert reading.unmapped == ("Colour",)
    assert items_of(reading) == [
        "2: R-1 title=Lock the rack owner=ana review_months=12 due_on=2026-01-31"
    ]


def test_a_mapping_of_the_caller_wins() -> None:
    content = csv_file("""
        Nr,Was,Title,Owner
        R-1,Lock the rack,Dr.,ana
    """)

    reading = reading_of(content, columns={"Was": "title", "nr": "key", "Owner": ""})

    assert [str(column) for column in reading.mapping] == [
        "A 'Nr' is read as key (as asked for)",
        "B 'Was' is read as title (as asked for)",
    ]
    assert reading.unmapped == ("Title", "Owner")
    assert items_of(reading) == ["2: R-1 title=Lock the rack"]


def test_a_mapping_that_fits_nothing_is_a_problem() -> None:
    content = csv_file("""
        key,title
        R-1,Lock the rack
    """)

    reading = reading_of(content, columns={"Colour": "title", "title": "hue"})

    assert items_of(reading) == ["2: R-1 title=Lock the rack"]
    assert [str(problem) for problem in reading.problems] == [
        f"{CSV}: a mapping of 'title' to 'hue'; expected a field's name.",
        (
            f"{CSV}, row 1: no heading 'Colour', which a mapping reads as title; "
            "expected a mapping of headings that are there."
        ),
    ]


def test_two_columns_for_one_field_are_a_problem_until_somebody_says_which() -> None:
    content = csv_file("""
        ID,Due,Due date
        R-1,2026-01-31,2026-02-28
    """)

    undecided = reading_of(content)
    decided = reading_of(content, columns={"Due date": "due_on"})

    assert items_of(undecided) == ["2: R-1"]
    assert problems_of(undecided) == [
        (
            "row 1: 'Due' (B) and 'Due date' (C) may both be due_on; "
            "expected one of them, or a mapping that says which is due_on."
        )
    ]
    assert items_of(decided) == ["2: R-1 due_on=2026-02-28"]
    assert problems_of(decided) == []


def test_a_running_number_gives_way_to_the_key() -> None:
    content = csv_file("""
        No.,Remedy ID,Title
        1,R-7,Lock the rack
        2,R-9,Patch the host
    """)

    reading = reading_of(content)

    assert items_of(reading) == ["2: R-7 title=Lock the rack", "3: R-9 title=Patch the host"]
    assert reading.unmapped == ("No.",)


def test_without_a_column_for_the_key_no_row_is_read_and_each_is_listed() -> None:
    content = csv_file("""
        Title,Owner,Effort
        Lock the rack,ana,few
        Patch the host,bo,2
    """)

    reading = reading_of(content)

    assert items_of(reading) == []
    assert skipped_of(reading) == [
        "row 2: unreadable ('Lock the rack | ana | few')",
        "row 3: unreadable ('Patch the host | bo | 2')",
    ]
    assert problems_of(reading) == [
        "row 1: no column for key; expected one called key or id or ref.",
        "row 2, column Effort: 'few'; expected a whole number such as 12.",
    ]


def test_a_file_without_headings_is_named() -> None:
    reading = reading_of(
        csv_file("""
        R-1,Lock the rack,ana
        R-2,Patch the host,bo
    """)
    )

    assert reading.rows_in == 0
    assert [str(problem) for problem in reading.problems] == [
        f"{CSV}: no row of headings; expected headings such as key, site, title, owner."
    ]


def test_headings_in_two_lines_are_read_together() -> None:
    content = csv_file("""
        ,,Review,,Seen
        ID,Title,Interval (months),Owner,At
        R-1,Lock,12,ana,
    """)

    reading = reading_of(content)

    assert reading.header_row == 2
    assert [str(column) for column in reading.mapping] == [
        "A 'ID' is read as key (a synonym)",
        "B 'Title' is read as title (its own name)",
        "C 'Review Interval (months)' is read as review_months (another spelling)",
        "D 'Owner' is read as owner (its own name)",
        "E 'Seen At' is read as seen_at (its own name)",
    ]
    assert items_of(reading) == ["3: R-1 title=Lock owner=ana review_months=12"]


def test_columns_without_a_heading_are_named() -> None:
    content = csv_file("""
        key,,title
        R-1,seen by bo,Lock
    """)

    assert reading_of(content).unmapped == ("B (without a heading)",)
