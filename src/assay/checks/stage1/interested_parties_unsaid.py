"""An interested party is known, and what it needs or what becomes of that is not said.

Looks at
    Every interested party on the register: whether its needs are written down,
    whether it is said that the management system takes them up or not, and
    how, where it does.

Why it matters
    The system is there for somebody.  What they need decides what belongs to
    it.

Does not look at
    Whether a party was forgotten, or whether its needs are met.

Put right
    Ask the party, write down what it needs, and say which of it the system
    takes up and through what.
"""

from collections.abc import Iterator

from assay.checks.material import Material
from assay.checks.registry import check
from assay.domain.deviation import Deviation, Looked, looked_at
from assay.domain.interested_party import InterestedParty


@check(since="2026.1")
def interested_parties_unsaid(material: Material) -> Looked:
    """Look for what each interested party needs, and what becomes of it."""
    parties = tuple(material[InterestedParty].values())
    return looked_at(
        parties,
        (deviation for party in parties for deviation in _deviations(party)),
        nothing_because="no interested party is on record",
    )


def _deviations(party: InterestedParty) -> Iterator[Deviation]:
    if not party.needs:
        yield _deviation(party, "needs", "what it needs is not on record")
    elif party.addressed is None:
        yield _deviation(
            party, "addressed", f"whether the system takes up its needs is not said: {party.needs}"
        )
    elif party.addressed and not party.how:
        yield _deviation(
            party, "how", f"the system takes up its needs, and how is not said: {party.needs}"
        )


def _deviation(party: InterestedParty, reason: str, says: str) -> Deviation:
    name = party.key if party.name == party.key else f"{party.key} ({party.name})"
    return Deviation(
        about=(party.key,),
        says=f"Interested party {name}: {says.rstrip('.')}.",
        evidence=(f"interested_party {party.key}",),
        site=party.site,
        reason=reason,
    )
