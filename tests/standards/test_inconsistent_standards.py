"""A standard whose rows do not fit together is refused: ids, references, counts, bands."""

from pathlib import Path

import pytest

from tests.standards.tiny import STANDARD, change, problems_of_standard, write_standard

CASES = {
    "clause twice": (
        change("clauses.toml", 'number = "1.2"', 'number = "1.1"'),
        [
            (
                "house-2030/clauses.toml, line 14: clause 1.1 again, after line 7; "
                "expected each clause once."
            ),
            "house-2030/documents.toml, line 5: clause 1.2; expected a clause of House rules 2030.",
            "house-2030/review.toml, line 4: clause 1.2; expected a clause of House rules 2030.",
        ],
    ),
    "control twice": (
        change("controls.csv", "A.1.2,Shoe rack", "A.1.1,Shoe rack"),
        [
            (
                "house-2030/controls.csv, line 3, column number: control A.1.1 again, after line "
                "2; "
                "expected each control once."
            ),
            (
                "house-2030/findings.csv, line 2, column controls: control A.1.2; "
                "expected a control of House rules 2030."
            ),
        ],
    ),
    "element twice": (
        change("documents.toml", 'key = "when"', 'key = "who"'),
        [
            (
                "house-2030/documents.toml, line 13: element who again; "
                "expected each element once in an entry."
            )
        ],
    ),
    "part twice": (
        {
            "documents_toml": STANDARD["documents.toml"]
            + STANDARD["documents.toml"].replace('key = "rota"\nnumber = 1', 'key = "rota-2"'),
            **change("standard.toml", "\ndocuments = 1", "\ndocuments = 2"),
        },
        ["house-2030/documents.toml, line 20: part rota again; expected each part once."],
    ),
    "number of a document twice": (
        {
            "documents_toml": STANDARD["documents.toml"]
            + STANDARD["documents.toml"].replace('"rota"', '"rota-2"'),
            **change(
                "standard.toml",
                "\ndocuments = 1\nnumbered_documents = 1",
                "\ndocuments = 2\nnumbered_documents = 2",
            ),
        },
        [
            (
                "house-2030/documents.toml, line 17: number 1 again, after line 3; "
                "expected each number once."
            )
        ],
    ),
    "clause without its parent": (
        change("clauses.toml", 'number = "1.2"', 'number = "2.1"'),
        [
            (
                "house-2030/clauses.toml, line 14: clause 2.1 under 2, which is not there; "
                "expected a clause 2."
            ),
            "house-2030/documents.toml, line 5: clause 1.2; expected a clause of House rules 2030.",
            "house-2030/review.toml, line 4: clause 1.2; expected a clause of House rules 2030.",
        ],
    ),
    "parent that is named and not there": (
        change("clauses.toml", 'number = "1.2"', 'number = "1.2"\nparent = "0"'),
        [
            (
                "house-2030/clauses.toml, line 15: clause 1.2 under 0, which is not there; "
                "expected a clause 0."
            ),
        ],
    ),
    "requirement that asks nothing": (
        change("clauses.toml", 'asks = "Dishes are done before night."\n', ""),
        [
            (
                "house-2030/clauses.toml, line 13: requirement 1.2 without asks; "
                "expected what it asks, in our own words."
            )
        ],
    ),
    "reference to an unknown clause": (
        change("findings.csv", "1.1 a", "1.1 b"),
        [
            (
                "house-2030/findings.csv, line 2, column clauses: clause 1.1 b; "
                "expected a clause of House rules 2030."
            )
        ],
    ),
    "reference to an unknown control": (
        change("findings.csv", "A.1.2,minor", "A.9.9,minor"),
        [
            (
                "house-2030/findings.csv, line 2, column controls: control A.9.9; "
                "expected a control of House rules 2030."
            )
        ],
    ),
    "unknown family of records": (
        change("controls.csv", "everybody,drill", "everybody,gossip"),
        [
            (
                "house-2030/controls.csv, line 2, column families: record family gossip; "
                "expected a record family of the product."
            )
        ],
    ),
    "theme that the counts do not know": (
        change("controls.csv", "It is used.,Hall", "It is used.,Hal"),
        [
            "house-2030/controls.csv, line 3, column theme: 'Hal'; expected Kitchen, Hall.",
            (
                "house-2030/standard.toml, line 15: 1 Hall declared, 0 listed; "
                "expected as many listed as declared."
            ),
        ],
    ),
    "wrong count of controls": (
        change("standard.toml", "controls = 2", "controls = 3"),
        [
            (
                "house-2030/standard.toml, line 14: 3 controls declared, 2 listed; "
                "expected as many listed as declared."
            )
        ],
    ),
    "wrong count of the numbered documents": (
        change("standard.toml", "numbered_documents = 1", "numbered_documents = 14"),
        [
            (
                "house-2030/standard.toml, line 12: 14 numbered documents declared, 1 listed; "
                "expected as many listed as declared."
            )
        ],
    ),
    "gap in the table of audit time": (
        {
            "audit_time_csv": "persons_from,persons_to,days,confidence,basis,source\n"
            "1,10,5,confirmed,standard,x\n12,20,6,confirmed,standard,x\n"
        },
        [
            (
                "house-2030/audit_time.csv, line 3, column persons_from: 12 to 20 persons; "
                "expected a band from 11 on."
            )
        ],
    ),
    "request for a document that there is not": (
        {
            "requests_csv": "list,item,asks,documents,confidence,basis,source\n"
            "five_kinds,map,A map.,rota; map,confirmed,house,x\n"
        },
        [
            (
                "house-2030/requests.csv, line 2, column documents: document map; "
                "expected a document of House rules 2030."
            )
        ],
    ),
    "grade that no setting holds": (
        {
            "failures_csv": "key,stages,says,grade_setting,rows,confidence,basis,source\n"
            "mud,1,Mud.,finding.grade.mud,R-001,confirmed,house,x\n"
        },
        [
            (
                "house-2030/failures.csv, line 2, column grade_setting: setting finding.grade.mud; "
                "expected a setting of the product."
            )
        ],
    ),
}


@pytest.mark.parametrize(("files", "problems"), CASES.values(), ids=CASES)
def test_what_does_not_fit_is_named_with_file_and_line(
    tmp_path: Path, files: dict[str, str], problems: list[str]
) -> None:
    folder = write_standard(tmp_path, **files)

    assert problems_of_standard(folder) == problems
