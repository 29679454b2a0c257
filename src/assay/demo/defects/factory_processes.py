"""Flaws of Corvane's landscape: processes that do not hang together, or stand on nothing."""

from datetime import UTC, datetime, time, timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.document import Document
from assay.domain.process import Process
from assay.domain.risk import Risk, RiskKind
from assay.ledger.entry import Author


@defect(organisation="factory", stage=1, check="output-unused")
def output_nobody_takes(draft: Draft) -> None:
    """Have goods receipt keep an archive of material certificates that no process uses."""
    draft.change(Process, "PR-06", outputs=("archive of material certificates",))


@defect(organisation="factory", stage=1, check="input-unsourced")
def input_from_nowhere(draft: Draft) -> None:
    """Have fitting need torque values that no process provides."""
    draft.change(Process, "PR-08", inputs=("torque values",))


@defect(organisation="factory", stage=1, check="process-unreachable")
def process_off_the_map(draft: Draft) -> None:
    """Register a process for scrap and swarf that no link ties to any other."""
    neighbour = draft.all(Process)["PR-17"]
    process = Process(
        key="PR-21",
        name="Scrap and swarf",
        owner=neighbour.owner,
        purpose="Sorts and sells what is cut away",
        key_process=False,
        sites=neighbour.sites,
        units=neighbour.units,
        outsourced=False,
    )
    day = draft.as_of - timedelta(days=240)
    by = Author(process.owner, "process owner")
    draft.say(process, by=by, at=datetime.combine(day, time(10), UTC))


@defect(organisation="factory", stage=1, check="process-undescribed")
def key_process_undescribed(draft: Draft) -> None:
    """Unlink purchasing, a key process, from its procedures and from the map."""
    draft.change(Process, "PR-05", documents=())
    for key, document in draft.all(Document).items():
        if "PR-05" in document.processes:
            others = tuple(process for process in document.processes if process != "PR-05")
            draft.change(Document, key, processes=others)


@defect(organisation="factory", stage=1, check="policy-without-process")
def policy_nobody_carries_out(draft: Draft) -> None:
    """Unlink the policy on product safety and conduct from every process."""
    draft.change(Document, "POL-02", processes=())
    for key, process in draft.all(Process).items():
        if "POL-02" in process.documents:
            others = tuple(document for document in process.documents if document != "POL-02")
            draft.change(Process, key, documents=others)


@defect(organisation="factory", stage=1, check="clause-unplaced")
def clause_nobody_takes_up(draft: Draft) -> None:
    """Leave the clause on resources to no process and no document."""
    clauses = draft.all(Process)["PR-01"].clauses
    kept = tuple(clause for clause in clauses if clause != "7.1.1")
    draft.change(Process, "PR-01", clauses=kept)


@defect(organisation="factory", stage=1, check="outsourcing-uncontrolled")
def outsourcing_unmonitored(draft: Draft) -> None:
    """Leave unsaid how the houses that run the special processes are monitored."""
    draft.change(Process, "PR-19", monitoring="")


@defect(organisation="factory", stage=1, check="opportunity-missing")
def process_without_opportunity(draft: Draft) -> None:
    """Leave the one opportunity noted for special processes without a check of its effect."""
    [opportunity] = [
        risk
        for risk in draft.all(Risk).values()
        if risk.kind is RiskKind.OPPORTUNITY and "PR-19" in risk.processes
    ]
    draft.change(Risk, opportunity.key, effect_check="")
