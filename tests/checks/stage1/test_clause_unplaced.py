"""A clause of the standard is answered by no process and no document."""

import pytest

from assay.checks.facts.clause_matrix import clause_matrix
from assay.checks.material import Material
from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.item import Item
from assay.domain.scope import VersionStatus
from assay.standards.load import load_standard
from tests.lib.processes import process
from tests.lib.scopes import SCOPE
from tests.lib.stage1 import look, material, said

CHECK = "clause-unplaced"
QUALITY = load_standard("iso9001-2015")
EVERY = tuple(clause.number for clause in QUALITY.requirements)
BUT_DESIGN = tuple(number for number in EVERY if not number.startswith("8.3"))
GAP = (
    "Clause 8.3.1 of ISO 9001:2015 (General) is taken up nowhere: "
    "no process and no document in use names it."
)


def quality(*items: Item) -> Material:
    return material(*items, standards=("iso9001-2015",), profile="qms-typical")


@pytest.mark.row("R-018")
def test_every_clause_named_by_process_or_document_conforms() -> None:
    document = Document(
        key="MAN-1", title="Manual", status=VersionStatus.APPROVED, clauses=EVERY[:30]
    )

    assert look(CHECK, quality(process("P-1", clauses=EVERY[30:]), document)).verdict is (
        Verdict.CONFORMS
    )


@pytest.mark.row("R-018")
def test_a_clause_that_nothing_names_is_a_gap() -> None:
    named = tuple(number for number in EVERY if number != "8.3.1")

    looked = look(CHECK, quality(process("P-1", clauses=named)))

    assert [(each.about, each.says) for each in looked.deviations] == [
        (("iso9001-2015 8.3.1",), GAP)
    ]
    assert looked.deviations[0].measured == f"1 of {len(EVERY)} clauses unplaced"


@pytest.mark.parametrize("said_as", ["8.3", "8.3.1", "8.3.1 b", "iso9001-2015 8.3", "(8.3)"])
def test_a_clause_is_answered_under_any_usual_reference(said_as: str) -> None:
    at = quality(process("P-1", clauses=(*BUT_DESIGN, said_as)))

    assert "iso9001-2015 8.3.1" not in said(CHECK, at)


@pytest.mark.parametrize("said_as", ["8", "8.4", "8.30", "18.3.1"])
def test_a_whole_chapter_or_another_clause_answers_nothing(said_as: str) -> None:
    at = quality(process("P-1", clauses=(*BUT_DESIGN, said_as)))

    assert said(CHECK, at)["iso9001-2015 8.3.1"] == GAP


def test_a_draft_answers_nothing_and_a_catalogue_entry_answers_its_clauses() -> None:
    entry = QUALITY.document("policy")
    policy = Document(
        key="POL-1", title="Policy", satisfies=("policy",), status=VersionStatus.APPROVED
    )

    rows = {row.clause.number: row for row in clause_matrix(quality(policy), QUALITY)}
    drafted = clause_matrix(quality(policy.changed(status="draft")), QUALITY)

    assert rows[entry.clauses[0].split()[0]].documents == ("POL-1",)
    assert not any(row.placed for row in drafted)


@pytest.mark.row("R-018")
def test_a_requirement_may_not_apply_where_the_standard_lets_it_and_a_reason_is_given() -> None:
    items = (process("P-1", clauses=BUT_DESIGN),)
    scope = SCOPE.changed(not_applicable=("8.3",), not_applicable_because="Customers design.")

    assert said(CHECK, quality(*items, scope)) == {}
    assert said(CHECK, quality(*items, scope.changed(not_applicable_because="")))[
        "iso9001-2015 8.3.1"
    ] == (
        "Clause 8.3.1 of ISO 9001:2015 (General) is declared not applicable without a reason: "
        "no process and no document in use names it."
    )
    strict = look(CHECK, material(*items, scope))
    assert {each.reason for each in strict.deviations} <= {"gap"}


def test_where_nobody_says_what_anything_is_for_the_clauses_are_unknown() -> None:
    assert look(CHECK, quality(process("P-1"))).why_not_tested == (
        f"{len(EVERY)} of {len(EVERY)} cannot be told: "
        "no process and no document says which clauses it is for"
    )
