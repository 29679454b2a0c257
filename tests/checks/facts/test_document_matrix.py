"""The document matrix: fourteen entries, five verdicts each, none standing in for another."""

from datetime import date

import pytest

from assay.checks.facts.document_matrix import MatrixEntry, Respect, document_matrix
from assay.checks.material import Material
from assay.domain.document import Document
from assay.domain.item import Item
from assay.domain.risk import Risk
from assay.domain.scope import Scope, VersionStatus
from assay.domain.soa import Soa
from tests.lib.stage1 import material

WHOLE = Document(
    key="POL-01",
    title="Policy",
    satisfies=("policy",),
    status=VersionStatus.APPROVED,
    version="1.0",
    approver="mira.vos",
    approved_on=date(2025, 6, 1),
)
NONE = (False, False, False, False, False)


def entry(key: str, *items: Item) -> MatrixEntry:
    return next(each for each in document_matrix(material(*items)) if each.key == key)


@pytest.mark.row("R-015")
def test_the_customary_list_counts_fourteen_and_each_gets_five_verdicts() -> None:
    numbered = [each for each in document_matrix(material()) if each.number is not None]

    assert [each.number for each in numbered] == list(range(1, 15))
    assert {each.verdicts for each in numbered} == {NONE}


@pytest.mark.row("R-015")
@pytest.mark.parametrize(
    ("respect", "document"),
    [
        (Respect.FINISHED, WHOLE.changed(status=VersionStatus.DRAFT)),
        (Respect.VERSIONED, WHOLE.changed(version="")),
        (Respect.APPROVED, WHOLE.changed(approver="")),
        (Respect.DATED, WHOLE.changed(approved_on=None)),
    ],
)
def test_a_document_falls_short_in_one_respect_and_in_no_other(
    respect: Respect, document: Document
) -> None:
    policy = entry("policy", document)

    assert policy.lacks == (respect,)
    assert not policy.stands


@pytest.mark.row("R-015")
def test_a_whole_document_stands() -> None:
    policy = entry("policy", WHOLE)

    assert policy.verdicts == (True, True, True, True, True)
    assert policy.stands
    assert policy.parts[0].documents == ("POL-01",)


def test_of_two_documents_the_better_one_speaks() -> None:
    draft = WHOLE.changed(key="POL-00", status=VersionStatus.DRAFT, approved_on=None)

    assert entry("policy", draft, WHOLE).stands


def test_an_entry_of_two_parts_stands_only_as_well_as_the_worse() -> None:
    programme = WHOLE.changed(key="PGM-01", satisfies=("internal_audit_programme",))
    results = WHOLE.changed(key="REP-01", satisfies=("internal_audit_results",), version="")

    assert entry("internal_audit", programme).lacks == tuple(Respect)
    assert entry("internal_audit", programme, results).lacks == (Respect.VERSIONED,)


def test_a_register_is_asked_only_what_its_rows_can_say() -> None:
    risks = entry("risk_results", Risk(key="R-1", title="Somebody leaves"))

    assert risks.verdicts == (True, None, None, None, None)
    assert risks.stands


@pytest.mark.row("R-015")
def test_a_register_that_carries_an_approval_is_asked_for_it() -> None:
    draft = entry("soa", Soa(key="1.0", version="1.0"))
    approved = entry(
        "soa",
        Soa(
            key="1.0",
            version="1.0",
            status=VersionStatus.APPROVED,
            approved_by="mira.vos",
            approved_on=date(2025, 6, 1),
        ),
    )

    assert draft.lacks == (Respect.FINISHED, Respect.APPROVED, Respect.DATED)
    assert approved.verdicts == (True, True, True, True, True)


def test_a_standard_without_a_numbered_list_has_its_whole_catalogue() -> None:
    quality = document_matrix(material(Scope(key="1.0", version="1.0"), standards=["iso9001-2015"]))

    assert {each.number for each in quality} == {None}
    assert {each.standard for each in quality} == {"iso9001-2015"}


def readable(at: Material) -> dict[str, tuple[Respect, ...]]:
    return {each.key: each.lacks for each in document_matrix(at)}


def test_a_withdrawn_document_is_not_there() -> None:
    withdrawn = WHOLE.changed(status=VersionStatus.WITHDRAWN)

    assert readable(material(withdrawn))["policy"] == tuple(Respect)
