"""A finding of an internal audit is neither closed nor being worked on.

Looks at
    Every finding of an internal audit raised by the audit date: closed with
    evidence, or with a corrective action that has an owner and a day still to
    come, and with something done about it within the days that the profile names.

Why it matters
    An audit that finds things and leaves them is worse than none: the
    organisation knew.

Does not look at
    Whether the action will work; opportunities for improvement.

Put right
    Plan the action with an owner and a date, or close the finding with what
    shows that it is dealt with.
"""

from collections.abc import Iterator
from datetime import timedelta

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.finding import Finding, FindingState, RaisedIn
from assay.domain.grade import Grade


@check(since="2026.1")
def audit_finding_idle(material: Material) -> Looked:
    """Look at what became of each finding of an internal audit."""
    findings = [
        finding
        for finding in material[Finding].values()
        if finding.raised_in is RaisedIn.INTERNAL_AUDIT
        and (finding.raised_on is None or finding.raised_on <= material.as_of)
        and finding.grade is not Grade.OPPORTUNITY
    ]
    return looked_at(
        findings,
        (
            Deviation(
                about=(finding.key,),
                says=f"{finding.key} of {finding.raised_on or 'no date'} {' and '.join(faults)}.",
                measured="; ".join(faults),
                threshold=material.threshold("ia.action_activity_days"),
                evidence=(f"finding {finding.key}",),
                site=finding.site,
            )
            for finding in findings
            if (faults := list(_faults(material, finding)))
        ),
        nothing_because="no internal audit has raised a finding",
    )


def _faults(material: Material, finding: Finding) -> Iterator[str]:
    if finding.state is FindingState.CLOSED:
        if not finding.closure_evidence:
            yield "is closed without evidence"
        return
    actions = [each for each in material[CorrectiveAction].values() if each.finding == finding.key]
    if not actions:
        yield "is open without a corrective action"
        return
    action = max(actions, key=lambda each: (each.due_on or material.as_of, each.key))
    if not action.owner:
        yield "has an action without an owner"
    if action.due_on is None:
        yield "has an action without a due date"
    elif action.due_on < material.as_of:
        yield f"has an action that was due on {action.due_on}"
    yield from _idle(material, finding, action)


def _idle(material: Material, finding: Finding, action: CorrectiveAction) -> Iterator[str]:
    recorded = (
        revision.entry.recorded_at.date()
        for kind, key in ((Finding, finding.key), (CorrectiveAction, action.key))
        for revision in material.dossier.history(kind, key)
        if revision.fields  # saving again without change is no activity
    )
    days = [day for day in (finding.acted_on, *recorded) if day and day <= material.as_of]
    limit = timedelta(days=material.profile.whole("ia.action_activity_days"))
    if not days or material.as_of - max(days) > limit:
        since = f"since {max(days)}" if days else "at all"
        yield f"saw no activity {since}"
