"""Proposes which column of an export is which column of its family."""

from pathlib import Path

import pytest

from assay.domain.record_family import FAMILIES
from assay.engine.mapping_proposal import Confidence, propose_mapping, without_doubt
from assay.engine.refusal import RefusedRecordsError
from tests.engine.exports import freeze, rows

CHANGE = FAMILIES["change"]


def proposed(headings: str, *sample: str, family: str = "change") -> list[tuple[str, str, str]]:
    found = propose_mapping(
        headings.split(","), [row.split(",") for row in sample], FAMILIES[family]
    )
    return [(each.confidence.value, str(each), each.why) for each in found]


def test_each_proposal_says_how_sure_it_is_and_why() -> None:
    assert proposed(
        "Ticket No,Change Type,createdAt,Requested By,Ref",
        "T-1,normal,2026-01-05T09:00Z,ana,r-1",
        "T-2,normal,2026-01-06T09:00Z,bo,r-2",
        "T-3,minor,2026-01-07T09:00Z,bo,r-3",
    ) == [
        ("certain", "Requested By = requested_by", "the column's own name"),
        (
            "likely",
            "Ticket No = change_id",
            "another word for change_id; its values differ from row to row",
        ),
        (
            "likely",
            "Ref = change_id",
            "another word for change_id; its values differ from row to row",
        ),
        ("likely", "Change Type = kind", "another word for kind; its values are text"),
        (
            "likely",
            "createdAt = requested_at",
            "another word for requested_at; its values are instants, such as '2026-01-05T09:00Z'",
        ),
    ]


def test_values_alone_make_a_proposal_possible_and_no_more() -> None:
    found = proposed(
        "A,B,C",
        "T-1,2026-01-05,normal",
        "T-2,2026-01-05,normal",
        "T-3,2026-01-06,normal",
    )

    assert found == [
        ("possible", "A = change_id", "its values differ from row to row"),
        (
            "possible",
            "B = requested_at",
            "its values are instants, such as '2026-01-05'",
        ),
    ]


@pytest.mark.parametrize(
    ("heading", "value", "column"),
    [
        ("Requested", "yes", ""),
        ("Requested", "2026-01-05", "requested_at"),
        ("Date requested", "05.01.2026 09:00", "requested_at"),
        ("Approver", "2026-01-05", ""),
        ("Approver", "bo", "approved_by"),
        ("Number", "2026-01-05", ""),
        ("Approver", "", ""),
    ],
)
def test_a_word_is_taken_only_where_the_values_agree(heading: str, value: str, column: str) -> None:
    found = without_doubt(propose_mapping([heading], [[value]], CHANGE))

    assert found == ({heading: column} if column else {})


def test_what_has_its_own_name_is_not_looked_for_elsewhere() -> None:
    found = propose_mapping(
        ["change_id", "Ticket", "type", "kind"], [["C-1", "T-1", "a", "b"]], CHANGE
    )

    assert {(each.heading, each.confidence) for each in found} == {
        ("change_id", Confidence.CERTAIN),
        ("type", Confidence.CERTAIN),
        ("kind", Confidence.CERTAIN),
    }


def test_an_export_in_other_words_is_frozen_as_what_it_is(tmp_path: Path) -> None:
    text = (
        "Ticket No,Change Type,createdAt,Requester,Remark\n"
        "C-1,normal,2026-01-05T09:00Z,ana,x\nC-2,normal,2026-01-06T09:00Z,bo,y\n"
    )

    frozen = freeze(tmp_path, text)

    assert dict(frozen.population.mapping) == {
        "Ticket No": "change_id",
        "Change Type": "kind",
        "createdAt": "requested_at",
        "Requester": "requested_by",
        "Remark": "remark",
    }
    assert rows(frozen, "change_id, requested_by, remark") == [
        ("C-1", "ana", "x"),
        ("C-2", "bo", "y"),
    ]


AMBIGUOUS = "Ticket,Ref,kind,requested_at,requested_by\nC-1,R-1,normal,2026-01-05T09:00Z,ana\n"


def test_a_required_column_that_two_headings_may_be_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RefusedRecordsError) as refused:
        freeze(tmp_path, AMBIGUOUS)

    assert str(refused.value) == (
        "export.csv: change_id may be 'Ticket' or 'Ref'; "
        "expected a mapping that says which, such as 'Ticket = change_id'."
    )


def test_the_register_says_which_it_is(tmp_path: Path) -> None:
    frozen = freeze(tmp_path, AMBIGUOUS, mapping=("Ref = change_id",))

    assert rows(frozen, "change_id, ticket") == [("R-1", "C-1")]


def test_a_column_that_need_not_be_there_is_left_alone_where_two_may_be_it(tmp_path: Path) -> None:
    text = (
        "change_id,kind,requested_at,requested_by,Location,Plant\n"
        "C-1,normal,2026-01-05T09:00Z,ana,lyon,nantes\n"
    )

    frozen = freeze(tmp_path, text)

    assert frozen.population.mapping["Location"] == "location"
    assert rows(frozen, "location, plant") == [("lyon", "nantes")]


def test_what_is_missing_is_told_with_what_it_may_be(tmp_path: Path) -> None:
    text = (
        "change_id,kind,requested_by,Moment\nC-1,normal,ana,2026-01-05T09:00Z\n"
        "C-2,normal,ana,2026-01-06T09:00Z\n"
    )

    with pytest.raises(RefusedRecordsError) as refused:
        freeze(tmp_path, text)

    assert str(refused.value) == (
        "export.csv: the columns are change_id, kind, requested_by, Moment; expected requested_at "
        "among them, or a mapping to it such as 'Moment = requested_at'."
    )
