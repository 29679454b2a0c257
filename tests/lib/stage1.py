"""Material for checks, and what a check said of it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from assay.checks.material import Material
from assay.checks.registry import find_check
from assay.domain.deviation import Looked
from assay.domain.document_text import DocumentText
from assay.domain.item import Item
from assay.domain.record_summary import RecordSummary
from assay.ledger.entry import Author, saying
from assay.ledger.ledger import Ledger
from assay.standards.load import load_profile, load_standard

AS_OF = date(2026, 1, 31)
ANA = Author("ana", "isms lead")
BO = Author("bo", "consultant", external=True)
LONG_AGO = datetime(2025, 1, 15, 9, tzinfo=UTC)


def material(
    *items: Item,
    as_of: date = AS_OF,
    standards: Iterable[str] = ("iso27001-2022",),
    profile: str = "isms-typical",
    texts: Mapping[str, DocumentText] | None = None,
    records: tuple[RecordSummary, ...] | None = None,
    ledger: Ledger | None = None,
) -> Material:
    """Return items as checks are given them, said long ago by the ISMS lead.

    Where a test is about history, it brings a ledger; the items are said after it.
    """
    ledger = ledger or Ledger("somewhere")
    recorded_at = ledger.entries[-1].recorded_at if ledger.entries else LONG_AGO
    ledger.append([saying(item) for item in items], by=ANA, recorded_at=recorded_at)
    return Material(
        ledger.dossier(),
        as_of,
        tuple(load_standard(name) for name in standards),
        load_profile(profile),
        texts or {},
        records,
    )


def look(check: str, at: Material) -> Looked:
    """Run one check."""
    return find_check(check).run(at)


def said(check: str, at: Material) -> dict[str, str]:
    """Return what a check says, by what it says it of."""
    return {", ".join(each.about): each.says for each in look(check, at).deviations}
