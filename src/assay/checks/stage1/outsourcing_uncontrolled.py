"""A process that others run is not kept in hand.

Looks at
    Every process that is said to be outsourced: who runs it, by what kind of
    control it is held, and which record shows the monitoring; and every
    supplier said to run a process, whether a process names it.

Why it matters
    What is outsourced stays the organisation's own responsibility.  Without a
    control that is named and a record of it, nobody keeps it.

Does not look at
    Whether the control works; when the supplier was last assessed; orders
    placed with it.

Put right
    Name the supplier, choose the kind of control, say where its monitoring is
    recorded.
"""

from collections.abc import Iterator, Sequence

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Unknown, looked_at
from assay.domain.process import Process
from assay.domain.supplier import Supplier


@check(since="2026.1")
def outsourcing_uncontrolled(material: Material) -> Looked:
    """Look for outsourced processes without supplier, control or monitoring."""
    processes = list(material[Process].values())
    suppliers = [
        supplier
        for supplier in material[Supplier].values()
        if supplier.outsourced_process
        and (supplier.until_on is None or supplier.until_on > material.as_of)
    ]
    return looked_at(
        (*processes, *suppliers),
        (*_loose_processes(material, processes), *_loose_suppliers(processes, suppliers)),
        unknown=(
            Unknown(process.key, "it is not said whether it is outsourced", process.site)
            for process in processes
            if process.outsourced is None
        ),
        nothing_because="no process is registered",
    )


def _loose_processes(material: Material, processes: Sequence[Process]) -> Iterator[Deviation]:
    for process in processes:
        if not process.outsourced:
            continue
        registered = [key for key in process.suppliers if key in material[Supplier]]
        missing = [
            what
            for what, there in (
                ("supplier on the register", registered),
                ("kind of control", process.outsourced_control),
                ("record of monitoring", process.monitoring),
            )
            if not there
        ]
        if missing:
            yield Deviation(
                about=(process.key,),
                says=(
                    f"Process {process.key} ({process.name}) is outsourced and has "
                    f"{' and '.join(f'no {what}' for what in missing)}."
                ),
                measured=f"{len(missing)} of 3 missing",
                evidence=(f"process {process.key}",),
                site=process.site,
                reason="process",
            )


def _loose_suppliers(
    processes: Sequence[Process], suppliers: Sequence[Supplier]
) -> Iterator[Deviation]:
    linked = {key for process in processes if process.outsourced for key in process.suppliers}
    for supplier in suppliers:
        if supplier.key not in linked:
            yield Deviation(
                about=(supplier.key,),
                says=(
                    f"Supplier {supplier.key} ({supplier.name}) is said to run a process, and no "
                    f"outsourced process names it."
                ),
                evidence=(f"supplier {supplier.key}",),
                site=supplier.site,
                reason="supplier",
            )
