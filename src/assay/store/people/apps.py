"""The tables of who may come in: people, memberships, invitations, links, tokens.

An app of its own because Django wants the table of users in the first
migration of its app, and because a command that only imports a folder needs none of it.
"""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    """The app that holds who may come in, and as what."""

    name = "assay.store.people"
    label = "people"
    verbose_name = "People and access"

    def ready(self) -> None:
        """Make the table in which attempts to sign in are counted, with the others."""
        post_migrate.connect(_make_cache_table, sender=self)


def _make_cache_table(*, using: str, **_: Any) -> None:  # noqa: ANN401 - a signal's own arguments
    from django.core.management import call_command

    call_command("createcachetable", database=using, verbosity=0)
