"""What tests of the API start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

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
def _no_style_sheets(tmp_path: Path) -> Iterator[None]:
    with override_settings(STATIC_ROOT=tmp_path, ASSAY_HOME=tmp_path):
        yield
