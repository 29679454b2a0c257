"""Somebody worked at a machine, or inspected, without being qualified for it that day.

Population
    Every job begun in the window, with who did it; every inspection of the window,
    with who inspected.

Deviation
    The competence register has nothing of that person which stands on the day.
    What names a team, a machine or a product family counts for work there alone;
    what names none counts for any, unless it is for a role such as auditor.

Why it matters
    Skill is a control like any gauge: where it lapsed, nobody knows what was missed.

Does not look at
    Whether what somebody is qualified for is enough for the work.

Put right
    Qualify the people named or give them other work, and look at what they made.
"""

import re
from collections.abc import Iterator

from sqlglot import exp

from assay.checks.asking import Answer
from assay.checks.joined_records import SpanRow, hold_spans, named_with
from assay.checks.operation import Operation
from assay.checks.own_rules import ask_without_promise
from assay.checks.registry import population_check
from assay.checks.saying import counted, looked_of
from assay.claims.conditions import midnight
from assay.claims.expressions import column, table
from assay.claims.kinds.validity import Spans, validity
from assay.claims.members import Members, Terms, UntestableError
from assay.claims.population_test import PopulationTest
from assay.domain.competence import Competence
from assay.domain.deviation import Looked
from assay.domain.role_assignment import Role

_PLACES = ("team", "machine", "family")


@population_check(since="2026.2")
def operator_not_qualified(operation: Operation) -> Looked:
    """Look at what the people at work were qualified for on the day."""
    return looked_of(
        (
            _ask(operation, "operators", "work_order", "started_at", "operator"),
            _ask(operation, "inspectors", "inspection", "inspected_at", "inspector"),
        ),
        _says,
        nothing_because="there are no jobs and no inspections",
    )


def _ask(operation: Operation, name: str, family: str, at: str, who: str) -> Answer:
    def qualified(members: Members, terms: Terms) -> PopulationTest:
        places = [place for place in _PLACES if place in members.columns]
        rows = list(_qualifications(operation, _named(operation, members, places)))
        if not rows:
            raise UntestableError("no competence of anybody is on record")
        held = hold_spans(operation, rows)
        spans = Spans(held, "of", "value", "since", "until", last_day_counts=True, complete=True)
        return validity(members, who, places, at, spans, terms=terms)

    return ask_without_promise(operation, name, family, at, qualified)


def _named(operation: Operation, members: Members, places: list[str]) -> set[str]:
    found: set[str] = set()
    for place in places:
        rows = operation.populations.rows(
            exp.select(column(place)).from_(table(members.relation)).group_by(column(place))
        )
        found |= {str(value) for (value,) in rows if value}
    return found


def _qualifications(operation: Operation, places: set[str]) -> Iterator[SpanRow]:
    roles = {str(role) for role in Role}
    for each in operation[Competence].values():
        if each.valid_from_on is None or each.fit_for.lower() in roles:
            continue
        until = midnight(each.valid_until_on) if each.valid_until_on else None
        named = places & set(re.findall(r"[\w./-]+", each.fit_for))
        anywhere: list[str | None] = [None]
        for place in sorted(named) or anywhere:
            yield each.person, place, midnight(each.valid_from_on), until


def _says(answer: Answer) -> str:
    who = "operator" if answer.name == "operators" else "inspector"
    what = "jobs" if answer.name == "operators" else "inspections"
    named = named_with(
        answer, lambda each: f"{each.key} ({each.facts[who]} on {each.facts['then_at'][:10]})"
    )
    return (
        f"{counted(answer, what)} had somebody at work without a qualification that day: {named}."
    )
