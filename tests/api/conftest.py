"""What tests of the API start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import override_settings

from tests.store.databases import Database
from tests.store.fixtures import (
    acme,
    database,
    postgresql_database,
    postgresql_template,
    sqlite_database,
    sqlite_template,
)

__all__ = [
    "acme",
    "database",
    "postgresql_database",
    "postgresql_template",
    "sqlite_database",
    "sqlite_template",
]


@pytest.fixture(autouse=True)
def _clean(database: Database, tmp_path: Path) -> Iterator[None]:  # noqa: ARG001 - counts are kept there
    """Serve no style sheets, and begin to count wrong tokens anew."""
    with override_settings(STATIC_ROOT=tmp_path, ASSAY_HOME=tmp_path):
        yield
        cache.clear()
