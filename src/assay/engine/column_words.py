"""By which other words people head the columns of records, and by which they say yes and no.

Most follow from the column's own name: what was ``requested_at`` is headed
"Requested", "Request date" or "Date requested".  The rest is listed here.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from assay.domain.record_family import RecordColumn, RecordFamily

YES: Final = ("yes", "true", "y", "1", "ja", "oui", "wahr", "x")
NO: Final = ("no", "false", "n", "0", "nein", "non", "nee", "falsch")

_KEYS: Final = (
    "id, key, no, nr, number, ref, reference, #, ticket, ticket id, ticket no, ticket number, "
    "issue, issue key, issue id, record, record id, record no, record number"
)
_OF_A_KEY: Final = ("", "id", "key", "no", "nr", "number", "ref", "reference", "code", "#")

# column | other headings
_WORDS: Final = """
person | employee, user, user name, username, name, full name, staff member, learner
site | location, plant, facility, office, branch
team | department, group, unit, squad, business unit, assignment group
system | application, app, service, host, server, configuration item, ci, asset
severity | priority, criticality, risk level, level
kind | type, category, class, change type
title | summary, subject, short description, headline
requested_by | requester, requestor, requested for, reporter, raised by, opened by, creator
requested_at | created, created at, created on, opened, opened at, submitted, submitted at
approved_by | approver, authorised by, authorized by
approved_at | authorised at, authorized at, approval date, approval time
implemented_by | implementer, assignee, assigned to, done by
implemented_at | deployed at, actual end, done at, completed at
validated_at | verified at, tested at
closed_at | resolved, resolved at, resolution date, end date
detected_at | discovered, discovered at, start, started at, occurred at
logged_at | created, created at, reported at, opened at
logged_by | reporter, opened by, created by
completed_on | completed, completion date, date completed, finished, finished on, date
course | training, module, course name, course title, learning item
reviewer | reviewed by, checked by, auditor
reviewed_at | review date, completed, completed at, closed, closed at
supplier | vendor, vendor name, supplier name
enforced | mfa, mfa enabled, mfa enforced, second factor, enabled
privileged | admin, administrator, is admin, privileged access
case | case id, case no, trace, concept case
activity | event, event name, action, task, step, status, transition
at | timestamp, time, date, date time, datetime, when, event time, changed at
actor | resource, user, performed by, done by, by, who
order | order no, order number, order id, sales order
job | job no, job number, work order, work order no, production order
part | part no, part number, item, item no, material no, article
quantity | qty, amount, pieces
result | outcome, status, verdict, pass or fail
customer | client, customer name, customer no
lot | lot no, material lot, batch no, heat
"""


def words_of(heading: str) -> str:
    """Return a heading as words: requestedAt, REQUESTED_AT and Requested-at are the same."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", heading)
    return " ".join(re.sub(r"[^\w#]+|_", " ", apart).lower().split())


@cache
def headings_of(family: RecordFamily, column: RecordColumn) -> frozenset[str]:
    """Return the other words under which a family's column may come."""
    words = set(_listed().get(column.name, ()))
    if column.name == family.key:
        words |= set(_KEYS.split(", "))
        stems = {column.name.removesuffix("_id").replace("_", " "), family.name.replace("_", " ")}
        words |= {f"{stem} {ending}".strip() for stem in stems for ending in _OF_A_KEY}
    words |= set(_of_a_time(column.name))
    return frozenset(words - {words_of(column.name)})


def _of_a_time(name: str) -> Iterator[str]:
    verb, _, ending = name.rpartition("_")
    if ending not in {"at", "on"}:
        return
    verb = verb.replace("_", " ")
    for form in {verb, _noun(verb)}:
        yield from (f"{form} date", f"{form} time", f"date {form}", f"{form} timestamp")
    yield from (verb, f"{verb} at", f"{verb} on")


def _noun(verb: str) -> str:
    """Return "request" for "requested", as "request date" has it."""
    return re.sub(r"(?<=[a-z]{3})ed$", "", verb)


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    lines = (line.split(" | ") for line in _WORDS.strip().splitlines())
    return {name: tuple(words.split(", ")) for name, words in lines}
