"""A sample of an organisation's records, with everything that is printed beside it."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assay.assessment.sampling.sample_sheet import SampleSheet, draw_of_family, sample_sheet
from assay.assessment.stage2 import assess_stage2
from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.errors import RefusedError
from assay.domain.evidence import Evidence
from assay.domain.frequency import Frequency
from assay.domain.item import Item
from assay.domain.record_source import RecordSource
from assay.domain.system import Environment, System
from assay.output.sample import sample_as_json, share
from assay.output.sample_text import sample_lines
from tests.lib.stage2 import operation

PROMISE = Claim(
    key="CLM-5",
    document="PRO-3",
    quote="Every incident is logged within 24 hours of detection.",
    kind=ClaimKind.DEADLINE,
    family="incident",
    first="detected_at",
    then="logged_at",
    limit=Decimal(24),
    unit="hours",
)


def incidents(many: int = 60, *, late: int = 6) -> str:
    """Draw incidents, three days apart, of which the first were logged after two days."""
    lines = ["incident_id | severity | detected_at | logged_at | site"]
    for number in range(many):
        day = date(2026, 1, 29) - timedelta(days=3 * number)
        logged = f"{day + timedelta(days=2)} 08:00" if number < late else f"{day} 08:00"
        lines.append(f"INC-{number:03} | high | {day} 07:00 | {logged} | Porto")
    return "\n".join(lines)


def at(*items: Item, records: str | None = None) -> Operation:
    told = incidents() if records is None else records
    return operation(PROMISE, *items, records={"incident": told})


def sheet(operation: Operation, seed: str = "s", size: int | None = None) -> SampleSheet:
    drawn = draw_of_family(operation, "incident", seed, size=size)
    return sample_sheet(operation, drawn, assess_stage2(operation).figures, named=bool(seed))


def changes(*systems: str) -> str:
    lines = ["change_id | kind | requested_at | requested_by | system"]
    lines += [
        f"C-{number} | normal | 2026-01-{1 + number:02} | ana | {system}"
        for number, system in enumerate(systems)
    ]
    return "\n".join(lines)


@pytest.mark.row("R-139", "R-141")
def test_a_sample_is_told_with_population_window_size_and_figures() -> None:
    lines = list(sample_lines(sheet(at())))

    drawn = draw_of_family(at(), "incident", "s")
    hashed = drawn.plan.population.content_hash[:12]
    told = [
        f"  {each.record.key}  {each.record.day}  Porto  {each.because}" for each in drawn.records
    ]
    assert lines == [
        "somewhere: a sample of Incidents as of 2026-01-31",
        "profile isms-typical; seed s, named",
        "",
        f"Population: 60 records of SRC-incident, hash {hashed}",
        "Window: 2025-07-31 to 2026-01-31; 60 in it, 0 outside, 0 without a day",
        "Size: 3, sampling.incident (default, source 002); 1 by chance alone",
        "",
        "Drawn (3)",
        *told,
        "",
        "What this sample can tell",
        "  If none of the 3 deviates, up to 63.2 % of all may, with 95 % certainty.",
        "  If 10 % deviated, it would meet one with 27.5 %; 5 records with 42.1 %.",
        "",
        "What the whole population told, and the chance that samples meet it",
        "  incident-logged-late CLM-5: 6 of 60 deviate; this sample 27.5 %; 3: 27.5 %, 5: 42.1 %",
        *[line for line in lines if line.endswith("there is nothing to meet.")],
        "",
        'Draw again: order the keys by the SHA-256 of "s|KEY".',
    ]
    assert len(told) == 3


@pytest.mark.row("R-141")
def test_without_a_named_seed_it_follows_from_the_audit_and_that_is_said() -> None:
    told = sheet(at(), seed="")

    assert told.sample.plan.seed == draw_of_family(at(), "incident").plan.seed
    assert list(sample_lines(told))[1].endswith(", from organisation, family and audit date")
    assert sample_as_json(told)["seed_from"] == "organisation, family and audit date"


@pytest.mark.row("R-141")
def test_json_has_all_that_drawing_again_takes() -> None:
    told = sample_as_json(sheet(at()))

    assert json.loads(json.dumps(told)) == told
    assert told["population"]["records"] == 60
    assert told["population"]["content_hash"] == told["population"]["sources"][0]["content_hash"]
    assert (told["seed"], told["ordered_by"]) == (
        "s",
        "SHA-256 of seed|key in hex, then the row of the source",
    )
    assert [each["key"] for each in told["drawn"]] == list(
        draw_of_family(at(), "incident", "s").keys
    )
    assert told["statistics"]["customary_at_supposed_rate"] == {"3": 0.275161, "5": 0.420946}
    assert told["tested"][0]["deviations"] == 6
    assert told["tested"][0]["customary"] == {"3": 0.275161, "5": 0.420946}


@pytest.mark.row("R-141")
def test_one_more_record_changes_the_hash_that_the_draw_carries() -> None:
    before, after = (sheet(at(records=incidents(many))).sample.plan.population for many in (60, 61))

    assert before.content_hash != after.content_hash


@pytest.mark.row("R-141")
def test_what_the_organisation_shows_does_not_change_what_is_drawn() -> None:
    pack = [Evidence(key=f"INC-{number:03}", family="incident") for number in range(5)]

    with_pack = draw_of_family(at(*pack), "incident", "s", size=5)

    assert with_pack == draw_of_family(at(), "incident", "s", size=5)
    assert set(with_pack.keys) - {each.key for each in pack}


@pytest.mark.row("R-136")
def test_too_few_records_are_taken_whole_and_the_expected_number_is_said() -> None:
    source = RecordSource(key="SRC-1", family="incident", frequency=Frequency.MONTHLY)

    lines = list(sample_lines(sheet(at(source, records=incidents(2, late=0)))))

    assert "Population too small: 2 of 3 wanted; 6 expected, monthly." in lines
    assert "  It is the whole population of the window: what deviates is seen." in lines


def test_an_empty_window_is_not_tested() -> None:
    old = "incident_id | severity | detected_at | logged_at\nINC-1 | low | 2024-01-01 | 2024-01-01"

    told = sheet(at(records=old))

    assert "Nothing drawn: the window is empty, and an empty population is not tested." in list(
        sample_lines(told)
    )
    assert sample_as_json(told)["statistics"] == {
        "not_tested": True,
        "highest_rate_if_none_deviates": None,
        "supposed_rate": 0.1,
        "detection_at_supposed_rate": None,
        "customary_at_supposed_rate": {"3": None, "5": None},
    }


@pytest.mark.row("R-137")
def test_a_rare_rhythm_widens_the_window_and_says_so() -> None:
    source = RecordSource(key="SRC-1", family="incident", frequency=Frequency.YEARLY)

    lines = list(sample_lines(sheet(at(source))))

    assert "Low frequency: yearly, so the window is 12 months." in lines


@pytest.mark.row("R-132")
def test_changes_come_from_production_and_without_a_register_of_systems_that_is_said() -> None:
    production = System(key="SYS-1", name="Shop", environment=Environment.PRODUCTION)
    other = System(key="SYS-2", name="Trial", environment=Environment.TEST)
    records = {"change": changes("SYS-1", "Shop", "SYS-2", "", "SYS-1")}

    told = draw_of_family(operation(production, other, records=records), "change", "s")
    unsaid = draw_of_family(operation(records=records), "change", "s")

    assert (set(told.keys), told.in_window) == ({"C-0", "C-1", "C-4"}, 3)
    assert told.plan.only == "changes to systems in production"
    assert unsaid.in_window == 5
    assert unsaid.plan.only == "every change, for nothing says which systems are in production"


def test_a_family_without_records_is_refused_with_those_there_are() -> None:
    with pytest.raises(RefusedError) as refusal:
        draw_of_family(at(), "drill")

    assert str(refusal.value) == "there are no records of drill; expected one of incident."


def test_slices_without_records_and_unreached_sites_are_said() -> None:
    head = "incident_id | severity | detected_at | logged_at | site"
    rows = [f"I-{n} | low | 2026-01-{n:02} | 2026-01-{n:02} | site {n}" for n in range(10, 28)]

    lines = list(sample_lines(sheet(at(records="\n".join([head, *rows])))))

    (empty,) = [line for line in lines if line.startswith("Without any record: ")]
    (unreached,) = [line for line in lines if line.startswith("No record of site ")]
    assert empty == "Without any record: 2025-07-31 to 2025-09-29; 2025-09-30 to 2025-11-30"
    assert unreached.endswith("and 10 more")
    assert sum("instead of 2025-" in line for line in lines) == 2


def test_what_is_not_certain_is_never_certain_in_json() -> None:
    told = sheet(at()).statistics

    almost = replace(told, population=10**8, size=10**4).detection_at
    assert almost is not None
    assert (share(None), share(told.highest_rate(0))) == (None, 0.631597)
