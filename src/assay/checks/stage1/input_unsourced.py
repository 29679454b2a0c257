"""Something that a process needs comes from nowhere.

Looks at
    Everything that a process takes in, as its row lists it and as links bring
    it: whether a registered process or the world outside provides it.

Why it matters
    What comes from nowhere comes by somebody's good will, until it does not
    come.  The process cannot work as it is described.

Does not look at
    Whether what is provided is good enough; processes of which nothing says
    what they take in because they begin something.

Put right
    Draw the link from the process or the partner that provides it, or take the
    input off the description.
"""

from assay.checks.facts.process_graph import ProcessGraph
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, Unknown, looked_at


@check(since="2026.1")
def input_unsourced(material: Material) -> Looked:
    """Look for inputs without a source."""
    graph = ProcessGraph.of(material.dossier)
    flows = list(graph.inputs())
    beginning = [flow for flow in flows if not flow.ends]
    return looked_at(
        (Member(flow.name) for flow in flows),
        (
            Deviation(
                about=(flow.process,),
                says=(
                    f"Process {flow.process} ({graph.processes[flow.process].name}) takes in "
                    f'"{flow.what}", and no process and nobody outside provides it.'
                ),
                evidence=(f"process {flow.process}",),
                site=graph.processes[flow.process].site,
            )
            for flow in beginning
            if not flow.vague
        ),
        unknown=(
            Unknown(flow.name, f"link {flow.vague[0]} does not say what it hands over")
            for flow in beginning
            if flow.vague
        ),
        nothing_because="nothing says what any process takes in",
    )
