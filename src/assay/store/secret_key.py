"""The secret that signs sessions: made once, kept in the data directory for its owner's eyes.

``ASSAY_SECRET_KEY`` names another one, as where several machines serve one store.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

KEPT_IN = "secret-key"


def read_secret_key(home: Path, environ: Mapping[str, str]) -> str:
    """Return the secret, or nothing where none was made yet."""
    if named := environ.get("ASSAY_SECRET_KEY"):
        return named
    try:
        return (home / KEPT_IN).read_text(encoding="ascii")
    except FileNotFoundError:
        return ""


def ensure_secret_key(home: Path, environ: Mapping[str, str]) -> str:
    """Return the secret, having made it where there is none."""
    if known := read_secret_key(home, environ):
        return known
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = home / f"{KEPT_IN}.{os.getpid()}"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        # A link fails where the name is taken: of two processes the first one's secret stays.
        os.link(unfinished, home / KEPT_IN)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
    return read_secret_key(home, environ)
