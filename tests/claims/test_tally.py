"""What came of one population test."""

from fractions import Fraction

import pytest

from assay.claims.tally import NotTested, Tally, Verdict


def test_every_member_is_on_one_side() -> None:
    with pytest.raises(AssertionError, match=r"^10 members, but 9 on one side or another$"):
        Tally(10, 1, 1, 1, 1, 5)


@pytest.mark.parametrize(
    ("tally", "verdict", "because"),
    [
        (Tally(1, 0, 0, 0, 0, 1), Verdict.CONFORMS, None),
        (Tally(5, 1, 1, 1, 1, 1), Verdict.DEVIATES, None),
        (Tally.none(), Verdict.NOT_TESTED, NotTested.EMPTY),
        (Tally(2, 2, 0, 0, 0, 0), Verdict.NOT_TESTED, NotTested.NEVER_HAPPENED),
        (Tally(2, 1, 1, 0, 0, 0), Verdict.NOT_TESTED, NotTested.ALL_EXCEPTED),
        (Tally(3, 1, 1, 1, 0, 0), Verdict.NOT_TESTED, NotTested.UNDECIDABLE),
    ],
)
def test_nothing_tested_conforms_to_nothing(
    tally: Tally, verdict: Verdict, because: NotTested | None
) -> None:
    assert (tally.verdict, tally.not_tested_because) == (verdict, because)


def test_the_rate_is_of_what_was_tested() -> None:
    assert Tally(10, 3, 1, 2, 1, 3).rate == Fraction(1, 4)
    assert Tally(1, 1, 0, 0, 0, 0).rate is None


def test_groups_add_up() -> None:
    one, other = Tally(3, 1, 0, 0, 1, 1), Tally(4, 0, 1, 1, 0, 2)

    assert Tally.over([one, other]) == Tally(7, 1, 1, 1, 1, 3)
    assert Tally.over([]) == Tally.none()
