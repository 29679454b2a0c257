"""Goods were released by somebody who had no right to on that day."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.site import Site
from tests.lib.stage2 import look, said, untold
from tests.lib.works import works

CHECK = "released-without-authority"
NORTH = Site(key="NTH", name="North works")
RELEASER = RoleAssignment(
    key="ana / product releaser",
    person="ana",
    role=Role.PRODUCT_RELEASER,
    about="North works",
    from_on=date(2025, 1, 1),
    until_on=date(2026, 1, 12),
)
RELEASES = """
    release_id | job  | released_at | quantity | released_by | site
    -----------+------+-------------+----------+-------------+------
    RL-1       | WO-1 | {at}        | 8        | {by}        | {site}
"""


def released(at: str = "2026-01-12 18:00:00", by: str = "ana", site: str = "NTH") -> dict[str, str]:
    return {"release": RELEASES.format(at=at, by=by, site=site)}


def test_the_last_day_of_the_assignment_is_silent() -> None:
    assert look(CHECK, works(NORTH, RELEASER, **released())).verdict is Verdict.CONFORMS


@pytest.mark.parametrize(
    ("records", "named"),
    [
        (released(at="2026-01-13 06:00:00"), "RL-1 (ana on 2026-01-13)"),
        (released(by="bo"), "RL-1 (bo on 2026-01-12)"),
        (released(site="STH"), "RL-1 (ana on 2026-01-12)"),
    ],
    ids=["a day later", "somebody else", "another site"],
)
def test_a_release_beyond_the_assignment_is_named_with_its_day(
    records: dict[str, str], named: str
) -> None:
    assert said(CHECK, works(NORTH, RELEASER, **records)) == {
        "releasers": f"1 of 1 releases came from nobody with the right to release: {named}."
    }


def test_an_assignment_for_no_site_holds_at_all_of_them() -> None:
    anywhere = RELEASER.changed(about="")

    assert not look(CHECK, works(NORTH, anywhere, **released(site="STH"))).deviations


def test_another_role_gives_no_right_to_release() -> None:
    deputy = RELEASER.changed(key="bo / deputy", person="bo", role=Role.DEPUTY)

    assert look(CHECK, works(NORTH, RELEASER, deputy, **released(by="bo"))).deviations


def test_a_release_by_nobody_cannot_be_told() -> None:
    assert untold(CHECK, works(NORTH, RELEASER, **released(by=""))) == {
        "releasers": "no case it applies to can be decided (releases)"
    }


def test_without_releasers_or_records_nothing_is_tested() -> None:
    assert untold(CHECK, works(NORTH, **released())) == {
        "releasers": "nobody is on record as a product releaser (releases)"
    }
    assert look(CHECK, works(NORTH, RELEASER)).verdict is Verdict.NOT_TESTED
