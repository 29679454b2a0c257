"""Stage 1 for some of the sites; the sites' results add up to the whole.

What a newcomer would get wrong: most of a management system belongs to no
single site.  That part is a share of its own, "", and is left out of the view
of a site, or no sum would come out.
"""

from collections.abc import Collection
from dataclasses import replace

from assay.assessment.finding_proposal import CheckResult
from assay.assessment.stage1 import Stage1
from assay.domain.deviation import Looked


def at_sites(stage1: Stage1, sites: Collection[str]) -> Stage1:
    """Return what Stage 1 came to at some sites; "" stands for what is of no single site.

    A check that looked at nothing there says nothing about them, and is left out.
    """
    every = [_at(result, sites) for result in stage1.results]
    results = tuple(
        there
        for there, whole in zip(every, stage1.results, strict=True)
        if _says_anything(there.looked) or not _says_anything(whole.looked)
    )
    return replace(stage1, results=results)


def sites_of(stage1: Stage1) -> tuple[str, ...]:
    """Return every site that anything seen belongs to, "" for no single one among them."""
    looks = [result.looked for result in stage1.results]
    return tuple(
        sorted(
            {each.site for looked in looks for each in looked.population}
            | {each.site for looked in looks for each in looked.deviations}
            | {each.site for looked in looks for each in looked.unknown}
        )
    )


def _at(result: CheckResult, sites: Collection[str]) -> CheckResult:
    looked = result.looked
    there = Looked(
        tuple(each for each in looked.population if each.site in sites),
        tuple(each for each in looked.deviations if each.site in sites),
        tuple(each for each in looked.unknown if each.site in sites),
        looked.nothing_because or f"nothing it looks at belongs to {', '.join(sites)} alone",
    )
    proposals = tuple(each for each in result.proposals if each.deviation.site in sites)
    return replace(result, looked=there, proposals=proposals)


def _says_anything(looked: Looked) -> bool:
    return bool(looked.population or looked.deviations or looked.unknown)
