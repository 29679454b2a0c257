"""Django, once a process, on a database that is not there.

A test that forgets to ask for a database fails to open one, instead of writing
into the one of whoever runs the tests.
"""

import os
from unittest.mock import patch

import django
from django.apps import apps

NOWHERE = "no-database-without-its-fixture"


def set_up_django() -> None:
    """Configure Django, unless another folder of tests has done so."""
    if apps.ready:
        return
    with patch.dict(os.environ, ASSAY_HOME=NOWHERE, DATABASE_URL=""):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.store.settings")
        django.setup()
