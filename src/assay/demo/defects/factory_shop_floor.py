"""Flaws between the machine and the customer's dock."""

from datetime import timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft, Row
from assay.demo.factory.picking import events, pick, related, remove
from assay.domain.competence import Competence


def _delivered_release(draft: Draft) -> Row:
    jobs = {row["job"] for row in draft.records["delivery"]}
    return pick(draft, "release", "released_at", lambda row: row["job"] in jobs)


@defect(organisation="factory", stage=2, check="gauge-out-of-calibration")
def gauge_past_its_date(draft: Draft) -> None:
    """Use a gauge nine days past its calibration in a final inspection."""
    look = pick(draft, "inspection", "inspected_at", lambda row: row["kind"] == "final")
    look["gauge_valid_until"] = look["inspected_at"].date() - timedelta(days=9)


@defect(organisation="factory", stage=2, check="first-article-missing")
def first_article_missing(draft: Draft) -> None:
    """Put a new revision into its batch without a first article."""
    jobs = {row["job"] for row in draft.records["delivery"]}
    look = pick(
        draft,
        "inspection",
        "inspected_at",
        lambda row: row["kind"] == "first article" and row["job"] in jobs,
    )
    remove(draft, "inspection", [look])
    remove(draft, "event", events(draft, look["job"], "first article accepted"))


@defect(organisation="factory", stage=2, check="released-before-final-inspection")
def released_before_final_inspection(draft: Draft) -> None:
    """Release a job forty minutes before its final inspection."""
    release = _delivered_release(draft)
    finals = [
        row for row in related(draft, "inspection", "job", release["job"]) if row["kind"] == "final"
    ]
    release["released_at"] = finals[-1]["inspected_at"] - timedelta(minutes=40)
    for event in events(draft, release["job"], "released"):
        event["at"] = release["released_at"]


@defect(organisation="factory", stage=2, check="released-without-authority")
def released_without_authority(draft: Draft) -> None:
    """Release a job by an inspector whom nobody named a releaser."""
    release = _delivered_release(draft)
    looks = related(draft, "inspection", "job", release["job"])
    release["released_by"] = looks[0]["inspector"]
    for event in events(draft, release["job"], "released"):
        event["actor"] = release["released_by"]


@defect(organisation="factory", stage=2, check="release-without-certificate")
def release_without_certificate(draft: Draft) -> None:
    """Release a job without a certificate of conformity."""
    _delivered_release(draft)["certificate"] = None


@defect(organisation="factory", stage=2, check="delivered-more-than-released")
def delivered_more_than_released(draft: Draft) -> None:
    """Put three more parts on a delivery note than were released."""
    delivery = pick(draft, "delivery", "delivered_at", lambda _: True)
    delivery["quantity"] += 3


@defect(organisation="factory", stage=2, check="delivered-before-release")
def delivered_before_release(draft: Draft) -> None:
    """Ship a parcel an hour before its parts are released."""
    release = _delivered_release(draft)
    delivery = related(draft, "delivery", "job", release["job"])[0]
    delivery["delivered_at"] = release["released_at"] - timedelta(hours=1)
    for event in events(draft, release["job"], "delivered"):
        event["at"] = delivery["delivered_at"]


@defect(organisation="factory", stage=2, check="job-planned-before-acceptance")
def job_planned_before_acceptance(draft: Draft) -> None:
    """Plan a job twenty minutes before its order is accepted."""
    job = pick(draft, "work_order", "finished_at", lambda _: True)
    (accepted,) = events(draft, job["job_id"], "order accepted")
    job["planned_at"] = accepted["at"] - timedelta(minutes=20)
    for event in events(draft, job["job_id"], "job planned"):
        event["at"] = job["planned_at"]


@defect(organisation="factory", stage=2, check="job-started-unconfirmed")
def job_started_unconfirmed(draft: Draft) -> None:
    """Start a job whose drawing revision nobody confirmed."""
    job = pick(draft, "work_order", "finished_at", lambda _: True, ago=60)
    remove(draft, "event", events(draft, job["job_id"], "drawing revision confirmed"))


@defect(organisation="factory", stage=2, check="job-made-by-releaser")
def job_finished_by_releaser(draft: Draft) -> None:
    """Let the inspector who releases a job finish it at the machine."""
    release = _delivered_release(draft)
    for event in events(draft, release["job"], "job finished"):
        event["actor"] = release["released_by"]


@defect(organisation="factory", stage=2, check="operator-not-qualified")
def operator_without_card(draft: Draft) -> None:
    """Take the competence cards from a machinist at work."""
    job = pick(draft, "work_order", "finished_at", lambda row: row["team"] == "U-TRN", ago=20)
    cards = [key for key, card in draft.all(Competence).items() if card.person == job["operator"]]
    draft.drop(Competence, *cards)


@defect(organisation="factory", stage=2, check="hand-over-not-reconciled")
def hand_over_not_reconciled(draft: Draft) -> None:
    """Let a batch reach the ERP with one part less than Millstone counted."""
    transfer = pick(draft, "transfer", "sent_at", lambda row: row["interface"] == "IF-02")
    transfer["received_quantity"] -= 1


@defect(organisation="factory", stage=2, check="change-not-validated")
def program_change_not_validated(draft: Draft) -> None:
    """Close a change of a machine program without validation."""
    change = pick(draft, "change", "closed_at", lambda row: row["type"] == "software")
    change["validated_at"] = change["validation"] = None


@defect(organisation="factory", stage=2, check="deployment-without-change")
def program_loaded_without_change(draft: Draft) -> None:
    """Load a program to a machine that no change request covers."""
    loaded = pick(draft, "deployment", "deployed_at", lambda _: True)
    loaded["change"] = None
