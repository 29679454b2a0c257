"""The fieldwork log: every record that was drawn, what became of it, and whether Stage 2 can close.

An auditor asks, looks and notes.  Nothing that was not shown counts as
conforming, and neither does a "conform" without any evidence to it; nobody has
decided such a record yet.

What a newcomer would get wrong: the list of drawn records is not taken from the
register.  It follows from the seed, and a draw whose list was edited says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assay.assessment.sampling.draw import Sample
from assay.domain.draw import Draw
from assay.domain.sample_result import Result, SampleResult

_NEEDS_EVIDENCE = frozenset({Result.CONFORM, Result.NONCONFORM})


@dataclass(frozen=True, slots=True)
class FieldworkLine:
    """One drawn record, with what the auditor noted of it, where anybody did."""

    draw: str
    record: str
    noted: SampleResult | None

    @property
    def undecided_because(self) -> str:
        """Return why nobody has decided yet; empty where somebody has."""
        if self.noted is None or self.noted.result is None:
            return "nobody noted a result"
        if self.noted.result in _NEEDS_EVIDENCE and not self.noted.evidence:
            return f"'{self.noted.result}' names no evidence"
        return ""

    @property
    def result(self) -> Result | None:
        """Return the result that was decided; nothing where it is not."""
        return None if self.undecided_because or self.noted is None else self.noted.result

    @property
    def conforms(self) -> bool:
        """Say whether the record speaks for the control: only one that was shown and conforms."""
        return self.result is Result.CONFORM


@dataclass(frozen=True, slots=True)
class FieldworkLog:
    """All drawn records, and the results that are about none of them."""

    lines: tuple[FieldworkLine, ...]
    stray: tuple[SampleResult, ...]

    @property
    def undecided(self) -> tuple[FieldworkLine, ...]:
        """Return the records that nobody has decided."""
        return tuple(each for each in self.lines if each.undecided_because)

    @property
    def nonconforming(self) -> tuple[FieldworkLine, ...]:
        """Return the records that speak against the control."""
        return self._with(Result.NONCONFORM)

    @property
    def not_available(self) -> tuple[FieldworkLine, ...]:
        """Return the records that were asked for and not shown."""
        return self._with(Result.NOT_AVAILABLE)

    @property
    def conforming(self) -> tuple[FieldworkLine, ...]:
        """Return the records that speak for the control."""
        return self._with(Result.CONFORM)

    def _with(self, result: Result) -> tuple[FieldworkLine, ...]:
        return tuple(each for each in self.lines if each.result is result)


@dataclass(frozen=True, slots=True)
class MayClose:
    """Whether the fieldwork of Stage 2 is over, and else what is still open."""

    open: tuple[str, ...]

    def __bool__(self) -> bool:
        return not self.open


def fieldwork_log(draws: Mapping[str, Draw], results: Iterable[SampleResult]) -> FieldworkLog:
    """Return the log of some draws, in their order."""
    noted: dict[tuple[str, str], SampleResult] = {}
    stray = []
    drawn = {(key, record) for key, draw in draws.items() for record in draw.drawn}
    for each in results:
        if (each.draw, each.record) in drawn:
            noted[each.draw, each.record] = each
        else:
            stray.append(each)
    return FieldworkLog(
        tuple(
            FieldworkLine(key, record, noted.get((key, record)))
            for key, draw in draws.items()
            for record in dict.fromkeys(draw.drawn)
        ),
        tuple(stray),
    )


def may_close(log: FieldworkLog) -> MayClose:
    """Say whether Stage 2 can close: every drawn record is decided, and there is at least one."""
    if not log.lines:
        return MayClose(("no record was drawn",))
    return MayClose(
        tuple(f"{each.draw}, {each.record}: {each.undecided_because}" for each in log.undecided)
    )


def record_draw(sample: Sample, key: str, recorded: Draw | None = None) -> Draw:
    """Return a sample as the register has it, beside what else was said of the draw."""
    plan = sample.plan
    facts: dict[str, Any] = {
        "stage": plan.stage,
        "family": plan.population.family,
        "seed": plan.seed,
        "population_hash": plan.population.content_hash,
        "population_size": plan.population.row_count,
        "window_from_on": plan.window.window.first_on,
        "window_until_on": plan.window.window.last_on,
        "size": plan.size.wanted,
        "size_because": plan.size.because,
        "only": plan.only,
        "drawn": sample.keys,
        "empty_slices": tuple(map(str, sample.empty_slices)),
    }
    return recorded.changed(**facts) if recorded else Draw(key=key, **facts)


def edited(recorded: Draw, again: Sample) -> tuple[str, ...]:
    """Return what a recorded draw says otherwise than drawing again; nothing where it stands.

    A population that was frozen anew with other records is no edit of the list.
    """
    made_from, now = recorded.population_hash, again.plan.population.content_hash
    if made_from != now:
        other = made_from or "one without a hash"
        return (f"{recorded.key}: the population is {now}; the draw was made from {other}",)
    there, drawn = set(recorded.drawn), set(again.keys)
    return (
        *(f"{recorded.key}: {each} was drawn and is left out" for each in sorted(drawn - there)),
        *(f"{recorded.key}: {each} is listed and was not drawn" for each in sorted(there - drawn)),
    )
