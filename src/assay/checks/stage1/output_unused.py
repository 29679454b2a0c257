"""Something that a process makes goes to nobody.

Looks at
    Everything that comes out of a process, as its row lists it and as links
    hand it on: whether a registered process or the world outside takes it.

Why it matters
    Auditors ask how processes hang together.  What nobody takes is either made
    for nothing or used by a process that the map does not know.

Does not look at
    Whether the receiver can use what it gets; whether anything really passes.

Put right
    Draw the link to the process or the customer that uses it, or stop making
    it.
"""

from assay.checks.facts.process_graph import ProcessGraph
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at


@check(since="2026.1")
def output_unused(material: Material) -> Looked:
    """Look for outputs without a taker."""
    graph = ProcessGraph.of(material.dossier)
    flows = list(graph.outputs())
    ending = [flow for flow in flows if not flow.ends]
    untold = set(graph.processes) - {flow.process for flow in flows}
    return looked_at(
        (*(Member(flow.name) for flow in flows), *(Member(key) for key in untold)),
        (
            Deviation(
                about=(flow.process,),
                says=(
                    f"Process {flow.process} ({graph.processes[flow.process].name}) puts out "
                    f'"{flow.what}", and no process and nobody outside takes it.'
                ),
                evidence=(f"process {flow.process}",),
                site=graph.processes[flow.process].site,
            )
            for flow in ending
            if not flow.vague
        ),
        unknown=(
            *(
                Unknown(flow.name, f"link {flow.vague[0]} does not say what it hands over")
                for flow in ending
                if flow.vague
            ),
            *(Unknown(key, "nothing says what comes out of it") for key in untold),
        ),
        nothing_because="no process is registered",
    )
