"""Practice held against paper: steps, walkthroughs, answers, single records, talks."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

from assay.demo.cloud.clock import worked_from
from assay.demo.cloud.facts import PROMISES, RECORD_DAYS
from assay.demo.cloud.tables import Cells, make, read_rows, split
from assay.demo.cloud.world import World
from assay.domain.document import Document
from assay.domain.evidence import Evidence
from assay.domain.procedure_step import ProcedureStep
from assay.domain.questionnaire_answer import QuestionnaireAnswer
from assay.domain.record_source import SourceKind
from assay.domain.stage_plan import Stage, StagePlan
from assay.domain.team_member import TeamMember
from assay.domain.walkthrough import MismatchAnswer, StepVerdict, Walkthrough

_OBSERVER = "noor.elamrani"
_WALKED = -88
# The one step that was told otherwise than written, and the version that answered it.
_DIFFERED = {"PRO-04": (5, "PRO-04 / 1.2"), "PRO-07": (3, "PRO-07 / 1.2")}
_FIRST_WALKED = {"PRO-04": -158, "PRO-07": -146}


def tell_practice(world: World) -> None:
    """Record the steps of each procedure and the walks through them."""
    documents = world.draft.all(Document)
    positions: dict[str, int] = {}
    for row in read_rows("steps"):
        key = row["document"]
        positions[key] = positions.get(key, 0) + 1
        step = make(ProcedureStep, row, world.clock, position=positions[key])
        approved = documents[key].approved_on or world.as_of
        world.say(step, _OBSERVER, worked_from(approved + timedelta(2)))
        for walk in _walks(world, row, step):
            world.say(walk, walk.observer, walk.held_on)


def _walks(world: World, row: Cells, step: ProcedureStep) -> Iterator[Walkthrough]:
    order = sorted({each["document"] for each in read_rows("steps")}).index(step.document)
    usual = {
        "document": step.document,
        "step": step.key,
        "performer": row["_performer"],
        "observer": "ilse.brandsma" if row["_performer"] == _OBSERVER else _OBSERVER,
        "as_told": row["_told"],
        "as_recorded": row["_recorded"],
    }
    position, answer = _DIFFERED.get(step.document, (0, ""))
    if step.position == position:
        yield Walkthrough.model_validate(
            {
                **usual,
                "held_on": world.clock.day(_FIRST_WALKED[step.document]),
                "as_told": "We do it on another day than the procedure says, and for more of it.",
                "verdict": StepVerdict.DIFFERS,
                "answer": MismatchAnswer.PROCEDURE_UPDATED,
                "answered_by_record": answer,
            }
        )
    held_on = world.clock.day(_WALKED + 3 * order)
    yield Walkthrough.model_validate({**usual, "held_on": held_on, "verdict": StepVerdict.MATCH})


def tell_evidence(world: World) -> None:
    """Record the single records of controls that leave no population."""
    count = 0
    for row in read_rows("evidence"):
        for offset in range(int(row["first"]), -3, int(row["every"])):
            count += 1
            day = world.clock.day(max(offset, -RECORD_DAYS), row["site"] or "UTR")
            title = f"{row['title']}, {day:%B %Y}"
            evidence = Evidence(
                key=f"EVD-{count:03}",
                title=title,
                family=row["family"],
                controls=split(row["controls"]),
                clauses=split(row["clauses"]),
                owner=row["owner"],
                created_on=day,
                system=row["system"],
                location=f"{row['location']}/{day:%Y-%m}/{count:03}",
                retention_months=PROMISES.record_months,
                sha256=sha256(f"{count}/{title}".encode()).hexdigest(),
                kind=SourceKind.LIVE,
                site=row["site"],
            )
            world.say(evidence, row["owner"], day)


def tell_answers(world: World) -> None:
    """Record what the company answered when it asked itself."""
    for row in read_rows("answers"):
        answer = make(QuestionnaireAnswer, row, world.clock)
        world.say(answer, answer.by, answer.answered_on or world.as_of)


def tell_stages(world: World) -> None:
    """Record the plan of both stages and who comes from the certification body."""
    plans = (
        (Stage.STAGE_1, 0, "2", "Is the system designed, documented and ready to be looked at?"),
        (Stage.STAGE_2, 49, "5", "Does the system work as it says, at both sites?"),
    )
    for stage, begins, days, objectives in plans:
        plan = StagePlan.model_validate(
            {
                "stage": stage,
                "begins_on": world.clock.day(begins),
                "ends_on": world.clock.day(begins + int(days) - 1),
                "days": days,
                "mode": "hybrid" if stage is Stage.STAGE_1 else "on site",
                "mode_reason": "Documents from afar, tour and talks in Utrecht"
                if stage is Stage.STAGE_1
                else "",
                "sites": ("UTR",) if stage is Stage.STAGE_1 else ("UTR", "PRT"),
                "objectives": objectives,
                "criteria": ("ISO/IEC 27001:2022 with Amendment 1:2024",),
            }
        )
        world.say(plan, "astrid.nyholm", world.clock.day(-70))
        for person, role in (("astrid.nyholm", "lead auditor"), ("kofi.badu", "auditor")):
            member = TeamMember.model_validate(
                {
                    "stage": stage,
                    "person": person,
                    "role": role,
                    "body": world.people[person].employer,
                    "competent_for": ("software as a service", "information security"),
                    "advised_organisation": False,
                }
            )
            world.say(member, "astrid.nyholm", world.clock.day(-70))
