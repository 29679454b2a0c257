"""A process stands on the map without a way to it.

Looks at
    Every registered process: whether links tie it to those that deal with the
    world outside, and whether following the links forward from where work
    enters ever arrives at it.  A process that takes nothing in may begin a
    chain.

Why it matters
    What nothing leads to is not run, or is run in a way that nobody has
    described.

Does not look at
    Inputs and outputs one by one; whether work really takes the way drawn.

Put right
    Draw the links that are there in practice, or retire the process.
"""

from collections.abc import Iterator

from assay.checks.facts.process_graph import ProcessGraph
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at


@check(since="2026.1")
def process_unreachable(material: Material) -> Looked:
    """Look for islands, and for loops that feed only themselves."""
    graph = ProcessGraph.of(material.dossier)
    processes = graph.processes.values()
    if not graph.links:
        why = "no link between processes is kept"
        unknown = [Unknown(process.key, why, process.site) for process in processes]
        return looked_at(processes, unknown=unknown, nothing_because="no process is registered")
    return looked_at(processes, _deviations(graph), nothing_because="no process is registered")


def _deviations(graph: ProcessGraph) -> Iterator[Deviation]:
    for keys, reason, says in (
        (graph.islands, "island", "no chain of links ties it to the processes that face outside"),
        (graph.never_reached, "loop", "no chain of links leads to it from where work enters"),
    ):
        for key in keys:
            process = graph.processes[key]
            yield Deviation(
                about=(key,),
                says=f"Process {key} ({process.name}) cannot be reached: {says}.",
                measured=f"{len(keys)} of {len(graph.processes)} processes",
                evidence=(f"process {key}",),
                site=process.site,
                reason=reason,
            )
