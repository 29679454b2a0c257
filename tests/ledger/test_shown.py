"""A dossier as somebody may see it."""

import pytest

from assay.domain.interview import Interview, InterviewKind
from assay.domain.interview_answer import InterviewAnswer
from assay.domain.item import Item
from assay.domain.permission import Permission, may
from assay.domain.private_notes import WITHHELD, Reader
from assay.domain.role_assignment import Role
from assay.ledger.entry import retiring, saying
from assay.ledger.ledger import Ledger
from assay.ledger.shown import is_withheld, shown_to
from tests.ledger.ledgers import ANA, NOON, Append, ledger_of

REHEARSAL = Interview(
    key="I-1", kind=InterviewKind.DRY_RUN, person="ana", interviewer="bo", minutes=30, note="Paled"
)
ANSWER = InterviewAnswer(key="A-1", interview="I-1", question="Q-7", answer="We wait", gap="Queue")
CLEO = Reader("cleo", Role.CONTROL_OWNER)
ANA_HERSELF = Reader("ana", Role.CONTROL_OWNER)


def said(*items: Item, retired: tuple[Item, ...] = ()) -> Ledger:
    statements = [
        *(saying(item, "Because of it") for item in items),
        *(retiring(item, "Gone") for item in retired),
    ]
    return ledger_of([Append(ANA, NOON, statements)])


def test_a_rehearsal_is_known_and_what_was_said_in_it_is_not() -> None:
    whole = said(REHEARSAL, ANSWER).dossier()

    shown = shown_to(CLEO, whole)

    assert shown[Interview]["I-1"] == REHEARSAL.changed(note="")
    assert shown[InterviewAnswer]["A-1"] == ANSWER.changed(answer="", gap="")
    assert [entry.because for entry in shown.entries] == [WITHHELD, WITHHELD]
    assert [entry.hash for entry in shown.entries] == [entry.hash for entry in whole.entries]
    assert [each.after for each in shown.history(Interview, "I-1")] == [REHEARSAL.changed(note="")]
    assert shown.as_recorded is whole
    assert whole[Interview]["I-1"] == REHEARSAL


@pytest.mark.parametrize(
    "reader",
    [ANA_HERSELF, Reader("bo", Role.READER), Reader("", Role.INTERVIEWER)],
)
def test_whoever_was_in_it_and_interviewers_read_it_as_it_is(reader: Reader) -> None:
    whole = said(REHEARSAL, ANSWER).dossier()

    assert shown_to(reader, whole) is whole


@pytest.mark.parametrize(
    "role", [role for role in Role if not may(role, Permission.SEE_PRIVATE_NOTES)]
)
def test_no_other_role_opens_it(role: Role) -> None:
    unnamed = REHEARSAL.changed(interviewer="")

    assert shown_to(Reader("", role), said(unnamed).dossier())[Interview]["I-1"].note == ""


def test_a_rehearsal_that_is_later_called_an_audit_stays_one() -> None:
    later = REHEARSAL.changed(kind=InterviewKind.AUDIT, note="")
    whole = said(REHEARSAL, ANSWER, later).dossier()

    assert [
        entry.body for entry in shown_to(CLEO, whole).entries if "Paled" in str(entry.body)
    ] == []
    assert shown_to(CLEO, whole)[InterviewAnswer]["A-1"].answer == ""


def test_what_is_retired_stays_private() -> None:
    whole = said(REHEARSAL, ANSWER, retired=(REHEARSAL, ANSWER)).dossier()

    shown = shown_to(CLEO, whole)

    assert [each for each in shown.entries if "Paled" in str(each) or "We wait" in str(each)] == []
    assert len(shown[Interview]) == len(shown[InterviewAnswer]) == 0
    assert is_withheld(CLEO, whole, "interview", "I-1")
    assert is_withheld(CLEO, whole, "interview_answer", "A-1")


def test_an_answer_to_an_interview_that_nobody_knows_is_private() -> None:
    assert shown_to(CLEO, said(ANSWER).dossier())[InterviewAnswer]["A-1"].answer == ""


def test_an_answer_that_is_later_said_of_an_audit_stays_private() -> None:
    audit = Interview(key="I-2", kind=InterviewKind.AUDIT, person="ana")
    whole = said(REHEARSAL, audit, ANSWER, ANSWER.changed(interview="I-2")).dossier()

    assert shown_to(CLEO, whole)[InterviewAnswer]["A-1"].answer == ""
    assert [each for each in shown_to(CLEO, whole).entries if "We wait" in str(each)] == []


def test_an_interview_of_the_audit_is_everybody_s() -> None:
    whole = said(REHEARSAL.changed(kind=InterviewKind.AUDIT), ANSWER).dossier()

    assert shown_to(CLEO, whole) is whole
    assert not is_withheld(CLEO, whole, "interview", "I-1")


def test_a_new_rehearsal_is_nobody_s_yet() -> None:
    assert not is_withheld(CLEO, said(REHEARSAL).dossier(), "interview", "I-2")


def test_a_dossier_that_is_shown_does_not_grow() -> None:
    ledger = said(REHEARSAL)
    shown = shown_to(CLEO, ledger.dossier())
    ledger.append([saying(ANSWER)], by=ANA, recorded_at=NOON)

    with pytest.raises(ValueError, match="does not grow"):
        shown.advanced(ledger.entries)
