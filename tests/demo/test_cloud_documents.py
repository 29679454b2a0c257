"""What Quillmark's documents say stands in them, and every required element can be shown."""

from collections.abc import Mapping
from functools import cache

from assay.demo.cloud.facts import PROMISES
from assay.domain.claim import Claim, ClaimKind
from assay.domain.content_anchor import ContentAnchor
from assay.domain.document import Document
from assay.domain.document_text import DocumentText
from assay.domain.item import registers
from assay.domain.person import Person
from assay.domain.record_family import FAMILIES
from assay.intake.documents.read_one import read_one
from assay.standards.load import load_standard
from tests.demo.cloud_days import USUAL, cloud_on

DRAFT = cloud_on(USUAL)


@cache
def texts() -> Mapping[str, DocumentText]:
    """Return the text of every document as it is read from its file."""
    found = {}
    for document in DRAFT.all(Document).values():
        reading = read_one(document.file, DRAFT.files[document.file].content)
        assert reading.document is not None, document.file
        assert reading.flaws == (), document.file
        found[document.key] = reading.document
    return found


def test_every_document_says_its_title_version_and_approval() -> None:
    people = DRAFT.all(Person)
    for document in DRAFT.all(Document).values():
        text = texts()[document.key]

        assert (text.title, text.version) == (document.title, document.version), document.key
        (approval,) = text.approvals
        assert approval.name == people[document.approver].name, document.key
        assert approval.on == document.approved_on, document.key


def test_every_promise_stands_where_its_claim_says() -> None:
    for claim in DRAFT.all(Claim).values():
        text = texts()[claim.document]

        assert claim.quote in text.text, claim.key
        heading = text.heading_over(text.text.index(claim.quote))
        assert str(heading) == claim.section, claim.key
        assert claim.version == DRAFT.all(Document)[claim.document].version
        if claim.kind is not ClaimKind.COVERAGE:
            assert {claim.first, claim.then} - {""} <= columns_of(claim.family), claim.key


def columns_of(family: str) -> set[str]:
    """Return the columns of a record family, or the fields of a register of that name."""
    if family in FAMILIES:
        return {column.name for column in FAMILIES[family].columns}
    return set(registers()[family].model_fields)


def test_every_anchored_element_stands_where_its_anchor_says() -> None:
    for anchor in DRAFT.all(ContentAnchor).values():
        text = texts()[anchor.document]

        assert anchor.quote in text.text, anchor.key
        heading = text.heading_over(text.text.index(anchor.quote))
        assert str(heading) == anchor.section, anchor.key


def test_every_required_element_is_anchored() -> None:
    anchored = {(each.requirement, each.element) for each in DRAFT.all(ContentAnchor).values()}

    missing = [
        (part.key, element.key)
        for required in load_standard("iso27001-2022").documents
        for part in required.parts
        for element in part.elements
        if (part.key, element.key) not in anchored
    ]

    assert missing == []


def test_prose_is_long_enough_to_read_and_leaves_no_placeholder() -> None:
    words = {key: len(text.text.split()) for key, text in texts().items()}

    assert min(words.values()) > 110
    assert sum(words.values()) > 20_000
    assert [key for key, text in texts().items() if "{" in text.text] == []


def test_numbers_in_prose_are_the_company_s_own() -> None:
    assert f"within {PROMISES.critical_fix_days} days" in texts()["PRO-05"].text
    assert f"{PROMISES.leaver_hours} hours" in texts()["PRO-02"].text
    assert f"within {PROMISES.incident_log_hours} hours" in texts()["INS-01"].text
