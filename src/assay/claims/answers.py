"""Which promises one check tests: by kind, by record family, and by the moments they name."""

from collections.abc import Callable
from dataclasses import dataclass

from assay.domain.claim import Claim, ClaimKind


@dataclass(frozen=True, slots=True)
class Answers:
    """One shape of promise; an empty part may be anything.

    ``also`` is for what the parts cannot say, such as a word of the claim's conditions.
    """

    kind: ClaimKind
    family: str
    first: str = ""
    then: str = ""
    per: str = ""
    also: Callable[[Claim], bool] | None = None

    def to(self, claim: Claim) -> bool:
        """Say whether a claim is of this shape."""
        return (
            claim.kind is self.kind
            and claim.family == self.family
            and self.first in {"", claim.first}
            and self.then in {"", claim.then}
            and self.per in {"", claim.per}
            and (self.also is None or self.also(claim))
        )
