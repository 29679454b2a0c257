"""How the organisation assesses its risks."""

from enum import StrEnum
from typing import Annotated

from assay.domain.item import Also, DocumentRef, Item, Text, Texts


class Scoring(StrEnum):
    """How likelihood and impact make a score."""

    PRODUCT = "product"
    SUM = "sum"
    HIGHEST = "highest"


class RiskMethodology(
    Item, register="risk_methodology", plural="risk_methodologies", title="Risk methodology"
):
    """Scales, scoring and the line above which a risk is not accepted."""

    document: DocumentRef = ""
    likelihood_scale: Annotated[Texts, Also("likelihood levels")] = ()
    impact_scale: Annotated[Texts, Also("impact levels", "consequence levels")] = ()
    scoring: Annotated[Scoring | None, Also("formula", "calculation")] = None
    accept_up_to: Annotated[int | None, Also("acceptance threshold", "risk appetite")] = None
    acceptance_criteria: Text = ""
    assessment_criteria: Annotated[Text, Also("when to assess", "trigger criteria")] = ""
    owner_rules: Annotated[Text, Also("risk owners")] = ""
    review_months: Annotated[int | None, Also("review interval")] = None

    def score(self, likelihood: int | None, impact: int | None) -> int | None:
        """Return the score that the method gives, or nothing where it gives none."""
        if likelihood is None or impact is None or self.scoring is None:
            return None
        match self.scoring:
            case Scoring.PRODUCT:
                return likelihood * impact
            case Scoring.SUM:
                return likelihood + impact
            case Scoring.HIGHEST:
                return max(likelihood, impact)
