"""Which record families an export may hold, told by its headings and some of its values.

A family is as likely as the share of its required columns that headings can be
taken for.  It is a proposal: the register of record sources says what it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assay.domain.record_family import FAMILIES, RecordFamily
from assay.engine.headings import plain_heading
from assay.engine.mapping_proposal import propose_mapping, without_doubt

ANY_FAMILY: Final = RecordFamily(
    "any",
    "Any records",
    "one record",
    tuple({each.name: each for one in FAMILIES.values() for each in one.columns}.values()),
)
"""What finds the row of headings while nobody knows of which family the records are."""

_LOOKED_AT: Final = 20
_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class FamilyProposal:
    """One family, and which of its required columns the export has and lacks."""

    family: str
    found: tuple[str, ...]
    lacking: tuple[str, ...]
    others: int

    @property
    def why(self) -> str:
        """Return in words what speaks for it."""
        whole = len(self.found) + len(self.lacking)
        return f"{len(self.found)} of its {whole} required columns, {self.others} others"


def propose_families(
    headings: Sequence[str], sample: Sequence[Sequence[str]], usual: Mapping[str, str]
) -> tuple[FamilyProposal, ...]:
    """Return the families that an export may be of, the likeliest first."""
    rows = sample[:_LOOKED_AT]
    told = [_look(headings, rows, usual, family) for family in FAMILIES.values()]
    fitting = [each for each in told if each.found]
    return tuple(
        sorted(fitting, key=lambda each: (_share(each), each.others), reverse=True)[:_MOST]
    )


def _share(proposal: FamilyProposal) -> float:
    whole = len(proposal.found) + len(proposal.lacking)
    return len(proposal.found) / whole


def _look(
    headings: Sequence[str],
    sample: Sequence[Sequence[str]],
    usual: Mapping[str, str],
    family: RecordFamily,
) -> FamilyProposal:
    plain = {plain_heading(heading) for heading in headings}
    taken = {
        *without_doubt(propose_mapping(headings, sample, family)).values(),
        *(ours for their, ours in usual.items() if their in headings),
    }
    there = [each for each in family.columns if each.name in plain or each.name in taken]
    found = tuple(each.name for each in there if each.required)
    lacking = tuple(
        each.name for each in family.columns if each.required and each.name not in found
    )
    return FamilyProposal(family.name, found, lacking, len(there) - len(found))
