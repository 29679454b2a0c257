"""What Quillmark means to reach, and how far it has come."""

from decimal import Decimal

from assay.demo.cloud.facts import STANDARD
from assay.demo.cloud.tables import make, read_rows
from assay.demo.cloud.world import World
from assay.domain.measurement import Measurement
from assay.domain.objective import Objective


def tell_objectives(world: World) -> None:
    """Record the objectives and each value on the day it was measured."""
    for row in read_rows("objectives"):
        objective = make(Objective, row, world.clock, policy="POL-01", standards=(STANDARD,))
        world.say(objective, objective.owner, objective.set_on or world.as_of)
        values = [value.split("@") for value in row["_values"].split()]
        for number, (value, offset) in enumerate(values, start=1):
            measured = Measurement.model_validate(
                {
                    "of": objective.key,
                    "measured_on": world.clock.day(int(offset)),
                    "value": Decimal(value),
                    "evaluation": _evaluation(objective, Decimal(value), number, len(values)),
                    "by": objective.owner,
                    "source": objective.source,
                    "action": _action(objective, Decimal(value)),
                }
            )
            world.say(measured, objective.owner, measured.measured_on)


def _reached(objective: Objective, value: Decimal) -> bool:
    if objective.direction is None or objective.target is None:
        return False
    return objective.direction.reached(value, objective.target)


def _evaluation(objective: Objective, value: Decimal, number: int, of: int) -> str:
    if _reached(objective, value):
        return f"Target of {objective.target} reached" + (" and held" if number == of else "")
    return f"On the way from {objective.baseline} to {objective.target}"


def _action(objective: Objective, value: Decimal) -> str:
    """Return the treatment or ticket that is under way while a target is not reached."""
    if _reached(objective, value):
        return ""
    risks = {row["key"]: row["_risks"] for row in read_rows("objectives")}[objective.key]
    for row in read_rows("treatments"):
        if any(risk in row["risks"] for risk in risks.split("; ")):
            return row["key"]
    return "Tasklane project SEC"
