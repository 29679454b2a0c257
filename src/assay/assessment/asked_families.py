"""Which record families controls and promises ask for, and which of them no source has.

A family that nobody brings is unknown: nothing can be said of what it would show.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assay.domain.claim import Claim
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource
from assay.domain.soa_row import Applicability, SoaRow
from assay.ledger.dossier import Dossier
from assay.standards.standard import Standard


@dataclass(frozen=True, slots=True)
class AskedFamily:
    """One family, the controls and the promises that ask for its records, and its sources."""

    family: str
    controls: tuple[str, ...]
    claims: tuple[str, ...]
    sources: tuple[str, ...]


def asked_families(dossier: Dossier, standards: Iterable[Standard]) -> tuple[AskedFamily, ...]:
    """Return every family that is asked for, in the order in which families are listed.

    A control that the Statement of Applicability leaves out asks for nothing.
    """
    left_out = {
        row.key for row in dossier[SoaRow].values() if row.applicability is Applicability.EXCLUDED
    }
    controls = [
        (family, control.number)
        for standard in standards
        for control in standard.controls
        if control.number not in left_out
        for family in control.families
    ]
    claims = [(claim.family, claim.key) for claim in dossier[Claim].values() if claim.family]
    sources = [(source.family, source.key) for source in dossier[RecordSource].values()]
    told = (
        AskedFamily(name, _of(name, controls), _of(name, claims), _of(name, sources))
        for name in FAMILIES
    )
    return tuple(each for each in told if each.controls or each.claims)


def _of(family: str, pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name, key in pairs if name == family))
