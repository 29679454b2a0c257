"""A simulated auditor goes through both stages, with draws that follow from the seed."""

import json
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest

from assay.assessment.rehearsal import Assessed, Rehearsal, assess_both, rehearse, rehearse_again
from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.record_source import RecordSource
from assay.domain.stage_outcome import Outcome
from assay.output.rehearsal import NO_PART, rehearsal_as_json, rehearsal_lines
from tests.lib.stage2 import operation

LATE, ALL = 8, 60
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
SOURCE = RecordSource(key="SRC-1", family="incident", file="records/incident.csv")


def incidents(late: int) -> str:
    """Draw incidents, three days apart, of which some were logged after two days."""
    lines = ["incident_id | severity | detected_at | logged_at"]
    for number in range(ALL):
        detected = date(2026, 1, 28) - timedelta(days=3 * number)
        hours = "08:00:00" if number * late % ALL >= late else ""
        logged = f"{detected} {hours}" if hours else f"{detected + timedelta(days=2)} 08:00:00"
        lines.append(f"INC-{number:03} | high | {detected} 07:00:00 | {logged}")
    return "\n".join(lines)


@cache
def at() -> Operation:
    return operation(PROMISE, SOURCE, records={"incident": incidents(LATE)})


@cache
def assessed() -> Assessed:
    return assess_both(at())


def going(seed: str) -> Rehearsal:
    return rehearse_again(assessed(), seed)


def drawn(rehearsal: Rehearsal) -> tuple[str, ...]:
    (sample,) = rehearsal.samples
    return sample.keys


@pytest.mark.row("R-308")
def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_sample() -> None:
    one, again, other = rehearse(at(), "7"), going("7"), going("8")

    assert json.dumps(rehearsal_as_json(one)) == json.dumps(rehearsal_as_json(again))
    assert list(rehearsal_lines(one)) == list(rehearsal_lines(again))
    assert drawn(one) != drawn(other)


@pytest.mark.row("R-308")
def test_a_whole_population_shows_what_a_sample_may_miss() -> None:
    (finding,) = [
        each for each in going("7").findings if each.proposal.check == "incident-logged-late"
    ]

    figures = finding.proposal.deviation.figures
    assert figures is not None
    assert figures.deviating == LATE
    assert finding.met is not None
    assert len(finding.met.drawn) == 3


@pytest.mark.row("R-308")
def test_over_200_seeds_the_sample_meets_a_deviation_as_often_as_its_chance_says() -> None:
    met = [
        each.met
        for seed in range(200)
        for each in going(str(seed)).findings
        if each.proposal.check == "incident-logged-late" and each.met
    ]

    assert len(met) == 200
    assert {each.chance for each in met} == {met[0].chance}
    rate = sum(each.met for each in met) / len(met)
    assert abs(rate - float(met[0].chance)) < 0.11


@pytest.mark.row("R-308")
def test_a_rehearsal_writes_nothing() -> None:
    before = at().dossier.length, at().dossier.entries[-1].hash

    going("7")

    assert (at().dossier.length, at().dossier.entries[-1].hash) == before


def test_it_says_that_it_is_no_part_of_the_case() -> None:
    assert NO_PART in list(rehearsal_lines(going("7")))


@pytest.mark.row("R-306", "R-308")
def test_an_empty_organisation_is_recommended_nothing() -> None:
    nothing = rehearse(operation(), "7")

    assert nothing.stage1.outcome.value is Outcome.NOT_READY
    assert nothing.stage2.outcome.value is not Outcome.RECOMMEND
    assert nothing.samples == ()
