"""The triggers on PostgreSQL.

Tables are named with their schema inside the functions: unqualified, a
temporary table of the same name would be looked at in their place.  ENABLE
ALWAYS keeps the triggers on in a session that plays a replica.
"""

from collections.abc import Iterable, Iterator

from django.db.backends.utils import CursorWrapper

from assay.ledger.entry import GENESIS
from assay.store.trigger import (
    PREVIOUS_IS_NOT_LAST,
    SEQ_DOES_NOT_FOLLOW,
    TIME_RUNS_BACK,
    Trigger,
)

LEDGER_LOCK = "pg_advisory_xact_lock(hashtextextended('assay ledger ' || {organisation}, 0))"
"""Held by whoever appends to an organisation's ledger, until the transaction ends."""

# When a trigger fires, as it is said in SQL and as pg_trigger.tgtype writes it down.
_ON_CHANGE = ("BEFORE UPDATE OR DELETE OR TRUNCATE ON {} FOR EACH STATEMENT", 2 + 16 + 8 + 32)
_ON_EACH_INSERT = ("BEFORE INSERT ON {} FOR EACH ROW", 1 + 2 + 4)

_REFUSES = """
BEGIN
    RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
"""

_CONTINUES = f"""
DECLARE
    last_seq bigint;
    last_hash text;
    last_recorded_at text;
BEGIN
    PERFORM {LEDGER_LOCK.format(organisation="NEW.organisation")};
    SELECT seq, hash, recorded_at INTO last_seq, last_hash, last_recorded_at
        FROM "{{schema}}".entry WHERE organisation = NEW.organisation
        ORDER BY seq DESC LIMIT 1;
    IF NEW.seq IS DISTINCT FROM coalesce(last_seq, 0) + 1 THEN
        RAISE EXCEPTION '{SEQ_DOES_NOT_FOLLOW}' USING ERRCODE = 'restrict_violation';
    ELSIF NEW.previous IS DISTINCT FROM coalesce(last_hash, '{GENESIS}') THEN
        RAISE EXCEPTION '{PREVIOUS_IS_NOT_LAST}' USING ERRCODE = 'restrict_violation';
    ELSIF NEW.recorded_at COLLATE "C" < last_recorded_at COLLATE "C" THEN
        RAISE EXCEPTION '{TIME_RUNS_BACK}' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
"""  # noqa: S608 - our own

_PRESENT = """
SELECT tgname, concat_ws(' ', relname, tgtype, tgenabled, tgqual, nullif(tgattr::text, ''), prosrc)
    FROM pg_catalog.pg_trigger
    JOIN pg_catalog.pg_class ON pg_class.oid = tgrelid
    JOIN pg_catalog.pg_proc ON pg_proc.oid = tgfoid
    WHERE NOT tgisinternal AND relnamespace = current_schema()::text::regnamespace
"""


def current_schema(cursor: CursorWrapper) -> str:
    """Return the schema in which the tables are."""
    cursor.execute("SELECT current_schema()")
    (schema,) = cursor.fetchone()
    return str(schema)


def triggers_of(schema: str, tables: Iterable[str]) -> Iterator[Trigger]:
    """Yield the triggers that some tables of a schema have to have."""
    for table in tables:
        yield _trigger(schema, table, f"{table}_only_grows", _ON_CHANGE, _REFUSES)
        if table == "entry":
            continues = _CONTINUES.format(schema=schema)
            yield _trigger(schema, table, "entry_continues_chain", _ON_EACH_INSERT, continues)


def present_marks(cursor: CursorWrapper) -> dict[str, str]:
    """Return the marks of the triggers that are there, by name."""
    cursor.execute(_PRESENT)
    return dict(cursor.fetchall())


def _trigger(schema: str, table: str, name: str, occasion: tuple[str, int], body: str) -> Trigger:
    when, fires = occasion
    place, function = f'"{schema}"."{table}"', f'"{schema}"."{name}"()'
    header = f"CREATE OR REPLACE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql"
    return Trigger(
        name,
        table,
        (
            f"{header} AS $body${body}$body$",
            f'CREATE OR REPLACE TRIGGER "{name}" {when.format(place)} EXECUTE FUNCTION {function}',
            f'ALTER TABLE {place} ENABLE ALWAYS TRIGGER "{name}"',
        ),
        f"{table} {fires} A {body}",
    )
