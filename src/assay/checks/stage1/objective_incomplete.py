"""An objective lacks something without which nobody can tell whether it is reached.

Looks at
    Every objective: metric, unit, baseline, target, due date, source of the
    measurement, an owner who works here, and the policy that it serves.

Why it matters
    What has no number, no date and no owner is a wish.  Stage 2 asks for values,
    and there can be none.

Does not look at
    Whether the target is ambitious, or has been reached.

Put right
    Complete the objective, or drop it for one that can be measured.
"""

from collections.abc import Iterator

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.objective import Objective

_NEEDED = {
    "metric": "metric",
    "measured_in": "unit",
    "baseline": "baseline",
    "target": "target",
    "due_on": "due date",
    "source": "source of measurement",
    "owner": "owner",
    "policy": "policy that it serves",
}


@check(since="2026.1", code="OBJ")
def objective_incomplete(material: Material) -> Looked:
    """Look for what each objective lacks."""
    objectives = material[Objective].values()
    return looked_at(
        objectives,
        (
            Deviation(
                about=(objective.key,),
                says=f"{objective.key} ({objective.title}) has {'; '.join(faults)}.",
                measured=f"{len(faults)} of {len(_NEEDED)} missing",
                evidence=(f"objective {objective.key}",),
                site=objective.site,
            )
            for objective in objectives
            if (faults := list(_faults(material, objective)))
        ),
        unknown=(
            Unknown(objective.key, f"{objective.owner} is in no list of people", objective.site)
            for objective in objectives
            if objective.owner and material.works_here(objective.owner) is None
        ),
        nothing_because="there is no objective",
    )


def _faults(material: Material, objective: Objective) -> Iterator[str]:
    for field, name in _NEEDED.items():
        if getattr(objective, field) in {None, ""}:
            yield f"no {name}"
    if objective.owner and material.works_here(objective.owner) is False:
        yield f"an owner who does not work here, {objective.owner}"
