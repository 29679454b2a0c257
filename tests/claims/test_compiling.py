"""Compiles a claim to the population test that asks it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assay.claims.compiling import Circumstances, activities_of, compile_claim
from assay.claims.expressions import DAY
from assay.claims.members import Members, UntestableError
from assay.claims.profile import profiled
from assay.claims.units import Units
from assay.domain.claim import Claim, ClaimKind
from assay.domain.claim_exception import ClaimException
from assay.domain.frequency import Frequency
from assay.domain.record_family import FAMILIES
from assay.engine.running import list_deviations, make_profile, run_population_test
from tests.engine.backends import LOG, MemoryBackend, Record, as_rows

ON = date(2026, 3, 2)
FROM = date(2026, 1, 1)
AT = 1_772_445_600_000_000  # 2026-03-02T10:00Z
BEGIN = 1_767_225_600_000_000  # 2026-01-01


def family(name: str) -> Members:
    told = FAMILIES[name]
    return Members(name, told.key, {column.name: column.type for column in told.columns})


RELATIONS = {name: family(name) for name in FAMILIES if name != "event"} | {"event": LOG}


def months_before(day: date, months: int) -> date:
    """Return the day, so many months before; enough for the first of a month."""
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, day.day)


def given(**other: Any) -> Circumstances:
    return Circumstances(AT, FROM, ON, RELATIONS, months_before, **other)


def claim(kind: str, of: str, first: str = "", then: str = "", **other: Any) -> Claim:
    return Claim(
        key="CL-1", document="POL-1", kind=ClaimKind(kind), family=of, first=first, then=then,
        **other,
    )  # fmt: skip


def deviating(
    asked: Claim,
    *records: Record,
    units: list[Record] | None = None,
    departures: tuple[ClaimException, ...] = (),
    **other: Any,
) -> list[str]:
    """Return who deviates from a claim."""
    backend = MemoryBackend()
    backend.add_population(RELATIONS[asked.family], as_rows(RELATIONS[asked.family], records))
    if units is not None:
        rows = [(unit["key"], None, None, unit.get("since"), None) for unit in units]
        backend.add_rows("unit", rows)
        other["units_of"] = lambda _, __: Units("unit")
    if asked.family == "event":
        other["cases"] = profiled(LOG, activities_of([asked]), days_of=activities_of([asked]))
    test = compile_claim(asked, given(**other), departures)
    assert test.kind == asked.kind
    if asked.family == "event":
        make_profile(backend, LOG, other["cases"], [test])
    run_population_test(backend, test)
    return [each.key for each in list_deviations(backend, test)]


def test_a_deadline_of_a_severity() -> None:
    asked = claim(
        "deadline", "alert", "raised_at", "acknowledged_at",
        limit=Decimal(60), unit="minutes", where=("severity = high, critical",),
    )  # fmt: skip
    alerts = [
        {"alert_id": name, "severity": severity, "raised_at": at, "acknowledged_at": at + late}
        for name, severity, at, late in (
            ("A-1", "high", BEGIN, 3_600_000_001),
            ("A-2", "high", BEGIN, 3_600_000_000),
            ("A-3", "low", BEGIN, DAY),
            ("before the window", "high", BEGIN - 1, DAY),
        )
    ]

    assert deviating(asked, *alerts) == ["A-1"]


def test_a_rhythm_for_each_unit_of_the_register() -> None:
    asked = claim(
        "frequency", "access_review", "reviewed_at", every=Frequency.MONTHLY, per="system"
    )
    reviews = [{"review_id": "R-1", "system": "shop", "reviewed_at": BEGIN + 30 * DAY}]

    found = deviating(asked, *reviews, units=[{"key": "shop"}, {"key": "mail"}])

    assert found == ["mail"]
    assert deviating(asked, *reviews, units=[{"key": "mail"}], tolerance_days=29) == []
    assert deviating(asked, *reviews, units=[{"key": "mail"}], tolerance_days=28) == ["mail"]


def test_a_coverage_of_people() -> None:
    asked = claim(
        "coverage", "training_completion", "completed_on", every=Frequency.YEARLY, per="person",
        where=("course = SEC",),
    )  # fmt: skip
    done = [
        {"completion_id": "T-1", "person": "ana", "course": "SEC", "completed_on": BEGIN},
        {"completion_id": "T-2", "person": "bo", "course": "QMS", "completed_on": BEGIN},
    ]
    staff: list[Record] = [{"key": "ana"}, {"key": "bo"}, {"key": "cy", "since": BEGIN + 50 * DAY}]

    assert deviating(asked, *done, units=staff, grace_days=30) == ["bo"]


def test_a_coverage_by_another_source() -> None:
    asked = claim("coverage", "deployment", "deployment", "change")
    backend = MemoryBackend()
    for name, rows in (
        ("deployment", [{"deployment_id": f"D-{n}", "change": f"C-{n}"} for n in (1, 2)]),
        ("change", [{"change_id": "C-1"}, {"change_id": "C-1"}]),
    ):
        backend.add_population(RELATIONS[name], as_rows(RELATIONS[name], rows))

    found = list_deviations(backend, compile_claim(asked, given()))

    assert [each.key for each in found] == ["D-2"]


@pytest.mark.parametrize(
    ("asked", "record", "departing"),
    [
        (
            claim("coverage", "incident", "closed_at", "lessons"),
            {"closed_at": BEGIN, "lessons": "one"},
            {"lessons": None},
        ),
        (
            claim("coverage", "mfa", "account_id", "enforced"),
            {"enforced": 1},
            {"enforced": 0},
        ),
        (
            claim("precedence", "change", "approved_at", "implemented_at"),
            {"approved_at": BEGIN, "implemented_at": BEGIN + 1},
            {"approved_at": BEGIN + 2},
        ),
        (
            claim("segregation", "change", "requested_by", "approved_by"),
            {"requested_at": BEGIN, "approved_at": BEGIN, "requested_by": "a", "approved_by": "b"},
            {"approved_by": "a"},
        ),
        (
            claim("threshold", "backup_restore", "minutes", "objective_minutes"),
            {"minutes": 5, "objective_minutes": 5},
            {"minutes": 6},
        ),
        (
            claim("threshold", "key_measure", "value", limit=Decimal(99), quote="At least 99 %"),
            {"value": 99},
            {"value": 98},
        ),
        (
            claim("absence", "account", where=("kind = shared",)),
            {"kind": "personal"},
            {"kind": "shared"},
        ),
        (
            claim("response", "alert", "raised_at", "acknowledged_at"),
            {"raised_at": BEGIN, "acknowledged_at": BEGIN + 1},
            {"acknowledged_at": None},
        ),
        (
            claim("retention", "log_source", "day", limit=Decimal(2), unit="months", per="source"),
            {"source": "N-1", "day": BEGIN + DAY},
            {"day": BEGIN + 2 * DAY},
        ),
    ],
    ids=lambda value: f"{value.kind} {value.family}" if isinstance(value, Claim) else "",
)
def test_each_kind_tells_one_changed_fact(asked: Claim, record: Record, departing: Record) -> None:
    key = RELATIONS[asked.family].key
    twin = {key: "N-1", "source": "N-1", **record}

    assert deviating(asked, twin) == []
    assert deviating(asked, {**twin, **departing}) == ["N-1"]


def test_an_event_log_is_asked_by_its_cases() -> None:
    log = [
        {"event_id": str(n), "case": case, "activity": activity, "at": BEGIN + n, "actor": actor}
        for n, (case, activity, actor) in enumerate(
            [
                ("C-1", "made", "ana"),
                ("C-1", "released", "bo"),
                ("C-2", "released", "cy"),
                ("C-2", "made", "cy"),
            ]
        )
    ]

    assert deviating(claim("precedence", "event", "made", "released"), *log) == ["C-2"]
    assert deviating(claim("segregation", "event", "made", "released"), *log) == ["C-2"]
    assert deviating(claim("absence", "event", then="made"), *log) == ["C-1", "C-2"]


def departure(**other: Any) -> ClaimException:
    told = {
        "key": "X-1", "claim": "CL-1", "reason": "cut-over", "approved_by": "ana",
        "until_on": date(2026, 1, 1), "where": ("system = shop",), **other,
    }  # fmt: skip
    return ClaimException(**told)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({}, ["later", "mail"]),
        ({"until_on": date(2026, 1, 2)}, ["mail"]),
        ({"from_on": date(2026, 1, 2), "until_on": date(2026, 1, 2)}, ["mail", "shop"]),
        ({"where": ()}, ["later"]),
        ({"reason": ""}, ["later", "mail", "shop"]),
        ({"approved_by": ""}, ["later", "mail", "shop"]),
        ({"until_on": None}, ["later", "mail", "shop"]),
    ],
    ids=["dated", "longer", "from the next day", "for all", "no reason", "nobody", "no end"],
)
def test_a_departure_is_dated_reasoned_and_approved(
    other: dict[str, Any], found: list[str]
) -> None:
    asked = claim("deadline", "alert", "raised_at", "acknowledged_at", limit=Decimal(1), unit="day")
    alerts = [
        {"alert_id": "shop", "system": "shop", "raised_at": BEGIN + DAY - 1},
        {"alert_id": "later", "system": "shop", "raised_at": BEGIN + DAY},
        {"alert_id": "mail", "system": "mail", "raised_at": BEGIN},
    ]

    assert deviating(asked, *alerts, departures=(departure(**other),)) == found


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (claim("deadline", ""), "there are no records of no family"),
        (claim("deadline", "alert"), "the claim names no first"),
        (
            claim("deadline", "alert", "raised_at", "acknowledged_at"),
            "the claim names no limit",
        ),
        (
            claim(
                "deadline", "alert", "raised_at", "acknowledged_at", limit=Decimal(1), unit="moon"
            ),
            "the limit is 1 'moon'; expected hours, days or working days",
        ),
        (claim("frequency", "alert", "raised_at"), "the claim names no rhythm in days"),
        (
            claim("frequency", "alert", "raised_at", every=Frequency.DAILY),
            "the claim names no per",
        ),
        (
            claim("frequency", "alert", "source", every=Frequency.DAILY, per="system"),
            "the claim names no column of instants or dates",
        ),
        (
            claim(
                "frequency", "vendor_review", "reviewed_on", every=Frequency.YEARLY,
                per="supplier", where=("criticality = high",),
            ),
            "no register tells for which supplier criticality = high",
        ),
        (claim("retention", "alert", "raised_at"), "the claim names no number of months"),
        (claim("absence", "alert"), "the claim does not say what must not be"),
        (claim("precedence", "event", "made", "released"), "the event log has no case profile"),
        (claim("threshold", "alert", "loudness", limit=Decimal(1)), "alert has no column loudness"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_its_reason(asked: Claim, said: str) -> None:
    with pytest.raises(UntestableError) as refused:
        compile_claim(asked, given())

    assert str(refused.value) == said
