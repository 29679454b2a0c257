"""An internal auditor had no competence on record when they audited."""

from datetime import date

import pytest

from assay.domain.competence import Competence
from assay.domain.deviation import Verdict
from assay.domain.person import Person
from tests.lib.audits import an_audit
from tests.lib.reviews import but, without
from tests.lib.stage1 import look, material, said

CHECK = "auditor-unqualified"
NONE = {"IA-1, ivo": "IA-1: ivo audited on 2026-01-05 with no record for auditing."}


@pytest.mark.row("R-085")
def test_a_record_that_stands_on_the_day_is_silent() -> None:
    last_day = but(an_audit(), "IA-1 ivo", valid_until_on=date(2026, 1, 5))

    assert look(CHECK, material(*last_day)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-085")
def test_a_record_that_ran_out_the_day_before_speaks() -> None:
    over = but(an_audit(), "IA-1 ivo", valid_until_on=date(2026, 1, 4))

    assert said(CHECK, material(*over)) == {
        "IA-1, ivo": "IA-1: ivo audited on 2026-01-05 with 1 records for auditing, none valid then."
    }


@pytest.mark.row("R-085")
def test_competence_in_something_else_does_not_count() -> None:
    welding = but(an_audit(), "IA-1 ivo", fit_for="welding")

    assert said(CHECK, material(*welding)) == NONE


@pytest.mark.row("R-085")
def test_somebody_from_outside_needs_an_engagement() -> None:
    outside = Person(key="ivo", name="Ivo", external=True)
    engaged = Competence(key="e", person="ivo", fit_for="review", engagement="LTR-7")
    bare = without(an_audit(), "IA-1 ivo")

    assert said(CHECK, material(*bare, outside)) == NONE
    assert said(CHECK, material(*bare, outside, engaged)) == {}


def test_without_an_audit_nothing_is_tested() -> None:
    assert look(CHECK, material()).verdict is Verdict.NOT_TESTED
