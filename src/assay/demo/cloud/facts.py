"""What Quillmark promises, number by number: prose, claims and records all take it from here.

A number that stood twice would sooner or later be two numbers, and the clean
company would break its own procedures.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType

SLUG = "quillmark"
COMPANY = "Quillmark"
LEGAL_NAME = "Quillmark B.V."
STANDARD = "iso27001-2022"
PROFILE = "isms-typical"
BODY = "Noordzee Certificatie B.V."

STARTED_DAYS_AGO = 425
RECORD_DAYS = 365
STAGE_2_DAYS_LATER = 49


@dataclass(frozen=True, slots=True)
class Promises:
    """The parameters of the management system, with their unit in the name."""

    incident_log_hours: int = 24
    alert_hours: int = 24
    urgent_alert_minutes: int = 60
    leaver_hours: int = 24
    joiner_days: int = 30
    critical_fix_days: int = 7
    high_fix_days: int = 30
    medium_fix_days: int = 90
    restore_months: int = 6
    recovery_hours: int = 4
    log_months: int = 13
    backup_days: int = 35
    risk_months: int = 3
    accept_up_to: int = 8
    document_months: int = 12
    supplier_months: int = 12
    minor_supplier_months: int = 24
    emergency_days: int = 2
    record_months: int = 36
    incident_close_days: int = 30
    password_length: int = 14
    lock_minutes: int = 5
    tls_version: str = "1.2"
    audit_action_days: int = 90
    exercise_months: int = 6
    data_request_days: int = 30
    deletion_days: int = 30


PROMISES = Promises()


def promised_words() -> Mapping[str, str]:
    """Return the words that prose takes in by name."""
    words = {name: str(value) for name, value in asdict(PROMISES).items()}
    return MappingProxyType({**words, "company": COMPANY, "legal_name": LEGAL_NAME, "body": BODY})
