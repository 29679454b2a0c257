"""In which groups the registers stand on their front page; a new one stands under the last."""

from typing import Final

from assay.domain.item import Item, registers

_GROUPS: Final[tuple[tuple[str, str], ...]] = (
    (
        "The organisation",
        (
            "organisation case site unit person role_assignment competence service "
            "interested_party calendar_day"
        ),
    ),
    (
        "Scope and documents",
        (
            "scope boundary document document_version document_review document_location approval "
            "acknowledgement content_anchor procedure_step file"
        ),
    ),
    (
        "Risks and controls",
        "risk risk_methodology risk_review risk_acceptance treatment soa soa_row",
    ),
    ("Assets and systems", "asset system interface dependency information_carrier limitation"),
    ("Processes and objectives", "process process_link kpi objective measurement"),
    (
        "Suppliers",
        "supplier supplier_assessment supplier_approval supplier_listing operation_listing",
    ),
    (
        "Looking at oneself",
        (
            "internal_audit audit_programme audit_coverage management_review review_input "
            "review_attendance review_decision review_action questionnaire_answer "
            "decision improvement"
        ),
    ),
    (
        "Promises and evidence",
        "claim claim_exception evidence record_source draw sample_result walkthrough",
    ),
    (
        "The audit",
        (
            "stage_plan team_member scope_confirmation clarification evidence_request meeting "
            "interview interview_answer finding corrective_action stage_outcome "
            "certification_decision certificate"
        ),
    ),
)
_OTHERS: Final = "Others"


def grouped_registers() -> list[tuple[str, list[type[Item]]]]:
    """Return every register once, under the heading where people look for it."""
    left = dict(registers())
    groups = [
        (title, [left.pop(name) for name in names.split() if name in left])
        for title, names in _GROUPS
    ]
    return [*groups, (_OTHERS, list(left.values()))] if left else groups
