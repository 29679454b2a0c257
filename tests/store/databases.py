"""Databases for tests: each test gets one of its own, empty and with its tables made.

Django knows one set of databases a process.  What ``default`` means is exchanged
here before each test, so a worker of the test run can hold both engines and no
test sees what another one wrote into tables that never forget.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connections
from django.test import override_settings
from psycopg import sql

from assay.store.database_url import parse_database_url
from assay.store.dossiers import DOSSIERS
from assay.store.opening import open_store
from assay.store.settings import SQLITE

ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@dataclass(frozen=True)
class Database:
    """A database that ``default`` means while a test runs.

    ``environ`` is what a process of its own needs to open the same one.
    """

    vendor: str
    settings: dict[str, Any]
    environ: dict[str, str]

    @contextmanager
    def foreign(self, *, user: str = "") -> Iterator[Any]:
        """Connect as a program that knows nothing of Assay, its pragmas least of all."""
        name = self.settings["NAME"]
        if self.vendor == "sqlite":
            with closing(sqlite3.connect(name, isolation_level=None)) as client:
                yield client
        else:
            with psycopg.connect(**_server(dbname=name, user=user), autocommit=True) as client:
                yield client


@contextmanager
def in_use(settings: dict[str, Any]) -> Iterator[None]:
    """Let ``default`` mean a database for a while."""
    before = dict(connections.settings["default"])
    _exchange(settings)
    try:
        yield
    finally:
        _exchange(before)


def at_home(home: Path) -> override_settings:
    """Let a folder be the home of the store, with everything that settings keep under it."""
    return override_settings(
        ASSAY_HOME=home, FILE_UPLOAD_TEMP_DIR=home / "incoming", MEDIA_ROOT=home / "uploads"
    )


def _exchange(settings: dict[str, Any]) -> None:
    connections.close_all()
    DOSSIERS.forget()
    connections.settings.update(connections.configure_settings({"default": dict(settings)}))
    connections["default"] = connections.create_connection("default")


def make_sqlite(path: Path) -> None:
    """Make a SQLite database with all tables, to be copied."""
    with in_use(_sqlite_settings(path)):
        open_store()


def copy_sqlite(template: Path, path: Path) -> Database:
    """Copy a made database for one test."""
    path.parent.mkdir()
    shutil.copyfile(template, path)
    return Database(
        "sqlite", _sqlite_settings(path), {"ASSAY_HOME": str(path.parent), "DATABASE_URL": ""}
    )


@contextmanager
def make_postgresql() -> Iterator[str]:
    """Make a PostgreSQL database with all tables, to be copied."""
    with _new_database("template1") as name:
        with in_use(_postgresql_settings(name)):
            open_store()
        yield name


@contextmanager
def copy_postgresql(template: str) -> Iterator[Database]:
    """Copy a made database for one test, and drop it afterwards."""
    with _new_database(template) as name:
        url = _server_url().replace("/assay?", f"/{name}?")
        yield Database("postgresql", _postgresql_settings(name), {"DATABASE_URL": url})


@contextmanager
def _new_database(template: str) -> Iterator[str]:
    name = f"assay_{uuid4().hex[:12]}"
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    # Not by force, which the server's own vacuum would resist; it waits for the others.
    drop = sql.SQL("DROP DATABASE {}")
    with psycopg.connect(**_server(), autocommit=True) as server:
        server.execute(make.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield name
        finally:
            server.execute(drop.format(sql.Identifier(name)))


def _sqlite_settings(path: Path) -> dict[str, Any]:
    return {**SQLITE, "NAME": path}


def _postgresql_settings(name: str) -> dict[str, Any]:
    return {**parse_database_url(_server_url()), "NAME": name}


def _server(**other: str) -> dict[str, Any]:
    settings = parse_database_url(_server_url())
    said = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "dbname": settings["NAME"],
    }
    said |= {name: value for name, value in other.items() if value}
    return {name: value for name, value in said.items() if value}


def _server_url() -> str:
    url = os.environ.get("ASSAY_TEST_POSTGRES")
    if not url:
        pytest.fail('ASSAY_TEST_POSTGRES names no server; expected eval "$(.ci/postgres)" first')
    return url
