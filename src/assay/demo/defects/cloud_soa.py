"""Flaws of Quillmark's Statement of Applicability: what it skips, leaves unsaid or gets wrong."""

from datetime import timedelta

from assay.demo.defect import defect
from assay.demo.draft import Draft
from assay.domain.document import Document
from assay.domain.soa import Soa
from assay.domain.soa_row import Applicability, InclusionReason, SoaRow
from assay.domain.treatment import Treatment
from assay.standards.soa import normalise_control_id


@defect(organisation="cloud", stage=1, check="soa-missing")
def statement_never_written(draft: Draft) -> None:
    """Lose all rows of the Statement of Applicability."""
    draft.drop(SoaRow, *draft.all(SoaRow))


@defect(organisation="cloud", stage=1, check="soa-incomplete")
def control_skipped(draft: Draft) -> None:
    """Take no position on A.7.4, monitoring of the premises."""
    draft.drop(SoaRow, "A.7.4")


@defect(organisation="cloud", stage=1, check="control-applicability-unsaid")
def control_neither_in_nor_out(draft: Draft) -> None:
    """Leave open whether A.7.4, monitoring of the premises, applies."""
    draft.change(SoaRow, "A.7.4", applicability=None)


@defect(organisation="cloud", stage=1, check="control-unjustified")
def exclusion_without_reason(draft: Draft) -> None:
    """Exclude A.7.12, cabling, without a word on why."""
    draft.change(SoaRow, "A.7.12", justification="")


@defect(organisation="cloud", stage=1, check="exclusion-unfounded")
def exclusion_in_two_words(draft: Draft) -> None:
    """Exclude A.7.12, cabling, with the reason 'not applicable'."""
    draft.change(SoaRow, "A.7.12", justification="Not applicable.")


@defect(organisation="cloud", stage=1, check="exclusion-unfounded")
def suppliers_excluded(draft: Draft) -> None:
    """Exclude A.5.19, supplier relationships, though two dozen suppliers are in scope."""
    draft.change(
        SoaRow,
        "A.5.19",
        applicability=Applicability.EXCLUDED,
        justification="All work on customer content is done by our own people on our own systems.",
    )


@defect(organisation="cloud", stage=1, check="control-status-unsaid")
def control_without_status(draft: Draft) -> None:
    """Say nothing of how far A.8.23, web filtering, has come."""
    draft.change(SoaRow, "A.8.23", status=None)


@defect(organisation="cloud", stage=1, check="control-undesigned")
def control_nobody_wrote_down(draft: Draft) -> None:
    """Rest A.7.14, disposal of equipment, on no document at all."""
    _unlink(draft, "A.7.14")


@defect(organisation="cloud", stage=1, check="control-without-policy")
def agreement_nobody_wrote_down(draft: Draft) -> None:
    """Rest A.6.6, confidentiality agreements, on no document at all."""
    _unlink(draft, "A.6.6")


def _unlink(draft: Draft, control: str) -> None:
    draft.change(SoaRow, control, documents=())
    for document in draft.all(Document).values():
        others = tuple(each for each in document.controls if normalise_control_id(each) != control)
        if others != document.controls:
            draft.change(Document, document.key, controls=others)


@defect(organisation="cloud", stage=1, check="control-without-reason")
def control_from_a_list(draft: Draft) -> None:
    """Let A.8.23, web filtering, answer to risk, though no treatment names it."""
    draft.change(SoaRow, "A.8.23", reasons=(InclusionReason.RISK,))


@defect(organisation="cloud", stage=1, check="treatment-without-control")
def treatment_beside_the_statement(draft: Draft) -> None:
    """Have the limits on lists in Quill Admin name no control."""
    draft.change(Treatment, "TRT-09", controls=())


@defect(organisation="cloud", stage=1, check="soa-outdated")
def statement_older_than_the_decisions(draft: Draft) -> None:
    """Approve the statement in force before anything was decided about any risk."""
    draft.change(Soa, "2.0", approved_on=draft.as_of - timedelta(days=600))
