"""Writes minutes and audit reports from what was said in the registers: they cannot differ."""

from collections.abc import Iterator

from assay.demo.factory.prose import Prose, parse_prose
from assay.demo.factory.world import World
from assay.domain.finding import Finding
from assay.domain.internal_audit import InternalAudit
from assay.domain.management_review import ManagementReview
from assay.domain.review_action import ReviewAction
from assay.domain.review_attendance import ReviewAttendance
from assay.domain.review_decision import ReviewDecision
from assay.domain.review_input import ReviewInput

_TOPICS = {
    "earlier_actions": "Earlier actions",
    "changed_issues": "Changed issues",
    "customer_satisfaction": "Customers and other parties",
    "objectives": "Objectives",
    "process_performance": "Processes and conformity",
    "nonconformities": "Nonconformities and corrective actions",
    "measurement": "Measurements",
    "audit_results": "Audits",
    "suppliers": "Suppliers",
    "resources": "Resources",
    "risk_actions": "Actions on risks and opportunities",
    "improvement": "Ideas for improvement",
}


def write_minutes(world: World, review: ManagementReview) -> Prose:
    """Return the minutes of a management review."""
    return parse_prose("\n".join(_minutes(world, review)))


def _minutes(world: World, review: ManagementReview) -> Iterator[str]:
    draft = world.draft
    yield "## 1 Attendance"
    yield (
        f"[[@management_review/attendance: The review of {review.held_on} was chaired by "
        f"{world.workers[review.chair].name}, managing director.]]\n"
    )
    yield "| Name | Function | Presence |\n| --- | --- | --- |"
    for row in draft.all(ReviewAttendance).values():
        if row.review == review.key:
            yield f"| {world.workers[row.person].name} | {row.role} | {row.presence} |"
    yield "\n## 2 What was looked at"
    yield (
        "[[@management_review/inputs: All twelve points of the agenda were discussed "
        "with figures from the records.]]\n"
    )
    inputs = {row.input: row for row in draft.all(ReviewInput).values() if row.review == review.key}
    for number, (topic, name) in enumerate(_TOPICS.items(), start=1):
        yield f"### 2.{number} {name}\n{inputs[topic].discussion}\n"
    yield "## 3 Decisions"
    yield (
        "[[@management_review/decisions: The following was decided on improvement, "
        "changes of the system and resources.]]\n"
    )
    for decision in draft.all(ReviewDecision).values():
        if decision.review == review.key:
            yield f"- {decision.decision} ({world.workers[decision.decided_by].name})."
    yield "\n## 4 Actions\n| Action | Owner | Due |\n| --- | --- | --- |"
    for action in draft.all(ReviewAction).values():
        if action.review == review.key:
            yield f"| {action.action} | {world.workers[action.owner].name} | {action.due_on} |"


def write_audit_report(world: World, audit: InternalAudit) -> Prose:
    """Return the report of an internal audit."""
    return parse_prose("\n".join(_report(world, audit)))


def _report(world: World, audit: InternalAudit) -> Iterator[str]:
    people = ", ".join(world.workers[each].name for each in audit.auditors)
    yield "## 1 Audit"
    yield f"Held from {audit.began_on} to {audit.ended_on} at {', '.join(audit.sites)} by {people}."
    yield f"Processes looked at: {', '.join(audit.processes)}.\n"
    yield "## 2 What was seen"
    yield f"[[@internal_audit_results/results: {audit.summary}]]\n"
    yield "## 3 Findings"
    found = [each for each in world.draft.all(Finding).values() if each.audit == audit.key]
    for finding in found:
        clause = f", clause {finding.clause}" if finding.clause else ""
        yield f"- {finding.key} ({finding.grade}{clause}): {finding.states}"
    yield "\n## 4 Told to"
    yield (
        f"[[@internal_audit_results/reporting: The report went to "
        f"{world.workers[audit.reported_to].name} and to the managing director "
        f"on {audit.reported_on}.]]"
    )
