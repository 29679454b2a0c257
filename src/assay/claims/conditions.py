"""The conditions of a claim, as its register row has them: ``severity = high, critical``.

One condition a text, all of them together.  The right side is another column
where there is one of that name, else values.  Of a record that is silent on
the column a condition is unknown, not false.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from sqlglot import exp

from assay.claims.expressions import (
    DAY,
    MICROSECONDS,
    at_most,
    column,
    equal,
    every,
    given,
    less,
    missing,
    negated,
    number,
    some,
    text,
)
from assay.claims.members import DAY_SUFFIX, Members, UntestableError
from assay.domain.record_family import ColumnType

_SHAPE: Final = re.compile(r"\s*([\w ]+?)\s*(<=|>=|!=|<>|=|<|>|\bis\b)\s*(.+?)\s*", re.DOTALL)
_EPOCH: Final = date(1970, 1, 1)
_TIMES: Final = {ColumnType.INSTANT, ColumnType.DATE}
_FLAGS: Final = {"yes": 1, "true": 1, "no": 0, "false": 0}


def parse_conditions(
    texts: Iterable[str], members: Members, *, also: Mapping[str, str] | None = None
) -> exp.Expr | None:
    """Return all conditions as one; ``also`` gives further names to columns."""
    found = [_parse(each, members, also or {}) for each in texts]
    return every(*found) if found else None


def midnight(day: date) -> int:
    """Return the midnight that a day begins with, in microseconds."""
    return (day - _EPOCH).days * DAY


def microseconds(instant: datetime) -> int:
    """Return an instant in microseconds."""
    since = instant.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * MICROSECONDS + since.microseconds


def _parse(condition: str, members: Members, also: Mapping[str, str]) -> exp.Expr:
    match = _SHAPE.fullmatch(condition)
    if match is None:
        raise UntestableError(
            f"the condition {condition!r}; expected one such as 'severity = high, critical'"
        )
    name, sign, right = match.groups()
    name = _name(name, also)
    kind = members.type_of(name)
    left = column(name)
    if sign == "is":
        return _is(condition, left, right)
    other = _name(right, also)
    if other in members.columns:
        return _compare(sign, *_both(members, name, other))
    if kind is ColumnType.INSTANT and all(_is_day(each) for each in _split(right)):
        left = column(name + DAY_SUFFIX)
    if sign in {"=", "!=", "<>"}:
        values = [_value(each, kind, condition) for each in _split(right)]
        found = some(*(equal(left, value) for value in values))
        return found if sign == "=" else negated(found)
    return _compare(sign, left, _value(right, kind, condition))


def _name(words: str, also: Mapping[str, str]) -> str:
    plain = "_".join(words.lower().split())
    return also.get(plain, plain)


def _split(right: str) -> list[str]:
    return [part.strip() for part in re.split(r",|\bor\b", right) if part.strip()]


def _is(condition: str, left: exp.Expr, right: str) -> exp.Expr:
    match right.lower().split():
        case ["empty" | "missing"]:
            return missing(left)
        case ["given" | "filled"] | ["not", "empty" | "missing"]:
            return given(left)
    raise UntestableError(f"the condition {condition!r}; expected 'is empty' or 'is given'")


def _both(members: Members, name: str, other: str) -> tuple[exp.Expr, exp.Expr]:
    """Return two columns that can be compared: an instant beside a date counts by its day."""
    kinds = (members.columns[name], members.columns[other])
    if set(kinds) == _TIMES:
        one, two = (
            column(each + DAY_SUFFIX) if kind is ColumnType.INSTANT else column(each)
            for each, kind in zip((name, other), kinds, strict=True)
        )
        return one, two
    if kinds[0] is not kinds[1]:
        raise UntestableError(f"{name} is a {kinds[0]} and {other} is a {kinds[1]}")
    return column(name), column(other)


def _compare(sign: str, left: exp.Expr, right: exp.Expr) -> exp.Expr:
    match sign:
        case "=":
            return equal(left, right)
        case "<":
            return less(left, right)
        case ">":
            return less(right, left)
        case "<=":
            return at_most(left, right)
        case ">=":
            return at_most(right, left)
        case _:
            return negated(equal(left, right))


def _is_day(right: str) -> bool:
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", right) is not None


def _value(right: str, kind: ColumnType, condition: str) -> exp.Expr:
    try:
        match kind:
            case ColumnType.NUMBER:
                return number(Decimal(right))
            case ColumnType.FLAG:
                return number(_FLAGS[right.lower()])
            case ColumnType.DATE:
                return number(midnight(date.fromisoformat(right)))
            case ColumnType.INSTANT if _is_day(right):
                return number(midnight(date.fromisoformat(right)))
            case ColumnType.INSTANT:
                return number(microseconds(_aware(right)))
            case ColumnType.TEXT:
                return text(right)
    except (ValueError, KeyError, InvalidOperation) as error:
        raise UntestableError(f"the condition {condition!r}; expected a {kind}") from error


def _aware(right: str) -> datetime:
    instant = datetime.fromisoformat(right)
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone")
    return instant
