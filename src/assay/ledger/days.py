"""Days of an organisation: they end where it works, and a ledger is read up to that instant."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from assay.domain.case import Case
from assay.ledger.dossier import Dossier


def zone_of(dossier: Dossier) -> str:
    """Return the time zone in which the organisation's days end."""
    return next((case.time_zone for case in dossier[Case].values() if case.time_zone), "UTC")


def end_of(day: date, zone: str = "UTC") -> datetime:
    """Return the last instant of a day."""
    following = date(day.year, day.month, day.day) + timedelta(days=1)
    midnight = datetime.combine(following, time.min, tzinfo=ZoneInfo(zone))
    return midnight - timedelta(microseconds=1)
