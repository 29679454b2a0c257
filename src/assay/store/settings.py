"""Django's settings for the store: SQLite in the data directory, or DATABASE_URL.

There is no ATOMIC_REQUESTS on purpose: with IMMEDIATE transactions every page
that only reads would take the lock that writers need.
"""

import os
import sys
from typing import Any

from assay.store.database_url import parse_database_url
from assay.store.home import home_directory

ASSAY_HOME = home_directory(os.environ, sys.platform)

# FULL: what was confirmed outlives a power cut.  fullfsync: on a Mac a plain
# fsync does not reach the disk.  recursive_triggers: without it REPLACE deletes
# rows behind the delete trigger's back.
_PRAGMAS = """
    PRAGMA journal_mode=WAL;
    PRAGMA synchronous=FULL;
    PRAGMA fullfsync=ON;
    PRAGMA recursive_triggers=ON;
    PRAGMA cache_size=-65536;
    PRAGMA mmap_size=268435456;
    PRAGMA temp_store=MEMORY;
    PRAGMA journal_size_limit=67108864
"""

SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ASSAY_HOME / "assay.sqlite3",
    "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS},
    "CONN_MAX_AGE": 600,
}

_URL = os.environ.get("DATABASE_URL", "")

DATABASES = {"default": parse_database_url(_URL) if _URL else SQLITE}
INSTALLED_APPS = ["assay.store"]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
