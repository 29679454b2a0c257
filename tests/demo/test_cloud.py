"""Quillmark as a draft: the same each time, whole, and said by people at their work."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from assay.demo.cloud.company import draft_cloud
from assay.demo.folder import render_demo
from assay.domain.acknowledgement import Acknowledgement
from assay.domain.approval import Approval
from assay.domain.document import Document
from assay.domain.document_version import DocumentVersion
from assay.domain.file import File
from assay.domain.item import references, registers
from assay.domain.person import Person
from assay.domain.record_source import RecordSource
from assay.domain.risk import Risk
from assay.domain.risk_acceptance import Accepts, RiskAcceptance
from assay.domain.risk_methodology import RiskMethodology
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.site import Site
from assay.domain.soa_row import Applicability, SoaRow
from assay.domain.treatment import Treatment
from assay.standards.load import load_standard
from tests.demo.cloud_days import DAYS, SEED, USUAL, cloud_on
from tests.demo.test_factory import fingerprint, keys_in

on_any_day = pytest.mark.parametrize("day", DAYS, ids=str)


def test_same_arguments_make_the_same_company() -> None:
    again = draft_cloud(seed=SEED, as_of=USUAL, scale=1)

    assert fingerprint(again) == fingerprint(cloud_on(USUAL))


def test_same_arguments_make_the_same_folder_byte_for_byte() -> None:
    first, second = (
        dict(render_demo(draft_cloud(seed=SEED, as_of=USUAL, scale=1))) for _ in range(2)
    )

    assert first == second


def test_another_seed_makes_other_records_of_the_same_risks() -> None:
    other = draft_cloud(seed=1, as_of=USUAL, scale=1)

    assert other.records["alert"] != cloud_on(USUAL).records["alert"]
    assert set(other.all(Risk)) == set(cloud_on(USUAL).all(Risk))


def test_scale_multiplies_what_happens() -> None:
    thrice = draft_cloud(seed=SEED, as_of=USUAL, scale=3).records

    once = cloud_on(USUAL).records
    for family in ("change", "incident", "grant", "vulnerability"):
        assert len(thrice[family]) == 3 * len(once[family])
    assert 2.9 * len(once["alert"]) < len(thrice["alert"]) < 3.1 * len(once["alert"])


@on_any_day
def test_every_reference_leads_to_an_item(day: date) -> None:
    draft = cloud_on(day)
    known = {name: set(draft.all(kind)) for name, kind in registers().items()}
    known["file"] = set(draft.files) | {each.file for each in draft.all(RecordSource).values()}

    broken = [
        f"{name} {item.key}: {field} {key}"
        for name, kind in registers().items()
        for item in draft.all(kind).values()
        for field, target in references(kind).items()
        for key in keys_in(item, field)
        if key not in known[target]
    ]

    assert broken == []


@on_any_day
def test_people_in_records_are_people_who_worked_here_then(day: date) -> None:
    draft = cloud_on(day)
    people = draft.all(Person)
    acting = {
        "access_review": ("reviewed_at", ("reviewer",)),
        "alert": ("acknowledged_at", ("acknowledged_by",)),
        "change": ("implemented_at", ("requested_by", "approved_by", "implemented_by")),
        "deployment": ("deployed_at", ("deployed_by",)),
        "grant": ("granted_at", ("person", "requested_by", "approved_by")),
        "incident": ("logged_at", ("logged_by", "closed_by")),
        "log_review": ("reviewed_at", ("reviewer",)),
        "training_completion": ("completed_on", ("person",)),
        "vendor_review": ("reviewed_on", ("reviewer",)),
    }

    strangers = {
        (family, row[column])
        for family, (moment, columns) in acting.items()
        for row in draft.records[family]
        for column in columns
        if people[row[column]].works_on(_day_of(row[moment])) is not True
    }

    assert strangers == set()


def _day_of(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


@on_any_day
def test_everything_is_said_in_office_hours_by_somebody_who_works_here(day: date) -> None:
    draft = cloud_on(day)
    people, sites = draft.all(Person), draft.all(Site)

    for said in draft.said:
        if isinstance(said.item, RecordSource):
            continue  # exported by night, as planned
        person = people[said.by.name]
        site = sites[person.site or "UTR"]
        local = said.at.astimezone(ZoneInfo(site.time_zone))
        about = f"{said.item.register} {said.item.key} by {person.key} at {local}"
        assert said.at < datetime.combine(day, datetime.min.time(), UTC), about
        assert local.weekday() < 5, about
        assert 8 <= local.hour < 18, about
        assert person.ended_on is None or local.date() <= person.ended_on, about
        assert person.started_on is None or person.started_on <= local.date(), about
        assert said.by.external is bool(person.external), about


@on_any_day
def test_recorded_close_to_the_day_that_is_claimed(day: date) -> None:
    late = [
        f"{said.item.key}: {said.item.approved_on} recorded {said.at.date()}"
        for said in cloud_on(day).said
        if isinstance(said.item, Approval) and said.item.approved_on
        if abs(said.at.date() - said.item.approved_on) > timedelta(3)
    ]

    assert late == []


def test_the_history_runs_over_more_than_a_year_and_not_up_to_the_audit_alone() -> None:
    days = [said.at.date() for said in cloud_on(USUAL).said if not _exported(said.item)]

    assert USUAL - min(days) > timedelta(400)
    recent = sum(USUAL - each <= timedelta(14) for each in days)
    assert recent < len(days) / 20
    months = Counter((each.year, each.month) for each in days)
    assert len(months) >= 14


def _exported(item: object) -> bool:
    return isinstance(item, RecordSource)


def test_the_adviser_came_early_and_signed_nothing() -> None:
    draft = cloud_on(USUAL)
    own = [said for said in draft.said if said.by.external and said.by.role == "consultant"]

    assert own
    assert max(said.at.date() for said in own) < USUAL - timedelta(270)
    assert not {said.item.register for said in own} & {"approval", "risk_acceptance", "soa"}
    assert all(each.by != "gerrit.oosting" for each in draft.all(RiskAcceptance).values())


@on_any_day
def test_some_eighty_five_people_work_in_two_sites(day: date) -> None:
    draft = cloud_on(day)
    here = [each for each in draft.all(Person).values() if not each.external and each.works_on(day)]

    assert len(here) == 85
    assert {each.site for each in here} == set(draft.all(Site))
    assert sum(site.headcount or 0 for site in draft.all(Site).values()) == 85


@on_any_day
@pytest.mark.row("R-041")
def test_every_control_has_its_own_row_and_reason(day: date) -> None:
    rows = cloud_on(day).all(SoaRow)

    assert set(rows) == {each.number for each in load_standard("iso27001-2022").controls}
    assert len({row.justification for row in rows.values()}) == 93
    excluded = {key for key, row in rows.items() if row.applicability is Applicability.EXCLUDED}
    assert excluded == {"A.7.12", "A.8.30"}


@on_any_day
def test_scores_follow_from_the_method_and_what_remains_is_acceptable(day: date) -> None:
    draft = cloud_on(day)
    (method,) = draft.all(RiskMethodology).values()

    assert method.accept_up_to == 8
    for risk in draft.all(Risk).values():
        assert risk.score == method.score(risk.likelihood, risk.impact), risk.key
        residual = method.score(risk.residual_likelihood, risk.residual_impact)
        assert risk.residual_score == residual, risk.key
        assert (risk.residual_score or 99) <= 8, risk.key


@on_any_day
def test_owners_signed_after_the_last_word_on_their_risk(day: date) -> None:
    draft = cloud_on(day)
    signed = draft.all(RiskAcceptance).values()

    for risk in draft.all(Risk).values():
        entries = [
            said.at.date()
            for said in draft.said
            if (isinstance(said.item, Risk) and said.item.key == risk.key)
            or (isinstance(said.item, Treatment) and risk.key in said.item.risks)
        ]
        own = [each for each in signed if each.risk == risk.key and each.by == risk.owner]
        for kind in (Accepts.ASSESSMENT, Accepts.RESIDUAL_RISK):
            last = max(each.signed_on for each in own if each.accepts is kind)
            assert last >= max(entries), (risk.key, kind)


@on_any_day
def test_documents_were_approved_by_others_in_their_role_and_read_by_everybody(day: date) -> None:
    draft = cloud_on(day)
    approvals = draft.all(Approval)
    roles = draft.all(RoleAssignment).values()
    may = {each.person: each for each in roles if each.role is Role.DOCUMENT_APPROVER}
    acknowledged = draft.all(Acknowledgement).values()
    read = {(each.document, each.version, each.person) for each in acknowledged}
    staff = [each for each in draft.all(Person).values() if not each.external]

    for document in draft.all(Document).values():
        approval = approvals[f"{document.key} / {document.version} / {document.approver}"]
        assert approval.approved_on == document.approved_on
        assert document.approver != document.author
        assert may[document.approver].held_on(approval.approved_on or day)
        assert (document.next_review_on or day) > day, document.key
        if document.staff_facing:
            unread = [
                person.key
                for person in staff
                if person.works_on(day) and (document.key, document.version, person.key) not in read
            ]
            assert unread == [], document.key


@on_any_day
def test_versions_of_a_document_follow_each_other_without_a_gap(day: date) -> None:
    versions: dict[str, list[DocumentVersion]] = {}
    for each in cloud_on(day).all(DocumentVersion).values():
        versions.setdefault(each.document, []).append(each)

    assert sum(len(own) > 1 for own in versions.values()) > 40
    for own in versions.values():
        own.sort(key=lambda each: tuple(map(int, each.version.split("."))))
        for earlier, later in pairwise(own):
            assert earlier.in_force_until_on is not None
            assert earlier.in_force_until_on + timedelta(1) == later.in_force_from_on
        assert own[-1].in_force_until_on is None


def test_files_on_the_shelf_are_those_that_the_register_names() -> None:
    draft = cloud_on(USUAL)
    named = {each.file: each for each in draft.all(Document).values()}

    assert set(named) == {path for path in draft.files if path.startswith("documents/")}
    current = {each.file: each.sha256 for each in draft.all(DocumentVersion).values() if each.file}
    assert current == {key: file.sha256 for key, file in draft.all(File).items() if key in named}
    formats = Counter(path.rpartition(".")[2] for path in named)
    assert formats["docx"] >= 12
    assert formats["pdf"] >= 4
