"""Access rights were not reviewed as often as promised."""

from datetime import date

import pytest

from assay.domain.claim import Claim, ClaimKind
from assay.domain.deviation import Verdict
from assay.domain.document_version import DocumentVersion
from assay.domain.frequency import Frequency
from assay.domain.scope import VersionStatus
from assay.domain.system import Environment, System
from tests.lib.stage2 import keys, look, operation, said, untold

CHECK = "access-review-late"
PROMISE = Claim(
    key="CLM-1",
    document="POL-4",
    version="2.0",
    section="6 Reviews",
    quote="Rights on every production system are reviewed at least quarterly.",
    kind=ClaimKind.FREQUENCY,
    family="access_review",
    first="reviewed_at",
    every=Frequency.QUARTERLY,
    per="system",
    where=("environment = production",),
)
IN_FORCE = DocumentVersion(
    key="POL-4 / 2.0",
    document="POL-4",
    version="2.0",
    status=VersionStatus.APPROVED,
    in_force_from_on=date(2025, 1, 1),
)
VAULT = System(
    key="vault", name="Vault", environment=Environment.PRODUCTION, live_on=date(2020, 1, 1)
)
REVIEWS = """
    review_id | system | reviewed_at         | reviewer
    ----------+--------+---------------------+---------
    R-1       | vault  | 2025-07-10 10:00:00 | ana
    R-2       | vault  | 2025-10-09 10:00:00 | ana
    R-3       | vault  | {last}              | ana
"""


def reviewed(last: str) -> dict[str, str]:
    return {"access_review": REVIEWS.format(last=last)}


@pytest.mark.row("R-119")
def test_a_review_85_days_ago_is_silent() -> None:
    found = look(
        CHECK, operation(PROMISE, IN_FORCE, VAULT, records=reviewed("2025-11-07 10:00:00"))
    )

    assert found.verdict is Verdict.CONFORMS
    (figures,) = found.figures
    assert (figures.population, figures.conforming) == (1, 1)


@pytest.mark.row("R-119", "R-148")
@pytest.mark.parametrize(
    ("as_of", "silent"), [(date(2026, 1, 23), True), (date(2026, 1, 24), False)]
)
def test_106_days_are_silent_and_107_speak_with_the_days(
    as_of: date,
    silent: bool,  # noqa: FBT001 - one of two cases
) -> None:
    records = {"access_review": "\n".join(REVIEWS.splitlines()[:5])}
    at = operation(PROMISE, IN_FORCE, VAULT, records=records, as_of=as_of)

    assert said(CHECK, at) == (
        {}
        if silent
        else {
            "CLM-1": (
                "Of 1 of 1 that are promised reviews of access the longest time between two "
                "reviews is too long: vault (107 days); POL-4 2.0, 6 Reviews: "
                '"Rights on every production system are reviewed at least quarterly".'
            )
        }
    )


@pytest.mark.row("R-119", "R-120")
def test_a_system_that_nobody_ever_reviewed_is_named() -> None:
    other = VAULT.changed(key="queue")

    at = operation(PROMISE, IN_FORCE, VAULT, other, records=reviewed("2026-01-07 10:00:00"))

    assert keys(CHECK, at) == ["queue"]


def test_without_records_nothing_is_tested() -> None:
    at = operation(PROMISE, IN_FORCE, VAULT)

    assert look(CHECK, at).verdict is Verdict.NOT_TESTED
    assert untold(CHECK, at) == {"CLM-1": "there are no records of access_review (access reviews)"}


def test_without_a_promise_nothing_is_tested() -> None:
    found = look(CHECK, operation(VAULT, records=reviewed("2026-01-07 10:00:00")))

    assert found.verdict is Verdict.NOT_TESTED
    assert found.why_not_tested == "no document promises how often access rights are reviewed"


@pytest.mark.row("R-119")
def test_each_version_of_the_promise_holds_on_its_own_days() -> None:
    earlier = PROMISE.changed(key="CLM-0", version="1.0", every=Frequency.YEARLY)
    first = IN_FORCE.changed(key="POL-4 / 1.0", version="1.0", in_force_from_on=date(2024, 1, 1))
    second = IN_FORCE.changed(in_force_from_on=date(2026, 1, 20))
    records = {"access_review": "\n".join(REVIEWS.splitlines()[:4])}

    found = look(CHECK, operation(PROMISE, earlier, first, second, VAULT, records=records))

    assert [(each.in_force, each.deviating) for each in found.figures] == [
        ("POL-4 1.0 from 2025-07-31 to 2026-01-19", 0),
        ("POL-4 2.0 from 2026-01-20 to 2026-01-31", 1),
    ]


@pytest.mark.row("R-120")
def test_no_completed_review_at_all_is_a_reason_of_its_own() -> None:
    records = {"access_review": "\n".join(REVIEWS.splitlines()[:3])}
    never = operation(PROMISE, IN_FORCE, VAULT, records=records)
    late = operation(PROMISE, IN_FORCE, VAULT, records=reviewed("2025-01-07 10:00:00"))

    (nothing,), (something,) = (look(CHECK, at).deviations for at in (never, late))
    assert nothing.reason == "no review in the window"
    assert nothing.says == (
        "No review of access was completed in the window for any of 1 that are promised reviews: "
        'vault (184 days); POL-4 2.0, 6 Reviews: "Rights on every production system are reviewed '
        'at least quarterly".'
    )
    assert something.reason != nothing.reason


@pytest.mark.row("R-119")
def test_a_last_review_of_eight_months_ago_speaks_with_its_days() -> None:
    records = {
        "access_review": REVIEWS.format(last="2025-05-31 10:00:00")
        .replace("2025-07-10", "2025-01-10")
        .replace("2025-10-09", "2025-03-09")
    }
    at = operation(PROMISE, IN_FORCE, VAULT, records=records)

    (deviation,) = look(CHECK, at).deviations
    assert "vault (245 days)" in deviation.says


@pytest.mark.row("R-148")
def test_200_days_in_the_middle_speak_though_the_last_review_is_recent() -> None:
    records = {
        "access_review": REVIEWS.format(last="2026-01-26 10:00:00").replace(
            "2025-10-09", "2025-07-10"
        )
    }
    at = operation(PROMISE, IN_FORCE, VAULT, records=records, months=9)

    (deviation,) = look(CHECK, at).deviations
    assert "vault (200 days)" in deviation.says
