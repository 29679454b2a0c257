"""Whether the audit drives the system, and not the work: three signs, taken together.

Late documents, rushed audits and procedures on paper only.  One of them is an
accident; so many as the profile names are a way of working.  A sign that nobody
can tell is neither there nor absent, and may leave the verdict open.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assay.assessment.finding_proposal import CheckResult
from assay.checks.facts.internal_audits import completed_audits
from assay.checks.facts.management_reviews import every_held_review
from assay.checks.facts.stage_days import stage2_day
from assay.checks.material import Material
from assay.domain.deviation import Verdict

_LATE: Final = ("late documents", ("DOC-LASTMINUTE",))
_PAPER: Final = ("paper only", ("DOC-PAPERONLY", "PREP-IMBALANCE"))
_RUSHED: Final = "rushed audits"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: whether it is there, and what tells it."""

    name: str
    there: bool | None
    told_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditDriven:
    """The signs, and how many of them make the verdict."""

    signs: tuple[Sign, ...]
    needed: int

    @property
    def verdict(self) -> bool | None:
        """Say whether the audit drives the system; nothing where the signs leave it open."""
        there = sum(each.there is True for each in self.signs)
        open_ones = sum(each.there is None for each in self.signs)
        if there >= self.needed:
            return True
        return None if there + open_ones >= self.needed else False

    @property
    def says(self) -> str:
        """Return the verdict in words, with the signs that speak for it."""
        named = ", ".join(each.name for each in self.signs if each.there)
        match self.verdict:
            case True:
                return f"audit-driven: {named}"
            case None:
                unknown = ", ".join(each.name for each in self.signs if each.there is None)
                return f"cannot be told: nothing tells of {unknown}"
            case False:
                return f"not audit-driven ({named or 'none of the signs'})"


def audit_driven(results: Iterable[CheckResult], material: Material) -> AuditDriven:
    """Return what the results of both stages, and the days of audits and reviews, say."""
    every = tuple(results)
    signs = (_sign(*_LATE, every), _rushed(material), _sign(*_PAPER, every))
    return AuditDriven(signs, material.profile.whole("prep.audit_driven_signs"))


def _rushed(material: Material) -> Sign:
    """Return whether an audit or a review was over within the last days before Stage 2."""
    before = stage2_day(material) or material.as_of
    days = material.profile.whole("prep.lastweek_days")
    ended = [
        *((f"audit {each.key}", each.ended_on) for each in completed_audits(material)),
        *((f"review {each.key}", each.held_on) for each in every_held_review(material)),
    ]
    dated = [(name, day) for name, day in ended if day is not None and day <= before]
    late = [
        f"{name} on {day}, {(before - day).days} days before {before}"
        for name, day in dated
        if (before - day).days <= days
    ]
    return Sign(_RUSHED, bool(late) if dated else None, tuple(late))


def _sign(name: str, codes: tuple[str, ...], results: Iterable[CheckResult]) -> Sign:
    own = [each for each in results if each.check.code in codes]
    verdicts = {each.verdict for each in own}
    there: bool | None = None
    if Verdict.DEVIATES in verdicts:
        there = True
    elif verdicts == {Verdict.CONFORMS}:
        there = False
    told = (f"{each.check.name} {each.verdict}" for each in own)
    return Sign(name, there, tuple(told))
