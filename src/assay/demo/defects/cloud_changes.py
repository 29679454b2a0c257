"""Flaws of Quillmark's changes, incidents, alerts and weaknesses."""

from datetime import timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft, Row

_FOUR_DAYS = timedelta(days=4, hours=3)


def _older(draft: Draft, family: str, moment: str, days: int) -> list[Row]:
    until = draft.as_of - timedelta(days)
    return [row for row in draft.records[family] if row[moment].date() < until]


def _event_moves(draft: Draft, change: Row, activity: str) -> None:
    for event in draft.records["event"]:
        if event["case"] == change["change_id"] and event["activity"] == activity:
            event["at"] = change[f"{activity}_at"]
            event["actor"] = change[f"{activity}_by"]


@defect(organisation="cloud", stage=2, check="change-approved-late")
def change_approved_afterwards(draft: Draft) -> None:
    """Approve a normal change two hours after it was made."""
    rows = [row for row in _older(draft, "change", "closed_at", 50) if row["kind"] == "normal"]
    change = rows[-1]
    change["approved_at"] = change["implemented_at"] + timedelta(hours=2)
    _event_moves(draft, change, "approved")


@defect(organisation="cloud", stage=2, check="change-approved-by-implementer")
def change_approved_by_implementer(draft: Draft) -> None:
    """Have one engineer approve the change that they made themselves."""
    change = _older(draft, "change", "closed_at", 60)[-1]
    change["approved_by"] = change["implemented_by"]
    _event_moves(draft, change, "approved")


@defect(organisation="cloud", stage=2, check="change-not-validated")
def change_closed_unvalidated(draft: Draft) -> None:
    """Close a software change without a validation."""
    rows = [row for row in _older(draft, "change", "closed_at", 45) if row["type"] == "software"]
    change = rows[-1]
    change["validated_at"] = change["validation"] = None
    draft.records["event"] = [
        event
        for event in draft.records["event"]
        if not (event["case"] == change["change_id"] and event["activity"] == "validated")
    ]


@defect(organisation="cloud", stage=2, check="deployment-without-change")
def team_deploys_without_change(draft: Draft) -> None:
    """Have the integrations team deploy every third time without a change."""
    rows = [row for row in draft.records["deployment"] if row["team"] == "CONN"]
    for row in rows[::3]:
        row["change"] = None


@defect(organisation="cloud", stage=2, check="incident-logged-late")
def incidents_logged_late(draft: Draft) -> None:
    """Write incidents down after four days on median, though a day is promised."""
    for position, row in enumerate(draft.records["incident"]):
        later = _FOUR_DAYS if position % 3 else timedelta(hours=2)
        for moment in ("logged_at", "contained_at", "closed_at"):
            row[moment] += later


@defect(organisation="cloud", stage=2, check="incident-incomplete")
def incident_closed_without_lesson(draft: Draft) -> None:
    """Close an incident without a cause and without a lesson."""
    incident = _older(draft, "incident", "closed_at", 20)[-1]
    incident["cause"] = incident["lessons"] = None


@defect(organisation="cloud", stage=2, check="alert-unanswered")
def alerts_unanswered(draft: Draft) -> None:
    """Leave nine alerts of the endpoint watch without an answer."""
    rows = [
        row
        for row in _older(draft, "alert", "raised_at", 15)
        if row["source"] == "sentrel" and row["decision"] != "incident"
    ]
    for row in rows[-9:]:
        row["acknowledged_at"] = row["acknowledged_by"] = row["decision"] = None


@defect(organisation="cloud", stage=2, check="vulnerability-overdue")
def critical_weakness_open(draft: Draft) -> None:
    """Leave a critical weakness of the gateway unmended for three weeks."""
    rows = _older(draft, "vulnerability", "found_at", 20)
    weakness = next(row for row in reversed(rows) if row["system"] == "edge-gate")
    weakness["severity"], weakness["fixed_at"] = "critical", None


@defect(organisation="cloud", stage=2, check="scan-late")
def scans_stopped(draft: Draft) -> None:
    """Scan no image for five weeks in the middle of the window."""
    first, last = (draft.as_of - timedelta(days) for days in (95, 60))
    draft.records["vulnerability_scan"] = [
        row
        for row in draft.records["vulnerability_scan"]
        if row["scope"] != "images" or not first <= row["scanned_at"].date() <= last
    ]
