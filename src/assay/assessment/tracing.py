"""One case as people read it: its eight steps, and every place where its chain breaks.

Every question of ``assay.domain.trace_hop`` is asked, not only the first that
is answered by yes.  The first break is the one to look at: what lies behind a
missing record may only look missing.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from assay.assessment.case_facts import CaseFacts, ChainRecords, Record, gather_facts
from assay.assessment.case_nodes import nodes_by_step
from assay.domain.record_family import FAMILIES
from assay.domain.trace import (
    Break,
    BreakKind,
    Node,
    Presence,
    Trace,
    TracedStep,
    TraceStep,
)
from assay.domain.trace_hop import HOPS, IDLE_DAYS, THERE, TIMES, Hop

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SHOWN: Final = 5


def trace_case(case: str, records: ChainRecords, as_of: int, days: int = IDLE_DAYS) -> Trace:
    """Return the trace of one job, or of an order that no job was made of.

    ``records`` hold the records of the case, perhaps among others; ``as_of`` is
    the instant that they reach to, and ``days`` how long a job may lie still.
    """
    gathered = gather_facts(case, records, as_of, days)
    families = frozenset(records.rows)
    breaks = [
        Break(hop.step, hop.kind, hop.name, _told(hop, gathered, by_day=records.by_day))
        for hop in HOPS
        if hop.can_be_asked(families) and hop.holds(gathered.facts)
    ]
    found = nodes_by_step(case, records, gathered.facts["order"])
    steps = [_step(step, gathered.facts, breaks, records, found[step]) for step in TraceStep]
    site = gathered.facts["site"] or ""
    return Trace(case, site, tuple(steps), tuple(breaks), gathered.facts["reached"])


def _step(
    step: TraceStep,
    facts: Mapping[str, Any],
    breaks: Iterable[Break],
    records: ChainRecords,
    found: Mapping[Node, Record],
) -> TracedStep:
    nodes = tuple(sorted(found))
    lacking = [each for each in breaks if each.step is step and each.kind is BreakKind.MISSING]
    if lacking:
        return TracedStep(step, Presence.MISSING, lacking[0].says, nodes)
    if any(each.holds(facts) for each in THERE[step]):
        return TracedStep(step, Presence.PRESENT, "", nodes)
    because = _why_not(step, facts, records, nodes)
    return TracedStep(step, Presence.NOT_APPLICABLE, because, nodes)


def _why_not(
    step: TraceStep, facts: Mapping[str, Any], records: ChainRecords, nodes: tuple[Node, ...]
) -> str:
    """Return why a step is neither present nor missing."""
    if lacking := [family for family in step.families if family not in records.rows]:
        titles = " and ".join(FAMILIES[family].title.lower() for family in lacking)
        return f"No records were handed in of {titles}."
    if step is TraceStep.PURCHASING and facts["batches"]:
        from_stock = ", ".join(str(node) for node in nodes if node.family != "batch")
        return f"Made from stock; no purchase order names the job. See {from_stock}."
    if step is TraceStep.AFTER_DELIVERY and facts["deliveries"]:
        return "No complaint is recorded about its deliveries."
    if step < facts["reached"]:
        return "Cannot be looked for; the link before it is broken."
    reached = TraceStep(facts["reached"]).title.lower()
    return f"The job has not come so far; its last record is of {reached}."


def _told(hop: Hop, gathered: CaseFacts, *, by_day: bool) -> str:
    facts = gathered.facts
    told = {name: _in_words(name, value, by_day=by_day) for name, value in facts.items()}
    names = gathered.named.get(hop.about, ())
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    told["named"] = ", ".join(names[:_SHOWN]) + more
    for name in ("review", "inspected"):
        ends = dict.fromkeys(facts[f"{name}_{end}"] for end in ("low", "high"))
        told[f"{name}_revisions"] = " and ".join(str(end) for end in ends)
    return hop.says.format_map(told)


def _in_words(name: str, value: Any, *, by_day: bool) -> str:  # noqa: ANN401 - any fact of a case
    if value is None:
        return "none"
    if name in TIMES or name == "last":
        return instant_in_words(value, by_day=by_day)
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def instant_in_words(value: int, *, by_day: bool = False) -> str:
    """Return whole microseconds as a date and a time, or as a date alone."""
    at = _EPOCH + timedelta(microseconds=value)
    return f"{at:%Y-%m-%d}" if by_day else f"{at:%Y-%m-%d %H:%M} UTC"
