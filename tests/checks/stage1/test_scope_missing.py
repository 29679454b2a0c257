"""No version of the scope is approved on the day of the audit."""

from datetime import date

import pytest

from assay.domain.deviation import Verdict
from assay.domain.scope import VersionStatus
from tests.lib.scopes import SCOPE
from tests.lib.stage1 import AS_OF, look, material, said

CHECK = "scope-missing"


@pytest.mark.row("R-003")
def test_approved_on_the_day_is_approved() -> None:
    assert look(CHECK, material(SCOPE.changed(approved_on=AS_OF))).verdict is Verdict.CONFORMS


@pytest.mark.row("R-003")
@pytest.mark.parametrize(
    ("changed", "standing"),
    [
        ({"approved_on": date(2026, 2, 1)}, "version 2.0 is approved on 2026-02-01"),
        ({"approved_on": None}, "version 2.0 is approved on no date"),
        ({"status": VersionStatus.DRAFT}, "version 2.0 is draft"),
        ({"status": VersionStatus.WITHDRAWN}, "version 2.0 is withdrawn"),
    ],
)
def test_what_is_not_approved_by_the_day_is_none(changed: dict[str, object], standing: str) -> None:
    looked = look(CHECK, material(SCOPE.changed(**changed)))

    assert [each.about for each in looked.deviations] == [("2.0",)]
    assert looked.deviations[0].blocks
    assert looked.deviations[0].measured == "0 of 1 versions approved"
    assert looked.deviations[0].says == (
        f"somewhere has no approved scope as of 2026-01-31: {standing}."
    )


@pytest.mark.row("R-003")
def test_an_empty_register_is_said_to_be_empty() -> None:
    assert said(CHECK, material()) == {
        "somewhere": "somewhere has no approved scope as of 2026-01-31: "
        "the register holds no version."
    }
