"""Quillmark keeps its promises in every record, on whichever day it is audited.

Each rule is written here a second time, in the plainest way, and shares nothing
with the generator but the numbers of the promises.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

import pytest

from assay.demo.cloud.facts import PROMISES
from assay.demo.draft import Draft, Row
from assay.domain.criticality import Criticality
from assay.domain.evidence import Evidence
from assay.domain.person import Person
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource
from assay.domain.risk import Risk
from assay.domain.soa_row import Applicability, SoaRow
from assay.domain.supplier import Supplier
from assay.domain.system import Environment, System
from tests.demo.cloud_days import DAYS, cloud_on

on_any_day = pytest.mark.parametrize("day", DAYS, ids=str)


def day_of(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def widest_gap(moments: Iterable[datetime | date], until: date) -> int:
    """Return the most days between two of the moments, or from the last one to the end."""
    days = sorted({*map(day_of, moments), until})
    return max((later - earlier).days for earlier, later in pairwise(days))


def gaps_by(draft: Draft, family: str, column: str, moment: str) -> dict[str, int]:
    held = defaultdict(list)
    for row in draft.records[family]:
        held[row[column]].append(row[moment])
    return {name: widest_gap(moments, draft.as_of) for name, moments in held.items()}


@on_any_day
def test_every_record_is_whole_unique_and_of_its_window(day: date) -> None:
    draft = cloud_on(day)
    sources = draft.all(RecordSource).values()
    extracted = {each.family: each.extracted_at for each in sources if each.extracted_at}

    for family, rows in draft.records.items():
        columns = FAMILIES[family].columns
        keys = [row[FAMILIES[family].key] for row in rows]
        assert len(set(keys)) == len(keys) > 5, family
        for row in rows:
            assert all(row.get(each.name) is not None for each in columns if each.required), row
            for each in columns:
                if each.type == "instant" and row.get(each.name):
                    assert row[each.name].tzinfo is not None
                    assert row[each.name] < extracted[family], (family, row)


@on_any_day
def test_promised_rhythms_are_kept_from_the_first_to_the_last(day: date) -> None:
    draft = cloud_on(day)
    production = {
        key
        for key, system in draft.all(System).items()
        if system.environment is Environment.PRODUCTION
    }
    weighty = {key for key, each in draft.all(System).items() if weighs_much(each.criticality)}

    reviews = gaps_by(draft, "access_review", "system", "reviewed_at")
    assert production <= set(reviews)
    assert max(reviews.values()) <= 92
    restores = gaps_by(draft, "backup_restore", "system", "restored_at")
    assert set(restores) == weighty
    assert max(restores.values()) <= 184
    assert max(gaps_by(draft, "log_review", "source", "reviewed_at").values()) <= 7
    assert max(gaps_by(draft, "log_source", "source", "day").values()) == 1
    assert max(gaps_by(draft, "vulnerability_scan", "scope", "scanned_at").values()) <= 7
    assert max(gaps_by(draft, "config_setting", "system", "observed_at").values()) <= 31
    assert max(gaps_by(draft, "drill", "plan", "held_at").values()) <= 184


def weighs_much(criticality: Criticality | None) -> bool:
    return criticality in {Criticality.HIGH, Criticality.CRITICAL}


@on_any_day
def test_suppliers_are_looked_at_in_their_interval(day: date) -> None:
    draft = cloud_on(day)
    gaps = gaps_by(draft, "vendor_review", "supplier", "reviewed_on")

    for supplier in draft.all(Supplier).values():
        if supplier.in_scope:
            most = 366 if weighs_much(supplier.criticality) else 731
            assert gaps[supplier.key] <= most, supplier.key
            assert supplier.next_review_on is not None
            assert supplier.next_review_on > day
            assert supplier.security_terms
            assert supplier.contract


@on_any_day
def test_changes_are_approved_first_and_by_a_third_person(day: date) -> None:
    for change in cloud_on(day).records["change"]:
        moments = [
            change[f"{step}_at"]
            for step in ("requested", "approved", "implemented", "validated", "closed")
        ]
        assert moments == sorted(moments), change
        assert change["approved_by"] not in {change["requested_by"], change["implemented_by"]}
        assert change["requested_by"] != change["implemented_by"]
        assert change["validation"]
        if change["kind"] != "emergency":
            done = change["implemented_at"]
            assert done.weekday() < 5
            assert 9 <= done.hour < 17


@on_any_day
def test_every_deployment_carries_a_change_that_was_approved(day: date) -> None:
    draft = cloud_on(day)
    changes = {row["change_id"]: row for row in draft.records["change"]}

    assert len(draft.records["deployment"]) > 1000
    for row in draft.records["deployment"]:
        change = changes[row["change"]]
        assert change["approved_at"] < row["deployed_at"] < change["closed_at"]
        assert (row["system"], row["team"]) == (change["system"], change["team"])


@on_any_day
def test_the_event_log_tells_the_same_as_the_tickets(day: date) -> None:
    draft = cloud_on(day)
    told = {(row["case"], row["activity"]): row["at"] for row in draft.records["event"]}

    for change in draft.records["change"]:
        for step in ("requested", "approved", "implemented", "validated", "closed"):
            assert told[change["change_id"], step] == change[f"{step}_at"]


@on_any_day
def test_incidents_are_logged_in_time_and_closed_in_order(day: date) -> None:
    draft = cloud_on(day)
    incidents = draft.records["incident"]
    in_risks = {key for risk in draft.all(Risk).values() for key in risk.incidents}

    hours = [(row["logged_at"] - row["detected_at"]) / timedelta(hours=1) for row in incidents]
    assert min(hours) > 0
    assert max(hours) < PROMISES.incident_log_hours
    assert median(hours) < 8
    for row in incidents:
        assert row["logged_at"] < row["contained_at"] < row["closed_at"]
        assert row["closed_at"] - row["detected_at"] < timedelta(PROMISES.incident_close_days)
        assert all(row[each] for each in ("cause", "actions", "lessons", "closed_by"))
    assert in_risks == {row["incident_id"] for row in incidents}


@on_any_day
def test_every_alert_is_taken_up_in_time_and_decided(day: date) -> None:
    draft = cloud_on(day)
    incidents = {row["incident_id"]: row for row in draft.records["incident"]}

    for row in draft.records["alert"]:
        waited = row["acknowledged_at"] - row["raised_at"]
        urgent = row["severity"] in {"high", "critical"}
        most = PROMISES.urgent_alert_minutes if urgent else PROMISES.alert_hours * 60
        assert timedelta() < waited <= timedelta(minutes=most), row
        assert row["acknowledged_by"]
        assert (row["decision"] == "incident") == bool(row.get("incident"))
        if row.get("incident"):
            assert row["raised_at"] <= incidents[row["incident"]]["detected_at"]


@on_any_day
def test_weaknesses_are_mended_in_their_term_or_still_within_it(day: date) -> None:
    draft = cloud_on(day)
    days = {
        "critical": PROMISES.critical_fix_days,
        "high": PROMISES.high_fix_days,
        "medium": PROMISES.medium_fix_days,
        "low": 184,
    }
    scans = {row["scan_id"] for row in draft.records["vulnerability_scan"]}

    end = datetime.combine(day, datetime.min.time(), UTC)
    for row in draft.records["vulnerability"]:
        assert row["scan"] in scans
        until = row["fixed_at"] or end
        assert timedelta() < until - row["found_at"] <= timedelta(days[row["severity"]]), row


@on_any_day
def test_leavers_lose_every_account_within_a_day_and_nobody_else_does(day: date) -> None:
    draft = cloud_on(day)
    people = draft.all(Person)
    left = {row["person"]: row for row in draft.records["leaver"]}

    assert len(left) == 7
    for row in draft.records["account"]:
        assert row["kind"] in {"personal", "service"}
        person = people[row["person"]]
        if person.ended_on:
            end = left[person.key]["left_at"]
            assert timedelta() < row["disabled_at"] - end < timedelta(hours=PROMISES.leaver_hours)
            assert row["disabled_at"] <= left[person.key]["closed_at"]
        else:
            assert row.get("disabled_at") is None
    for row in left.values():
        within = timedelta(hours=PROMISES.leaver_hours)
        assert row["closed_at"] - row["left_at"] < within


@on_any_day
def test_rights_are_given_after_somebody_else_approved_them(day: date) -> None:
    for row in cloud_on(day).records["grant"]:
        assert row["requested_at"] < row["approved_at"] < row["granted_at"]
        assert row["approved_by"] not in {row["requested_by"], row["person"]}
        assert row["reason"]


@on_any_day
def test_every_open_production_account_has_a_second_factor(day: date) -> None:
    draft = cloud_on(day)
    systems = draft.all(System)
    asked = {
        row["account_id"]
        for row in draft.records["account"]
        if row["kind"] == "personal"
        and not row.get("disabled_at")
        and systems[row["system"]].environment is Environment.PRODUCTION
    }

    enforced = {row["account_id"] for row in draft.records["mfa"] if row["enforced"] is True}

    assert asked <= enforced
    assert len(enforced) == len(draft.records["mfa"])


@on_any_day
def test_everybody_is_trained_on_joining_and_within_the_year(day: date) -> None:
    draft = cloud_on(day)
    done: dict[tuple[str, str], list[date]] = defaultdict(list)
    for row in draft.records["training_completion"]:
        done[row["person"], row["course"]].append(row["completed_on"])
    here = [each for each in draft.all(Person).values() if not each.external and each.works_on(day)]

    for person in here:
        for course in ("SEC-101", "PRIV-101"):
            assert max(done[person.key, course]) >= day - timedelta(365), person.key
        started = person.started_on or day
        if started > day - timedelta(300):
            first = min(done[person.key, "SEC-101"])
            assert first - started <= timedelta(PROMISES.joiner_days), person.key
            assert first >= started


@on_any_day
def test_settings_and_restores_are_as_they_are_meant_to_be(day: date) -> None:
    draft = cloud_on(day)

    assert all(row["expected"] == row["observed"] for row in draft.records["config_setting"])
    in_scope = set(draft.all(System)) - {"www-site"}
    assert {row["system"] for row in draft.records["config_setting"]} == in_scope
    for row in draft.records["backup_restore"]:
        assert row["hash_matches"] is True
        assert row["minutes"] <= row["objective_minutes"]


@on_any_day
def test_measures_run_month_by_month_and_a_miss_has_its_action(day: date) -> None:
    values: dict[str, list[Row]] = defaultdict(list)
    for row in cloud_on(day).records["key_measure"]:
        values[row["measure"]].append(row)

    assert {len(rows) for rows in values.values()} == {12}
    misses = [row for rows in values.values() for row in rows if row["action"]]
    assert len(misses) == 2
    for rows in values.values():
        assert widest_gap((row["measured_on"] for row in rows), day) <= 62


@on_any_day
def test_records_are_spread_over_the_year_and_not_heaped_before_the_audit(day: date) -> None:
    moments = {
        "access_review": "reviewed_at",
        "alert": "raised_at",
        "change": "requested_at",
        "deployment": "deployed_at",
        "grant": "requested_at",
        "vulnerability": "found_at",
        "log_review": "reviewed_at",
    }
    for family, moment in moments.items():
        rows = cloud_on(day).records[family]
        window = [row for row in rows if day_of(row[moment]) > day - timedelta(182)]
        last = [row for row in window if day_of(row[moment]) > day - timedelta(30)]
        assert len(last) < 0.3 * len(window), family


@on_any_day
def test_every_control_that_operates_has_records_for_more_than_three_months(day: date) -> None:
    draft = cloud_on(day)
    held: dict[str, list[date]] = defaultdict(list)
    for evidence in draft.all(Evidence).values():
        held[evidence.family].append(evidence.created_on or day)
        assert evidence.lacks == ()
    for family, rows in draft.records.items():
        required = (
            each.name
            for each in FAMILIES[family].columns
            if each.type in {"instant", "date"} and (each.required or family == "account")
        )
        column = next(required)
        held[family] += [day_of(row[column]) for row in rows]

    for row in draft.all(SoaRow).values():
        if row.applicability is Applicability.INCLUDED:
            days = [one for family in row.families for one in held[family]]
            assert min(days) <= day - timedelta(92), row.key
            assert max(days) >= day - timedelta(184), row.key


def test_times_are_written_in_the_zone_of_the_site() -> None:
    zones = {"UTR": ZoneInfo("Europe/Amsterdam"), "PRT": ZoneInfo("Europe/Lisbon")}

    for row in cloud_on(DAYS[0]).records["change"]:
        local = row["implemented_at"].astimezone(zones[row["site"]])
        assert row["implemented_at"].utcoffset() == local.utcoffset()
