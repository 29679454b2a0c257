"""Where the store keeps its things on this machine.

``ASSAY_HOME`` names the folder; without it each system has a usual place for
what a program keeps for a person.
"""

from collections.abc import Mapping
from pathlib import Path


def home_directory(environ: Mapping[str, str], platform: str) -> Path:
    """Return the data directory, which need not exist yet."""
    if named := environ.get("ASSAY_HOME"):
        return Path(named).expanduser()
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Assay"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Assay"
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "assay"
