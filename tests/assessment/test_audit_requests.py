"""Stage 1 asks for the internal audit: programme, results and findings; what is absent is found."""

import pytest

from assay.assessment.stage1_requests import stage1_requests
from assay.domain.audit_programme import AuditProgramme
from assay.domain.finding import Finding, RaisedIn
from assay.domain.internal_audit import InternalAudit
from assay.domain.item import Item
from tests.lib.stage1 import look, material

AUDIT: dict[str, Item] = {
    "internal_audit_programme": AuditProgramme(key="AP-1"),
    "internal_audit_results": InternalAudit(key="IA-1", programme="AP-1"),
    "corrective_actions": Finding(
        key="F-1", raised_in=RaisedIn.INTERNAL_AUDIT, audit="IA-1", states="A list was not signed."
    ),
}


def missing(*items: Item) -> set[str]:
    """Return which parts of the internal audit the request list still lacks."""
    requests = stage1_requests(material(*items))
    return {key for request in requests for key in request.missing} & AUDIT.keys()


@pytest.mark.row("R-093")
def test_programme_results_and_findings_are_asked_for() -> None:
    assert missing() == set(AUDIT)
    assert missing(*AUDIT.values()) == set()


@pytest.mark.row("R-093")
@pytest.mark.parametrize("part", AUDIT)
def test_what_is_absent_is_requested_and_found(part: str) -> None:
    rest = [item for key, item in AUDIT.items() if key != part]

    found = {each.reason for each in look("document-missing", material(*rest)).deviations}

    assert missing(*rest) == {part}
    assert found & AUDIT.keys() == {part}
