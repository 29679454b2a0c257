"""Data passes between two systems, and nobody would notice if some got lost.

Looks at
    Every interface: a check that both sides agree, an owner, and what is done
    when it fails.

Why it matters
    What is lost or changed between two systems is missed by both.  At Stage 1 it
    is a concern; at Stage 2 every hand-over that does not agree is a finding.

Does not look at
    Whether hand-overs agree; that is for Stage 2.

Put right
    Say how both sides are compared and how often, who does it, and what follows
    when they differ.
"""

from collections.abc import Iterator

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.interface import Interface


@check(since="2026.1")
def interface_without_check(material: Material) -> Looked:
    """Look at what holds each interface together."""
    interfaces = material[Interface].values()
    return looked_at(
        interfaces,
        (
            Deviation(
                about=(interface.key,),
                says=f"{interface.name or interface.key} has {' and '.join(faults)}.",
                evidence=(f"interface {interface.key}",),
                site=interface.site,
            )
            for interface in interfaces
            if (faults := list(_faults(interface)))
        ),
        nothing_because="there is no interface on record",
    )


def _faults(interface: Interface) -> Iterator[str]:
    if not interface.check:
        yield "no check that both sides agree"
    if not interface.owner:
        yield "no owner"
    if not interface.on_failure:
        yield "nothing said of what is done when it fails"
