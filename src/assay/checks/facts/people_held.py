"""The people of the register, kept beside the records, so that records can be held against it.

The register of people is the list that personnel keeps: an account or a leaver
case names a person, and only this list says who that is and until when.
"""

from typing import Final

from assay.checks.operation import Operation
from assay.claims.conditions import midnight
from assay.claims.expressions import DAY
from assay.claims.members import Members, UntestableError
from assay.domain.person import Person
from assay.domain.record_family import ColumnType

PEOPLE: Final = "people of the register"
_COLUMNS: Final = (
    ("person_key", ColumnType.TEXT),
    ("started", ColumnType.DATE),
    ("gone", ColumnType.INSTANT),
    ("staff", ColumnType.FLAG),
    ("site", ColumnType.TEXT),
    ("team", ColumnType.TEXT),
)


def people_held(operation: Operation) -> Members:
    """Keep the people beside the records; ``gone`` is the end of somebody's last day."""
    people = operation[Person]
    if not people:
        raise UntestableError("no list of people is there to hold accounts against")
    rows = [
        (
            each.key,
            midnight(each.started_on) if each.started_on else None,
            midnight(each.ended_on) + DAY if each.ended_on else None,
            0 if each.external else 1,
            each.site or None,
            each.unit or None,
        )
        for each in sorted(people.values(), key=lambda each: each.key)
    ]
    operation.populations.hold(PEOPLE, _COLUMNS, rows)
    return Members(PEOPLE, "person_key", dict(_COLUMNS), numbered=False)
