"""A standard that is wrong somewhere is refused, with every reason at once."""

from pathlib import Path

import pytest

from assay.domain.problem import Place, Problem
from assay.standards.load import load_standard
from assay.standards.reading import UnreadableStandardError
from tests.standards.tiny import STANDARD, change, problems_of_standard, write_standard

CASES = {
    "unknown key": (
        change("clauses.toml", 'asks = "Shoes stay outside."', 'ask = "Shoes stay outside."'),
        [
            (
                "house-2030/clauses.toml, line 9: unknown key 'ask'; expected one of asks, basis, "
                "confidence, edition, items, kind, number, parent, performed_by_stage, source, "
                "title, "
                "valid_from, valid_to."
            ),
        ],
    ),
    "missing key": (
        change("clauses.toml", 'title = "Dishes"\n', ""),
        ["house-2030/clauses.toml, line 13: no title; expected one."],
    ),
    "text where a number is due": (
        change("documents.toml", "number = 1", 'number = "1"'),
        ["house-2030/documents.toml, line 3: number holds '1'; expected a whole number."],
    ),
    "number where text is due": (
        change("clauses.toml", 'title = "Dishes"', "title = 5"),
        ["house-2030/clauses.toml, line 15: title holds 5; expected text."],
    ),
    "empty text": (
        change("clauses.toml", 'title = "Dishes"', 'title = ""'),
        ["house-2030/clauses.toml, line 15: title holds ''; expected text."],
    ),
    "unknown word": (
        change("clauses.toml", 'kind = "heading"', 'kind = "header"'),
        ["house-2030/clauses.toml, line 4: kind holds 'header'; expected requirement or heading."],
    ),
    "no list": (
        change("documents.toml", 'satisfied_by = ["plan"]', 'satisfied_by = "plan"'),
        ["house-2030/documents.toml, line 10: satisfied_by holds 'plan'; expected a list."],
    ),
    "empty list": (
        change("documents.toml", 'clauses = ["1.2"]', "clauses = []"),
        ["house-2030/documents.toml, line 5: clauses holds []; expected at least one."],
    ),
    "unknown type of document": (
        change("documents.toml", 'satisfied_by = ["plan"]', 'satisfied_by = ["poem"]'),
        [
            (
                "house-2030/documents.toml, line 10: satisfied_by holds 'poem'; expected policy, "
                "procedure, process map, methodology, standard, plan, programme, register, "
                "statement, "
                "report, record, form, instruction, drawing, contract or external."
            )
        ],
    ),
    "unknown key in a list": (
        change("documents.toml", '"On which day." }', '"On which day.", says = "x" }'),
        [
            (
                "house-2030/documents.toml, line 13: unknown key 'says'; "
                "expected one of asks, explicitness, key."
            )
        ],
    ),
    "no date": (
        change("standard.toml", "valid_from = 2030-01-01", 'valid_from = "soon"'),
        [
            (
                "house-2030/standard.toml, line 5: valid_from holds 'soon'; "
                "expected a date such as 2026-01-31."
            )
        ],
    ),
    "stage that there is not": (
        change("findings.csv", "H-1,2,", "H-1,3,"),
        ["house-2030/findings.csv, line 2, column stage: '3'; expected 2 or less."],
    ),
    "cell of the wrong kind": (
        change("findings.csv", "H-1,2,", "H-1,late,"),
        ["house-2030/findings.csv, line 2, column stage: 'late'; expected a whole number."],
    ),
    "neither yes nor no": (
        change("controls.csv", "Kitchen,tech,no,", "Kitchen,tech,maybe,"),
        ["house-2030/controls.csv, line 2, column new_in_edition: 'maybe'; expected yes or no."],
    ),
    "empty cell": (
        change("controls.csv", "A.1.1,Dishwasher,", "A.1.1,,"),
        ["house-2030/controls.csv, line 2, column title: no title; expected one."],
    ),
    "frequency that cannot be read": (
        change("controls.csv", "run: daily", "nightly"),
        [
            (
                "house-2030/controls.csv, line 2, column frequencies: 'nightly'; expected "
                "'activity: quarterly to yearly' or 'activity: per joiner', not 'nightly'."
            )
        ],
    ),
    "rhythm that there is not": (
        change("controls.csv", "run: daily", "run: nightly"),
        [
            (
                "house-2030/controls.csv, line 2, column frequencies: 'nightly'; expected "
                "continuous, "
                "daily, weekly, fortnightly, monthly, quarterly, half-yearly, yearly, "
                "two-yearly or "
                "per event."
            )
        ],
    ),
    "verb that there is not": (
        change("controls.csv", "OBSERVE the noise", "HEAR the noise"),
        [
            (
                "house-2030/controls.csv, line 2, column tests: 'HEAR the noise'; expected one of "
                "EXAMINE, INTERVIEW, OBSERVE, VISUAL, WALKTHROUGH, SAMPLE, TRACE, RECOMPUTE, "
                "RECONCILE, TEST before 'HEAR the noise'."
            )
        ],
    ),
    "too few cells": (
        change("findings.csv", ",mud > 0", ""),
        ["house-2030/findings.csv, line 2: 8 cells; expected 9 cells."],
    ),
    "blank line": (
        change("findings.csv", "\nH-1", "\n\nH-1"),
        ["house-2030/findings.csv, line 2: a blank line; expected 9 cells."],
    ),
    "quotes that do not pair": (
        change("findings.csv", "Mud in the hall", '"Mud in the hall'),
        ["house-2030/findings.csv, line 2: quotes that do not pair; expected CSV."],
    ),
    "undeclared count": (
        change("standard.toml", "inputs = 1\n", ""),
        ["house-2030/standard.toml, line 8: no inputs; expected one."],
    ),
    "unknown key of the head": (
        change("standard.toml", 'family = "house"', 'family = "house"\nflavour = "sour"'),
        [
            (
                "house-2030/standard.toml, line 5: unknown key 'flavour'; expected one of about, "
                "amendments, carried, confidence, counts, edition, extends, family, source, title, "
                "valid_from, valid_to, valid_to_confidence, withdrawn."
            )
        ],
    ),
    "wrong word for every row of a table": (
        change("standard.toml", 'confidence = "unconfirmed"', 'confidence = "sure"'),
        [
            (
                "house-2030/standard.toml, line 22: confidence holds 'sure'; "
                "expected confirmed, partly confirmed, unconfirmed or doubtful."
            )
        ],
    ),
    "every row of a table that there is not": (
        change("standard.toml", "[every.input]", "[every.inputs]"),
        [
            "house-2030/review.toml, line 1: no basis; expected one.",
            "house-2030/review.toml, line 1: no confidence; expected one.",
            "house-2030/review.toml, line 1: no source; expected one.",
            (
                "house-2030/standard.toml, line 25: unknown table 'inputs'; expected one of trait, "
                "clause, document, input, output, control, contradiction, finding, failure, check, "
                "request, question, stock_risk, audit_time, move."
            ),
        ],
    ),
    "standard to extend that is not there": (
        change("standard.toml", 'family = "house"', 'family = "house"\nextends = "attic"'),
        [
            (
                "house-2030/standard.toml, line 5: extends 'attic'; "
                "expected another standard that is there."
            )
        ],
    ),
    "unknown table": (
        change("review.toml", "[[input]]", "[[imput]]"),
        [
            (
                "house-2030/review.toml, line 1: unknown table 'imput'; expected [[input]] or "
                "[[output]]."
            )
        ],
    ),
    "key beside the rows": (
        change("review.toml", "[[input]]", 'note = "x"\n[[input]]'),
        ["house-2030/review.toml, line 1: unknown table 'note'; expected [[input]] or [[output]]."],
    ),
    "unknown column": (
        change("findings.csv", "key,stage,", "key,phase,"),
        [
            (
                "house-2030/findings.csv, line 1: unknown column 'phase'; expected one of basis, "
                "clauses, confidence, controls, edition, elsewhere, finding, grade, key, "
                "other_grade, "
                "other_grade_when, source, stage, trigger, valid_from, valid_to."
            ),
        ],
    ),
    "column twice": (
        change("findings.csv", "trigger\n", "trigger,trigger\n") | {},
        [
            "house-2030/findings.csv, line 1: column 'trigger' 2 times; expected each column once.",
            "house-2030/findings.csv, line 2: 9 cells; expected 10 cells.",
        ],
    ),
    "no TOML": (
        change("clauses.toml", 'number = "1.2"', "number = "),
        ["house-2030/clauses.toml, line 14: no TOML (Invalid value); expected TOML."],
    ),
    "no head": (
        {"standard_toml": ""},
        [
            "house-2030/standard.toml: no such file; expected a file standard.toml.",
        ],
    ),
    "misspelt file": (
        {"finding_csv": STANDARD["findings.csv"]},
        [
            (
                "house-2030/finding.csv: a file of no table; expected one of standard.toml, "
                "clauses.toml, documents.toml, review.toml, controls.csv, "
                "contradictions.csv, findings.csv, failures.csv, "
                "checks.csv, requests.csv, questions.csv, stock_risks.csv, audit_time.csv, "
                "mapping.csv."
            )
        ],
    ),
    "trait nobody asks for": (
        {
            "standard_toml": STANDARD["standard.toml"]
            + '[[trait]]\nkey = "smell"\nvalue = true\nasks = "x"\n'
            'confidence = "confirmed"\nbasis = "house"\nsource = "x"\n'
        },
        [
            (
                "house-2030/standard.toml, line 38: key holds 'smell'; expected "
                "statement_of_applicability, clauses_may_not_apply, climate_decision, "
                "opportunities_per_process, residual_risk_acceptance, "
                "audit_and_review_before_certification or culture_and_ethics."
            )
        ],
    ),
}


@pytest.mark.parametrize(("files", "problems"), CASES.values(), ids=CASES)
def test_what_is_wrong_is_named_with_file_and_line(
    tmp_path: Path, files: dict[str, str], problems: list[str]
) -> None:
    folder = write_standard(tmp_path, **files)

    assert problems_of_standard(folder) == problems


def test_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = write_standard(
        tmp_path,
        **change("clauses.toml", 'kind = "heading"', 'kind = "header"'),
        **change("findings.csv", "H-1,2,", "H-1,late,"),
        **change("standard.toml", 'family = "house"\n', ""),
        **change("documents.toml", "number = 1", "number = 0"),
    )

    assert problems_of_standard(folder) == [
        "house-2030/clauses.toml, line 4: kind holds 'header'; expected requirement or heading.",
        "house-2030/documents.toml, line 3: number holds 0; expected 1 or more.",
        "house-2030/findings.csv, line 2, column stage: 'late'; expected a whole number.",
        "house-2030/standard.toml, line 1: no family; expected one.",
    ]


def test_problems_are_values_with_a_place(tmp_path: Path) -> None:
    folder = write_standard(tmp_path, **change("findings.csv", "1.1 a", "7"))

    with pytest.raises(UnreadableStandardError) as refused:
        load_standard(folder)

    assert refused.value.problems == (
        Problem(
            Place("house-2030/findings.csv", column="clauses", line=2),
            "clause 7",
            "a clause of House rules 2030",
        ),
    )
    assert refused.value.exit_code == 2


def test_bytes_that_are_no_text_are_named_with_their_line(tmp_path: Path) -> None:
    folder = write_standard(tmp_path)
    (folder / "findings.csv").write_bytes(b"key,stage\nH-1,caf\xe9\n")
    (folder / "review.toml").write_bytes(b'[[input]]\nkey = "caf\xe9"\n')

    assert problems_of_standard(folder) == [
        "house-2030/findings.csv, line 2: the byte 0xe9; expected text in UTF-8.",
        "house-2030/review.toml, line 2: the byte 0xe9; expected text in UTF-8.",
    ]


def test_a_byte_order_mark_of_a_spreadsheet_does_no_harm(tmp_path: Path) -> None:
    folder = write_standard(tmp_path)
    text = STANDARD["findings.csv"]
    (folder / "findings.csv").write_text(text, encoding="utf-8-sig")

    assert load_standard(folder).findings[0].key == "H-1"


def test_a_long_value_is_shortened_when_it_is_quoted(tmp_path: Path) -> None:
    folder = write_standard(tmp_path, **change("clauses.toml", '"heading"', f'"{"x" * 80}"'))

    assert problems_of_standard(folder) == [
        (
            f"house-2030/clauses.toml, line 4: kind holds '{'x' * 60}...'; "
            "expected requirement or heading."
        )
    ]
