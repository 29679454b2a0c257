"""A trace, a genealogy and a life as people and programs read them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assay.assessment.break_rates import BreakRate, BrokenCase
from assay.assessment.tracing import instant_in_words
from assay.domain.genealogy import Genealogy, Parentage
from assay.domain.nonconformity_life import NonconformityLife
from assay.domain.trace import Node, Presence, Trace, TracedStep

_MARKS = {Presence.PRESENT: "+", Presence.MISSING: "!", Presence.NOT_APPLICABLE: "-"}
_SHOWN = 8


def trace_lines(trace: Trace) -> Iterator[str]:
    """Yield the eight steps of a case as lines, each break under its step."""
    site = f", {trace.site}" if trace.site else ""
    yield f"{trace.case}{site}: {_broken_in_words(trace)}"
    for step in trace:
        title = f"{_MARKS[step.presence]} {int(step.step)} {step.step.title}"
        yield f"  {title}: {_step_in_words(step)}"
        for each in trace.breaks:
            if each.step is step.step:
                first = " (first break)" if each is trace.first_break else ""
                yield f"      broken, {each.kind}{first}: {each.says}"


def _broken_in_words(trace: Trace) -> str:
    count = len(trace.breaks)
    if not count:
        return "no break"
    return "1 break" if count == 1 else f"{count} breaks"


def _step_in_words(step: TracedStep) -> str:
    if step.presence is Presence.NOT_APPLICABLE:
        return f"not applicable. {step.because}"
    named = _nodes_in_words(step.nodes)
    if step.presence is Presence.PRESENT:
        return named
    return f"missing; there are {named}" if named else "missing"


def _nodes_in_words(nodes: Sequence[Node]) -> str:
    more = f" and {len(nodes) - _SHOWN} more" if len(nodes) > _SHOWN else ""
    return ", ".join(str(node) for node in nodes[:_SHOWN]) + more


def genealogy_lines(genealogy: Genealogy) -> Iterator[str]:
    """Yield what a thing was made of, and what became of it, as two indented trees."""
    yield f"Genealogy of {genealogy.start}"
    yield "  made of:" if genealogy.made_of else "  made of: nothing that is recorded"
    yield from _tree(genealogy.start, genealogy.made_of, depth=2, upward=True)
    yield "  became:" if genealogy.became else "  became: nothing that is recorded"
    yield from _tree(genealogy.start, genealogy.became, depth=2, upward=False)


def _tree(node: Node, links: Sequence[Parentage], *, depth: int, upward: bool) -> Iterator[str]:
    for link in links:
        here, there = (link.child, link.parent) if upward else (link.parent, link.child)
        if here == node:
            yield f"{'  ' * depth}{there}" + (f"  broken: {link.broken}" if link.broken else "")
            yield from _tree(there, links, depth=depth + 1, upward=upward)


def life_lines(life: NonconformityLife) -> Iterator[str]:
    """Yield the steps of a nonconformity as lines."""
    yield f"Life of {life.key}"
    for each in life.steps:
        when = instant_in_words(each.at) if each.at is not None else each.presence.value
        says = f"  {each.says}" if each.says else ""
        yield f"  {_MARKS[each.presence]} {each.step.value:<14}{when}{says}"
    yield from (f"  broken, date going backwards: {each}" for each in life.backwards)


def trace_as_json(trace: Trace) -> dict[str, Any]:
    """Return a trace in its stable form."""
    first = trace.first_break
    return {
        "case": trace.case,
        "site": trace.site,
        "reached": trace.reached,
        "steps": [
            {
                "step": int(step.step),
                "title": step.step.title,
                "state": step.presence.value,
                "because": step.because,
                "records": [_node_as_json(node) for node in step.nodes],
            }
            for step in trace
        ],
        "breaks": [
            {
                "step": int(each.step),
                "kind": each.kind.value,
                "hop": each.hop,
                "says": each.says,
                "first": each is first,
            }
            for each in trace.breaks
        ],
    }


def genealogy_as_json(genealogy: Genealogy) -> dict[str, Any]:
    """Return a genealogy in its stable form."""
    return {
        "start": _node_as_json(genealogy.start),
        "made_of": _links_as_json(genealogy.made_of),
        "became": _links_as_json(genealogy.became),
    }


def _links_as_json(links: Iterable[Parentage]) -> list[dict[str, Any]]:
    return [
        {
            "parent": _node_as_json(each.parent),
            "child": _node_as_json(each.child),
            "broken": each.broken,
        }
        for each in links
    ]


def _node_as_json(node: Node) -> dict[str, str]:
    return {"family": node.family, "key": node.key}


def life_as_json(life: NonconformityLife) -> dict[str, Any]:
    """Return a nonconformity's life in its stable form."""
    return {
        "key": life.key,
        "steps": [
            {
                "step": each.step.value,
                "state": each.presence.value,
                "at": None if each.at is None else instant_in_words(each.at),
                "says": each.says,
            }
            for each in life.steps
        ],
        "backwards": list(life.backwards),
    }


def rates_as_json(rates: Iterable[BreakRate]) -> list[dict[str, Any]]:
    """Return break rates in their stable form; no site is all of them."""
    return [
        {
            "site": each.site,
            "step": int(each.step),
            "title": each.step.title,
            "cases": each.cases,
            "broken": each.broken,
        }
        for each in rates
    ]


def broken_as_json(cases: Iterable[BrokenCase]) -> list[dict[str, Any]]:
    """Return broken cases in their stable form."""
    return [
        {
            "case": each.case,
            "site": each.site,
            "order": each.order,
            "step": int(each.hop.step),
            "kind": each.hop.kind.value,
            "hop": each.hop.name,
        }
        for each in cases
    ]
