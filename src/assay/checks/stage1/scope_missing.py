"""No version of the scope is approved on the day of the audit.

Looks at
    The versions of the scope statement: whether one is approved, by somebody,
    on or before the audit date, and has been replaced by none.

Why it matters
    Everything else hangs on the scope: what is assessed for risk, what is
    audited, what the certificate will say.  Without it a body may decline to
    go on to Stage 2.

Does not look at
    Whether the scope is clear, complete or true; other checks do.

Put right
    Have the scope statement approved by those who answer for it, with name and
    date, before Stage 1.
"""

from collections.abc import Sequence

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, Member, looked_at
from assay.domain.scope import Scope, VersionStatus


@check(since="2026.1", code="SCOPE-MISSING")
def scope_missing(material: Material) -> Looked:
    """Look for an approved version of the scope."""
    versions = sorted(material[Scope].values(), key=lambda scope: scope.key)
    organisation = material.dossier.organisation
    deviations = [] if material.scope else [_deviation(material, versions)]
    return looked_at([Member(organisation)], deviations, nothing_because="")


def _deviation(material: Material, versions: Sequence[Scope]) -> Deviation:
    standing = "; ".join(_standing(scope) for scope in versions)
    return Deviation(
        about=tuple(scope.key for scope in versions) or (material.dossier.organisation,),
        says=(
            f"{material.dossier.organisation} has no approved scope as of {material.as_of}: "
            f"{standing or 'the register holds no version'}."
        ),
        measured=f"0 of {len(versions)} versions approved",
        evidence=tuple(f"scope {scope.key}" for scope in versions),
        blocks=True,
    )


def _standing(scope: Scope) -> str:
    if scope.status is not VersionStatus.APPROVED:
        return f"version {scope.version} is {scope.status}"
    if scope.approved_on is None:
        return f"version {scope.version} is approved on no date"
    return f"version {scope.version} is approved on {scope.approved_on}"
