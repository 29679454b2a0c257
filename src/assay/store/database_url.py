"""``DATABASE_URL``: which PostgreSQL server the store is kept on.

The address carries a password, so no message repeats more of it than its scheme.
"""

from importlib.util import find_spec
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from assay.store.errors import DatabaseUrlError

SCHEMES = ("postgresql", "postgres")
EXAMPLE = "postgresql://assay:password@db.example.org:5432/assay"


def parse_database_url(url: str) -> dict[str, Any]:
    """Return the settings of the PostgreSQL database that an address names."""
    address, port = _taken_apart(url)
    if address.scheme not in SCHEMES:
        raise DatabaseUrlError(
            f"DATABASE_URL: the scheme is {address.scheme or 'missing'}; expected {EXAMPLE}."
        )
    name = unquote(address.path.removeprefix("/"))
    if not name or "/" in name:
        raise DatabaseUrlError(f"DATABASE_URL: it names no one database; expected {EXAMPLE}.")
    if find_spec("psycopg") is None:
        raise DatabaseUrlError(
            "DATABASE_URL: it names a PostgreSQL database, and the driver is not installed; "
            "expected psycopg: pip install 'assay[postgres]'."
        )
    return _settings(address, port, name)


def _taken_apart(url: str) -> tuple[SplitResult, int | None]:
    # What urllib says of a bad address quotes it, password and all.
    try:
        address = urlsplit(url)
    except ValueError:
        raise DatabaseUrlError(
            f"DATABASE_URL: the host cannot be read; expected {EXAMPLE}."
        ) from None
    try:
        return address, address.port
    except ValueError:
        raise DatabaseUrlError(
            f"DATABASE_URL: the port is no number from 1 to 65535; expected {EXAMPLE}."
        ) from None


def _settings(address: SplitResult, port: int | None, name: str) -> dict[str, Any]:
    from psycopg import IsolationLevel

    options: dict[str, Any] = dict(parse_qsl(address.query, keep_blank_values=True))
    # A socket's folder cannot stand where the host stands, so it comes as an option.
    host = options.pop("host", "") or unquote(address.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": host,
        "PORT": str(port or options.pop("port", "")),
        # The lock is taken first and the ledger's end read after it: under a
        # stricter level the second statement would still see the older end.
        "OPTIONS": {
            "connect_timeout": "10",
            **options,
            "isolation_level": IsolationLevel.READ_COMMITTED,
        },
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
