"""More parts were delivered than had been released."""

import pytest

from assay.domain.deviation import Verdict
from tests.lib.stage2 import look, said, untold
from tests.lib.works import works

CHECK = "delivered-more-than-released"
NAME = "quantities delivered and released"
RELEASES = """
    release_id | job  | released_at         | quantity | released_by
    -----------+------+---------------------+----------+------------
    RL-1       | WO-1 | 2025-01-02 10:00:00 | 5        | ana
    RL-2       | WO-1 | 2026-01-12 10:00:00 | 3        | ana
"""
DELIVERIES = """
    delivery_id | job  | order | customer | delivered_at        | quantity
    ------------+------+-------+----------+---------------------+---------
    DN-1        | WO-1 | SO-1  | Kestrel  | 2025-01-03 10:00:00 | 5
    DN-2        | WO-1 | SO-1  | Kestrel  | 2026-01-13 10:00:00 | {last}
"""


@pytest.mark.parametrize(
    ("last", "says"),
    [
        ("3", {}),
        (
            "4",
            {
                NAME: "Of 1 of 1 jobs more was delivered than released: "
                "WO-1 (9 delivered, 8 released)."
            },
        ),
    ],
)
def test_one_part_more_than_was_released_speaks_with_both_sums(
    last: str, says: dict[str, str]
) -> None:
    assert said(CHECK, works(release=RELEASES, delivery=DELIVERIES.format(last=last))) == says


def test_what_was_released_before_the_window_counts() -> None:
    found = look(CHECK, works(release=RELEASES, delivery=DELIVERIES.format(last="3")))

    assert found.verdict is Verdict.CONFORMS
    (figures,) = found.figures
    assert (figures.population, figures.conforming) == (1, 1)


def test_a_quantity_that_is_not_there_leaves_the_sum_unknown() -> None:
    assert untold(CHECK, works(release=RELEASES, delivery=DELIVERIES.format(last=""))) == {
        NAME: "no case it applies to can be decided (deliveries)"
    }


def test_a_job_without_any_release_is_not_asked_for() -> None:
    other = RELEASES.replace("WO-1", "WO-2")

    found = look(CHECK, works(release=other, delivery=DELIVERIES.format(last="3")))

    assert found.verdict is Verdict.NOT_TESTED
    assert not found.deviations


def test_without_records_nothing_is_tested() -> None:
    assert look(CHECK, works()).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, works(delivery=DELIVERIES.format(last="3"))) == {
        NAME: "there are no records of releases (deliveries)"
    }
