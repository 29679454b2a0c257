"""An interested party is known, and what it needs or what becomes of that is not said."""

from assay.domain.deviation import Verdict
from assay.domain.interested_party import InterestedParty
from tests.lib.stage1 import look, material, said

CHECK = "interested-parties-unsaid"
BANK = InterestedParty(
    key="P-1", name="The bank", needs="Figures by the tenth", addressed=True, how="PRO-4"
)


def test_needs_with_what_becomes_of_them_conform() -> None:
    apart = BANK.changed(key="P-2", addressed=False, how="")

    looked = look(CHECK, material(BANK, apart))

    assert (looked.verdict, len(looked.population)) == (Verdict.CONFORMS, 2)


def test_each_thing_unsaid_is_named() -> None:
    unsaid = [
        BANK.changed(key="P-1", needs=""),
        BANK.changed(key="P-2", addressed=None),
        BANK.changed(key="P-3", how=""),
        BANK.changed(key="P-4", name="P-4", needs=""),
    ]

    assert said(CHECK, material(*unsaid)) == {
        "P-1": "Interested party P-1 (The bank): what it needs is not on record.",
        "P-2": (
            "Interested party P-2 (The bank): whether the system takes up its needs is not "
            "said: Figures by the tenth."
        ),
        "P-3": (
            "Interested party P-3 (The bank): the system takes up its needs, and how is not "
            "said: Figures by the tenth."
        ),
        "P-4": "Interested party P-4: what it needs is not on record.",
    }
    reasons = {each.about[0]: each.reason for each in look(CHECK, material(*unsaid)).deviations}
    assert reasons == {"P-1": "needs", "P-2": "addressed", "P-3": "how", "P-4": "needs"}


def test_without_parties_nothing_can_be_told() -> None:
    assert look(CHECK, material()).why_not_tested == "no interested party is on record"
