"""Flaws of single records at Quillmark: what was given, taken down, kept and played."""

from datetime import timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft


@defect(organisation="cloud", stage=2, check="grant-out-of-order")
def right_given_before_approval(draft: Draft) -> None:
    """Give a right half an hour before its owner approved it."""
    since = draft.as_of - timedelta(40)
    rows = [row for row in draft.records["grant"] if row["granted_at"].date() < since]
    rows[-1]["granted_at"] = rows[-1]["approved_at"] - timedelta(minutes=30)


@defect(organisation="cloud", stage=2, check="grant-without-reason")
def right_without_reason(draft: Draft) -> None:
    """Give a right for which nobody wrote down a reason."""
    since = draft.as_of - timedelta(40)
    rows = [row for row in draft.records["grant"] if row["granted_at"].date() < since]
    rows[-1]["reason"] = None


@defect(organisation="cloud", stage=2, check="training-record-inconsistent")
def completion_without_result(draft: Draft) -> None:
    """Take down that somebody finished the privacy course, and not how."""
    rows = draft.records["training_completion"]
    next(row for row in rows if row["course"] == "PRIV-101")["result"] = None


@defect(organisation="cloud", stage=2, check="log-kept-too-short")
def old_logs_deleted(draft: Draft) -> None:
    """Keep the logs of the database for ten months where thirteen are promised."""
    since = draft.as_of - timedelta(300)
    draft.records["log_source"] = [
        row
        for row in draft.records["log_source"]
        if row["source"] != "quill-db" or row["day"] > since
    ]


@defect(organisation="cloud", stage=2, check="promise-broken")
def continuity_plan_not_played(draft: Draft) -> None:
    """Play the continuity plan only once in ten months, though half-yearly is promised."""
    since = draft.as_of - timedelta(150)
    draft.records["drill"] = [
        row
        for row in draft.records["drill"]
        if row["plan"] != "PLN-01" or row["held_at"].date() < since
    ]
