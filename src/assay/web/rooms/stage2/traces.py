"""One job on a page, as a line of eight steps with its breaks, from any record of it."""

from typing import Any

from django.http import HttpResponse

from assay.actions.checked_out import check_out
from assay.actions.kept_results import STAGE2
from assay.actions.stored_operation import stored_operation
from assay.assessment.finding_cases import find_nodes
from assay.assessment.genealogy import find_origins, follow_genealogy
from assay.assessment.nonconformity_life import follow_life
from assay.checks.operation import Operation
from assay.claims.tracing.broken_chain import StandStill
from assay.engine.records import EngineRecords
from assay.engine.tracing import look_up_in, trace_nodes
from assay.output import trace as written
from assay.web.results import result_for
from assay.web.rooms.stage2.views import show
from assay.web.visit import Visit, organisation_page

CSS = {"present": "kept", "missing": "broken"}


@organisation_page()
def traces(visit: Visit) -> HttpResponse:
    """Show the trace of a record, or how often chains break over all records."""
    key = visit.request.GET.get("key", "").strip()
    result = result_for(visit, STAGE2)
    told: dict[str, Any] = {}
    if key:
        with stored_operation(check_out(visit.dossier, visit.day)) as (operation, _):
            told = _told(operation, key)
    return show(visit, "traces", result, key=key, told=told, rates=result.get("breaks"))


def _told(operation: Operation, key: str) -> dict[str, Any]:
    records = operation.populations
    if not isinstance(records, EngineRecords):
        return {}
    look_up = look_up_in(records.backend)
    nodes = find_nodes(look_up, key)
    life = follow_life(look_up, key)
    traced = trace_nodes(records.backend, nodes, StandStill(operation.as_of_end + 1))
    origins = [follow_genealogy(look_up, each) for each in find_origins(look_up, key)]
    return {
        "nodes": [str(each) for each in nodes],
        "traces": [_shown(written.trace_as_json(each)) for each in traced],
        "genealogy": [list(written.genealogy_lines(each)) for each in origins],
        "life": list(written.life_lines(life)) if life else [],
    }


def _shown(trace: dict[str, Any]) -> dict[str, Any]:
    broken = {each["step"] for each in trace["breaks"]}
    return {
        **trace,
        "steps": [
            {
                **step,
                "css": "broken" if step["step"] in broken else CSS.get(step["state"], "none"),
            }
            for step in trace["steps"]
        ],
    }
