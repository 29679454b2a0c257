"""Where what was read is kept between two runs, for whoever runs the command.

A convenience: ``ASSAY_KEEP=no`` keeps nothing, and the folder may be deleted at
any time.
"""

import os
import sys
from pathlib import Path

_KEEP_NOTHING = {"no", "0", "false", "off"}


def kept_readings() -> Path | None:
    """Return the user's own folder for readings, or nothing where none is wanted or possible."""
    if os.environ.get("ASSAY_KEEP", "").lower() in _KEEP_NOTHING:
        return None
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    try:
        # The rule for such folders: a relative name is to be ignored.
        parent = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # nobody's home is known
        return None
    return parent / "assay"
