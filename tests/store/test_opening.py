"""Opening the store: on a fresh machine, twice at once, and where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assay.store.errors import UnreachableStoreError
from assay.store.opening import open_store
from tests.store.databases import Database, in_use

OPEN = "from assay.store.opening import open_store; open_store()"
TABLES = ["entry", "file", "file_chunk", "intake", "organisation"]


def python(code: str, **environ: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "", **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_fresh_machine_needs_nothing_but_to_open_it(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    listed = (
        f"{OPEN}\n"
        "from django.db import connection\n"
        "print([t for t in connection.introspection.table_names() if 'django' not in t])\n"
    )

    process = python(listed, ASSAY_HOME=str(home), DATABASE_URL="")

    assert process.communicate()[0] == f"{TABLES}\n"
    assert home.stat().st_mode & 0o777 == 0o700


def test_several_processes_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    processes = [
        python(f"{OPEN}; print('open')", ASSAY_HOME=str(tmp_path), DATABASE_URL="")
        for _ in range(4)
    ]

    said = [process.communicate()[0] for process in processes]

    assert said == ["open\n"] * 4


def test_a_kill_between_the_tables_and_the_note_of_them_is_mended(database: Database) -> None:
    with database.foreign() as owner:
        owner.execute("DELETE FROM django_migrations WHERE app = 'store'")

    open_store()

    with database.foreign() as owner:
        noted = owner.execute("SELECT name FROM django_migrations WHERE app = 'store'").fetchall()
    assert noted == [("0001_ledger",)]


def test_commands_that_work_on_a_folder_do_not_pay_for_django() -> None:
    process = python("import sys, assay.store, assay.actions; print('django' in sys.modules)")

    assert process.communicate()[0] == "False\n"


def test_a_file_that_is_no_database_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "assay.sqlite3").write_text("Ana's notes, not a database at all")

    process = python(OPEN, ASSAY_HOME=str(tmp_path), DATABASE_URL="")

    assert process.communicate()[0].endswith(
        "UnreachableStoreError: store: the database does not let us in: file is not a database.\n"
    )


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_told_of(
    postgresql_database: Database, tmp_path: Path
) -> None:
    gone = {**postgresql_database.settings, "HOST": str(tmp_path)}

    with (
        in_use(gone),
        pytest.raises(UnreachableStoreError, match="the database does not let us in"),
    ):
        open_store()
