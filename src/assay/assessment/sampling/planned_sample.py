"""Which families of records Stage 2 samples, for which controls and clauses, and how many of each.

Every family that a source is registered for is sampled; so is every family that
the customs of an included control name, with or without a source: that there is
none is something to say, not to leave out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from assay.assessment.sampling.plan import Asked
from assay.assessment.sampling.size import SampleSize, sample_size
from assay.assessment.sampling.weights import PlanWeight
from assay.assessment.sampling.window import SampleWindow, sample_window
from assay.checks.facts.statements import included
from assay.checks.material import Material
from assay.domain.claim import Claim, ClaimKind
from assay.domain.frequency import Frequency
from assay.domain.item import registers
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource
from assay.domain.system import Environment, System

PRODUCTION_ONLY = "changes to systems in production"
CHANGE = "change"


@dataclass(frozen=True, slots=True)
class PlannedSample:
    """One family to be sampled: for what, from which days, how many, and how much it weighs."""

    family: str
    controls: tuple[str, ...]
    clauses: tuple[str, ...]
    sources: tuple[str, ...]
    owners: tuple[str, ...]
    window: SampleWindow
    size: SampleSize
    asked: Asked
    weight: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return what people call the family."""
        return FAMILIES[self.family].title if self.family in FAMILIES else self.family

    @property
    def expected(self) -> int | None:
        """Return how many records the rhythm makes in the window."""
        return self.window.expected(self.asked.units)


@dataclass
class _Family:
    """What is gathered of one family."""

    sources: list[RecordSource] = field(default_factory=list)
    controls: set[str] = field(default_factory=set)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return what the sources say in one field, each once."""
        said = (getattr(each, name) for each in self.sources)
        return tuple(sorted({text for each in said for text in _as_texts(each) if text}))


def _as_texts(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else said


def planned_samples(
    material: Material, weights: Iterable[PlanWeight] = ()
) -> tuple[PlannedSample, ...]:
    """Return the samples of Stage 2, what weighs most first."""
    by_control = {each.control: each for each in weights}
    found = (
        _planned(material, family, gathered, by_control)
        for family, gathered in _families(material).items()
    )
    return tuple(sorted(found, key=lambda each: (-each.weight, each.family)))


def asked_of(material: Material, family: str, *, flagged: bool = False) -> Asked:
    """Return what registers say of a family before its sample is planned."""
    every, units = _rhythm(material, family)
    return Asked(every, units, flagged, only=PRODUCTION_ONLY if family == CHANGE else "")


def production_systems(material: Material) -> frozenset[str]:
    """Return the systems in production, by key and by name; none where no register says."""
    return frozenset(
        name
        for system in material[System].values()
        if system.environment is Environment.PRODUCTION
        for name in (system.key, system.name)
    )


def _families(material: Material) -> Mapping[str, _Family]:
    found: dict[str, _Family] = {}
    for _, source in sorted(material[RecordSource].items()):
        if source.family:
            found.setdefault(source.family, _Family()).sources.append(source)
    for position in included(material):
        for family in {*position.control.families, *position.row.families}:
            found.setdefault(family, _Family()).controls.add(position.control.number)
    return found


def _planned(
    material: Material, family: str, gathered: _Family, weights: Mapping[str, PlanWeight]
) -> PlannedSample:
    controls = tuple(sorted({*gathered.controls, *gathered.texts("controls")}))
    known = [weights[control] for control in controls if control in weights]
    asked = asked_of(material, family, flagged=any(each.flagged for each in known))
    window = sample_window(
        material.as_of, material.profile.whole("sampling.window_months"), asked.every
    )
    expected = window.expected(asked.units)
    occurrences = _counted(material, family) if expected is None else expected
    return PlannedSample(
        family,
        controls,
        gathered.texts("clauses"),
        tuple(each.key for each in gathered.sources),
        gathered.texts("owner"),
        window,
        sample_size(material.profile, family, occurrences, flagged=asked.flagged),
        asked,
        max((each.weight for each in known), default=0),
        tuple(f"{each.control}: {why}" for each in known for why in each.reasons),
    )


def _counted(material: Material, family: str) -> int:
    return sum(each.whole.count for each in material.records or () if each.family == family)


def _rhythm(material: Material, family: str) -> tuple[Frequency | None, int]:
    """Return how often a family's records come, and for how many units.

    What a document promises counts first: it also says for each of what.
    """
    if promised := next(_promised(material, family), None):
        return promised.every, max(1, _units(material, promised.per))
    stated = (
        each.frequency
        for _, each in sorted(material[RecordSource].items())
        if each.family == family and each.frequency is not None
    )
    return next(stated, None), 1


def _promised(material: Material, family: str) -> Iterator[Claim]:
    return (
        claim
        for _, claim in sorted(material[Claim].items())
        if claim.family == family and claim.kind is ClaimKind.FREQUENCY and claim.every
    )


def _units(material: Material, per: str) -> int:
    """Return of how many things a register knows that a promise is kept for each of."""
    kind = registers().get(per)
    return len(material[kind]) if kind is not None else 0
