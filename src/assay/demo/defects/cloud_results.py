"""Flaws of what comes of Quillmark's measures, reviews, risks, suppliers and incidents."""

from datetime import date, timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.measurement import Measurement
from assay.domain.record_source import RecordSource
from assay.domain.review_action import ActionStatus, ReviewAction
from assay.domain.treatment import Treatment


def _ago(draft: Draft, days: int) -> date:
    return draft.as_of - timedelta(days)


@defect(organisation="cloud", stage=2, check="incident-closed-late")
def incident_left_open(draft: Draft) -> None:
    """Close an incident of the summer six weeks after it was noticed."""
    rows = [row for row in draft.records["incident"] if row["closed_at"].date() < _ago(draft, 70)]
    rows[-1]["closed_at"] = rows[-1]["detected_at"] + timedelta(days=43)


@defect(organisation="cloud", stage=2, check="incident-log-missing")
def incident_log_never_kept(draft: Draft) -> None:
    """Keep no log of incidents at all, and name no source of one."""
    sources = draft.all(RecordSource).values()
    draft.drop(RecordSource, *(each.key for each in sources if each.family == "incident"))
    del draft.records["incident"]


@defect(organisation="cloud", stage=2, check="supplier-review-late")
def review_of_host_not_recorded(draft: Draft) -> None:
    """Have no record of a review of Nimbra Cloud for more than a year."""
    since = _ago(draft, 400)
    draft.records["vendor_review"] = [
        row
        for row in draft.records["vendor_review"]
        if row["supplier"] != "nimbra" or row["reviewed_on"] < since
    ]


@defect(organisation="cloud", stage=2, check="measure-not-taken")
def availability_not_measured(draft: Draft) -> None:
    """Measure the availability of production in no month of the summer."""
    first, last = _ago(draft, 150), _ago(draft, 60)
    gone = [
        row
        for row in draft.records["key_measure"]
        if row["measure"] == "KPI-01" and first <= row["measured_on"] <= last
    ]
    draft.records["key_measure"] = [row for row in draft.records["key_measure"] if row not in gone]
    days = {row["measured_on"] for row in gone}
    told = draft.all(Measurement).items()
    draft.drop(
        Measurement,
        *(key for key, each in told if each.of == "KPI-01" and each.measured_on in days),
    )


@defect(organisation="cloud", stage=2, check="objective-without-result")
def objective_without_values(draft: Draft) -> None:
    """Stop counting who reports the phishing exercise before the window begins."""
    since = _ago(draft, 200)
    told = draft.all(Measurement).items()
    draft.drop(
        Measurement,
        *(key for key, each in told if each.of == "OBJ-06" and each.measured_on >= since),
    )


@defect(organisation="cloud", stage=2, check="review-action-overdue")
def review_action_forgotten(draft: Draft) -> None:
    """Leave an action of the first management review open long past its date."""
    draft.change(ReviewAction, "MRA-05", status=ActionStatus.OPEN, done_on=None, evidence="")


@defect(organisation="cloud", stage=2, check="risk-chain-broken")
def treatment_never_measured(draft: Draft) -> None:
    """Treat the risk of three key custodians without measuring before and after."""
    draft.change(Treatment, "TRT-02", measure="", before="", after="")
