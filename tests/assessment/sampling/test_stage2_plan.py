"""The plan of Stage 2: weights, sizes, what is asked in advance, and what it does not reach."""

from datetime import UTC, date, datetime

import pytest

from assay.assessment.sampling.coverage import Kind, PlanItem, plan_coverage, plan_items
from assay.assessment.sampling.planned_sample import (
    PRODUCTION_ONLY,
    PlannedSample,
    planned_samples,
    production_systems,
)
from assay.assessment.sampling.request_list import advance_requests
from assay.assessment.sampling.weights import ControlFacts, control_facts, plan_weights
from assay.assessment.stage1 import assess_stage1
from assay.checks.material import Material
from assay.domain.claim import Claim, ClaimKind
from assay.domain.evidence_request import RequestState
from assay.domain.frequency import Frequency
from assay.domain.grade import Grade
from assay.domain.item import Item
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource
from assay.domain.record_summary import RecordSummary, Stretch
from assay.domain.risk import Risk
from assay.domain.risk_methodology import RiskMethodology
from assay.domain.soa_row import Applicability, SoaRow
from assay.domain.stage_plan import Stage
from assay.domain.system import Environment, System
from assay.domain.treatment import Treatment
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from assay.standards.load import load_standard
from tests.lib.stage1 import ANA, AS_OF, LONG_AGO, material

SINCE = date(2025, 7, 31)
ISMS = load_standard("iso27001-2022")
SIX = {
    "access_review": 5,
    "change": 4,
    "incident": 3,
    "training_completion": 3,
    "vulnerability_scan": 3,
    "vendor_review": 2,
}


def included(*numbers: str) -> list[SoaRow]:
    return [SoaRow(key=number, applicability=Applicability.INCLUDED) for number in numbers]


def source(family: str, **facts: object) -> RecordSource:
    return RecordSource.model_validate(
        {"key": f"SRC-{family}", "family": family, "owner": "ana", **facts}
    )


def planned(at: Material, *weights: ControlFacts) -> dict[str, PlannedSample]:
    found = planned_samples(at, plan_weights(weights, SINCE))
    return {each.family: each for each in found}


@pytest.mark.row("R-143")
def test_a_weight_is_base_flags_change_and_risk_each_with_its_reason() -> None:
    heavy = ControlFacts(
        "A.5.18", (Grade.MINOR, Grade.OBSERVATION), date(2025, 9, 1), ("R-1", "R-2")
    )
    plain = ControlFacts("A.5.1")

    first, second = plan_weights([plain, heavy], SINCE)

    assert (first.control, first.weight, first.flagged) == ("A.5.18", 1 + 4 + 1 + 2 + 4, True)
    assert first.reasons == (
        "Stage 1 saw 1 of grade minor",
        "Stage 1 saw 1 of grade observation",
        "it changed on 2025-09-01",
        "it treats R-1, R-2",
    )
    assert (second.control, second.weight, second.flagged, second.reasons) == (
        "A.5.1",
        1,
        False,
        (),
    )


@pytest.mark.row("R-143")
def test_a_change_on_the_first_day_counts_and_the_day_before_it_does_not() -> None:
    on, before = plan_weights(
        [
            ControlFacts("A.5.1", changed_on=SINCE),
            ControlFacts("A.5.2", changed_on=date(2025, 7, 30)),
        ],
        SINCE,
    )

    assert (on.weight, before.weight) == (3, 1)


@pytest.mark.row("R-143")
def test_what_stage_1_saw_of_a_control_flags_it_and_risks_above_the_line_weigh() -> None:
    treated = Treatment(
        key="T-1", action="Review rights", risks=("R-1", "R-2"), controls=("A.5.18",)
    )
    items: list[Item] = [
        *included("A.5.18", "A.5.1"),
        RiskMethodology(key="M", accept_up_to=8),
        Risk(key="R-1", title="Stale rights", score=9),
        Risk(key="R-2", title="Lost badge", score=8),
        treated,
    ]
    at = material(*items)
    result = assess_stage1(at, ["control-unjustified"])

    facts = {each.control: each for each in control_facts(at, result)}

    # Only one of the two risks is above the line.
    assert facts["A.5.18"].risks == ("R-1",)
    assert facts["A.5.1"].risks == ()
    assert {each.flags for each in facts.values()} == {(Grade.MINOR,)}


def test_without_a_statement_no_control_weighs_anything() -> None:
    at = material()

    assert list(control_facts(at, assess_stage1(at, ["control-unjustified"]))) == []


@pytest.mark.row("R-143")
def test_a_change_of_a_control_is_read_from_the_ledger() -> None:
    ledger = Ledger("somewhere")
    (row,) = included("A.5.18")
    ledger.append([saying(row)], by=ANA, recorded_at=LONG_AGO)
    changed = row.changed(owner="bo")
    ledger.append([saying(changed)], by=ANA, recorded_at=datetime(2025, 12, 1, tzinfo=UTC))
    at = material(ledger=ledger)

    (facts,) = control_facts(at, assess_stage1(at, ["control-without-reason"]))

    assert facts.changed_on == date(2025, 12, 1)


@pytest.mark.row("R-143")
def test_a_flagged_control_is_sampled_at_the_most_and_asked_for_first() -> None:
    at = material(*included("A.8.13", "A.5.29"), source("backup_restore"), source("drill"))

    flagged = planned(at, ControlFacts("A.8.13", (Grade.MINOR,)))

    assert (flagged["backup_restore"].size.wanted, flagged["drill"].size.wanted) == (5, 3)
    requests = advance_requests(flagged.values(), date(2026, 4, 30), at.profile)
    assert [(str(each.due_on), each.sample.family) for each in requests] == [
        ("2026-04-02", "backup_restore"),
        ("2026-04-16", "drill"),
    ]


@pytest.mark.row("R-139", "R-143")
def test_the_request_list_names_days_size_and_reason_and_asks_for_whole_populations() -> None:
    at = material(
        source("access_review"), source("incident"), source("change"), source("vendor_review")
    )

    requests = advance_requests(planned(at).values(), date(2026, 4, 30), at.profile)

    assert [each.asks for each in requests] == [
        "Access reviews: every record from 2025-07-31 to 2026-01-31; the auditor draws 5.",
        (
            f"Changes: every record from 2025-07-31 to 2026-01-31; only {PRODUCTION_ONLY}; "
            "the auditor draws 4."
        ),
        "Incidents: every record from 2025-07-31 to 2026-01-31; the auditor draws 3.",
        "Supplier reviews: every record from 2025-07-31 to 2026-01-31; the auditor draws 2.",
    ]
    assert {each.due_on for each in requests} == {date(2026, 4, 16)}
    assert requests[0].because == ("sampling.access_review (default, source 002)",)


def test_a_request_becomes_an_item_of_its_register() -> None:
    at = material(*included("A.5.26"), source("incident", clauses=("8.1",)))

    requests = advance_requests(planned(at).values(), None, at.profile)
    item = next(each for each in requests if each.sample.family == "incident").as_item()

    assert (item.stage, item.state, item.owner, item.due_on) == (
        Stage.STAGE_2,
        RequestState.REQUESTED,
        "ana",
        None,
    )
    assert item.requirement == "A.5.26, 8.1"


@pytest.mark.row("R-140")
@pytest.mark.parametrize("family", SIX)
def test_each_of_the_six_families_has_fields_default_controls_and_a_sample(family: str) -> None:
    controls = [each.number for each in ISMS.controls if family in each.families]
    at = material(*included(*controls), source(family, frequency="monthly"))

    sample = planned(at)[family]

    assert len(FAMILIES[family].columns) > 4
    assert controls
    assert sample.controls == tuple(sorted(controls))
    assert (sample.window.every, sample.size.wanted) == (Frequency.MONTHLY, SIX[family])


@pytest.mark.row("R-136")
def test_what_a_document_promises_for_each_system_makes_the_expected_count() -> None:
    systems = [System(key=f"SYS-{n}", name=f"System {n}") for n in range(4)]
    promise = Claim(
        key="CL-1",
        document="POL-1",
        kind=ClaimKind.FREQUENCY,
        family="access_review",
        every=Frequency.QUARTERLY,
        per="system",
    )
    at = material(*systems, promise, source("access_review", frequency="yearly"))

    sample = planned(at)["access_review"]

    assert (sample.window.every, sample.asked.units, sample.expected) == (
        Frequency.QUARTERLY,
        4,
        8,
    )


def test_without_a_rhythm_the_records_that_were_counted_make_the_size() -> None:
    counted = (RecordSummary("drill", "drills.csv", Stretch(16)),)
    at = material(source("drill"), records=counted)

    assert planned(at)["drill"].size.wanted == 4


@pytest.mark.row("R-132")
def test_changes_are_drawn_from_systems_in_production_only() -> None:
    at = material(
        System(key="S-1", name="Shop", environment=Environment.PRODUCTION),
        System(key="S-2", name="Trial", environment=Environment.TEST),
        System(key="S-3", name="Unsaid"),
        source("change"),
    )

    assert production_systems(at) == {"S-1", "Shop"}
    assert planned(at)["change"].asked.only == PRODUCTION_ONLY


@pytest.mark.row("R-145")
def test_the_plan_reaches_each_chapter_each_theme_and_each_included_control() -> None:
    at = material(*included("A.5.26", "A.8.34", "A.6.7", "A.7.2"), source("incident"))

    found = plan_coverage(at, plan_items(at, planned(at).values()))

    by_kind = {kind: [each for each in found.lines if each.kind is kind] for kind in Kind}
    assert [each.name for each in by_kind[Kind.CLAUSE]] == ["4", "5", "6", "7", "8", "9", "10"]
    assert [each.name for each in by_kind[Kind.THEME]] == [
        "Organizational",
        "People",
        "Physical",
        "Technological",
    ]
    assert {each.name: each.sampled for each in by_kind[Kind.CONTROL]} == {
        "A.5.26": True,
        "A.6.7": False,
        "A.7.2": False,
        "A.8.34": False,
    }
    reasons = {each.name: each.because for each in by_kind[Kind.CONTROL]}
    assert reasons["A.5.26"] == ""
    assert reasons["A.7.2"] == "no source is registered for access_review"
    assert reasons["A.8.34"].startswith("no family of records shows it; usual: ")
    assert found.complete


@pytest.mark.row("R-145")
def test_a_chapter_and_a_theme_without_any_item_are_missing_by_name() -> None:
    at = material(*included("A.5.26"))
    clauses = ("4.1", "5.1", "7.2", "8.1 a", "9.2", "10.2")
    items = [PlanItem("everything else", clauses, ("A.5.26", "A.6.3"))]

    found = plan_coverage(at, items)

    assert [(each.kind, each.name) for each in found.missing] == [
        (Kind.CLAUSE, "6"),
        (Kind.THEME, "Physical"),
        (Kind.THEME, "Technological"),
    ]
    assert not found.complete


@pytest.mark.row("R-145")
def test_what_somebody_says_of_a_control_that_is_not_sampled_is_its_reason() -> None:
    at = material(*included("A.7.2"))

    found = plan_coverage(at, [], {"A.7.2": "the landlord is audited on it"})

    (control,) = [each for each in found.lines if each.kind is Kind.CONTROL]
    assert (control.covered, control.because) == (True, "the landlord is audited on it")


def test_without_a_standard_there_is_no_coverage() -> None:
    assert not plan_coverage(material(standards=()), []).complete
    assert date(2026, 1, 31) == AS_OF
