"""Rows as people keep them: titles, sections, sums, gaps, and cells that cannot be read.

Each file is drawn as it stands, with everything that came of it.
"""

import pytest

from tests.intake.registers.keeping import (
    CSV,
    csv_file,
    items_of,
    problems_of,
    reading_of,
    remarks_of,
    skipped_of,
)


def test_titles_sections_sums_and_repeated_headings_are_no_items() -> None:
    content = csv_file("""
        Remedies 2026,,,
        Owner: Ana,,,

        ID*,Remedy,Responsible,Days of work
        Organisational controls,,,
        R-1,Lock the rack,ana,3
        ,,,
        Technical controls,,,
        R-2,Patch the host,bo,5
        ID*,Remedy,Responsible,Days of work
        R-3,Close the port,bo,1
        Total,,,9
        Last updated by Ana,,,
    """)

    reading = reading_of(content)

    assert reading.header_row == 4
    assert items_of(reading) == [
        "6: R-1 title=Lock the rack owner=ana effort=3",
        "9: R-2 title=Patch the host owner=bo effort=5",
        "11: R-3 title=Close the port owner=bo effort=1",
    ]
    assert skipped_of(reading) == [
        "row 5: section ('Organisational controls')",
        "row 7: blank",
        "row 8: section ('Technical controls')",
        "row 10: repeated heading ('ID* | Remedy | Responsible')",
        "row 12: total ('Total | 9')",
        "row 13: section ('Last updated by Ana')",
    ]
    assert problems_of(reading) == []
    assert remarks_of(reading) == [
        f"{CSV}: row 1 ('Remedies 2026'), row 2 ('Owner: Ana') stand above the headings."
    ]


@pytest.mark.row("R-309")
def test_every_unreadable_cell_is_named_at_once_and_its_row_is_no_item() -> None:
    content = csv_file("""
        key,title,effort,cost,urgent,due_on,state
        R-1,Lock the rack,few,cheap,perhaps,soon,begun
        R-2,Patch the host,2,10.50,no,2026-01-31,done
        ,Nameless,1,,,2026-02-30,
    """)

    reading = reading_of(content)

    assert items_of(reading) == [
        "3: R-2 title=Patch the host effort=2 cost=10.50 urgent=False due_on=2026-01-31 state=done"
    ]
    assert skipped_of(reading) == [
        "row 2: unreadable ('R-1 | Lock the rack | few')",
        "row 4: unreadable ('Nameless | 1 | 2026-02-30')",
    ]
    assert problems_of(reading) == [
        "row 2, column effort: 'few'; expected a whole number such as 12.",
        "row 2, column cost: 'cheap'; expected a number such as 12.5.",
        "row 2, column urgent: 'perhaps'; expected yes or no.",
        "row 2, column due_on: 'soon'; expected a date such as 2026-01-31.",
        "row 2, column state: 'begun'; expected planned or in progress or done.",
        "row 4, column due_on: '2026-02-30'; expected a date such as 2026-01-31.",
        "row 4, column key: nothing; expected a key.",
    ]


def test_a_key_that_stands_twice_is_named_with_its_first_row() -> None:
    content = csv_file("""
        key,title,effort
        R-1,Lock the rack,
        R-2,Patch the host,few
        R-1,Lock the door,
        R-2,Patch the guest,
        R-1,Lock the gate,few
    """)

    reading = reading_of(content)

    assert items_of(reading) == ["2: R-1 title=Lock the rack"]
    assert skipped_of(reading) == [
        "row 3: unreadable ('R-2 | Patch the host | few')",
        "row 4: duplicate key ('R-1 | Lock the door')",
        "row 5: duplicate key ('R-2 | Patch the guest')",
        "row 6: unreadable ('R-1 | Lock the gate | few')",
    ]
    assert problems_of(reading) == [
        "row 3, column effort: 'few'; expected a whole number such as 12.",
        "row 4, column key: 'R-1', which row 2 has already; expected a key of its own.",
        "row 5, column key: 'R-2', which row 3 has already; expected a key of its own.",
        "row 6, column key: 'R-1', which row 2 has already; expected a key of its own.",
        "row 6, column effort: 'few'; expected a whole number such as 12.",
    ]


def test_semicolons_decimal_commas_and_german_words() -> None:
    content = """\
Kennung;Bezeichnung;Verantwortlich;Cost;Urgent;Fällig am;Status
R-1;Tür schließen;jürgen;1.234,50;ja;31.01.2026;geplant
R-2;Rechner flicken;ana;1.500;nein;3. März 2026;in Bearbeitung
R-3;Müll;ana;0,5;;1.2.26;erledigt
""".encode("cp1252")

    reading = reading_of(content)

    assert items_of(reading) == [
        (
            "2: R-1 title=Tür schließen owner=jürgen cost=1234.50 urgent=True due_on=2026-01-31 "
            "state=planned"
        ),
        (
            "3: R-2 title=Rechner flicken owner=ana cost=1500 urgent=False due_on=2026-03-03 "
            "state=in progress"
        ),
        "4: R-3 title=Müll owner=ana cost=0.5 due_on=2026-02-01 state=done",
    ]
    assert problems_of(reading) == []
    assert remarks_of(reading) == [
        f"{CSV}: written without saying in which encoding; read as Windows-1252.",
        f"{CSV}: columns are separated by semicolons.",
        (
            "column Cost: numbers such as 1.500 are read with a decimal comma, "
            "because of 1.234,50 in row 2."
        ),
        "column Fällig am: years in two digits are read as 1969 to 2068, such as that of 1.2.26.",
        "column Status: 'geplant' is read as planned.",
        "column Status: 'in Bearbeitung' is read as in progress.",
        "column Status: 'erledigt' is read as done.",
    ]


def test_a_lone_key_like_the_others_is_an_item() -> None:
    content = csv_file("""
        key,title,owner
        R-1,Lock,ana
        R-2,,
        People,,
        'Gates,,
    """)

    reading = reading_of(content)

    assert items_of(reading) == ["2: R-1 title=Lock owner=ana", "3: R-2", "5: Gates"]
    assert skipped_of(reading) == ["row 4: section ('People')"]


def test_an_item_may_be_called_total() -> None:
    content = csv_file("""
        title,key,effort
        Average (handling time),K-1,3
        Total,,9
        Total handling,K-2,3
    """)

    reading = reading_of(content)

    assert items_of(reading) == [
        "2: K-1 title=Average (handling time) effort=3",
        "4: K-2 title=Total handling effort=3",
    ]
    assert skipped_of(reading) == ["row 3: total ('Total | 9')"]
