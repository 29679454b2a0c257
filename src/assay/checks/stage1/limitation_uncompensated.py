"""A system is known not to do something that matters, and nothing is done instead.

Looks at
    Every known limitation of a system: what compensates for it, and who owns that.

Why it matters
    An old system may stay as it is, as long as somebody does what it cannot.

Does not look at
    Whether the compensation is carried out; that is for Stage 2.

Put right
    Say what is done instead, by whom, and which records show it.
"""

from collections.abc import Iterator

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.limitation import Limitation


@check(since="2026.1")
def limitation_uncompensated(material: Material) -> Looked:
    """Look for what compensates each limitation."""
    limitations = material[Limitation].values()
    return looked_at(
        limitations,
        (
            Deviation(
                about=(limitation.key,),
                says=(
                    f"{limitation.key}: {limitation.system} is limited ({limitation.limit}), "
                    f"with {' and '.join(faults)}."
                ),
                evidence=(f"limitation {limitation.key}",),
                site=limitation.site,
            )
            for limitation in limitations
            if (faults := list(_faults(limitation)))
        ),
        nothing_because="no limitation of a system is on record",
    )


def _faults(limitation: Limitation) -> Iterator[str]:
    if not limitation.compensated_by:
        yield "nothing done instead"
    elif not limitation.owner:
        yield "nobody who does it"
