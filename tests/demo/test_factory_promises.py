"""What the factory's documents promise, found in their text and kept by every record."""

import io
import zipfile
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from assay.demo.draft import Draft
from assay.domain.approval import Approval
from assay.domain.calendar_day import CalendarDay
from assay.domain.claim import Claim, ClaimKind
from assay.domain.content_anchor import ContentAnchor
from assay.domain.document import Document
from assay.domain.document_version import DocumentVersion
from assay.domain.finding import Finding
from assay.domain.item import registers
from assay.domain.kpi import Kpi
from assay.domain.management_review import ManagementReview
from assay.domain.measurement import Measurement
from assay.domain.objective import Objective
from assay.domain.person import Person
from assay.domain.record_family import FAMILIES
from assay.domain.review_input import ReviewInput
from assay.domain.risk import Risk
from assay.domain.risk_acceptance import Accepts, RiskAcceptance
from assay.domain.risk_methodology import RiskMethodology
from assay.domain.risk_review import RiskReview
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.supplier import Supplier
from assay.domain.supplier_listing import SupplierListing
from assay.domain.treatment import Treatment
from assay.standards.load import load_standard
from tests.demo.factory_days import DAYS, USUAL, factory_on, rows_by

EVERY_DAY = pytest.mark.parametrize("day", DAYS, ids=str)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(path: str, content: bytes) -> str:
    """Return the text of a file, blanks made one."""
    if path.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own file
        text = " ".join(
            "".join(part.text or "" for part in paragraph.iter(f"{WORD}t"))
            for paragraph in root.iter(f"{WORD}p")
        )
    elif path.endswith(".pdf"):
        pages = pypdfium2.PdfDocument(content)
        text = " ".join(page.get_textpage().get_text_range() for page in pages)
    else:
        text = content.decode()
    return " ".join(text.split())


def claims_on_records(draft: Draft, kind: ClaimKind) -> list[Claim]:
    """Return the promises of a kind that records keep; others speak of registers."""
    every = draft.all(Claim).values()
    return [each for each in every if each.kind is kind and each.family in FAMILIES]


class WorkingDays:
    """The working days of a site, counted from its calendar register alone."""

    def __init__(self, draft: Draft) -> None:
        self.closed = {(each.site, each.on) for each in draft.all(CalendarDay).values()}

    def between(self, site: str, first: date, last: date) -> int:
        """Return how many working days lie after the first day, up to the last."""
        days = (first + timedelta(days=count + 1) for count in range((last - first).days))
        return sum(day.weekday() < 5 and (site, day) not in self.closed for day in days)


@EVERY_DAY
def test_quotes_of_claims_and_anchors_stand_in_their_documents(day: date) -> None:
    draft = factory_on(day)
    documents = draft.all(Document)
    texts = {
        key: text_of(each.file, draft.files[each.file].content) for key, each in documents.items()
    }

    for claim in draft.all(Claim).values():
        assert claim.quote in texts[claim.document], claim.key
        assert claim.section in texts[claim.document], claim.key
        assert claim.version == documents[claim.document].version
        assert claim.family in {*FAMILIES, *registers()}
    for anchor in draft.all(ContentAnchor).values():
        # A PDF breaks lines and words where it likes, so its blanks are not looked at.
        quote, text = anchor.quote, texts[anchor.document]
        if documents[anchor.document].file.endswith(".pdf"):
            quote, text = quote.replace(" ", ""), text.replace(" ", "")
        assert quote in text, anchor.key


def test_every_kind_of_promise_is_made() -> None:
    claims = factory_on(USUAL).all(Claim).values()

    assert {claim.kind for claim in claims} == set(ClaimKind)


def test_every_required_document_is_there_with_its_elements() -> None:
    draft = factory_on(USUAL)
    anchored = {(row.requirement, row.element) for row in draft.all(ContentAnchor).values()}
    satisfied: dict[str, set[str]] = {}
    for document in draft.all(Document).values():
        for key in document.satisfies:
            satisfied.setdefault(key, set()).add(str(document.type))

    for required in load_standard("iso9001-2015").documents:
        assert required.key in satisfied, required.key
        for part in required.parts:
            assert satisfied[part.key] & set(part.satisfied_by), part.key
            for element in part.elements:
                assert (part.key, element.key) in anchored, (part.key, element.key)


@EVERY_DAY
def test_deadlines_are_kept_by_every_record(day: date) -> None:
    draft = factory_on(day)
    calendar = WorkingDays(draft)
    for claim in claims_on_records(draft, ClaimKind.DEADLINE):
        if claim.family == "event":
            continue
        assert claim.limit is not None
        for row in draft.records[claim.family]:
            first, then = row[claim.first], row[claim.then]
            if first is None:
                continue
            if claim.unit == "hours":
                assert then - first <= timedelta(hours=int(claim.limit)), row
                continue
            # What is still open has until the limit.
            until = then.date() if then else day
            if claim.unit == "working days":
                assert calendar.between(row["site"], first.date(), until) <= claim.limit, row
            else:
                assert (until - first.date()).days <= claim.limit, row


@EVERY_DAY
def test_what_comes_first_came_first_in_every_record(day: date) -> None:
    draft = factory_on(day)
    cases = rows_by(draft.records["event"], "case")
    claims = claims_on_records(draft, ClaimKind.PRECEDENCE)

    for claim in (each for each in claims if each.family == "event"):
        for case, events in cases.items():
            seen = {row["activity"]: row["at"] for row in reversed(events)}
            late = claim.then in seen and seen[claim.first] >= seen[claim.then]
            assert not late, (claim.key, case)
    for claim in (each for each in claims if each.family != "event"):
        for row in draft.records[claim.family]:
            assert row[claim.then] is None or row[claim.first] <= row[claim.then], row


@EVERY_DAY
def test_four_eyes_were_four_in_every_record(day: date) -> None:
    draft = factory_on(day)
    cases = rows_by(draft.records["event"], "case")
    claims = claims_on_records(draft, ClaimKind.SEGREGATION)

    for claim in (each for each in claims if each.family == "event"):
        for case, events in cases.items():
            who = {row["activity"]: row["actor"] for row in events}
            assert claim.then not in who or who[claim.first] != who[claim.then], case
    for claim in (each for each in claims if each.family != "event"):
        for row in draft.records[claim.family]:
            assert row[claim.first] != row[claim.then], row


@EVERY_DAY
def test_what_is_done_in_a_rhythm_is_done_in_time(day: date) -> None:
    draft = factory_on(day)
    for claim in claims_on_records(draft, ClaimKind.FREQUENCY):
        assert claim.every
        limit = claim.every.days or 0
        rows = draft.records[claim.family]
        for condition in claim.where:
            column, _, value = condition.partition(" = ")
            rows = [row for row in rows if row[column] == value]
        for key, group in rows_by(rows, claim.per).items():
            days = sorted(
                at if type(at) is date else at.date() for at in (row[claim.then] for row in group)
            )
            # A month's value is there on the first working day of the next month.
            slack = 5 if claim.every == "monthly" else 0
            for before, after in pairwise([*days, day]):
                assert (after - before).days <= limit + slack, (claim.key, key, before, after)


@EVERY_DAY
def test_gauges_are_inside_their_calibration(day: date) -> None:
    for row in factory_on(day).records["inspection"]:
        assert row["inspected_at"].date() <= row["gauge_valid_until"], row


@EVERY_DAY
def test_everybody_in_scope_took_every_course_within_the_year(day: date) -> None:
    draft = factory_on(day)
    taken = rows_by(draft.records["training_completion"], "person")

    for person in draft.all(Person).values():
        if person.in_scope and person.works_on(day):
            assert person.started_on
            for course in ("TRN-01", "TRN-02", "TRN-03"):
                days = [row["completed_on"] for row in taken[person.key] if row["course"] == course]
                assert max(days) > day - timedelta(days=365), (person.key, course)
                assert min(days) >= person.started_on


@EVERY_DAY
def test_missed_targets_have_an_action(day: date) -> None:
    draft = factory_on(day)
    targets: dict[str, Kpi | Objective] = {**draft.all(Kpi), **draft.all(Objective)}
    values: dict[str, set[date]] = {}

    for each in draft.all(Measurement).values():
        of = targets[each.of]
        assert of.direction
        assert of.target is not None
        assert of.direction.reached(each.value, of.target) or each.action, each.key
        values.setdefault(each.of, set()).add(each.measured_on)
    for key in targets:
        assert len(values[key]) >= 12, key


@EVERY_DAY
def test_documents_are_approved_in_order_by_those_who_may_and_are_fresh(day: date) -> None:
    draft = factory_on(day)
    people, roles = draft.all(Person), list(draft.all(RoleAssignment).values())
    approvals = draft.all(Approval)
    late = 0
    for document in draft.all(Document).values():
        versions = [
            each for each in draft.all(DocumentVersion).values() if each.document == document.key
        ]
        ordered = sorted(versions, key=lambda each: each.created_on or day)
        assert [each.version for each in ordered] == sorted(each.version for each in versions)
        assert ordered[-1].version == document.version
        late += (document.approved_on or day) > day - timedelta(days=14)
        assert document.reviewed_on
        assert document.approved_on
        assert document.approved_on <= document.reviewed_on <= day
        assert document.next_review_on
        assert document.next_review_on > day
        for person in (document.owner, document.approver):
            assert people[person].works_on(day), (document.key, person)
        for version in versions:
            signed = approvals[f"{document.key} / {version.version} / {document.approver}"]
            assert signed.approved_on
            assert signed.event_at
            assert version.created_on
            assert version.created_on <= signed.approved_on
            assert abs((signed.event_at.date() - signed.approved_on).days) <= 4
            assert signed.by != version.author
            assert any(
                role.person == signed.by
                and role.role is Role.DOCUMENT_APPROVER
                and role.held_on(signed.approved_on)
                for role in roles
            )
    assert late == 0


@EVERY_DAY
def test_risks_are_scored_by_the_method_treated_and_signed(day: date) -> None:
    draft = factory_on(day)
    method = next(iter(draft.all(RiskMethodology).values()))
    treated = {key for each in draft.all(Treatment).values() for key in each.risks}
    reviews = draft.all(RiskReview).values()
    signatures = draft.all(RiskAcceptance).values()

    for risk in draft.all(Risk).values():
        assert risk.score == method.score(risk.likelihood, risk.impact)
        assert risk.residual_score == method.score(risk.residual_likelihood, risk.residual_impact)
        assert (risk.residual_score or 0) <= (method.accept_up_to or 0)
        assert (risk.score or 0) <= (method.accept_up_to or 0) or risk.key in treated
        assert max(each.reviewed_on for each in reviews if each.risk == risk.key) > day - timedelta(
            days=180
        )
        for what in (Accepts.ASSESSMENT, Accepts.RESIDUAL_RISK):
            assert any(
                each.risk == risk.key and each.accepts is what and each.by == risk.owner
                for each in signatures
            ), (risk.key, what)
    for each in draft.all(Treatment).values():
        open_ones = each.status is not None and each.status.still_open
        assert not open_ones or (each.due_on and each.due_on > day), each.key
        assert each.done_on is None or each.due_on is None or each.done_on <= each.due_on
    named = {key for risk in draft.all(Risk).values() for key in risk.findings}
    assert named == set(draft.all(Finding))


def test_reviews_discuss_every_input_and_never_twice_the_same() -> None:
    draft = factory_on(USUAL)
    wanted = {each.key for each in load_standard("iso9001-2015").inputs}
    held = [each.key for each in draft.all(ManagementReview).values() if each.held_on]
    inputs = draft.all(ReviewInput).values()

    assert len(held) == 2
    for review in held:
        rows = [each for each in inputs if each.review == review]
        assert {each.input for each in rows} == wanted
        assert all(len(each.discussion.split()) >= 20 and each.sources for each in rows)
    assert len({each.discussion for each in inputs}) == len(inputs)


def test_the_books_of_creditors_name_no_supplier_that_the_register_lacks() -> None:
    draft = factory_on(USUAL)
    forms = {"SARL", "SAS", "SA", "LTD", "LIMITED", "A/S", "AB", "GMBH", "BV", "S.R.O.", "A.S."}

    def plain(name: str) -> str:
        accents = str.maketrans("ÉÈÊËÂÀÎÏÔÛÙÇÍÁÝČŠŘŽĚ", "EEEEAAIIOUUCIAYCSRZE")
        words = name.upper().translate(accents).split()
        return " ".join(word for word in words if word not in forms)

    paid = {plain(each.name) for each in draft.all(SupplierListing).values()}

    assert paid == {plain(each.name) for each in draft.all(Supplier).values()}
