"""Goods were released by somebody who had no right to on that day.

Population
    Every release of the window, with who released.

Deviation
    The person was not assigned to release products on that day, or only for
    another site.

Why it matters
    Release is a decision; who may take it is what makes it worth something.

Does not look at
    Whether the person was trained for it; who made or inspected the goods.

Put right
    Have somebody with the right to do so look at what was released, and see how
    the system let it pass.
"""

from collections.abc import Iterator

from assay.checks.asking import Answer
from assay.checks.joined_records import SpanRow, hold_spans, named_with
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of
from assay.claims.conditions import midnight
from assay.claims.kinds.validity import Spans, validity
from assay.claims.members import Members, Terms, UntestableError
from assay.claims.population_test import PopulationTest
from assay.domain.deviation import Looked
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.site import Site

_LONG_AGO = 0


@population_check(since="2026.2")
def released_without_authority(operation: Operation) -> Looked:
    """Look at whether each releaser was one on the day."""

    def may_release(releases: Members, terms: Terms) -> PopulationTest:
        rows = list(_releasers(operation))
        if not rows:
            raise UntestableError("nobody is on record as a product releaser")
        held = hold_spans(operation, rows)
        spans = Spans(held, "of", "value", "since", "until", last_day_counts=True, complete=True)
        places = ["site"] if "site" in releases.columns else []
        return validity(releases, "released_by", places, "released_at", spans, terms=terms)

    released = ask_without_promise(operation, "releasers", "release", "released_at", may_release)
    return looked_of([released], _says, nothing_because="there are no releases")


def _releasers(operation: Operation) -> Iterator[SpanRow]:
    for each in operation[RoleAssignment].values():
        if each.role is Role.PRODUCT_RELEASER:
            since = midnight(each.from_on) if each.from_on else _LONG_AGO
            until = midnight(each.until_on) if each.until_on else None
            yield each.person, _site_of(operation, each), since, until


def _site_of(operation: Operation, assigned: RoleAssignment) -> str | None:
    about = assigned.about.lower()
    named = [
        site.key
        for site in operation[Site].values()
        if about and about in {site.key.lower(), site.name.lower()}
    ]
    return assigned.site or (named[0] if named else None)


def _says(answer: Answer) -> str:
    named = named_with(
        answer,
        lambda each: f"{each.key} ({each.facts['released_by']} on {each.facts['then_at'][:10]})",
    )
    return f"{counted(answer, 'releases')} came from nobody with the right to release: {named}."
