"""The triggers that keep recorded rows as they are, and where they are missing.

Methods of a model are manners: ``QuerySet.update``, SQL and other programs go
round them.  Triggers stop those; they do not stop the owner of the database,
who can drop them.  That is what the hash chain and the check at start-up are for.
"""

from collections.abc import Iterable, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from assay.store import postgresql_triggers, sqlite_triggers
from assay.store.trigger import GUARDED, Trigger


def trigger_faults(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """Name each trigger that is missing or is not as it is made here."""
    with connection.cursor() as cursor:
        wanted = _wanted(connection, cursor, GUARDED)
        present = _present(connection, cursor)
    return tuple(
        f"the trigger {trigger.name} of the table {trigger.table} is "
        + ("not as Assay makes it" if trigger.name in present else "missing")
        for trigger in wanted
        if present.get(trigger.name) != trigger.mark
    )


def restore_triggers(connection: BaseDatabaseWrapper) -> None:
    """Make each trigger that is missing or otherwise than it is made here."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        present = _present(connection, cursor)
        for trigger in _wanted(connection, cursor, (name for name in GUARDED if name in there)):
            if present.get(trigger.name) != trigger.mark:
                for statement in trigger.statements:
                    cursor.execute(statement)


def _wanted(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, tables: Iterable[str]
) -> Iterator[Trigger]:
    if connection.vendor == "postgresql":
        schema = postgresql_triggers.current_schema(cursor)
        return postgresql_triggers.triggers_of(schema, tables)
    return sqlite_triggers.triggers_of(tables)


def _present(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> dict[str, str]:
    if connection.vendor == "postgresql":
        return postgresql_triggers.present_marks(cursor)
    return sqlite_triggers.present_marks(cursor)
