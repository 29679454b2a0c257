"""Who may get in where: accounts by system, and the accounts of one person or one system.

The counts are added up where the records are; single accounts come by the page.
"""

from dataclasses import dataclass
from typing import Final

from sqlglot import exp

from assay.checks.facts.people_held import people_held
from assay.checks.operation import Operation
from assay.claims.expressions import (
    column,
    count,
    count_of,
    equal,
    every,
    given,
    less,
    missing,
    named,
    number,
    ordered,
    some,
    table,
    text,
)
from assay.claims.members import Members

_MOST: Final = 500  # Systems; an organisation has no more that matter on one page.


@dataclass(frozen=True, slots=True)
class SystemAccess:
    """The open accounts of one system: how many, and which need a second look."""

    system: str
    accounts: int
    privileged: int
    shared: int
    unlinked: int


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """One open account: where it lets in, whose it is, and of what kind."""

    key: str
    system: str
    person: str
    kind: str
    privileged: bool | None


def access_by_system(operation: Operation) -> tuple[SystemAccess, ...]:
    """Return the matrix added up by system; without accounts, nothing."""
    accounts = operation.members("account")
    if accounts is None:
        return ()
    known = people_held(operation)
    held = column(accounts.key, "account")
    person = column("person", "account")
    query = (
        exp.select(
            column("system", "account"),
            named(count(), "accounts"),
            named(count_of(_is(accounts, "privileged", number(1))), "privileged"),
            named(count_of(_is(accounts, "kind", text("shared"))), "shared"),
            named(count_of(missing(column(known.key, "people"))), "unlinked"),
        )
        .from_(table(accounts.relation, "account"))
        .join(
            table(known.relation, "people"),
            on=equal(column(known.key, "people"), person),
            join_type="left",
        )
        .where(every(given(held), _open(operation, accounts)))
        .group_by(column("system", "account"))
        .order_by(ordered(column("system", "account"), as_bytes=True))
        .limit(_MOST)
    )
    return tuple(
        SystemAccess(system or "", *(int(each) for each in counts))
        for system, *counts in operation.populations.rows(query)
    )


def open_accounts(
    operation: Operation, *, system: str = "", person: str = "", limit: int = 50, offset: int = 0
) -> tuple[OpenAccount, ...]:
    """Return a page of the open accounts of a system, of a person, or of both."""
    accounts = operation.members("account")
    if accounts is None:
        return ()
    about = [_open(operation, accounts)]
    for name, value in (("system", system), ("person", person)):
        if value:
            about.append(equal(column(name, "account"), text(value)))
    query = (
        exp.select(
            column(accounts.key, "account"),
            *(_or_nothing(accounts, name) for name in ("system", "person", "kind", "privileged")),
        )
        .from_(table(accounts.relation, "account"))
        .where(every(*about))
        .order_by(ordered(column(accounts.key, "account"), as_bytes=True))
        .limit(limit)
        .offset(offset)
    )
    return tuple(
        OpenAccount(key, at or "", who or "", kind or "", None if high is None else bool(high))
        for key, at, who, kind, high in operation.populations.rows(query)
    )


def _open(operation: Operation, accounts: Members) -> exp.Expr:
    if "disabled_at" not in accounts.columns:
        return equal(number(1), number(1))
    disabled = column("disabled_at", "account")
    return some(missing(disabled), less(number(operation.as_of_end), disabled))


def _is(accounts: Members, name: str, value: exp.Expr) -> exp.Expr:
    if name not in accounts.columns:
        return equal(number(0), number(1))
    return equal(column(name, "account"), value)


def _or_nothing(accounts: Members, name: str) -> exp.Expr:
    return named(column(name, "account") if name in accounts.columns else exp.Null(), name)
