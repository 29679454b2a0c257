"""Opening the store: what every shell does before it reads or writes a ledger.

Nothing here is imported by commands that work on a folder; Django is loaded
only when the store is opened.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.core import checks
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from assay.store.errors import UnguardedStoreError, UnreachableStoreError
from assay.store.triggers import trigger_faults

ATTEMPTS = 8
"""Two processes may open a new store at the same moment; the later one finds
tables made under its hands, and looks again."""

PAUSE_S = 0.25


def open_store() -> None:
    """Make the store ready: make or bring up to date its tables, look at its guards."""
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        os.environ["DJANGO_SETTINGS_MODULE"] = "assay.store.settings"
    if not apps.ready:
        django.setup()
    _reach()
    _bring_up_to_date()
    if faults := trigger_faults(connection):
        raise UnguardedStoreError(faults)


def store_warnings() -> Iterator[str]:
    """Yield what somebody who runs the store has to know about its database."""
    found = checks.run_checks(tags=[checks.Tags.database], databases=[connection.alias])
    for message in found:
        if message.level == checks.WARNING:
            yield f"{message.msg} {message.hint or ''}".strip()


def _reach() -> None:
    try:
        if connection.vendor == "sqlite":
            folder = Path(connection.settings_dict["NAME"]).parent
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection.ensure_connection()
    except (DatabaseError, OSError) as error:
        raise UnreachableStoreError(
            f"store: the database does not let us in: {str(error).strip()}."
        ) from error


def _bring_up_to_date() -> None:
    for attempt in range(1, ATTEMPTS + 1):
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        try:
            # Django notes down a migration in a transaction after the one that makes
            # the tables: a kill between the two leaves tables that nobody noted.
            call_command("migrate", verbosity=0, interactive=False, fake_initial=True)
        except DatabaseError:
            if attempt == ATTEMPTS:
                raise
            connections.close_all()
            # The other one has to come to an end of what it makes, or both meet again.
            time.sleep(PAUSE_S * attempt)
