"""Which observed values of a setting are good enough although they are not the expected text.

``>= 1.2`` and ``at least 1.2`` ask for a lowest value, ``<= 90 days`` and ``at
most 90 days`` for a highest one; versions are compared part by part.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from sqlglot import exp

from assay.checks.operation import Operation
from assay.claims.expressions import column, equal, every, given, negated, table
from assay.claims.members import Members
from assay.domain.record_family import ColumnType

PAIR_COLUMNS: Final = (("wanted", ColumnType.TEXT), ("seen", ColumnType.TEXT))
_BOUND: Final = re.compile(r"\s*(>=|<=|at least|at most|minimum|maximum)\s*(.+?)\s*", re.IGNORECASE)
_VALUE: Final = re.compile(r"(?P<before>\D*?)(?P<parts>\d+(?:\.\d+)*)(?P<after>.*)", re.DOTALL)
_LOWEST: Final = frozenset({">=", "at least", "minimum"})
_MOST: Final = 10_000  # More pairs than this are no settings any more.


def good_enough(operation: Operation, members: Members) -> str:
    """Return the name of a relation with the pairs that differ in text and are good enough."""
    pairs = sorted(set(_pairs(operation, members)))
    name = f"good enough {sha256(repr(pairs).encode()).hexdigest()[:12]}"
    operation.populations.hold(name, PAIR_COLUMNS, pairs)
    return name


def keeps_bound(expected: str, observed: str) -> bool:
    """Say whether an expected text is a bound that an observed one keeps."""
    bound = _BOUND.fullmatch(expected)
    if bound is None:
        return False
    limit, value = _VALUE.fullmatch(bound[2]), _VALUE.fullmatch(observed.strip())
    if limit is None or value is None or _around(limit) != _around(value):
        return False
    needed, seen = (
        tuple(int(part) for part in each["parts"].split(".")) for each in (limit, value)
    )
    longest = max(len(needed), len(seen))
    needed, seen = (each + (0,) * (longest - len(each)) for each in (needed, seen))
    return seen >= needed if bound[1].lower() in _LOWEST else seen <= needed


def _around(value: re.Match[str]) -> tuple[str, str]:
    return value["before"].strip().lower(), value["after"].strip().lower()


def _pairs(operation: Operation, members: Members) -> Iterator[tuple[str, str]]:
    """Yield what differs and is good enough; settings have few values, however many there are."""
    expected, observed = members.value("expected"), members.value("observed")
    told = every(given(expected), given(observed), negated(equal(expected, observed)))
    query = (
        exp.select(column("expected"), column("observed"))
        .from_(table(members.relation))
        .where(told)
        .group_by(column("expected"), column("observed"))
        .limit(_MOST)
    )
    for wanted, seen in operation.populations.rows(query):
        if keeps_bound(wanted, seen):
            yield wanted, seen
