"""Days end where the organisation works."""

from datetime import UTC, date, datetime

from assay.domain.case import Case
from assay.ledger.days import end_of, zone_of
from assay.ledger.dossier import Dossier
from assay.ledger.entry import saying
from tests.ledger.ledgers import ANA, NOON, Append, ledger_of


def test_a_day_ends_where_the_organisation_works() -> None:
    assert end_of(date(2026, 1, 31)) == datetime(2026, 1, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    assert end_of(date(2026, 1, 31), "Asia/Tokyo").astimezone(UTC) == datetime(
        2026, 1, 31, 14, 59, 59, 999_999, tzinfo=UTC
    )


def test_a_day_of_twenty_three_hours_ends_at_its_own_midnight() -> None:
    assert end_of(date(2026, 3, 29), "Europe/Lisbon").astimezone(UTC) == datetime(
        2026, 3, 29, 22, 59, 59, 999_999, tzinfo=UTC
    )


def test_the_instant_of_a_day_is_of_no_matter() -> None:
    assert end_of(datetime(2026, 1, 31, 15, tzinfo=UTC)) == end_of(date(2026, 1, 31))


def test_a_zone_is_that_of_the_case_or_utc() -> None:
    unsaid, said = (
        Case(key="C-1", name="Acme"),
        Case(key="C-1", name="Acme", time_zone="Asia/Tokyo"),
    )

    assert zone_of(dossier_of(unsaid)) == "UTC"
    assert zone_of(dossier_of(said)) == "Asia/Tokyo"


def dossier_of(case: Case) -> Dossier:
    return ledger_of([Append(ANA, NOON, [saying(case)])]).dossier()
