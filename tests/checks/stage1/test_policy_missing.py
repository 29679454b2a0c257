"""There is no policy."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.scope import VersionStatus
from tests.lib.documents import every_document
from tests.lib.reviews import but, without
from tests.lib.stage1 import look, material

CHECK = "policy-missing"


@pytest.mark.row("R-027")
def test_an_approved_policy_is_silent() -> None:
    assert look(CHECK, material(*every_document())).verdict is Verdict.CONFORMS


@pytest.mark.row("R-027", "R-258")
@pytest.mark.parametrize("standard", ["iso27001-2022", "iso9001-2015"])
def test_none_blocks(standard: str) -> None:
    documents = without(every_document(), "D-policy")

    (deviation,) = look(CHECK, material(*documents, standards=(standard,))).deviations

    assert deviation.blocks
    assert deviation.about == (standard,)


@pytest.mark.row("R-027")
def test_a_draft_is_none() -> None:
    draft = but(every_document(), "D-policy", status=VersionStatus.DRAFT)

    (deviation,) = look(CHECK, material(*draft)).deviations

    assert deviation.says == (
        "No approved document is the Information security policy (5.2 of ISO/IEC 27001:2022)."
    )
