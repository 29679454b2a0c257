"""The triggers on SQLite.

``INSERT OR REPLACE`` deletes the row in its way without asking the delete
trigger, unless the connection has set ``recursive_triggers``; another program
will not have.  So what it would replace is looked for before the insert, by key
and by rowid: a REPLACE that names the rowid of an old row carries it off too.
"""

from collections.abc import Iterable, Iterator

from django.db.backends.utils import CursorWrapper

from assay.ledger.entry import GENESIS
from assay.store.trigger import (
    GUARDED,
    PREVIOUS_IS_NOT_LAST,
    SEQ_DOES_NOT_FOLLOW,
    TIME_RUNS_BACK,
    Trigger,
)


def triggers_of(tables: Iterable[str]) -> Iterator[Trigger]:
    """Yield the triggers that some tables have to have."""
    for table in tables:
        yield _refusing(table, "update")
        yield _refusing(table, "delete")
        yield _refusing_replacement(table)
        yield _refusing_odd_rowids(table)
        if table == "entry":
            yield _continuing_the_chain()


def present_marks(cursor: CursorWrapper) -> dict[str, str]:
    """Return the marks of the triggers that are there, by name."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return dict(cursor.fetchall())


def _trigger(name: str, table: str, occasion: str, body: str) -> Trigger:
    made = f'CREATE TRIGGER "{name}" {occasion} ON "{table}" BEGIN {body} END'
    return Trigger(name, table, (f'DROP TRIGGER IF EXISTS "{name}"', made), made)


def _raise(message: str) -> str:
    return f"SELECT RAISE(ABORT, '{message}')"


def _refusing(table: str, verb: str) -> Trigger:
    refusal = _raise(f"{table} only grows: {verb.upper()} is refused")
    return _trigger(f"{table}_refuses_{verb}", table, f"BEFORE {verb.upper()}", f"{refusal};")


def _refusing_replacement(table: str) -> Trigger:
    same_key = " AND ".join(f'"{column}" = NEW."{column}"' for column in GUARDED[table])
    refusal = _raise(f"{table} only grows: the row is there already")
    body = " ".join(
        f'{refusal} WHERE EXISTS (SELECT 1 FROM "{table}" WHERE {same});'  # noqa: S608 - our own names
        for same in (same_key, "rowid = NEW.rowid")
    )
    return _trigger(f"{table}_refuses_replacement", table, "BEFORE INSERT", body)


def _refusing_odd_rowids(table: str) -> Trigger:
    # Before an insert that names no rowid, NEW.rowid reads -1.  A row that really
    # had it would make every later insert look like its replacement.
    refusal = _raise(f"{table}: the rowid is not one that SQLite gives")
    body = f"{refusal} WHERE NEW.rowid < 1;"
    return _trigger(f"{table}_refuses_odd_rowid", table, "AFTER INSERT", body)


def _continuing_the_chain() -> Trigger:
    last = "FROM entry WHERE organisation = NEW.organisation ORDER BY seq DESC LIMIT 1"
    body = (
        f"{_raise(SEQ_DOES_NOT_FOLLOW)} "
        f"WHERE NEW.seq IS NOT 1 + ifnull((SELECT seq {last}), 0); "
        f"{_raise(PREVIOUS_IS_NOT_LAST)} "
        f"WHERE NEW.previous IS NOT ifnull((SELECT hash {last}), '{GENESIS}'); "
        f"{_raise(TIME_RUNS_BACK)} "
        f"WHERE NEW.recorded_at < (SELECT recorded_at {last});"
    )
    return _trigger("entry_continues_chain", "entry", "BEFORE INSERT", body)
