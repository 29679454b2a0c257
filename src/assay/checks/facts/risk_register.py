"""The risk register with what belongs to each risk: treatments, signatures, reviews.

Everything is sorted by risk once, so that a check over thousands of risks asks
for each in no time.

What a newcomer would get wrong: when a version of an assessment or of a plan
came about is asked of the dates that its rows claim and of the ledger, and the
later one counts.  The first entry about an item is no change: a register that
was read yesterday was not written yesterday.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assay.checks.material import Material
from assay.domain.item import AnyItem, Item
from assay.domain.risk import Risk, RiskKind
from assay.domain.risk_acceptance import Accepts, RiskAcceptance
from assay.domain.risk_methodology import RiskMethodology
from assay.domain.risk_review import RiskReview
from assay.domain.treatment import Treatment, TreatmentStatus
from assay.ledger.entry import Entry

NO_RISKS = "there are no risks on record"

_OVER = frozenset({"closed", "retired", "withdrawn", "obsolete", "no longer applies"})
_ASSESSED = ("title", "describes", "owner", "likelihood", "impact", "score")
_DECIDED = ("decision",)
_REMAINING = ("residual_likelihood", "residual_impact", "residual_score")
_PLANNED = ("risks", "action", "controls", "owner", "due_on")


@dataclass(frozen=True)
class RiskRegister:
    """The risks that still stand, and everything said about each."""

    material: Material
    risks: tuple[Risk, ...]
    methodology: RiskMethodology | None
    treatments: Mapping[str, tuple[Treatment, ...]]
    acceptances: Mapping[str, tuple[RiskAcceptance, ...]]
    reviews: Mapping[str, tuple[RiskReview, ...]]

    @classmethod
    def of(cls, material: Material) -> "RiskRegister":
        """Return the register as it reads on the audit date."""
        methods = [method for _, method in sorted(material[RiskMethodology].items())]
        return cls(
            material,
            tuple(
                risk
                for _, risk in sorted(material[Risk].items())
                if risk.kind is RiskKind.RISK and risk.status.casefold() not in _OVER
            ),
            methods[-1] if methods else None,
            _by_risk((key, each) for each in _in_force(material) for key in each.risks),
            _by_risk(
                (each.risk, each)
                for each in material[RiskAcceptance].values()
                if each.signed_on <= material.as_of
            ),
            _by_risk(
                (each.risk, each)
                for each in material[RiskReview].values()
                if each.reviewed_on <= material.as_of
            ),
        )

    def score(self, risk: Risk) -> int | None:
        """Return the score of a risk, stated or as the method gives it."""
        if risk.score is not None or self.methodology is None:
            return risk.score
        return self.methodology.score(risk.likelihood, risk.impact)

    def residual(self, risk: Risk) -> int | None:
        """Return what remains of a risk, stated or as the method gives it."""
        if risk.residual_score is not None or self.methodology is None:
            return risk.residual_score
        return self.methodology.score(risk.residual_likelihood, risk.residual_impact)

    def assessed_on(self, risk: Risk) -> date | None:
        """Return since when the assessment reads as it does, as far as that can be told."""
        return self._latest([risk.assessed_on, self.changed_on(risk, _ASSESSED)])

    def planned_on(self, risk: Risk) -> date | None:
        """Return since when the treatment of a risk is planned as it is."""
        days = [risk.decided_on, self.changed_on(risk, _DECIDED)]
        for treatment in self.treatments.get(risk.key, ()):
            days += [treatment.planned_on, treatment.replanned_on]
            days.append(self.changed_on(treatment, _PLANNED))
        return self._latest(days)

    def remains_on(self, risk: Risk) -> date | None:
        """Return since when what remains of a risk, and the plan behind it, read as they do."""
        return self._latest([self.planned_on(risk), self.changed_on(risk, _REMAINING)])

    def _latest(self, days: Iterable[date | None]) -> date | None:
        return max((day for day in days if day and day <= self.material.as_of), default=None)

    def changed_on(self, item: Item, fields: tuple[str, ...] = ()) -> date | None:
        """Return when the ledger last took down a change of an item, or of some of its fields."""
        changes = (
            day
            for day, changed in self._changes(item)
            if changed & {*fields} or (changed and not fields)
        )
        return max(changes, default=None)

    def _changes(self, item: Item) -> Iterator[tuple[date, set[str]]]:
        for revision in self.material.dossier.history(type(item), item.key):
            day = revision.entry.recorded_at.date()
            if revision.before is not None and day <= self.material.as_of:
                yield day, {change.field for change in revision.fields}

    def signed(self, risk: Risk, accepts: Accepts) -> tuple[RiskAcceptance, ...]:
        """Return the signatures of one kind under a risk, the latest last."""
        found = (each for each in self.acceptances.get(risk.key, ()) if each.accepts is accepts)
        return tuple(sorted(found, key=lambda each: (each.signed_on, each.key)))

    @property
    def updated_on(self) -> tuple[date, ...]:
        """Return the days on which risks were written, changed, reviewed or signed."""
        return tuple(sorted(set(self._moves(Risk, RiskReview, RiskAcceptance))))

    @property
    def moved_on(self) -> tuple[date, ...]:
        """Return the days on which the register or the treatment plan moved."""
        return tuple(sorted({*self.updated_on, *self._moves(Treatment)}))

    def _moves(self, *kinds: type[Item]) -> Iterator[date]:
        as_of = self.material.as_of
        for kind in kinds:
            for item in self.material[kind].values():
                yield from (day for day in _claimed(item) if day <= as_of)
                yield from (day for day, changed in self._changes(item) if changed)


def reference(item: Item) -> str:
    """Return an item as evidence names it."""
    return f"{item.register.replace('_', ' ')} {item.key}"


def entry_reference(entry: Entry) -> str:
    """Return an entry of the ledger as evidence names it."""
    return f"entry {entry.seq}"


def _in_force(material: Material) -> Iterator[Treatment]:
    for _, treatment in sorted(material[Treatment].items()):
        if treatment.status is not TreatmentStatus.CANCELLED:
            yield treatment


def _by_risk(said: Iterable[tuple[str, AnyItem]]) -> Mapping[str, tuple[AnyItem, ...]]:
    found: dict[str, list[AnyItem]] = {}
    for risk, item in said:
        found.setdefault(risk, []).append(item)
    return {risk: tuple(items) for risk, items in found.items()}


_DAYS = (
    *("assessed_on", "decided_on", "planned_on", "progressed_on"),
    *("replanned_on", "done_on", "reviewed_on", "signed_on"),
)


def _claimed(item: Item) -> Iterator[date]:
    for name in _DAYS:
        if day := getattr(item, name, None):
            yield day
