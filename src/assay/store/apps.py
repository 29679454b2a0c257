"""The store as Django knows it: its checks, and what is done after a migration."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class StoreConfig(AppConfig):
    """The app that holds the ledger's tables."""

    name = "assay.store"
    label = "store"
    verbose_name = "Ledger store"

    def ready(self) -> None:
        """Watch over the triggers: after each migration, and at each check."""
        from assay.store import startup

        register(startup.check_triggers, Tags.database)
        register(startup.check_sqlite_version, Tags.database)
        register(startup.check_postgresql, Tags.database)
        post_migrate.connect(_restore_triggers, sender=self)


def _restore_triggers(*, using: str, **_: Any) -> None:  # noqa: ANN401 - a signal's own arguments
    # Django alters a SQLite table by building it anew, and its triggers are not
    # carried over: every migration has to end with them in place.
    from django.db import connections

    from assay.store.triggers import restore_triggers

    restore_triggers(connections[using])
