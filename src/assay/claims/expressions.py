"""The few constructs that population tests are built of, and how they are printed.

Every database that takes SQL knows these, and means the same by them.  An
instant is a whole number of microseconds since 1970 in UTC and a day is the
midnight it began with, so there are no intervals, no zones and no functions of
dates.  A flag is 0 or 1.  Whatever is not on the list is refused before it is
printed: SQLGlot would pass it through, and another database read it otherwise.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from sqlglot import exp
from sqlglot.errors import ErrorLevel

MICROSECONDS: Final = 1_000_000
DAY: Final = 86_400 * MICROSECONDS

DIALECTS: Final = ("duckdb", "postgres", "spark")

_ALLOWED: Final = (
    *(exp.Select, exp.From, exp.Join, exp.Where, exp.Group, exp.Order, exp.Ordered),
    *(exp.Limit, exp.Offset, exp.With, exp.CTE, exp.Subquery, exp.Union, exp.Paren),
    *(exp.Table, exp.TableAlias, exp.Column, exp.Identifier, exp.Alias, exp.Star),
    *(exp.Literal, exp.Null, exp.Neg, exp.Cast, exp.DataType),
    *(exp.Case, exp.If, exp.And, exp.Or, exp.Not, exp.Is, exp.Exists, exp.Coalesce),
    *(exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Add, exp.Sub, exp.Mul),
    *(exp.Min, exp.Max, exp.Sum, exp.Count),
    *(exp.Window, exp.WindowSpec, exp.Lead, exp.RowNumber),
    *(exp.SHA2, exp.DPipe),
)
# A cast does nothing but say what kind of nothing a NULL is.
_TYPES: Final = {exp.DType.TEXT, exp.DType.BIGINT}
_AS_BYTES: Final = "as_bytes"


def column(name: str, of: str = "") -> exp.Column:
    """Return a column, quoted: exports have columns called case, order and by."""
    return exp.column(
        exp.to_identifier(name, quoted=True),
        table=exp.to_identifier(of, quoted=True) if of else None,
    )


def table(name: str, alias: str = "") -> exp.Table:
    """Return a relation by its name."""
    found = exp.Table(this=exp.to_identifier(name, quoted=True))
    if alias:
        found.set("alias", exp.TableAlias(this=exp.to_identifier(alias, quoted=True)))
    return found


def subquery(query: exp.Query, alias: str) -> exp.Subquery:
    """Return a query as something to select from."""
    return query.subquery(exp.to_identifier(alias, quoted=True), copy=False)


def named(value: exp.Expr, name: str) -> exp.Alias:
    """Return a value under a name."""
    return exp.Alias(this=value.copy(), alias=exp.to_identifier(name, quoted=True))


def number(value: int | Decimal) -> exp.Expr:
    """Return a number."""
    # A Decimal may print itself with an exponent, which is a float to a database.
    size = abs(value)
    literal = exp.Literal.number(str(size) if isinstance(size, int) else format(size, "f"))
    return exp.Paren(this=exp.Neg(this=literal)) if value < 0 else literal


def text(value: str) -> exp.Literal:
    """Return a text."""
    return exp.Literal.string(value)


def nothing(kind: exp.DType) -> exp.Cast:
    """Return the NULL of a type."""
    return exp.Cast(this=exp.Null(), to=exp.DataType(this=kind))


def missing(value: exp.Expr) -> exp.Expr:
    """Return that there is no value."""
    return exp.Is(this=value.copy(), expression=exp.Null())


def given(value: exp.Expr) -> exp.Expr:
    """Return that there is a value."""
    return exp.Not(this=missing(value))


def every(*conditions: exp.Expr) -> exp.Expr:
    """Return that all of them hold."""
    return exp.and_(*conditions)


def some(*conditions: exp.Expr) -> exp.Expr:
    """Return that one of them holds."""
    return exp.or_(*conditions)


def negated(condition: exp.Expr) -> exp.Expr:
    """Return that it does not hold, which of something unknown is unknown as well."""
    return exp.not_(condition)


def equal(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    """Return that two values are the same."""
    return exp.EQ(this=one.copy(), expression=other.copy())


def less(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    """Return that one value is below the other."""
    return exp.LT(this=one.copy(), expression=other.copy())


def at_most(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    """Return that one value is not above the other."""
    return exp.LTE(this=one.copy(), expression=other.copy())


def plus(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    """Return a sum."""
    return exp.Paren(this=exp.Add(this=one.copy(), expression=other.copy()))


def minus(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    """Return a difference."""
    return exp.Paren(this=exp.Sub(this=one.copy(), expression=other.copy()))


def choice(*branches: tuple[exp.Expr, exp.Expr], otherwise: exp.Expr | None = None) -> exp.Case:
    """Return the value of the first condition that holds."""
    found = exp.Case()
    for condition, value in branches:
        found = found.when(condition.copy(), value.copy(), copy=False)
    return found.else_(otherwise.copy(), copy=False) if otherwise is not None else found


def flag(condition: exp.Expr) -> exp.Case:
    """Return 1 where a condition holds, and 0 where it does not or is unknown."""
    return choice((condition, number(1)), otherwise=number(0))


def one_of(value: exp.Expr, texts: Iterable[str]) -> exp.Expr:
    """Return that a value is one of some texts."""
    return some(*(equal(value, text(each)) for each in texts))


def least(value: exp.Expr) -> exp.Min:
    """Return the lowest value."""
    return exp.Min(this=value.copy())


def most(value: exp.Expr) -> exp.Max:
    """Return the highest value."""
    return exp.Max(this=value.copy())


def total(value: exp.Expr) -> exp.Sum:
    """Return the sum of all values."""
    return exp.Sum(this=value.copy())


def count() -> exp.Count:
    """Return how many rows there are."""
    return exp.Count(this=exp.Star())


def count_of(condition: exp.Expr) -> exp.Count:
    """Return for how many rows a condition holds; none where there are no rows."""
    return exp.Count(this=choice((condition, number(1))))


def first_text(value: exp.Expr) -> exp.Min:
    """Return the first text by its bytes, which is one order everywhere."""
    found = least(value)
    found.meta[_AS_BYTES] = True
    return found


def digest(value: exp.Expr) -> exp.SHA2:
    """Return the SHA-256 of a text in UTF-8, as hex digits in small letters."""
    return exp.SHA2(this=value.copy(), length=number(256))


def joined(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    """Return two texts as one; nothing where one of them is."""
    return exp.Paren(this=exp.DPipe(this=one.copy(), expression=other.copy()))


def before(one: exp.Expr, other: exp.Expr) -> exp.LT:
    """Return that one text comes before the other by its bytes."""
    found = exp.LT(this=one.copy(), expression=other.copy())
    found.meta[_AS_BYTES] = True
    return found


def ordered(value: exp.Expr, *, as_bytes: bool = False) -> exp.Ordered:
    """Return a value to order by; texts by their bytes."""
    found = exp.Ordered(this=value.copy(), nulls_first=False)
    found.meta[_AS_BYTES] = as_bytes
    return found


def over(
    function: exp.Expr, partition: exp.Expr | None, order: Iterable[exp.Ordered]
) -> exp.Window:
    """Return a function of the rows of one part, in order."""
    return exp.Window(
        this=function,
        partition_by=[partition.copy()] if partition is not None else [],
        order=exp.Order(expressions=list(order)),
    )


def print_sql(tree: exp.Expr, dialect: str) -> str:
    """Return a tree as one database reads it; refuse whatever is not on the list."""
    if dialect not in DIALECTS:
        raise AssertionError(f"{dialect!r}; expected one of {', '.join(DIALECTS)}")
    for node in tree.walk():
        if type(node) not in _ALLOWED:
            raise AssertionError(f"{type(node).__name__} is not on the list of constructs")
        if isinstance(node, exp.DataType) and node.this not in _TYPES:
            raise AssertionError(f"{node.this} is not on the list of types")
    if dialect == "postgres":
        tree = tree.transform(_by_bytes).transform(_hashed_in_utf8)
    return tree.sql(dialect=dialect, pretty=True, unsupported_level=ErrorLevel.RAISE)


def _by_bytes(node: exp.Expr) -> exp.Expr:
    # Only PostgreSQL orders texts as the language of its database does.
    if node.meta.get(_AS_BYTES):
        by_bytes = exp.Identifier(this="C", quoted=True)
        node.set("this", exp.Collate(this=node.this, expression=by_bytes))
    return node


def _hashed_in_utf8(node: exp.Expr) -> exp.Expr:
    # PostgreSQL hashes bytes, and leaves open which bytes a text is.
    if isinstance(node, exp.SHA2) and not isinstance(node.this, exp.Anonymous):
        in_utf8 = exp.Anonymous(this="convert_to", expressions=[node.this, text("UTF8")])
        node.set("this", in_utf8)
    return node
