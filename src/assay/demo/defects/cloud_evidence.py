"""Flaws of Quillmark's evidence: too young, missing, untrue, late, incomplete, altered."""

from collections.abc import Callable
from datetime import date, timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.evidence import Evidence
from assay.domain.record_source import RecordSource
from assay.domain.soa_row import SoaRow
from assay.domain.walkthrough import StepVerdict, Walkthrough


def _ago(draft: Draft, days: int) -> date:
    return draft.as_of - timedelta(days)


def _drop_slips(draft: Draft, family: str, goes: Callable[[date], bool]) -> None:
    draft.drop(
        Evidence,
        *(
            key
            for key, piece in draft.all(Evidence).items()
            if piece.family == family and piece.created_on and goes(piece.created_on)
        ),
    )


@defect(organisation="cloud", stage=2, check="evidence-span-short")
def line_reports_began_late(draft: Draft) -> None:
    """Have the reports on network services begin two and a half months ago, and say so."""
    began_on = _ago(draft, 75)
    draft.change(SoaRow, "A.8.21", operating_since_on=began_on)
    _drop_slips(draft, "line_report", lambda day: day < began_on)


@defect(organisation="cloud", stage=2, check="control-status-untrue")
def licences_no_longer_checked(draft: Draft) -> None:
    """Say that licences are checked each quarter, which nobody has done for half a year."""
    _drop_slips(draft, "licence_check", lambda day: day > _ago(draft, 190))


@defect(organisation="cloud", stage=2, check="rhythm-unkept")
def deletions_skipped(draft: Draft) -> None:
    """Skip the monthly report on deletions for a summer."""
    _drop_slips(draft, "deletion_report", lambda day: _ago(draft, 130) < day < _ago(draft, 40))


@defect(organisation="cloud", stage=2, check="switched-on-late")
def libraries_checked_before_the_audit(draft: Draft) -> None:
    """Check the libraries sixteen times in the fortnight before the audit."""
    last = max(
        (said for said in draft.said
         if isinstance(said.item, Evidence) and said.item.family == "library_check"),
        key=lambda said: said.at,
    )  # fmt: skip
    for place in range(16):
        slip = last.item.changed(key=f"EVD-9{place:02}", created_on=_ago(draft, 1 + place % 14))
        draft.say(slip, by=last.by, at=last.at)


@defect(organisation="cloud", stage=2, check="record-incomplete")
def log_review_without_reviewer(draft: Draft) -> None:
    """Leave out who looked through the logs, once."""
    draft.records["log_review"][-1]["reviewer"] = None


@defect(organisation="cloud", stage=2, check="record-key-repeated")
def scan_listed_twice(draft: Draft) -> None:
    """List one scan twice in the export."""
    draft.record("vulnerability_scan", [dict(draft.records["vulnerability_scan"][-1])])


@defect(organisation="cloud", stage=2, check="export-outdated")
def drills_exported_long_ago(draft: Draft) -> None:
    """Hand in an export of exercises that is older than any exercise of this autumn."""
    for key, source in draft.all(RecordSource).items():
        if source.family == "drill" and source.extracted_at:
            earlier = source.extracted_at - timedelta(40)
            draft.change(RecordSource, key, extracted_at=earlier)


@defect(organisation="cloud", stage=2, check="evidence-uncontrolled")
def note_without_owner(draft: Draft) -> None:
    """Have nobody own one note on threats."""
    draft.change(Evidence, "EVD-034", owner="")


@defect(organisation="cloud", stage=2, check="walkthrough-differs")
def restore_told_otherwise(draft: Draft) -> None:
    """Have whoever restores tell it otherwise than it is written, and leave it at that."""
    for key, walk in draft.all(Walkthrough).items():
        if walk.step == "PRO-06 / 2":
            draft.change(Walkthrough, key, verdict=StepVerdict.DIFFERS)


@defect(organisation="cloud", stage=2, check="process-below-conformity")
def approvals_left_out_of_the_log(draft: Draft) -> None:
    """Leave every third approval of a change out of the event log."""
    seen = 0
    kept = []
    for row in draft.records["event"]:
        seen += row["activity"] == "approved"
        if row["activity"] != "approved" or seen % 3:
            kept.append(row)
    draft.records["event"] = kept
