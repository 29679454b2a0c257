"""Something that needs an owner has none, or one who does not work here any more."""

from datetime import date

import pytest

from assay.domain.asset import Asset
from assay.domain.criticality import Criticality
from assay.domain.deviation import Verdict
from assay.domain.document import Document
from assay.domain.item import Item
from assay.domain.objective import Objective
from assay.domain.person import Person
from assay.domain.process import Process
from assay.domain.risk import Risk
from assay.domain.scope import VersionStatus
from assay.domain.soa_row import Applicability, SoaRow
from assay.domain.supplier import Supplier
from assay.domain.system import System
from tests.lib.stage1 import look, material, said

CHECK = "owner-missing"
MIRA = Person(key="mira", name="Mira", started_on=date(2020, 1, 1))
THINGS = [
    SoaRow(key="A.5.1", applicability=Applicability.INCLUDED, owner="mira"),
    Document(key="POL-01", title="Policy", status=VersionStatus.APPROVED, owner="mira"),
    Asset(key="AS-1", name="Contracts", criticality=Criticality.HIGH, owner="mira"),
    System(key="SYS-1", name="CRM", owner="mira"),
    Supplier(key="S-1", name="Hostio", owner="mira"),
    Risk(key="R-1", title="Fire", owner="mira"),
    Objective(key="OBJ-1", title="Less", owner="mira"),
    Process(key="P-1", name="Sales", owner="mira"),
]


@pytest.mark.row("R-297")
def test_everything_with_an_owner_who_works_here_is_silent() -> None:
    looked = look(CHECK, material(MIRA, *THINGS))

    assert (looked.verdict, len(looked.population)) == (Verdict.CONFORMS, len(THINGS))


@pytest.mark.row("R-297")
@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.register)
def test_each_kind_of_thing_needs_one(thing: Item) -> None:
    name = thing.register.replace("_", " ")

    assert said(CHECK, material(MIRA, thing.changed(owner=""))) == {
        thing.key: f"{name[0].upper()}{name[1:]} {thing.key} has no owner."
    }


@pytest.mark.row("R-297")
def test_an_owner_who_left_is_named_with_the_day() -> None:
    gone = MIRA.changed(ended_on=date(2026, 1, 30))

    assert said(CHECK, material(gone, THINGS[5])) == {
        "R-1": "Risk R-1 is owned by mira, who left on 2026-01-30."
    }


@pytest.mark.row("R-297")
def test_the_last_day_still_counts() -> None:
    assert said(CHECK, material(MIRA.changed(ended_on=date(2026, 1, 31)), THINGS[5])) == {}


def test_excluded_controls_and_withdrawn_documents_need_none() -> None:
    excluded = SoaRow(key="A.7.4", applicability=Applicability.EXCLUDED)
    withdrawn = Document(key="POL-9", title="Old", status=VersionStatus.WITHDRAWN)

    assert look(CHECK, material(excluded, withdrawn)).verdict is Verdict.NOT_TESTED


def test_an_owner_in_no_list_is_unknown() -> None:
    assert look(CHECK, material(THINGS[5])).verdict is Verdict.NOT_TESTED
