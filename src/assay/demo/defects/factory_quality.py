"""Flaws in how the factory deals with what went wrong."""

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.demo.factory.picking import pick, related, remove
from assay.domain.record_source import RecordSource


@defect(organisation="factory", stage=2, check="nonconformity-without-disposition")
def nonconformity_without_disposition(draft: Draft) -> None:
    """Leave a nonconformity from a complaint without a decision for months."""
    from_customers = {row["ncr"] for row in draft.records["complaint"]}
    report = pick(
        draft,
        "ncr",
        "closed_at",
        lambda row: row["ncr_id"] in from_customers and not row["capa"],
        ago=50,
    )
    for name in ("disposition", "disposed_by", "disposed_at", "closed_at"):
        report[name] = None


@defect(organisation="factory", stage=2, check="corrective-action-effect-unchecked")
def corrective_action_effect_unchecked(draft: Draft) -> None:
    """Leave the effect of an action unchecked for more than a hundred days."""
    action = pick(draft, "capa", "acted_at", lambda row: bool(row["closed_at"]), ago=105)
    for name in ("evidence", "checked_at", "effective", "closed_at"):
        action[name] = None


@defect(organisation="factory", stage=2, check="complaint-unanswered")
def complaint_unanswered(draft: Draft) -> None:
    """Leave a complaint without an answer for more than a month."""
    complaint = pick(draft, "complaint", "closed_at", lambda _: True, ago=35)
    complaint["answered_at"] = complaint["closed_at"] = None


@defect(organisation="factory", stage=2, check="log-empty-with-signals")
def complaints_log_empty(draft: Draft) -> None:
    """Empty the complaints log, although reports tell of customers' complaints."""
    remove(draft, "complaint", list(draft.records["complaint"]))
    for source in draft.all(RecordSource).values():
        if source.family == "complaint":
            draft.change(RecordSource, source.key, row_count=0)


@defect(organisation="factory", stage=2, check="disposition-by-reporter")
def disposition_by_reporter(draft: Draft) -> None:
    """Let an inspector decide on parts that the same inspector turned down."""
    in_house = {row["ncr"] for row in draft.records["complaint"]}
    report = pick(draft, "ncr", "closed_at", lambda row: row["ncr_id"] not in in_house)
    report["disposed_by"] = report["raised_by"]
    for event in related(draft, "event", "case", report["job"]):
        if event["activity"] == "disposition decided":
            event["actor"] = report["raised_by"]
