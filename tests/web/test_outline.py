"""Headings of a document on a page."""

import pytest

from assay.web.outline import heading_levels


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ([], []),
        ([1, 2, 2, 3, 1], [2, 3, 3, 4, 2]),
        ([2, 2, 3], [2, 2, 3]),  # the title was left out, for the page has it
        ([1, 4, 2], [2, 3, 3]),  # one that skips, and one that stands between
        ([1, 2, 3, 4, 5, 6, 7], [2, 3, 4, 5, 6, 6, 6]),
    ],
)
def test_headings_begin_below_the_title_and_leave_no_level_out(
    levels: list[int], shown: list[int]
) -> None:
    assert list(heading_levels(levels)) == shown
