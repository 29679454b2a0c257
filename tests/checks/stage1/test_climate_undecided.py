"""Nobody has decided whether climate change is a relevant issue, or nobody says why."""

import pytest

from assay.domain.deviation import Verdict
from assay.domain.organisation import Organisation
from tests.lib.stage1 import look, material, said

CHECK = "climate-undecided"
DECIDED = Organisation(
    key="hall", name="Hall", climate_is_relevant=False, climate_reason="Nothing we do depends on it"
)


@pytest.mark.parametrize("standard", ["iso27001-2022", "iso9001-2015", "iso9001-2026"])
@pytest.mark.parametrize("relevant", [True, False])
def test_a_decision_with_its_reason_conforms_whichever_way_it_goes(
    standard: str, *, relevant: bool
) -> None:
    at = material(DECIDED.changed(climate_is_relevant=relevant), standards=[standard])

    assert look(CHECK, at).verdict is Verdict.CONFORMS


def test_silence_is_no_decision() -> None:
    silent = DECIDED.changed(climate_is_relevant=None)

    looked = look(CHECK, material(silent))

    assert said(CHECK, material(silent)) == {
        "hall": "Hall has not decided whether climate change is an issue for it."
    }
    assert looked.deviations[0].evidence == ("organisation hall",)
    assert looked.deviations[0].reason == "undecided"


@pytest.mark.parametrize(("relevant", "word"), [(True, "is an issue"), (False, "is no issue")])
def test_a_decision_without_a_reason_is_half_a_decision(word: str, *, relevant: bool) -> None:
    bare = DECIDED.changed(climate_is_relevant=relevant, climate_reason="")

    assert said(CHECK, material(bare)) == {
        "hall": f"Hall has decided that climate change {word} for it, and gives no reason."
    }


def test_without_a_word_on_the_organisation_nothing_can_be_told() -> None:
    assert look(CHECK, material()).why_not_tested == (
        "nothing is on record about the organisation and its context"
    )


def test_nothing_is_asked_where_no_standard_asks() -> None:
    at = material(DECIDED.changed(climate_is_relevant=None), standards=[])

    assert look(CHECK, at).why_not_tested == "no standard of the case asks for a decision"
