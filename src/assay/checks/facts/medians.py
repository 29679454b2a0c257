"""Medians held against a promised limit: of all records, and of a sample anyone can draw again."""

from dataclasses import dataclass
from fractions import Fraction

from assay.checks.asking import Answer
from assay.checks.measured_values import told_value
from assay.claims.compiling import SECONDS
from assay.claims.expressions import MICROSECONDS
from assay.claims.kinds.sampled import compile_sample
from assay.claims.population_test import Measures

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class SampleMedian:
    """The median of a small sample, the keys it was drawn to, and the seed."""

    value: Fraction
    told: str
    keys: tuple[str, ...]
    seed: str


def sample_median(answer: Answer, seed: str, size: int) -> SampleMedian | None:
    """Return the median of a seeded sample of what was measured; nothing where nothing was."""
    if answer.test is None or not answer.tally.decided:
        return None
    rows = answer.operation.populations.rows(compile_sample(answer.test, seed, size))
    if not rows:
        return None
    values = sorted(Fraction(measured) for _, measured in rows)
    middle = len(values) // 2
    value = values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
    told = told_value(value, answer.test.measures)
    return SampleMedian(value, told, tuple(sorted(str(key) for key, _ in rows)), seed)


def population_median(answer: Answer) -> Fraction | None:
    """Return the median of all that was measured, in the unit of the test."""
    return answer.quantile(_HALF)


def promised_limit(answer: Answer) -> Fraction | None:
    """Return the limit of a promise in the unit in which its test measures."""
    if answer.stretch is None or answer.test is None:
        return None
    claim = answer.stretch.claim
    if claim.limit is None:
        return None
    if answer.test.measures is not Measures.TIME:
        return Fraction(claim.limit)
    seconds = SECONDS.get(claim.unit.lower().removesuffix("s"))
    return None if seconds is None else Fraction(claim.limit) * seconds * MICROSECONDS
