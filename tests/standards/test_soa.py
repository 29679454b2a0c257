"""A Statement of Applicability speaks of every control of the annex, once."""

from collections.abc import Iterable

import pytest

from assay.domain.problem import Place
from assay.standards.load import load_standard
from assay.standards.soa import SoaCheck, check_soa, normalise_control_id

CONTROLS = load_standard("iso27001-2022").controls
REGISTER = Place("registers/soa.csv")
ALL = [one.number for one in CONTROLS]


def check(ids: Iterable[str], own: Iterable[str] = ()) -> SoaCheck:
    rows = [
        (said, Place(REGISTER.file, row=row, column="control")) for row, said in enumerate(ids, 2)
    ]
    return check_soa(rows, CONTROLS, REGISTER, frozenset(own))


@pytest.mark.row("R-041")
def test_a_dropped_a_repeated_and_an_invented_control_are_three_errors() -> None:
    ids = [one for one in ALL if one != "A.7.4"]

    found = check([*ids, "A.5.1", "A.9.9"])

    assert [str(problem) for problem in found.problems] == [
        (
            "registers/soa.csv, row 95, column control: 'A.9.9'; "
            "expected one of the 93 controls from A.5.1 to A.8.34."
        ),
        (
            "registers/soa.csv, row 94, column control: A.5.1 again, after row 2, column control; "
            "expected each control once."
        ),
        (
            "registers/soa.csv: nothing on A.7.4 Physical security monitoring; "
            "expected a position on it."
        ),
    ]


@pytest.mark.row("R-041")
def test_93_rows_are_no_proof() -> None:
    ids = [one for one in ALL if one not in {"A.7.4", "A.8.33"}]

    found = check([*ids, "A.5.1", "A.9.9"])

    assert len([*ids, "A.5.1", "A.9.9"]) == 93
    assert (len(found.unknown), len(found.repeated)) == (1, 1)
    assert found.missing_controls == ("A.7.4", "A.8.33")


def test_a_whole_statement_has_no_problem() -> None:
    found = check(ALL)

    assert found == SoaCheck((), (), (), ())
    assert found.problems == ()


def test_an_empty_statement_misses_every_control() -> None:
    assert check([]).missing_controls == tuple(ALL)


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert check(reversed(ALL)).problems == ()


def test_a_control_from_elsewhere_is_known_once_it_is_declared() -> None:
    assert [str(problem) for problem in check([*ALL, "CLD.6.3.1"]).problems] == [
        (
            "registers/soa.csv, row 95, column control: 'CLD.6.3.1'; "
            "expected one of the 93 controls from A.5.1 to A.8.34."
        )
    ]
    assert check([*ALL, "CLD.6.3.1"], own=["CLD.6.3.1"]).problems == ()


def test_controls_of_the_edition_before_are_unknown() -> None:
    found = check([*ALL, "A.9.2.3", "A.18.1.1"])

    assert [problem.found for problem in found.problems] == ["'A.9.2.3'", "'A.18.1.1'"]


def test_two_spellings_of_one_control_are_a_repetition() -> None:
    found = check([*ALL, "5.01"])

    assert [problem.found for problem in found.problems] == [
        "A.5.1 again, after row 2, column control"
    ]


def test_a_standard_without_annex_knows_no_control() -> None:
    found = check_soa([("A.5.1", REGISTER)], (), REGISTER)

    assert [str(problem) for problem in found.problems] == [
        "registers/soa.csv: 'A.5.1'; expected no control, for the standard has no annex of them."
    ]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("A.5.1", "A.5.1"),
        ("5.1", "A.5.1"),
        ("A5.1", "A.5.1"),
        ("A.5.01", "A.5.1"),
        ("a 5.1", "A.5.1"),
        (" A-5.1 ", "A.5.1"),
        ("A. 5. 10", "A.5.10"),
        ("Annex A 8.34", "A.8.34"),
        ("Annex A.8.34", "A.8.34"),
        ("A.5.1 Policies for information security", "A.5.1"),
        ("A.5.1: Policies", "A.5.1"),
        ("A.9.2.3", "A.9.2.3"),
        ("A.5.123", "A.5.123"),
        ("A.5", "A.5"),
        ("", ""),
        (" own control ", "own control"),
        ("B.5.1", "B.5.1"),
    ],
)
def test_a_number_is_read_as_people_write_it(said: str, number: str) -> None:
    assert normalise_control_id(said) == number
