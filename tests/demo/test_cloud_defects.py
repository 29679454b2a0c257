"""Each flaw of Quillmark changes one thing, and leaves everything else as it was."""

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median

import pytest

from assay.demo.defect import Defect, all_defects, find_defect
from assay.demo.draft import Draft
from tests.demo.cloud_days import DAYS, USUAL, cloud_on
from tests.demo.test_factory_defects import copied, differences

MODULES = (
    "cloud_changes",
    "cloud_documents",
    "cloud_management",
    "cloud_operation",
    "cloud_records",
)
DEFECTS = [
    each for each in all_defects().values() if each.plant.__module__.rpartition(".")[2] in MODULES
]

# What each defect touches: registers and record families, and how many items or records.
TOUCHED: Mapping[str, Mapping[str, int | None]] = {
    "account-of-nobody": {"account": 1},
    "alerts-unanswered": {"alert": 9},
    "approval-backdated": {"approval": 1},
    "approved-by-leaver": {"approval": 2, "document": 1, "role_assignment": 1},
    "audit-impartiality-unanchored": {"content_anchor": 1},
    "auditor-owns-conduct-control": {"soa_row": 1},
    "change-approved-afterwards": {"change": 1, "event": 1},
    "change-approved-by-implementer": {"change": 1, "event": 1},
    "change-closed-unvalidated": {"change": 1, "event": 1},
    "clause-never-audited": {"audit_coverage": 2},
    "completion-without-result": {"training_completion": 1},
    "continuity-plan-not-played": {"drill": 1},
    "critical-weakness-open": {"vulnerability": 1},
    "database-access-unreviewed": {"access_review": None},
    "directors-stayed-away": {"review_attendance": 3},
    "file-nobody-registered": {},
    "finding-left-lying": {"finding": 1, "corrective_action": 1},
    "form-tool-paid-unregistered": {"supplier_listing": 1},
    "host-not-looked-at-again": {"vendor_review": 1, "supplier": 1, "supplier_assessment": 1},
    "incident-closed-without-lesson": {"incident": 1},
    "incidents-logged-late": {"incident": 24},
    "leaver-account-kept": {"account": 1},
    "log-source-silent": {"log_source": 9},
    "minutes-reused": {"review_input": 10},
    "old-logs-deleted": {"log_source": None},
    "policy-unread-by-three": {"acknowledgement": 3},
    "polished-before-the-audit": {"document_version": 32, "document": 16, "approval": 16},
    "restore-objective-without-target": {"objective": 1},
    "restore-past-its-objective": {"backup_restore": 1},
    "restore-procedure-unapproved": {"approval": 1},
    "review-procedure-past-review": {"document_review": 1, "document": 1},
    "right-approved-by-requester": {"grant": 1},
    "right-given-before-approval": {"grant": 1},
    "right-without-reason": {"grant": 1},
    "risk-without-owner": {"risk": 1},
    "scans-stopped": {"vulnerability_scan": 5},
    "second-factor-missing": {"mfa": 2},
    "soa-control-missing": {"soa_row": 1},
    "staging-reaches-production": {"config_setting": 2},
    "storage-never-restored": {"backup_restore": None},
    "support-late-without-action": {"key_measure": 2, "measurement": 2},
    "team-deploys-without-change": {"deployment": None},
    "training-incomplete-untracked": {"training_completion": None, "training_follow_up": None},
    "treatment-process-missing": {"content_anchor": 6, "document": 1},
    "treatment-without-news": {"treatment": 1},
    "vault-logs-never-reviewed": {"log_review": None},
    "visitor-rules-locked-away": {"document": 1},
}


def flawed_by(name: str, day: date = USUAL) -> Draft:
    """Return Quillmark with one flaw planted in it."""
    draft = copied(cloud_on(day))
    find_defect(name, "cloud").plant(draft)
    return draft


def test_every_defect_says_what_it_touches() -> None:
    assert {each.name for each in DEFECTS} == set(TOUCHED)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_defect_touches_what_it_says_and_nothing_else(defect: Defect) -> None:
    clean = cloud_on(USUAL)

    flawed = flawed_by(defect.name)

    wanted = TOUCHED[defect.name]
    touched = differences(clean, flawed)
    assert touched.keys() <= wanted.keys()
    assert all(count in {touched.get(kind), None} for kind, count in wanted.items()), touched
    new_files = {"documents/old-checklist.md"} if defect.name == "file-nobody-registered" else set()
    assert flawed.files.keys() - clean.files.keys() == new_files
    assert touched or new_files


@pytest.mark.parametrize("day", DAYS[1:], ids=str)
def test_every_defect_finds_its_place_on_any_date(day: date) -> None:
    clean = cloud_on(day)

    for defect in DEFECTS:
        flawed = flawed_by(defect.name, day)
        spoilt = (flawed.said, flawed.records, flawed.files)
        assert spoilt != (clean.said, clean.records, clean.files), defect.name


def test_clean_company_stays_clean_when_copies_are_spoilt() -> None:
    clean = cloud_on(USUAL)
    before = copied(clean)

    for defect in DEFECTS:
        defect.plant(copied(clean))

    assert differences(before, clean) == {}


def test_incidents_are_written_down_after_four_days_on_median() -> None:
    incidents = flawed_by("incidents-logged-late").records["incident"]

    waited = [(row["logged_at"] - row["detected_at"]) / timedelta(1) for row in incidents]
    assert 4 < median(waited) < 4.6
    assert min(waited) < 1


def test_one_team_alone_deploys_without_a_change() -> None:
    deployments = flawed_by("team-deploys-without-change").records["deployment"]

    without = [row for row in deployments if row["change"] is None]
    assert {row["team"] for row in without} == {"CONN"}
    assert len(without) > 0.3 * sum(row["team"] == "CONN" for row in deployments)


def test_the_contracts_database_was_last_reviewed_more_than_eight_months_ago() -> None:
    reviews = flawed_by("database-access-unreviewed").records["access_review"]

    last = max(row["reviewed_at"].date() for row in reviews if row["system"] == "quill-db")
    assert timedelta(240) <= USUAL - last < timedelta(340)
