"""The method by which risks are assessed is not written down, or leaves something open.

Looks at
    The methodology on record: the document that holds it, in force; scales of
    likelihood and impact; how they make a score; up to where a risk is accepted;
    when risks are assessed; how a risk gets its owner.

Why it matters
    Without a method two people come to two scores for one risk, and nobody can
    say what may be accepted.

Does not look at
    Whether the register keeps to the method, or whether the method is a good one.

Put right
    Write down what is missing, and have the document approved.
"""

from collections.abc import Iterator

from assay.checks.facts.risk_register import reference
from assay.checks.facts.statements import is_current
from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.document import Document
from assay.domain.risk_methodology import RiskMethodology

_ABOUT = "risk methodology"


@check(since="2026.1")
def risk_method_incomplete(material: Material) -> Looked:
    """Look at what each methodology says, or whether there is one."""
    methods = tuple(material[RiskMethodology].values())
    members = [Member(each.key, each.site) for each in methods]
    return looked_at(
        members or ([Member(_ABOUT)] if material.says_anything else []),
        (
            *_none(material, methods),
            *(each for method in methods for each in _deviation(material, method)),
        ),
        nothing_because="nothing is on record",
    )


def _none(material: Material, methods: tuple[RiskMethodology, ...]) -> Iterator[Deviation]:
    if not methods and material.says_anything:
        yield Deviation(
            about=(_ABOUT,),
            says="No risk methodology is on record: no scales, no scoring, no line of acceptance.",
            measured="0 methodologies",
            reason="none",
        )


def _deviation(material: Material, method: RiskMethodology) -> Iterator[Deviation]:
    missing = list(_missing(method))
    document = material[Document].get(method.document)
    if method.document and (document is None or not is_current(document)):
        state = document.status or "without status" if document else "in no register"
        missing.append(f"a document in force ({method.document} is {state})")
    if missing:
        yield Deviation(
            about=(method.key,),
            says=f"The risk methodology {method.key} lacks {', '.join(missing)}.",
            measured=f"{len(missing)} missing",
            evidence=(
                reference(method),
                *([f"document {method.document}"] if method.document else []),
            ),
            site=method.site,
            reason="incomplete",
        )


def _missing(method: RiskMethodology) -> Iterator[str]:
    said = {
        "a scale of likelihood": method.likelihood_scale,
        "a scale of impact": method.impact_scale,
        "how the two make a score": method.scoring,
        "criteria of acceptance": method.acceptance_criteria or method.accept_up_to is not None,
        "when risks are assessed": method.assessment_criteria,
        "how a risk gets its owner": method.owner_rules,
        "a document": method.document,
    }
    yield from (name for name, value in said.items() if not value)
