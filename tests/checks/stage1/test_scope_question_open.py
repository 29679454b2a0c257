"""A question about the scope has no accepted answer."""

from datetime import date

import pytest

from assay.domain.clarification import Clarification, ClarificationState
from assay.domain.deviation import Verdict
from assay.domain.site import Site
from tests.lib.scopes import SCOPE, clause
from tests.lib.stage1 import look, material, said

CHECK = "scope-question-open"
QUESTION = Clarification(
    key="CL-1",
    about="scope 2.0",
    question="Is the night shift in?",
    raised_on=date(2026, 1, 5),
    state=ClarificationState.ACCEPTED,
)


@pytest.mark.row("R-009")
def test_an_accepted_answer_conforms() -> None:
    assert look(CHECK, material(SCOPE, QUESTION)).verdict is Verdict.CONFORMS


@pytest.mark.row("R-009")
@pytest.mark.parametrize("state", ["open", "answered"])
def test_anything_short_of_acceptance_is_named(state: str) -> None:
    assert said(CHECK, material(SCOPE, QUESTION.changed(state=state))) == {
        "CL-1": f"Question CL-1 about scope 2.0 raised on 2026-01-05 is {state}, not accepted: "
        "Is the night shift in?"
    }


def test_a_question_in_no_state_is_not_accepted() -> None:
    assert set(said(CHECK, material(SCOPE, QUESTION.changed(state=None, about="")))) == {"CL-1"}


def test_a_question_about_a_thing_of_the_inventory_counts_and_about_others_does_not() -> None:
    leeds = Site(key="LEE", name="Leeds")
    about_leeds = QUESTION.changed(key="CL-2", about="LEE", state="open")
    about_risk = QUESTION.changed(key="CL-3", about="R-7", state="open")

    assert set(said(CHECK, material(SCOPE, leeds, about_leeds, about_risk))) == {"CL-2"}


def test_a_question_about_an_account_that_a_clause_names_counts() -> None:
    account = clause("B-1", "hosting account", "labs-4", "out")
    question = QUESTION.changed(about="labs-4", state="open")

    assert set(said(CHECK, material(SCOPE, account, question))) == {"CL-1"}


def test_where_nobody_asked_the_scope_conforms_if_there_is_one() -> None:
    assert look(CHECK, material(SCOPE)).verdict is Verdict.CONFORMS
    assert look(CHECK, material()).why_not_tested == (
        "no version of the scope is approved, and nobody asked"
    )
