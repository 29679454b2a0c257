"""Django, once a process, on a database that is not there.

A test that forgets to ask for a database fails to open one, instead of writing
into the one of whoever runs the tests.
"""

import os
import time
from unittest.mock import patch

import django
from django.apps import apps

from tests.conftest import NOWHERE


def set_up_django() -> None:
    """Configure Django, unless another folder of tests has done so."""
    if apps.ready:
        return
    nobody = {"ASSAY_HOME": NOWHERE, "DATABASE_URL": "", "ASSAY_SECRET_KEY": "of tests alone"}
    with patch.dict(os.environ, nobody):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.web.settings")
        django.setup()
    # Django sets the zone of the process to its own; the tests' own is back in the environment.
    if hasattr(time, "tzset"):
        time.tzset()
