"""Whether the owner of a risk has signed it as it reads, and who else has instead.

What a newcomer would get wrong: a row that says the owner signed, taken down by
somebody from outside, is the outsider's word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assay.checks.facts.risk_register import RiskRegister
from assay.checks.material import Material
from assay.domain.person import Person
from assay.domain.risk import Risk
from assay.domain.risk_acceptance import Accepts, RiskAcceptance
from assay.domain.role_assignment import Role


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a signature of the owner is missing: a short code, and words that follow on."""

    reason: str
    says: str
    evidence: tuple[str, ...] = ()


def lack_of_signature(
    register: RiskRegister, risk: Risk, accepts: Accepts, since: date | None, changed: str
) -> Lack | None:
    """Return why a risk lacks its owner's signature, or nothing where it has one.

    ``since`` is the day from which on what is signed reads as it does.
    """
    signed = register.signed(risk, accepts)
    own = [each for each in signed if _is_own(register.material, risk, each)]
    evidence = tuple(f"risk acceptance {each.key}" for each in signed)
    what = f"the {accepts}"
    if own:
        last = own[-1].signed_on
        if since is None or last >= since:
            return None
        says = f"its owner {risk.owner} signed {what} on {last}, before {changed} on {since}"
        return Lack("before-change", says, evidence)
    if signed:
        says = f"{what} was signed by {_signers(register.material, risk, signed)}"
        return Lack("by-others", f"{says} and not by its owner {risk.owner}", evidence)
    return Lack("unsigned", f"its owner {risk.owner} has not signed {what}")


def _is_own(material: Material, risk: Risk, signature: RiskAcceptance) -> bool:
    entered_by = material[RiskAcceptance].entry_of(signature.key).by
    return signature.by == risk.owner and not entered_by.external


def _signers(material: Material, risk: Risk, signed: Iterable[RiskAcceptance]) -> str:
    names = {}
    for each in signed:
        if each.by == risk.owner:
            entered_by = material[RiskAcceptance].entry_of(each.key).by.name
            names[entered_by] = f"{entered_by} from outside in the owner's name"
        else:
            names[each.by] = f"{each.by or 'nobody named'}{_in_role(material, each)}"
    return ", ".join(names[name] for name in sorted(names))


def _in_role(material: Material, signature: RiskAcceptance) -> str:
    for role in (Role.CONSULTANT, Role.ISMS_LEAD, Role.QMS_LEAD):
        if material.holds(signature.by, role, signature.signed_on):
            return f" ({role})"
    return " (from outside)" if is_outsider(material, signature.by) else ""


def is_outsider(material: Material, person: str) -> bool:
    """Say whether somebody is known to come from outside."""
    known = material[Person].get(person)
    return bool(known and known.external)
