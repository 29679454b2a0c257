"""Promises with the days on which each of their versions was in force."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.claims.promises import cite, promise_of, same_promise
from assay.domain.claim import Claim, ClaimKind
from assay.domain.document_version import DocumentVersion
from assay.domain.frequency import Frequency
from assay.domain.scope import VersionStatus

FIRST_ON, LAST_ON = date(2025, 8, 1), date(2026, 1, 31)
A_DAY = timedelta(days=1)
QUARTERLY = Claim(
    key="CLM-2",
    document="POL-4",
    version="2.0",
    section="6 Reviews",
    kind=ClaimKind.FREQUENCY,
    family="access_review",
    first="reviewed_at",
    every=Frequency.QUARTERLY,
    per="system",
)
YEARLY = QUARTERLY.changed(key="CLM-1", version="1.0", every=Frequency.YEARLY)


def version(
    number: str,
    from_on: date | None,
    until_on: date | None = None,
    status: VersionStatus = VersionStatus.APPROVED,
) -> DocumentVersion:
    return DocumentVersion(
        key=f"POL-4 / {number}",
        document="POL-4",
        version=number,
        status=status,
        in_force_from_on=from_on,
        in_force_until_on=until_on,
    )


def test_each_wording_holds_on_the_days_of_its_version() -> None:
    versions = (version("1.0", date(2024, 1, 1)), version("2.0", date(2025, 11, 1)))

    promise = promise_of(QUARTERLY, [YEARLY], versions, FIRST_ON, LAST_ON)

    assert [(each.claim.key, each.from_on, each.until_on) for each in promise.stretches] == [
        ("CLM-1", FIRST_ON, date(2025, 10, 31)),
        ("CLM-2", date(2025, 11, 1), LAST_ON),
    ]
    assert promise.stretches[0].in_force == "POL-4 1.0 from 2025-08-01 to 2025-10-31"


def test_wordings_that_ask_the_same_are_one_stretch() -> None:
    versions = (version("1.0", date(2024, 1, 1)), version("2.0", date(2025, 11, 1)))
    same = QUARTERLY.changed(key="CLM-1", version="1.0")

    (stretch,) = promise_of(QUARTERLY, [same], versions, FIRST_ON, LAST_ON).stretches

    assert (stretch.from_on, stretch.until_on) == (FIRST_ON, LAST_ON)
    assert stretch.in_force == (
        "POL-4 1.0 from 2025-08-01 to 2025-10-31; POL-4 2.0 from 2025-11-01 to 2026-01-31"
    )


def test_an_earlier_version_without_wording_is_taken_to_promise_the_same_and_says_so() -> None:
    versions = (version("1.0", date(2024, 1, 1)), version("2.0", date(2025, 11, 1)))

    (stretch,) = promise_of(QUARTERLY, [], versions, FIRST_ON, LAST_ON).stretches

    assert "POL-4 1.0 from 2025-08-01 to 2025-10-31, taken to promise what 2.0 does" in (
        stretch.in_force
    )


def test_a_draft_and_a_version_that_was_never_in_force_promise_nothing() -> None:
    draft = version("2.0", date(2025, 11, 1), status=VersionStatus.DRAFT)

    promise = promise_of(
        QUARTERLY, [], (version("1.0", date(2024, 1, 1)), draft), FIRST_ON, LAST_ON
    )

    assert promise.stretches == ()
    assert promise.untestable == "version 2.0 of POL-4 was not in force in the window"


def test_without_versions_the_whole_window_is_held_against_what_is_said_now() -> None:
    (stretch,) = promise_of(QUARTERLY, [YEARLY], [], FIRST_ON, LAST_ON).stretches

    assert (stretch.claim, stretch.from_on, stretch.until_on) == (QUARTERLY, FIRST_ON, LAST_ON)
    assert stretch.in_force == (
        "POL-4 2.0, 6 Reviews; the register names no versions with their days"
    )


def test_a_withdrawn_version_leaves_days_on_which_nothing_was_promised() -> None:
    versions = (
        version("1.0", date(2024, 1, 1), date(2025, 9, 30)),
        version("2.0", date(2025, 11, 1)),
    )

    first, second = promise_of(QUARTERLY, [YEARLY], versions, FIRST_ON, LAST_ON).stretches

    assert (first.until_on, second.from_on) == (date(2025, 9, 30), date(2025, 11, 1))


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({"version": "1.0"}, True),
        ({"version": "1.0", "every": Frequency.YEARLY}, True),
        ({}, False),
        ({"version": "1.0", "per": "site"}, False),
        ({"version": "1.0", "document": "POL-5"}, False),
    ],
)
def test_one_promise_in_two_versions_is_known_by_what_it_is_about(
    changed: dict[str, object],
    same: bool,  # noqa: FBT001 - the answer
) -> None:
    assert same_promise(QUARTERLY, QUARTERLY.changed(**changed)) is same


def test_a_promise_is_cited_by_document_version_and_section() -> None:
    assert cite(QUARTERLY) == "POL-4 2.0, 6 Reviews"
    assert cite(QUARTERLY.changed(version="", section="")) == "POL-4"


starts = st.lists(
    st.integers(-300, 250).map(lambda days: FIRST_ON + timedelta(days=days)),
    min_size=1,
    max_size=6,
    unique=True,
)


@given(begins=starts, rhythms=st.lists(st.sampled_from(Frequency), min_size=6, max_size=6))
def test_stretches_cover_the_window_from_the_first_version_on_without_overlap(
    begins: list[date], rhythms: list[Frequency]
) -> None:
    begins = sorted(begins)
    versions = [version(f"{place}.0", day) for place, day in enumerate(begins, start=1)]
    wordings = [
        QUARTERLY.changed(key=f"C-{place}", version=f"{place}.0", every=rhythms[place - 1])
        for place in range(1, len(begins) + 1)
    ]
    last = max((place for place, day in enumerate(begins, 1) if day <= LAST_ON), default=0)
    if not last:
        return

    stretches = promise_of(wordings[last - 1], wordings, versions, FIRST_ON, LAST_ON).stretches

    days = [
        each.from_on + timedelta(days=place)
        for each in stretches
        for place in range((each.until_on - each.from_on).days + 1)
    ]
    from_on = max(begins[0], FIRST_ON)
    assert days == [
        from_on + timedelta(days=place) for place in range((LAST_ON - from_on).days + 1)
    ]
    for each in stretches:
        in_force = max(place for place, day in enumerate(begins, 1) if day <= each.until_on)
        assert each.claim.every is rhythms[in_force - 1]
