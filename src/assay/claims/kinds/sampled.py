"""What a small sample would have measured: drawn by a hash of seed and key, never by chance.

The order is that of every draw of Assay: SHA-256 over the seed, a bar and the
key.  Whoever has the keys and the seed draws the same records again.
"""

from sqlglot import exp

from assay.claims.expressions import (
    column,
    digest,
    equal,
    every,
    given,
    joined,
    named,
    number,
    ordered,
    subquery,
    text,
)
from assay.claims.population_test import PopulationTest, judge, one_of_sides
from assay.claims.tally import Side


def compile_sample(test: PopulationTest, seed: str, size: int) -> exp.Select:
    """Return the query for key and measured value of the first of what was tested and measured."""
    key = exp.Cast(this=column("key"), to=exp.DataType(this=exp.DType.TEXT))
    tested = one_of_sides(Side.DEVIATING, Side.CONFORMING)
    judged = subquery(judge(test, with_facts=False), "judged")
    hashed = (
        exp.select(
            named(key, "key"),
            *(column(name) for name in ("source_row", "measured")),
            named(digest(joined(text(f"{seed}|"), key)), "digest"),
        )
        .from_(judged)
        .where(every(tested, equal(column("timed"), number(1)), given(column("measured"))))
    )
    return (
        exp.select(column("key"), column("measured"))
        .from_(subquery(hashed, "hashed"))
        .order_by(ordered(column("digest"), as_bytes=True), ordered(column("source_row")))
        .limit(size)
    )
