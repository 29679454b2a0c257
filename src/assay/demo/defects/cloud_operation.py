"""Flaws of what Quillmark does every day: access, leavers, training, restores, logs."""

from datetime import date, timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft, Row
from assay.domain.measurement import Measurement

_UNTRAINED = ("ivo.prata", "beatriz.nogueira", "karin.bos")


def _keep(draft: Draft, family: str, kept: list[Row]) -> None:
    draft.records[family] = kept


def _ago(draft: Draft, days: int) -> date:
    return draft.as_of - timedelta(days)


@defect(organisation="cloud", stage=2, check="access-review-late")
def database_access_unreviewed(draft: Draft) -> None:
    """Have nobody review the rights on the contracts database for eight months."""
    since = _ago(draft, 240)
    rows = draft.records["access_review"]
    kept = [
        row for row in rows if row["system"] != "quill-db" or row["reviewed_at"].date() <= since
    ]
    _keep(draft, "access_review", kept)


@defect(organisation="cloud", stage=2, check="leaver-access-kept")
def leaver_account_kept(draft: Draft) -> None:
    """Leave one of a former platform engineer's accounts open: the one on the object storage."""
    for row in draft.records["account"]:
        if row["account_id"] == "quill-store/koen.dreef":
            row["disabled_at"] = None


@defect(organisation="cloud", stage=2, check="account-without-person")
def account_of_nobody(draft: Draft) -> None:
    """Have an account on the gateway that belongs to nobody on the payroll."""
    row = next(row for row in draft.records["account"] if row["system"] == "edge-gate")
    draft.record("account", [{**row, "account_id": "edge-gate/temp2", "person": "temp2"}])


@defect(organisation="cloud", stage=2, check="grant-approved-by-requester")
def right_approved_by_requester(draft: Draft) -> None:
    """Have somebody approve the right that they asked for themselves."""
    rows = [row for row in draft.records["grant"] if row["granted_at"].date() < _ago(draft, 40)]
    rows[-1]["requested_by"] = rows[-1]["approved_by"]


@defect(organisation="cloud", stage=2, check="second-factor-missing")
def second_factor_missing(draft: Draft) -> None:
    """Let two people into production without a second factor."""
    for row in draft.records["mfa"]:
        if row["account_id"] in {"quill-admin/ivo.prata", "quill-app/lotte.vandijk"}:
            row["enforced"] = False


@defect(organisation="cloud", stage=2, check="training-incomplete")
def training_incomplete_untracked(draft: Draft) -> None:
    """Have three people never finish the security course, and nobody remind them."""
    done = draft.records["training_completion"]
    missed = [row for row in done if row["person"] in _UNTRAINED and row["course"] == "SEC-101"]
    _keep(draft, "training_completion", [row for row in done if row not in missed])
    reminders = draft.records["training_follow_up"]
    kept = [
        row for row in reminders if not (row["person"] in _UNTRAINED and row["course"] == "SEC-101")
    ]
    _keep(draft, "training_follow_up", kept)


@defect(organisation="cloud", stage=2, check="restore-untested")
def storage_never_restored(draft: Draft) -> None:
    """Test no restore of the object storage for the last seven months."""
    since = _ago(draft, 214)
    rows = draft.records["backup_restore"]
    kept = [
        row for row in rows if row["system"] != "quill-store" or row["restored_at"].date() <= since
    ]
    _keep(draft, "backup_restore", kept)


@defect(organisation="cloud", stage=2, check="restore-too-slow")
def restore_past_its_objective(draft: Draft) -> None:
    """Take five hours to restore the signing service, whose objective is four."""
    rows = [row for row in draft.records["backup_restore"] if row["system"] == "quill-sign"]
    rows[-1]["minutes"] = rows[-1]["objective_minutes"] + 60


@defect(organisation="cloud", stage=2, check="log-unreviewed")
def vault_logs_never_reviewed(draft: Draft) -> None:
    """Capture the vault's logs every day and never look at them."""
    rows = draft.records["log_review"]
    _keep(draft, "log_review", [row for row in rows if row["source"] != "quill-vault"])


@defect(organisation="cloud", stage=2, check="log-source-silent")
def log_source_silent(draft: Draft) -> None:
    """Lose the logs of the sign-in service for the last nine days."""
    since = _ago(draft, 10)
    rows = draft.records["log_source"]
    kept = [row for row in rows if row["source"] != "latchkey" or row["day"] <= since]
    _keep(draft, "log_source", kept)


@defect(organisation="cloud", stage=2, check="setting-off-baseline")
def staging_reaches_production(draft: Draft) -> None:
    """Find a route from staging to production in the last two comparisons."""
    rows = [
        row
        for row in draft.records["config_setting"]
        if row["system"] == "quill-staging" and row["setting"] == "route from staging to production"
    ]
    for row in rows[-2:]:
        row["observed"] = "one"


@defect(organisation="cloud", stage=2, check="target-missed-without-action")
def support_late_without_action(draft: Draft) -> None:
    """Miss the target for first answers in two months on end and do nothing."""
    rows = [row for row in draft.records["key_measure"] if row["measure"] == "KPI-09"]
    for row in rows[-4:-2]:
        row["value"], row["action"] = type(row["value"])(81), None
        key = f"KPI-09 / {row['measured_on']}"
        draft.change(Measurement, key, value=row["value"], action="", evaluation="Below target")
