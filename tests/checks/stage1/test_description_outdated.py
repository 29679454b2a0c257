"""A system was rebuilt after the document that describes it was last looked at."""

from datetime import UTC, date, datetime

import pytest

from assay.checks.material import Material
from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.scope import VersionStatus
from assay.domain.system import System
from assay.ledger.entry import saying
from assay.ledger.ledger import Ledger
from tests.lib.stage1 import ANA, AS_OF, look, material, said

CHECK = "description-outdated"
NETWORK = Document(
    key="STD-1",
    title="Network standard",
    status=VersionStatus.APPROVED,
    tags=("perimeter", "on site"),
    approved_on=date(2025, 3, 1),
    reviewed_on=date(2025, 9, 1),
)
GATE = System(key="SYS-1", name="Gate", tags=("perimeter", "encrypted"))


def rebuilt(on: date, *tags: str, document: Document = NETWORK) -> Material:
    """Return material in which the system was tagged anew on a day."""
    ledger = Ledger("somewhere")
    for day, system in ((date(2025, 1, 1), GATE), (on, GATE.changed(tags=tags))):
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        ledger.append([saying(system)], by=ANA, recorded_at=at)
    return material(document, ledger=ledger)


@pytest.mark.row("R-040")
def test_as_it_was_on_the_day_of_the_review_conforms() -> None:
    assert look(CHECK, rebuilt(date(2025, 12, 1), *GATE.tags)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-040")
def test_a_tag_lost_after_the_review_makes_the_document_one_to_revisit() -> None:
    looked = look(CHECK, rebuilt(date(2025, 12, 1), "identity-centric", "encrypted"))

    assert [each.about for each in looked.deviations] == [("STD-1", "SYS-1")]
    assert looked.deviations[0].says == (
        "STD-1 (Network standard) describes perimeter, on site and was last looked at on "
        "2025-09-01; system SYS-1 is no longer perimeter and now identity-centric since "
        "2025-12-01."
    )
    assert looked.deviations[0].evidence == ("document STD-1", "entry 2")
    assert looked.deviations[0].signal


@pytest.mark.row("R-040")
@pytest.mark.parametrize(
    ("on", "about"), [(date(2025, 9, 1), set()), (date(2025, 9, 2), {"STD-1"})]
)
def test_a_change_up_to_the_day_of_the_review_was_there_to_be_seen(
    on: date, about: set[str]
) -> None:
    looked = look(CHECK, rebuilt(on, "perimeter", "encrypted", "hybrid"))

    assert {each.about[0] for each in looked.deviations} == about


def test_a_change_taken_back_is_none_and_neither_is_one_of_another_system() -> None:
    unlike = NETWORK.changed(tags=("paperless",))

    assert said(CHECK, rebuilt(date(2025, 12, 1), "encrypted", "perimeter")) == {}
    assert said(CHECK, rebuilt(date(2025, 12, 1), "hybrid", document=unlike)) == {}


def test_a_system_switched_off_is_described_by_history() -> None:
    at = rebuilt(date(2025, 12, 1), "hybrid")
    off = System(key="SYS-1", name="Gate", tags=("hybrid",), retired_on=AS_OF)

    assert said(CHECK, material(NETWORK, off, ledger=Ledger("x", list(at.dossier.entries)))) == {}


def test_what_cannot_be_told_is_unknown() -> None:
    undated = NETWORK.changed(reviewed_on=None, approved_on=None)

    assert look(CHECK, rebuilt(date(2025, 12, 1), "x", document=undated)).why_not_tested == (
        "1 of 1 cannot be told: it has no date of review or approval"
    )
    assert look(CHECK, material(NETWORK.changed(reviewed_on=None), GATE)).verdict is (
        Verdict.CONFORMS
    )
    assert look(CHECK, material(NETWORK)).why_not_tested == (
        "1 of 1 cannot be told: no system was on record by 2025-09-01"
    )
    assert look(CHECK, material(GATE)).why_not_tested == (
        "no document in use carries architecture tags"
    )
