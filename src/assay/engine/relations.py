"""What tests read, described once for every database: instants are whole microseconds.

A frozen population is a relation under the name of its family.
"""

from collections.abc import Sequence
from typing import Final

from assay.claims.members import DAY_SUFFIX, Members
from assay.domain.record_family import FAMILIES, ColumnType
from assay.engine.population import Population

SOURCE_KEY: Final = "source_key"
"""Which source a row came from; some families have a column called source of their own."""


def merged_members(populations: Sequence[Population]) -> Members:
    """Return the populations of one family as members; an instant is as exact as its least one."""
    family = FAMILIES[populations[0].family]
    columns = [column for each in populations for column in each.columns]
    return Members(
        family.name,
        family.key,
        {column.name: column.type for column in columns},
        by_day=frozenset(column.name for column in columns if column.by_day),
    )


def relation_columns(members: Members) -> Sequence[tuple[str, str]]:
    """Return the columns of a population's relation, each with its SQL type."""
    columns = [("source_row", "BIGINT"), ("bucket", "INTEGER")]
    for name, kind in members.columns.items():
        columns.append((name, SQL_TYPES[kind]))
        if kind is ColumnType.INSTANT:
            columns.append((name + DAY_SUFFIX, "BIGINT"))
    return columns


SQL_TYPES: Final = {
    ColumnType.TEXT: "TEXT",
    ColumnType.INSTANT: "BIGINT",
    ColumnType.DATE: "BIGINT",
    ColumnType.NUMBER: "DECIMAL(28, 9)",
    ColumnType.FLAG: "INTEGER",
}
