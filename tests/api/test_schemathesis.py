"""The API asked what its document allows, and what it does not: it never breaks."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from django.test import override_settings
from hypothesis import HealthCheck, Phase, settings
from schemathesis.core import NotSet

from assay.api.operator import API
from assay.domain.claim import Claim, ClaimKind
from assay.domain.risk import Risk
from assay.domain.role_assignment import Role
from tests.api.programs import Program
from tests.store.databases import Database
from tests.store.fixtures import kept
from tests.web.people import say

EXAMPLES = 8
"""How many requests an operation is asked; a night's run may ask for more."""

SHAPE = {"error", "where", "expected", "more", "conflicts"}
KNOWN: dict[str, list[Any]] = {
    "name": ["risks", "claim", "findings", "people"],
    "key": ["R-1", "C-1", "F/1"],
    "number": [1],
    "seq": [1, 2],
}
"""Values of addresses that lead somewhere; without them nearly every request would be a 404."""


def _document() -> Any:
    document = API.get_openapi_schema()
    for methods in document["paths"].values():
        for said in methods.values():
            for each in said.get("parameters", []):
                if each["name"] == "organisation":
                    each["schema"] = {"enum": ["acme"]}
                elif each["in"] == "path":
                    each["schema"] = {"anyOf": [{"enum": KNOWN[each["name"]]}, each["schema"]]}
    return document


SCHEMA: Any = schemathesis.openapi.from_dict(_document())


@pytest.fixture
def program(
    sqlite_database: Database,  # noqa: ARG001 - it is kept there
    tmp_path: Path,
) -> Iterator[Program]:
    """Give a test a program that may do much, at an organisation of which something is said."""
    ledger = kept("acme", "Acme")
    claim = Claim(key="C-1", document="D-1", kind=ClaimKind.ABSENCE)
    say(ledger, Risk(key="R-1", title="Fire"), claim)
    with override_settings(STATIC_ROOT=tmp_path, ASSAY_HOME=tmp_path):
        yield Program(Role.ISMS_LEAD)


@SCHEMA.parametrize()  # type: ignore[untyped-decorator] # it comes without types
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_api(case: Any, program: Program) -> None:
    query = urlencode(case.query or {}, doseq=True)
    body = "" if isinstance(case.body, NotSet) else case.body
    answer: Any = program.client.generic(
        case.method,
        f"{case.formatted_path}?{query}",
        data=body if isinstance(body, bytes) else json.dumps(body) if body != "" else "",
        content_type=case.media_type or "application/json",
    )

    said = case.operation.definition.raw["responses"]
    assert str(answer.status_code) in {*said, "400", "405"}, answer.content
    if answer.status_code >= 400 and answer.status_code != 405:
        assert set(json.loads(answer.content)) == SHAPE
