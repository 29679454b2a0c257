"""A control is excluded for a reason that is none, or that the organisation itself contradicts.

Looks at
    Each excluded control that has a reason: whether the reason is long enough to
    be one, whether the same words serve more controls than the profile allows,
    and whether anything on record, in use and in scope, speaks against leaving
    the control out.  Which things do is told by the standard's data.

Why it matters
    "Not applicable" is not a reason, and neither is a good sentence that the
    supplier register disproves.  An auditor reads the exclusions first.

Does not look at
    Exclusions without any reason; whether an included control was needed.

Put right
    Give each exclusion its own reason, or include the control.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from assay.checks.facts.contradictions import Witness, witnesses
from assay.checks.facts.similarity import normalised_text
from assay.checks.facts.statements import Position, excluded
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Threshold, looked_at

_SHOWN = 3


@check(since="2026.1", code="SOA-EXCLUDE-REASON")
def exclusion_unfounded(material: Material) -> Looked:
    """Look at the reason of each exclusion, and for what speaks against it."""
    reasoned = [each for each in excluded(material) if each.row.justification]
    used = Counter(normalised_text(each.row.justification) for each in reasoned)
    against = witnesses(material, {each.control.number for each in reasoned})
    return looked_at(
        (each.row for each in reasoned),
        (
            deviation
            for each in reasoned
            for deviation in (
                *_short(material, each),
                *_reused(material, each, used),
                *_contradicted(each, against.get(each.control.number, ())),
            )
        ),
        nothing_because="no control is excluded with a reason",
    )


def _short(material: Material, position: Position) -> Iterator[Deviation]:
    said = position.row.justification
    if len(said) < material.profile.whole("soa.reason_min_chars"):
        threshold = material.threshold("soa.reason_min_chars")
        says = f"for the reason '{said}', of {len(said)} characters"
        yield _deviation(position, "short", says, f"{len(said)} characters", threshold)


def _reused(material: Material, position: Position, used: Mapping[str, int]) -> Iterator[Deviation]:
    count = used[normalised_text(position.row.justification)]
    if count > material.profile.whole("soa.reason_reuse_max"):
        threshold = material.threshold("soa.reason_reuse_max")
        says = f"in the same words as {count - 1} others: '{position.row.justification}'"
        yield _deviation(position, "reused", says, f"{count} controls", threshold)


def _contradicted(position: Position, against: tuple[Witness, ...]) -> Iterator[Deviation]:
    if not against:
        return
    shown = "; ".join(str(witness) for witness in against[:_SHOWN])
    more = f"; and {len(against) - _SHOWN} more" if len(against) > _SHOWN else ""
    evidence = tuple(witness.evidence for witness in against[:_SHOWN])
    yield _deviation(
        position,
        "contradicted",
        f"although {shown}{more}",
        f"{len(against)} against",
        None,
        evidence,
    )


def _deviation(
    position: Position,
    reason: str,
    says: str,
    measured: str,
    threshold: Threshold | None,
    evidence: tuple[str, ...] = (),
) -> Deviation:
    return Deviation(
        about=(position.control.number,),
        says=f"{position.name} is excluded {says}.",
        measured=measured,
        threshold=threshold,
        evidence=(position.evidence, *evidence),
        site=position.row.site,
        reason=reason,
    )
