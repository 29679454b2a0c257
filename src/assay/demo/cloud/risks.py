"""Risks from first draft to signature: assessed, decided, treated, reviewed, accepted."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from assay.demo.cloud.clock import worked_from
from assay.demo.cloud.facts import PROMISES
from assay.demo.cloud.incidents import risk_of
from assay.demo.cloud.tables import Cells, make, read_rows, read_settings, split
from assay.demo.cloud.world import World
from assay.domain.risk import Risk
from assay.domain.risk_acceptance import Accepts, RiskAcceptance
from assay.domain.risk_methodology import RiskMethodology, Scoring
from assay.domain.risk_review import RiskReview
from assay.domain.treatment import Treatment, TreatmentStatus

# The adviser wrote the first drafts in the first days; owners took over from there.
_ADVISER = "gerrit.oosting"
_DRAFTED_UNTIL = -396
_SECOND_ASSESSMENT = -262
_REVIEWS = (-350, -259, -168, -77)
_FIRST_SIGNED = -222
_SIGNED = -47
_VERIFIED_AFTER = 24
_OUTCOMES = (
    "Read through with the process owner; score unchanged.",
    "Controls looked at in the ticket list of the quarter; nothing to change.",
    "Likelihood talked over with Security; stays as it is.",
    "New example from the sharing circle added; score unchanged.",
    "Treatment on its way; score will be looked at when it is done.",
    "Figures of the quarter support the score.",
)


def tell_risks(world: World) -> None:
    """Record the methodology, the risks with their lives, and the treatments."""
    _tell_methodology(world)
    for position, row in enumerate(read_rows("risks")):
        last = _tell_risk(world, position, row)
        treated = [_treatment_days(world, each)[-1] for each in _treatments_of(row["key"])]
        _tell_reviews(world, position, row)
        _tell_acceptances(world, position, row, max([last, *treated]))
    for row in read_rows("treatments"):
        _tell_treatment(world, row)


def _tell_methodology(world: World) -> None:
    said = read_settings("methodology")
    methodology = RiskMethodology(
        key="MET-01",
        document="MET-01",
        scoring=Scoring.PRODUCT,
        accept_up_to=PROMISES.accept_up_to,
        review_months=PROMISES.risk_months,
        **said,
    )
    draft = methodology.changed(owner_rules="", accept_up_to=None)
    world.say(draft, _ADVISER, world.clock.day(-409))
    world.say(methodology, "ilse.brandsma", world.clock.day(-261))


def _tell_risk(world: World, position: int, row: Cells) -> date:
    """Record the life of one risk, and return the day of its last entry."""
    created = world.clock.day(int(row["_created"]))
    risk = _first_assessment(world, row)
    by = _ADVISER if int(row["_created"]) <= _DRAFTED_UNTIL else risk.owner
    world.say(risk, by, created)
    turns = [
        *_decisions(world, position, row),
        *_incidents(world, row, created),
        *_findings(world, row),
    ]
    last = created
    for day, fields, because in sorted(turns, key=lambda turn: turn[0]):
        risk = risk.changed(**fields)
        world.say(risk, risk.owner, day, because=because)
        last = day
    return last


Turn = tuple[date, dict[str, Any], str]


def _decisions(world: World, position: int, row: Cells) -> Iterator[Turn]:
    """Yield the owner's decision on the first assessment, and the second assessment."""
    decided_on = world.clock.day(int(row["_created"]) + 14 + position % 5)
    decided = {
        "decision": row["decision"],
        "decision_reason": row["decision_reason"],
        "decided_by": row["owner"],
        "decided_on": decided_on,
        "residual_likelihood": int(row["residual_likelihood"]),
        "residual_impact": int(row["residual_impact"]),
        "residual_score": int(row["residual_likelihood"]) * int(row["residual_impact"]),
        "status": "decided",
    }
    yield decided_on, decided, ""
    assessed_on = world.clock.day(_SECOND_ASSESSMENT + position % 6)
    assessed = {
        "likelihood": int(row["likelihood"]),
        "impact": int(row["impact"]),
        "score": int(row["likelihood"]) * int(row["impact"]),
        "assessed_on": assessed_on,
        "status": "treated" if any(_treatments_of(row["key"])) else "watched",
    }
    yield assessed_on, assessed, ""


def _first_assessment(world: World, row: Cells) -> Risk:
    likelihood, impact = (int(part) for part in row["_before"].split(","))
    blank = dict.fromkeys(("decision", "residual_likelihood", "residual_impact"), "")
    opportunity = row["kind"] == "opportunity"
    reason = {"decision_reason": "", "likelihood": str(likelihood), "impact": str(impact)}
    return make(
        Risk,
        {**row, **blank, **reason},
        world.clock,
        score=likelihood * impact,
        assessed_on=world.clock.day(int(row["_created"])),
        assessed_by=row["owner"],
        status="assessed",
        effect_check="Tenders answered with the certificate" if opportunity else "",
        action="Certification, see TRT-23" if opportunity else "",
    )


def _incidents(world: World, row: Cells, created: date) -> Iterator[Turn]:
    """Yield what each incident that touched the risk changed in it."""
    known: tuple[str, ...] = ()
    for incident in world.draft.records["incident"]:
        if risk_of(incident) != row["key"]:
            continue
        known = (*known, incident["incident_id"])
        day = max(worked_from(incident["contained_at"].date() + timedelta(2)), created)
        fields: dict[str, Any] = {"incidents": known}
        if incident["severity"] in {"sev1", "sev2"}:
            fields["assessed_on"] = day
        yield day, fields, incident["incident_id"]


def _findings(world: World, row: Cells) -> Iterator[Turn]:
    """Yield what the findings of internal audits changed in the risk."""
    raised = [each for each in read_rows("findings") if each["_risk"] == row["key"]]
    for each in raised:
        yield world.clock.day(int(each["raised_on"]) + 8), {"findings": (each["key"],)}, each["key"]


def _treatments_of(risk: str) -> list[Cells]:
    return [row for row in read_rows("treatments") if risk in split(row["risks"])]


def _steps(row: Cells) -> list[tuple[int, str]]:
    steps = (step.split(":", 1) for step in row["_progress"].split(";"))
    return [(int(offset), text) for offset, text in steps]


def _treatment_days(world: World, row: Cells) -> list[date]:
    days = [world.clock.day(offset) for offset, _ in _steps(row)]
    if row["status"] == TreatmentStatus.VERIFIED:
        days.append(world.clock.day(_steps(row)[-1][0] + _VERIFIED_AFTER))
    return days


def _tell_treatment(world: World, row: Cells) -> None:
    final = make(Treatment, row, world.clock)
    started = final.changed(status=TreatmentStatus.PLANNED, done_on=None, after="")
    world.say(started, final.owner, final.planned_on or world.as_of)
    steps = _steps(row)
    for number, (offset, text) in enumerate(steps, start=1):
        day = world.clock.day(offset)
        finishes = number == len(steps) and not _still_open(final)
        said = (final if finishes else started).changed(
            status=TreatmentStatus.DONE if finishes else TreatmentStatus.IN_PROGRESS,
            progress=text,
            progressed_on=day,
        )
        if number == len(steps):
            said = said.changed(after=final.after)
        world.say(said, final.owner, day)
        if finishes and final.status is TreatmentStatus.VERIFIED:
            verified = said.changed(status=TreatmentStatus.VERIFIED)
            world.say(verified, "noor.elamrani", world.clock.day(offset + _VERIFIED_AFTER))


def _tell_reviews(world: World, position: int, row: Cells) -> None:
    chance = world.chance(f"risk reviews/{row['key']}")
    for offset in _REVIEWS:
        held = offset - position % 9
        if held > int(row["_created"]) + 20:
            review = RiskReview.model_validate(
                {
                    "risk": row["key"],
                    "reviewed_on": world.clock.day(held),
                    "by": row["owner"],
                    "outcome": chance.choice(_OUTCOMES),
                }
            )
            world.say(review, row["owner"], world.clock.day(held))


def _tell_acceptances(world: World, position: int, row: Cells, changed: date) -> None:
    day = world.clock.day
    again = max(day(_SIGNED + position % 7), worked_from(changed + timedelta(3)))
    kinds = [Accepts.ASSESSMENT, Accepts.RESIDUAL_RISK]
    if any(_treatments_of(row["key"])):
        kinds.append(Accepts.TREATMENT_PLAN)
    for signed in (day(_FIRST_SIGNED + position % 7), again):
        for kind in kinds:
            residual = kind is Accepts.RESIDUAL_RISK
            score = int(row["residual_likelihood"]) * int(row["residual_impact"])
            acceptance = RiskAcceptance.model_validate(
                {
                    "risk": row["key"],
                    "accepts": kind,
                    "signed_on": signed,
                    "by": row["owner"],
                    "residual_score": score if residual else None,
                }
            )
            world.say(acceptance, row["owner"], signed, minute=17 * 60 + 25)


def _still_open(treatment: Treatment) -> bool:
    return treatment.status is not None and treatment.status.still_open
