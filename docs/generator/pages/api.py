"""Every operation of the API: what it does, what it may be asked, and whom it answers."""

import os
from unittest.mock import patch

from docs.generator.markdown import code, render_table

_INTRODUCTION = """\
# API

Addresses begin with `/api/v1`. A program sends `Authorization: Bearer` and a token, which a member
makes on the page *My access*. The whole document is at `/api/v1/openapi.json`, for whoever is
signed in. Operations of an organisation take `as_of`, a day at whose end things are read; nothing
can be changed then. What needs a result that is not made yet answers 202 with the job that makes
it. An error has `error`, `where`, `expected`, and `more` where there are several; a conflict shows
both versions.
"""


def render_page() -> str:
    """Return the page of operations."""
    rows = [
        (
            code(f"{method.upper()} {path.removeprefix('/api/v1')}"),
            f"{said['summary']}.",
            ", ".join(code(name) for name in _asked(said)),
            str(said.get("x-permission", "sign-in")),
        )
        for path, methods in sorted(_paths().items())
        for method, said in methods.items()
    ]
    table = render_table(("operation", "does", "may be asked", "permission"), rows)
    return f"{_INTRODUCTION}\n{table}"


def _asked(said: dict[str, object]) -> list[str]:
    given = said.get("parameters", [])
    assert isinstance(given, list)  # noqa: S101 - for the types alone
    return [each["name"] for each in given if each["in"] == "query" and each["name"] != "as_of"]


def _paths() -> dict[str, dict[str, dict[str, object]]]:
    import django
    from django.apps import apps

    nowhere = {
        "ASSAY_HOME": "no-data-for-pages",
        "DATABASE_URL": "",
        "ASSAY_SECRET_KEY": "of pages",
    }
    if not apps.ready:
        with patch.dict(os.environ, nowhere):
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.web.settings")
            django.setup()
    from assay.api.operator import API

    paths: dict[str, dict[str, dict[str, object]]] = API.get_openapi_schema()["paths"]
    return paths
