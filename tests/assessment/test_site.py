"""The results of the sites add up to the whole."""

from datetime import date

import pytest

from assay.assessment.site import at_sites, sites_of
from assay.assessment.stage1 import Stage1, assess_stage1
from assay.checks.material import Material
from assay.domain.document import Document
from assay.domain.scope import VersionStatus
from assay.domain.site import Site
from assay.domain.stage_outcome import Outcome
from tests.lib.results import fine, stage1_of, untold
from tests.lib.stage1 import material

HUNDRED = tuple(f"S{number:03}" for number in range(100))


def sites_with_documents(stale: int) -> Material:
    """Return a hundred sites with one document each, the first few of them never reviewed."""
    documents = [
        Document(
            key=f"DOC-{site}",
            title=f"Procedure of {site}",
            site=site,
            status=VersionStatus.APPROVED,
            version="1.0",
            approved_on=date(2022, 1, 1) if number < stale else date(2025, 12, 1),
        )
        for number, site in enumerate(HUNDRED)
    ]
    whole = Document(key="DOC-ALL", title="Manual", status=VersionStatus.APPROVED, version="1")
    return material(*(Site(key=site, name=f"Site {site}") for site in HUNDRED), *documents, whole)


def sizes(stage1: Stage1, check: str) -> tuple[int, int, int]:
    """Return how many of a check: looked at, deviating, unknown; nothing where it was left out."""
    looks = [each.looked for each in stage1.results if each.check.name == check]
    return (
        sum(len(each.population) for each in looks),
        sum(len(each.deviations) for each in looks),
        sum(len(each.unknown) for each in looks),
    )


@pytest.mark.row("R-013")
def test_a_hundred_sites_and_what_is_of_no_single_one_add_up_to_the_whole() -> None:
    stage1 = assess_stage1(sites_with_documents(stale=7))

    shares = [at_sites(stage1, [site]) for site in ("", *HUNDRED)]

    assert set(sites_of(stage1)) <= {"", *HUNDRED}
    for result in stage1.results:
        name = result.check.name
        parts = [sizes(share, name) for share in shares]
        assert tuple(map(sum, zip(*parts, strict=True))) == sizes(stage1, name)
    proposals = [proposal for share in shares for proposal in share.proposals]
    assert sorted(each.weight for each in proposals) == [each.weight for each in stage1.proposals]


@pytest.mark.row("R-013")
def test_a_site_sees_its_own_findings_and_no_others() -> None:
    stage1 = assess_stage1(sites_with_documents(stale=7))

    here, there = at_sites(stage1, ["S003"]), at_sites(stage1, ["S050"])

    assert [
        each.deviation.about for each in here.proposals if each.check == "document-past-review"
    ] == [("DOC-S003",)]
    assert [each for each in there.proposals if each.check == "document-past-review"] == []


def test_a_check_that_looked_at_nothing_here_says_nothing_and_one_that_looked_nowhere_stays() -> (
    None
):
    elsewhere = at_sites(stage1_of(fine(), untold()), ["S001"])

    assert [result.check.name for result in elsewhere.results] == ["untold"]
    assert elsewhere.outcome.value is Outcome.NOT_READY
