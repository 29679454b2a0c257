"""A rehearsal over twelve planted flaws finds each; over a clean company it finds none."""

from functools import cache

import pytest

from assay.assessment.rehearsal import Rehearsal, assess_both, rehearse_again
from assay.demo.defect import find_defect
from tests.lib.demo_operation import demo_operation

TWELVE = (
    "service-without-why",
    "database-access-unreviewed",
    "leaver-account-kept",
    "right-approved-by-requester",
    "change-approved-afterwards",
    "change-closed-unvalidated",
    "team-deploys-without-change",
    "critical-weakness-open",
    "scans-stopped",
    "vault-logs-never-reviewed",
    "form-tool-paid-unregistered",
    "support-late-without-action",
)


@cache
def rehearsed(*defects: str) -> Rehearsal:
    return rehearse_again(assess_both(demo_operation("cloud", *defects)), "7")


def checks(rehearsal: Rehearsal) -> set[str]:
    return {each.proposal.check for each in rehearsal.findings}


def expected(defects: tuple[str, ...]) -> set[str]:
    return {find_defect(each, "cloud").check for each in defects}


@pytest.mark.row("R-308")
def test_a_clean_organisation_has_no_nonconformity() -> None:
    assert [each.proposal.deviation.says for each in rehearsed().nonconformities] == []


@pytest.mark.row("R-308")
def test_each_of_twelve_flaws_is_found() -> None:
    assert expected(TWELVE) - checks(rehearsed(*TWELVE)) == set()


@pytest.mark.row("R-308")
def test_one_flaw_mended_takes_its_finding_with_it_and_no_other() -> None:
    mended = "leaver-account-kept"
    others = tuple(each for each in TWELVE if each != mended)

    assert checks(rehearsed(*TWELVE)) - checks(rehearsed(*others)) == expected((mended,))
