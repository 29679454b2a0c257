"""What sets one standard apart from another, so that no check needs to know its name."""

from enum import StrEnum

from assay.standards.row import Flag, Row, Said


class TraitKey(StrEnum):
    """A question that checks ask of a standard."""

    STATEMENT_OF_APPLICABILITY = "statement_of_applicability"
    CLAUSES_MAY_NOT_APPLY = "clauses_may_not_apply"
    CLIMATE_DECISION = "climate_decision"
    OPPORTUNITIES_PER_PROCESS = "opportunities_per_process"
    RESIDUAL_RISK_ACCEPTANCE = "residual_risk_acceptance"
    AUDIT_AND_REVIEW_BEFORE_CERTIFICATION = "audit_and_review_before_certification"
    CULTURE_AND_ETHICS = "culture_and_ethics"


class Trait(Row):
    """One answer of a standard to one such question."""

    key: TraitKey
    value: Flag
    asks: Said
