"""How many of the documented steps of a process its records bear out.

A step says how it is recorded: by an activity of the event log, by a column of
its record family, or by a record of the family at all.  Of the first two, the
cases are those that came to the last step recorded in the same way, so that
what is still under way is not held against anybody.

What a newcomer would get wrong: a step that names no record is not missing, it
is unknown.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlglot import exp

from assay.checks.facts.empty_logs import LOGS
from assay.checks.facts.recorded_days import RecordedDays, day_column, recorded_days
from assay.checks.operation import Operation
from assay.claims.compiling import LOG
from assay.claims.conditions import midnight
from assay.claims.expressions import (
    DAY,
    at_most,
    column,
    count,
    count_of,
    less,
    named,
    number,
    one_of,
    table,
)
from assay.claims.members import Members
from assay.domain.procedure_step import ProcedureStep


@dataclass(frozen=True, slots=True)
class StepEvidence:
    """One step, how many cases bear it out, and of how many; of no cases nothing is known."""

    step: ProcedureStep
    evidenced: int
    cases: int

    @property
    def share(self) -> Fraction | None:
        """Return the share of cases that bear the step out."""
        return Fraction(self.evidenced, self.cases) if self.cases else None


@dataclass(frozen=True, slots=True)
class ProcessConformity:
    """One process and the evidence of its steps."""

    process: str
    steps: tuple[StepEvidence, ...]

    @property
    def conformity(self) -> Fraction | None:
        """Return the share of documented steps that is evidenced, over all of them."""
        shares = [each.share for each in self.steps if each.share is not None]
        return Fraction(sum(shares)) / len(shares) if shares else None

    @property
    def missing(self) -> tuple[StepEvidence, ...]:
        """Return the steps that some case does not bear out."""
        return tuple(each for each in self.steps if each.share is not None and each.share < 1)

    @property
    def untold(self) -> tuple[StepEvidence, ...]:
        """Return the steps of which no record tells."""
        return tuple(each for each in self.steps if each.share is None)


def process_conformities(operation: Operation) -> tuple[ProcessConformity, ...]:
    """Return the conformity of every process with documented steps, in the order of their keys."""
    steps: defaultdict[str, list[ProcedureStep]] = defaultdict(list)
    for each in operation[ProcedureStep].values():
        if each.process:
            steps[each.process].append(each)
    reader = _Reader(operation)
    return tuple(
        ProcessConformity(process, tuple(reader.evidence(steps[process])))
        for process in sorted(steps)
    )


class _Reader:
    """Asks the records for steps; the event log is profiled once for all of them."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        named_ones = {each.activity for each in operation[ProcedureStep].values() if each.activity}
        self._activities = self._logged(named_ones)
        self._cases = operation.populations.cases(self._activities) if self._activities else None
        self._days = recorded_days(operation)

    def _logged(self, activities: set[str]) -> frozenset[str]:
        """Return which of some activities the event log knows at all."""
        log = self._operation.members(LOG)
        if log is None or not activities:
            return frozenset()
        activity = log.value("activity")
        known = exp.select(activity).from_(table(LOG)).where(one_of(activity, sorted(activities)))
        rows = self._operation.populations.rows(known.group_by(activity.copy()))
        return frozenset(name for (name,) in rows)

    def evidence(self, steps: Sequence[ProcedureStep]) -> Iterator[StepEvidence]:
        """Yield the evidence of the steps of one process, in their order."""
        ordered = sorted(steps, key=lambda each: (each.document, each.position, each.key))
        logged = self._by_log([each for each in ordered if each.activity in self._activities])
        for step in ordered:
            yield StepEvidence(step, *(logged.get(step.key) or self._by_family(step, ordered)))

    def _by_log(self, steps: Sequence[ProcedureStep]) -> dict[str, tuple[int, int]]:
        if not steps or self._cases is None:
            return {}
        happened = {each.key: self._cases.moment(each.activity) for each in steps}
        last = happened[steps[-1].key]
        begins, ends = self._bounds()
        query = exp.select(
            named(count(), "cases"),
            *(named(count_of(happened[each.key].happened), each.key) for each in steps),
        ).from_(table(self._cases.relation))
        query = query.where(at_most(number(begins), last.last), less(last.last, number(ends)))
        (row,) = self._operation.populations.rows(self._of_sites(query, self._cases))
        return {each.key: (many, row[0]) for each, many in zip(steps, row[1:], strict=True)}

    def _by_family(self, step: ProcedureStep, steps: Sequence[ProcedureStep]) -> tuple[int, int]:
        members = self._operation.members(step.family) if step.family else None
        if members is None or step.activity not in members.columns:
            return self._at_all(step.family)
        same = [
            each
            for each in steps
            if each.family == step.family and each.activity in members.columns
            and each.document == step.document
        ]  # fmt: skip
        last, own = members.moment(same[-1].activity), members.moment(step.activity)
        query = exp.select(named(count(), "cases"), named(count_of(own.happened), "evidenced"))
        query = query.from_(table(members.relation)).where(last.happened)
        if name := day_column(members):
            begins, ends = self._bounds()
            at = column(name)
            query = query.where(at_most(number(begins), at), less(at, number(ends)))
        ((cases, evidenced),) = self._operation.populations.rows(self._of_sites(query, members))
        return evidenced, cases

    def _at_all(self, family: str) -> tuple[int, int]:
        days = self._days.get(family, RecordedDays()).days
        # Whether an empty log is a step left out or nothing to do is told by its own check.
        if family not in self._days or (family in LOGS and not days):
            return 0, 0
        return int(bool(days)), 1

    def _bounds(self) -> tuple[int, int]:
        first_on, last_on = self._operation.days()
        return midnight(first_on), midnight(last_on) + DAY

    def _of_sites(self, query: exp.Select, members: Members) -> exp.Select:
        sites = self._operation.sites
        if not sites or "site" not in members.columns:
            return query
        return query.where(one_of(column("site"), sites))
