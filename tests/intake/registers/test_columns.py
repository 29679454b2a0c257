"""Which column is read as which field, and what is said about it."""

import pytest

from assay.domain.item import Item, column_names, registers
from assay.domain.measurement import Measurement
from assay.domain.risk import Risk
from assay.domain.supplier import Supplier
from assay.intake.registers.mapped import Heading
from assay.intake.registers.mapping import map_columns
from assay.intake.registers.read import read_register
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


def test_guesses_are_made_where_only_one_field_can_be_meant() -> None:
    content = csv_file("""
        Control No.,Remedial title,Current owner,Due date (days),Approved due date,Reviewer note
        R-1,Lock the rack,ana,5,2026-01-31,fine
    """)

    reading = reading_of(content)

    assert [str(column) for column in reading.mapping] == [
        "A 'Control No.' is read as key (a guess)",
        "B 'Remedial title' is read as title (a guess)",
        "C 'Current owner' is read as owner (a guess)",
        "D 'Due date (days)' is read as due_on (another spelling)",
    ]
    # The date has its column already, and a note may be anybody's.
    assert reading.unmapped == ("Approved due date", "Reviewer note")


def test_two_columns_with_the_same_guess_leave_it_open() -> None:
    content = csv_file("""
        ID,Title,Asset No.,Room No.,Front state,Back state
        R-1,Lock,7,9,done,planned
    """)

    reading = reading_of(content)

    assert [column.field for column in reading.mapping] == ["key", "title"]
    assert reading.unmapped == ("Asset No.", "Room No.", "Front state", "Back state")


@pytest.mark.parametrize(
    "heading",
    ["Review interval (years)", "Done on", "Not urgent", "Overdue", "Owner of next review", "D"],
)
def test_a_heading_that_turns_the_meaning_round_is_no_guess(heading: str) -> None:
    reading = reading_of(f"ID,Title,{heading}\nR-1,Lock,x\n".encode())

    assert reading.unmapped == (heading,)


def test_what_has_a_name_goes_by_it_where_no_column_holds_keys() -> None:
    content = csv_file("""
        Vendor name,Service
        Nordwind Hosting,Hosting
        Papier Roth,
        Nordwind Hosting,Backup
    """)

    reading = read_register("registers/suppliers.csv", content, Supplier)

    assert [(item.key, item.name, item.provides) for item in reading.items] == [
        ("Nordwind Hosting", "Nordwind Hosting", "Hosting"),
        ("Papier Roth", "Papier Roth", ""),
    ]
    assert [str(problem) for problem in reading.problems] == [
        (
            "registers/suppliers.csv, row 4: 'Nordwind Hosting', which row 2 has already; "
            "expected a key of its own."
        ),
    ]
    assert [str(remark) for remark in reading.remarks] == [
        (
            "registers/suppliers.csv, column Vendor name: "
            "no column holds keys, so each row goes by its name."
        )
    ]


def test_a_key_is_made_of_its_parts_where_the_noun_says_so() -> None:
    content = csv_file("""
        KPI,Period end,Actual
        on-time delivery,2025-12-31,97.5%
        on-time delivery,2026-01-31,
        ,,3
    """)

    reading = read_register("registers/measurements.csv", content, Measurement)

    assert [item.key for item in reading.items] == ["on-time delivery / 2025-12-31"]
    assert [str(problem) for problem in reading.problems] == [
        (
            "registers/measurements.csv, row 3, column Actual: nothing; "
            "expected a number such as 12.5."
        ),
        (
            "registers/measurements.csv, row 4: no key; "
            "expected a key, or what it is made of: of, measured on, site."
        ),
        (
            "registers/measurements.csv, row 4, column Period end: nothing; "
            "expected a date such as 2026-01-31."
        ),
    ]


def test_a_text_that_every_item_has_may_lack_its_column_but_that_is_said() -> None:
    content = csv_file("""
        Risk ID,Risk description,Likelihood
        R-1,Loss of a laptop,3
    """)

    reading = read_register("registers/risks.csv", content, Risk)

    assert [(item.key, item.title, item.describes) for item in reading.items] == [
        ("R-1", "", "Loss of a laptop")
    ]
    assert [str(problem) for problem in reading.problems] == [
        (
            "registers/risks.csv, row 1: no column for title; "
            "expected one called title or risk or risk title."
        )
    ]


def test_headings_in_other_languages_are_known() -> None:
    content = csv_file("""
        Código;Título;Responsable;Fecha límite;Estado
        R-1;Cerrar;ana;31/01/2026;en curso
    """)

    assert items_of(reading_of(content)) == [
        "2: R-1 title=Cerrar owner=ana due_on=2026-01-31 state=in progress"
    ]


@pytest.mark.parametrize("kind", registers().values(), ids=registers())
def test_every_name_of_every_field_finds_its_field(kind: type[Item]) -> None:
    for field, names in column_names(kind).items():
        for name in names:
            heading = Heading(0, (name.capitalize(),))

            mapped = map_columns([heading], kind, {}, with_guesses=True)

            claimants = [each for each, others in column_names(kind).items() if name in others]
            assert mapped.columns[0].field in {field, *claimants}, name
