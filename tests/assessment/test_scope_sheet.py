"""The scope is confirmed item by item, and an item without an answer keeps Stage 1 open."""

from datetime import UTC, date, datetime

import pytest

from assay.assessment.scope_sheet import scope_sheet, unanswered
from assay.domain.boundary import Boundary, Stance
from assay.domain.inventory_kind import InventoryKind
from assay.domain.scope import Scope, VersionStatus
from assay.domain.scope_confirmation import Confirmation, ScopeConfirmation
from tests.lib.stage1 import material

SCOPE = Scope(
    key="2.0",
    version="2.0",
    status=VersionStatus.APPROVED,
    approved_by="mira.vos",
    approved_on=date(2025, 3, 1),
)
HALL = Boundary(key="HALL", scope="2.0", kind=InventoryKind.SITE, item="HALL", stance=Stance.IN)
SHOP = Boundary(
    key="SHOP",
    scope="2.0",
    kind=InventoryKind.SITE,
    item="SHOP",
    stance=Stance.OUT,
    reason="It is let.",
)
OLD = Boundary(key="BARN", scope="1.0", kind=InventoryKind.SITE, item="BARN", stance=Stance.IN)
AT = datetime(2026, 1, 20, 10, tzinfo=UTC)


def answer(boundary: Boundary, says: Confirmation | None, **fields: object) -> ScopeConfirmation:
    said = {"by": "ken.adler", "at": AT, **fields}
    return ScopeConfirmation.model_validate({"boundary": boundary.key, "says": says, **said})


@pytest.mark.row("R-010")
def test_each_item_of_the_approved_scope_stands_on_the_sheet_with_its_answer() -> None:
    rejected = answer(SHOP, Confirmation.REJECTED, note="Staff of the hall work there.")

    sheet = scope_sheet(material(SCOPE, HALL, SHOP, OLD, rejected))

    assert [(line.item, line.stance, line.says, line.note, line.by, line.at) for line in sheet] == [
        ("HALL", Stance.IN, None, "", "", None),
        (
            "SHOP",
            Stance.OUT,
            Confirmation.REJECTED,
            "Staff of the hall work there.",
            "ken.adler",
            AT,
        ),
    ]
    assert sheet[1].reason == "It is let."


@pytest.mark.row("R-010")
@pytest.mark.parametrize(
    ("confirmation", "open_items"),
    [
        (answer(HALL, Confirmation.CONFIRMED), []),
        (answer(HALL, Confirmation.ADJUSTED), []),
        (answer(HALL, Confirmation.REJECTED), []),
        (answer(HALL, None), [HALL.key]),
        (answer(HALL, Confirmation.CONFIRMED, by=""), [HALL.key]),
        (answer(HALL, Confirmation.CONFIRMED, at=None), [HALL.key]),
    ],
)
def test_an_answer_counts_once_somebody_gave_it_at_some_time(
    confirmation: ScopeConfirmation, open_items: list[str]
) -> None:
    sheet = scope_sheet(material(SCOPE, HALL, confirmation))

    assert [line.boundary for line in unanswered(sheet)] == open_items


def test_without_an_approved_scope_there_is_nothing_to_confirm() -> None:
    assert scope_sheet(material(SCOPE.changed(status=VersionStatus.DRAFT), HALL)) == ()
