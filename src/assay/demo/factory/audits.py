"""What the internal audits looked at, cell by cell, with records that they really could draw."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from assay.demo.factory.facts import HEAD_OFFICE, PLACES, STANDARD
from assay.demo.factory.packed import packed_toml
from assay.demo.factory.tables import say_table
from assay.demo.factory.world import World
from assay.domain.audit_coverage import AuditCoverage, CoverageResult
from assay.domain.finding import Finding
from assay.domain.internal_audit import InternalAudit
from assay.domain.record_family import FAMILIES, ColumnType

# How far before the audit its sample reaches.
_REACH = timedelta(days=75)


def say_audits(world: World) -> None:
    """Say programme, audits, findings and actions, and what was covered with which evidence."""
    say_table(world, "audits")
    shelf = _Shelf(world)
    found = {
        (finding.audit, finding.clause): finding.key
        for finding in world.draft.all(Finding).values()
        if finding.clause
    }
    audits = world.draft.all(InternalAudit)
    for look in packed_toml("tables/coverage.toml")["look"]:
        for row in _rows(world, shelf, audits, look):
            key = found.get((row["audit"], row["clause"]))
            own = row["kind"] == "process" and key is not None
            covered = AuditCoverage.model_validate(
                {
                    **row,
                    "standard": STANDARD,
                    "result": CoverageResult.DEVIATES if own else CoverageResult.CONFORMS,
                    "note": f"See {key}" if own else "",
                }
            )
            world.say(covered, by=covered.auditor, on=covered.audited_on or world.as_of)


def _rows(
    world: World, shelf: "_Shelf", audits: Mapping[str, InternalAudit], look: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the cells of one look: each clause at each site, and once for the process."""
    whole = len(look["audits"]) == len(PLACES)
    for clause in look["clauses"]:
        for place, name in zip(PLACES, look["audits"], strict=False):
            if whole:
                yield _cell(world, shelf, audits[name], look, clause, "site", place.key)
        yield _cell(world, shelf, audits[look["audits"][0]], look, clause, "process", "")


def _cell(
    world: World,
    shelf: "_Shelf",
    audit: InternalAudit,
    look: Mapping[str, Any],
    clause: str,
    kind: str,
    site: str,
) -> dict[str, Any]:
    item = site or str(look["process"])
    began, ended = audit.began_on or world.as_of, audit.ended_on or world.as_of
    chance = world.chance(f"audit/{audit.key}/{clause}/{item}")
    times = world.clock[HEAD_OFFICE]
    day = times.days[chance.randint(times.count_before(began), times.count_before(ended))]
    wanted = world.staff[str(look["auditor"])[1:]]
    where = site or (audit.sites[0] if audit.sites else "TRB")
    if "documents" in look:
        evidence = chance.sample(look["documents"], 2)
    else:
        evidence = shelf.draw(chance.choice(look["families"]), where, day, chance)
    return {
        "audit": audit.key,
        "site": where,
        "clause": clause,
        "kind": kind,
        "item": item,
        "auditor": wanted if wanted in audit.auditors else audit.lead,
        "audited_on": day,
        "evidence": evidence,
    }


class _Shelf:
    """The records by family and site in the order of time, to draw from before a day."""

    def __init__(self, world: World) -> None:
        kept: dict[tuple[str, str], list[tuple[date, str]]] = defaultdict(list)
        for family, rows in world.draft.records.items():
            key = FAMILIES[family].key
            moment = (
                next(
                    column.name
                    for column in FAMILIES[family].columns
                    if column.type in {ColumnType.INSTANT, ColumnType.DATE} and column.required
                )
                if family != "work_order"
                else "planned_at"
            )
            for row in rows:
                at = row[moment]
                day = at.date() if isinstance(at, datetime) else at
                kept[family, row["site"]].append((day, row[key]))
        self.kept = {place: sorted(rows) for place, rows in kept.items()}

    def draw(self, family: str, site: str, day: date, chance: Any) -> list[str]:  # noqa: ANN401
        """Return three records of the weeks before a day, or as many as there are."""
        rows = self.kept.get((family, site), [])
        first = bisect_left(rows, (day - _REACH, ""))
        last = bisect_right(rows, (day - timedelta(days=1), "~"))
        known = rows[first:last] or rows[:1]
        return [key for _, key in chance.sample(known, min(3, len(known)))]
