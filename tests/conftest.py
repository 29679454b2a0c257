"""What holds for every test.

No test reaches another machine, none knows the time zone or the colours of
this one, and none that needs PostgreSQL is left out silently where the suite
has to be whole.
"""

import os
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# A quarter of an hour off every zone in which people write software: a time
# that was read in the zone of the machine instead of UTC shows at once.
os.environ["TZ"] = "Pacific/Chatham"
if hasattr(time, "tzset"):
    time.tzset()

for _name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "PYTHONWARNINGS"):
    os.environ.pop(_name, None)

# Shared machines stall for seconds; a red build has to be red again.
settings.register_profile("here", deadline=None, print_blob=True)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

CHROMIUM = os.environ.get("CHROMIUM", "chromium")

NOWHERE = "no-database-without-its-fixture"
"""What stands for the home of a store where no fixture names one."""

_LOOPBACK = {"localhost", "::1"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs PostgreSQL or a browser where there is none, but never in CI."""
    if os.environ.get("CI"):
        return
    lacking = {}
    if not os.environ.get("ASSAY_TEST_POSTGRES"):
        lacking["postgres"] = "ASSAY_TEST_POSTGRES names no PostgreSQL server"
    if not shutil.which(CHROMIUM):
        lacking["browser"] = f"there is no {CHROMIUM}; CHROMIUM names another one"
    for item in items:
        for name, reason in lacking.items():
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True, scope="session")
def _no_other_machine() -> Iterator[None]:
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if isinstance(host, str) and host not in _LOOPBACK and not host.startswith("127."):
            raise PermissionError(f"a test reached for {host}; expected this machine only")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(autouse=True, scope="session")
def _nothing_is_kept_in_the_checkout() -> Iterator[None]:
    """Fail where a test wrote into the home that there is without a fixture."""
    yield
    assert not Path(NOWHERE).exists(), f"a test without a store's fixture wrote into {NOWHERE}"
