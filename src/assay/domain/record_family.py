"""The kinds of operating records, and the columns that each is told by.

A family says what one row is, what its key is, and which columns a population
has to bring.  Other columns of an export are kept; those named here are what
tests speak of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class ColumnType(StrEnum):
    """What a cell of a record holds."""

    TEXT = "text"
    INSTANT = "instant"
    DATE = "date"
    NUMBER = "number"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """One canonical column."""

    name: str
    type: ColumnType
    required: bool
    says: str


@dataclass(frozen=True, slots=True)
class RecordFamily:
    """One family: what a row is, and by which columns it is told."""

    name: str
    title: str
    row: str
    columns: tuple[RecordColumn, ...]

    @property
    def key(self) -> str:
        """Return the column that tells one record from another."""
        return self.columns[0].name


_ON_EVERYTHING = (
    "site text? - the site it happened at",
    "team text? - the team it belongs to",
)

# name | title | what a row is | its columns: "name type - meaning", ? for one that may be missing
_FAMILIES = """
access_review | Access reviews | one review of who may use one system
    review_id text - the review; system text - what was reviewed; reviewed_at instant - when it was completed
    reviewer text - who reviewed; accounts number? - accounts looked at; revoked number? - rights taken away
    outcome text? - what came of it
account | Accounts | one account on one system
    account_id text - the account; system text - where it lets in; person text - whose it is
    kind text? - personal, service or shared; privileged flag? - with administrator rights
    created_at instant? - when it was opened; disabled_at instant? - when it was closed
    last_used_at instant? - when it was last used
grant | Access grants | one right given to one person
    grant_id text - the request; system text - for what; person text - for whom; right text? - which right
    requested_at instant - when asked; requested_by text - who asked; approved_at instant? - when approved
    approved_by text? - who approved; granted_at instant? - when given; reason text? - business reason
leaver | Leavers | one person who left
    leaver_id text - the case; person text - who left; left_at instant - the end of the last day
    notified_at instant? - when the service desk knew; closed_at instant? - when everything was taken back
training_completion | Training completions | one person finished one course
    completion_id text - the record; person text - who; course text - what; version text? - of the course
    completed_on date - when; result text? - passed or not
training_follow_up | Training reminders | one reminder to one person
    follow_up_id text - the record; person text - who; course text - what; owner text? - who chases
    sent_at instant - when; due_on date? - new date
incident | Incidents | one security or quality incident
    incident_id text - the incident; title text? - in a line; severity text - how bad
    detected_at instant - when noticed; logged_at instant? - when written down; logged_by text? - by whom
    contained_at instant? - when it stopped spreading; closed_at instant? - when closed
    cause text? - why; actions text? - what was done; lessons text? - what was learnt
    closed_by text? - who approved the closure; reported_by text? - staff or tool; system text? - where
alert | Alerts | one alert of a monitoring tool
    alert_id text - the alert; source text - which tool; severity text - how bad; raised_at instant - when
    acknowledged_at instant? - when taken up; acknowledged_by text? - by whom; decision text? - what it was
    incident text? - what it became; system text? - where
change | Changes | one request to change something in production
    change_id text - the change; title text? - in a line; kind text - normal, standard or emergency
    type text? - process, software, tooling, infrastructure; requested_at instant - when asked
    requested_by text - who asked; approved_at instant? - when approved; approved_by text? - by whom
    implemented_at instant? - when done; implemented_by text? - by whom; validated_at instant? - when validated
    validation text? - the validation record; closed_at instant? - when closed; system text? - where
deployment | Deployments | one release to production, as the pipeline recorded it
    deployment_id text - the deployment; system text - what; deployed_at instant - when
    deployed_by text - who; change text? - the change it carries; commit text? - what exactly; result text? - how it went
vulnerability_scan | Vulnerability scans | one scan run
    scan_id text - the scan; scanned_at instant - when; scope text - what was scanned; tool text? - with what
    findings number? - how many; result text? - completed or not; system text? - where
vulnerability | Vulnerabilities | one weakness on one system
    vulnerability_id text - the weakness; system text - where; severity text - how bad; found_at instant - when found
    fixed_at instant? - when fixed; exception_until date? - accepted until; scan text? - found by; ticket text? - handled in
vendor_review | Supplier reviews | one review of one supplier
    review_id text - the review; supplier text - of whom; reviewed_on date - when; reviewer text - by whom
    report text? - what was read; result text? - what came of it
backup_restore | Restore tests | one restore from backup
    restore_id text - the test; system text - what was restored; restored_at instant - when
    by text? - who; size_gb number? - how much; hash_matches flag? - same as the original
    minutes number? - how long it took; objective_minutes number? - how long it may take; result text? - how it went
log_source | Log sources | one source of logs on one day
    source_day_id text - source and day; source text - which system; day date - which day
    events number - how many were captured; last_event_at instant? - the last one
log_review | Log reviews | one look through the logs of one source
    review_id text - the review; source text - which system; reviewed_at instant - when; reviewer text - who
    outcome text? - what came of it
config_setting | Configuration settings | one setting of one system as exported
    setting_id text - the setting; system text - where; setting text - which; expected text - what it is meant to be
    observed text - what it is; observed_at instant - when; exception text? - allowed by
mfa | Multi-factor sign-in | one account and whether a second factor is forced
    account_id text - the account; system text - where; person text? - whose; enforced flag - second factor forced
    observed_at instant - when; exemption text? - allowed by
drill | Exercises | one exercise of a plan
    drill_id text - the exercise; plan text - of what; held_at instant - when; participants text? - who
    detected_at instant? - when noticed in the play; logged_at instant? - when written down in the play
    result text? - what came of it
key_measure | Measured values | one value of one measure
    value_id text - the value; measure text - of what; measured_on date - when; value number - how much
    target number? - meant to be; action text? - what was done about it
enquiry | Enquiries | one enquiry of a customer
    enquiry_id text - the enquiry; customer text - whose; received_at instant - when; part text? - for what
    quantity number? - how many; specification text? - by which specification
contract_review | Contract reviews | one look at an order before it is accepted
    review_id text - the review; enquiry text - of which enquiry; order text - of which order
    part text? - for what; revision text? - to which drawing revision; quantity number? - how many
    reviewed_at instant - when; reviewer text - by whom; accepted_at instant? - when the order was accepted
    differences text? - what had to be settled
design_release | Released drawings | one revision of one drawing
    release_id text - drawing and revision; part text - of what; revision text - which
    order text? - first used for; released_at instant - when; released_by text - by whom
    checked_by text? - by whom it was checked; superseded_at instant? - when the next came
purchase_order | Purchase orders | one order to a supplier
    po_id text - the order; supplier text - to whom; commodity text - for what; job text? - for which job
    ordered_at instant - when; ordered_by text? - by whom; material text? - which; quantity number? - how much
    flow_down text? - requirements passed on
goods_receipt | Goods receipts | one delivery that came in
    receipt_id text - the receipt; po text - to which order; lot text - which material lot
    received_at instant - when; quantity number? - how much; verified_at instant? - when checked
    verified_by text? - by whom; certificate text? - which certificate
work_order | Work orders | one job on the shop floor
    job_id text - the job; order text - of which customer order; part text - what; revision text - to which revision
    quantity number - how many; family text? - product family; planned_at instant? - when planned
    started_at instant? - when begun; finished_at instant? - when done; operator text? - by whom
    machine text? - on what; source text? - which system says so
batch | Batches | one batch of parts
    batch_id text - the batch; job text - of which job; lot text - from which material lot; quantity number - how many
    made_at instant - when; machine text? - on what
inspection | Inspections | one inspection
    inspection_id text - the inspection; job text - of which job; batch text? - of which batch
    kind text - first article, in process or final; revision text? - to which revision
    inspected_at instant - when; inspector text - by whom; gauge text? - with what
    gauge_valid_until date? - calibrated until; inspected number? - how many; rejected number? - how many not
    result text - accepted or not
release | Releases | one release of goods
    release_id text - the release; job text - of which job; quantity number - how many
    released_at instant - when; released_by text - by whom; certificate text? - certificate of conformity
    concession text? - allowed departure
delivery | Deliveries | one delivery that went out
    delivery_id text - the delivery; job text - of which job; order text - to which order
    customer text - to whom; delivered_at instant - when; quantity number - how many
    promised_on date? - promised for; batches text? - which batches
complaint | Complaints | one complaint of a customer
    complaint_id text - the complaint; customer text - whose; delivery text? - about which delivery
    received_at instant - when; answered_at instant? - when first answered; closed_at instant? - when closed
    ncr text? - what it became; about text? - in a line
ncr | Nonconformity reports | one nonconforming output
    ncr_id text - the report; job text? - in which job; batch text? - in which batch; raised_at instant - when
    raised_by text - by whom; about text? - in a line; quantity number? - how many
    contained_at instant? - when contained; disposition text? - what becomes of it
    disposed_by text? - who decided; disposed_at instant? - when; closed_at instant? - when closed; capa text? - what followed
capa | Corrective actions | one corrective action from cause to proof
    capa_id text - the action; ncr text? - from which report; opened_at instant - when
    cause text? - why; cause_at instant? - when the cause was known; action text? - what was done
    acted_at instant? - when; evidence text? - the proof; checked_at instant? - when the effect was checked
    effective flag? - whether it worked; closed_at instant? - when closed; owner text? - whose
transfer | Hand-overs between systems | one object as two systems have it
    transfer_id text - the hand-over; interface text - over which interface; object text - what
    sent_at instant - when it left; received_at instant? - when it came; sent_quantity number? - how much left
    received_quantity number? - how much came; sent_revision text? - by which revision there
    received_revision text? - by which revision here
event | Event log | one event of one case
    event_id text - the event; case text - of which case; activity text - what happened
    at instant - when; actor text? - who; system text? - where
"""


def _column(text: str) -> RecordColumn:
    head, says = text.split(" - ", maxsplit=1)
    name, kind = head.split()
    return RecordColumn(name, ColumnType(kind.rstrip("?")), not kind.endswith("?"), says)


def _family(head: str, lines: list[str]) -> RecordFamily:
    name, title, row = (part.strip() for part in head.split("|"))
    told = [text.strip() for line in lines for text in line.split(";")]
    return RecordFamily(name, title, row, tuple(_column(text) for text in (*told, *_ON_EVERYTHING)))


def _parse(text: str) -> Mapping[str, RecordFamily]:
    blocks: list[tuple[str, list[str]]] = []
    for line in text.strip().splitlines():
        if "|" in line:
            blocks.append((line, []))
        else:
            blocks[-1][1].append(line.strip())
    families = (_family(head, lines) for head, lines in blocks)
    return MappingProxyType({family.name: family for family in families})


FAMILIES = _parse(_FAMILIES)
