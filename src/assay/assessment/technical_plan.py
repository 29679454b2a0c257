"""Which technical controls Stage 2 looks at on the systems themselves, and which not, and why.

Every control of the technology theme is marked.  Looked at is what the
Statement of Applicability says is in place and a risk on record leans on, the
highest score first; all others say why they are not.

What a newcomer would get wrong: a test looks at described operation only, a
setting as it is beside the setting as it is meant to be.  Nothing here breaks
in, scans, or changes anything: an auditor is no penetration tester.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from assay.checks.facts.stage_days import stage2_day
from assay.checks.material import Material
from assay.domain.risk import Risk
from assay.domain.soa_row import Applicability, InclusionReason, SoaRow
from assay.domain.technical_test import TechnicalTest
from assay.domain.treatment import Treatment
from assay.standards.control import Control, Verb

LIMITS: Final = (
    "Technical tests look at described operation: the setting as it is beside the setting as it "
    "is meant to be. They break into nothing, scan nothing and change nothing."
)
THEME: Final = "Technological"
_LOOKS: Final = frozenset({Verb.TEST, Verb.OBSERVE, Verb.RECOMPUTE})


@dataclass(frozen=True, slots=True)
class PlannedTest:
    """One planned test and what it lacks; a test that lacks nothing can be held."""

    test: TechnicalTest
    lacks: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Say whether the test can be held."""
        return not self.lacks


@dataclass(frozen=True, slots=True)
class TechnicalLine:
    """One control of the theme: looked at or not, why, how, and the tests planned for it."""

    control: str
    title: str
    chosen: bool | None
    why: str
    score: int
    how: tuple[str, ...]
    planned: tuple[PlannedTest, ...] = ()


@dataclass(frozen=True, slots=True)
class TechnicalPlan:
    """All controls of the theme, those looked at first, the weightiest risk first."""

    lines: tuple[TechnicalLine, ...]
    limits: str = LIMITS

    @property
    def chosen(self) -> tuple[TechnicalLine, ...]:
        """Return the controls that are looked at."""
        return tuple(each for each in self.lines if each.chosen)

    @property
    def unplanned(self) -> tuple[TechnicalLine, ...]:
        """Return the controls that are to be looked at, and no test says how."""
        return tuple(each for each in self.chosen if not each.planned)

    @property
    def unready(self) -> tuple[PlannedTest, ...]:
        """Return the planned tests that lack something."""
        return tuple(one for each in self.lines for one in each.planned if one.lacks)


def technical_plan(material: Material) -> TechnicalPlan:
    """Return the plan over the technical controls of all standards of the case."""
    leans = _risks_by_control(material)
    planned = _planned(material)
    lines = [
        _line(material, control, leans.get(control.number, ()), planned.get(control.number, ()))
        for standard in material.standards
        for control in standard.controls
        if control.theme == THEME
    ]
    ordered = sorted(lines, key=lambda each: (not each.chosen, -each.score))
    return TechnicalPlan(tuple(ordered))


def _line(
    material: Material,
    control: Control,
    risks: Sequence[Risk],
    planned: Sequence[PlannedTest],
) -> TechnicalLine:
    row = material[SoaRow].get(control.number)
    score = max((risk.score or 0 for risk in risks), default=0)
    tested, why = _marked(row, risks)
    how = tuple(
        each.what
        for each in control.tests
        if each.verb in {Verb.TEST, Verb.OBSERVE, Verb.RECOMPUTE}
    )
    return TechnicalLine(control.number, control.title, tested, why, score, how, tuple(planned))


def _marked(row: SoaRow | None, risks: Sequence[Risk]) -> tuple[bool | None, str]:
    """Return whether a control is looked at, and why; nothing where nobody decided on it."""
    if row is None or row.applicability is None:
        return None, "the Statement of Applicability does not decide on it"
    if row.applicability is Applicability.EXCLUDED:
        return False, f"excluded: {row.justification or 'no reason given'}"
    if row.status is None:
        return None, "the Statement of Applicability does not say how far it has come"
    if not row.status.in_place:
        return False, f"{row.status}: there is nothing to look at yet"
    return _by_risk(row, risks)


def _by_risk(row: SoaRow, risks: Sequence[Risk]) -> tuple[bool, str]:
    if risks:
        named = ", ".join(f"{each.key} ({each.score})" for each in risks[:3])
        return True, f"treats {named}"
    if InclusionReason.RISK in row.reasons:
        return True, "included because of a risk that no treatment names"
    reasons = ", ".join(row.reasons) or "no reason given"
    return False, f"no risk on record leans on it ({reasons}); its records answer for it"


def _risks_by_control(material: Material) -> Mapping[str, tuple[Risk, ...]]:
    found: defaultdict[str, dict[str, Risk]] = defaultdict(dict)
    risks, treatments = material[Risk], material[Treatment]
    pairs = [
        *((control, each) for each in treatments.values() for control in each.controls),
        *(
            (row.key, treatments[key])
            for row in material[SoaRow].values()
            for key in row.treatments
            if key in treatments
        ),
    ]
    for control, treatment in pairs:
        for key in treatment.risks:
            if key in risks:
                found[control][key] = risks[key]
    return {
        control: tuple(sorted(own.values(), key=lambda each: (-(each.score or 0), each.key)))
        for control, own in found.items()
    }


def _planned(material: Material) -> Mapping[str, tuple[PlannedTest, ...]]:
    """Return the planned tests of each control with what they lack."""
    found: defaultdict[str, list[PlannedTest]] = defaultdict(list)
    for _, test in sorted(material[TechnicalTest].items()):
        found[test.control].append(PlannedTest(test, tuple(_lacks(material, test))))
    return {control: tuple(tests) for control, tests in found.items()}


def _lacks(material: Material, test: TechnicalTest) -> list[str]:
    before = stage2_day(material) or material.as_of
    days = material.profile.whole("tech.access_verified_days")
    lacks = [
        name
        for name, there in (
            ("owner", test.owner),
            ("expected setting", test.expected),
            ("evidence", test.evidence),
        )
        if not there
    ]
    if test.owner and material.has_left(test.owner, material.as_of):
        lacks.append(f"owner: {test.owner} has left")
    verified_on = test.access_verified_on
    if verified_on is None or verified_on > material.as_of:
        lacks.append("access verified")
    elif verified_on < before - timedelta(days):
        lacks.append(f"access verified within {days} days: last on {verified_on}")
    return lacks
