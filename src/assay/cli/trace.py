"""``assay trace``: one job followed from the customer's requirement to what came after delivery."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import typer

from assay.assessment.break_rates import BrokenCase, rate_breaks
from assay.checks.operation import Operation
from assay.cli.folder import AsOf, Folder, Json
from assay.cli.operation import opened_operation
from assay.cli.screen import (
    FINDINGS,
    UNREADABLE,
    Ended,
    print_json,
    print_table,
    problems_as_json,
    say,
    say_problems,
)
from assay.cli.stage1 import Standards
from assay.domain.errors import NotFoundError
from assay.domain.process import Process
from assay.domain.record_family import FAMILIES
from assay.domain.trace import TraceStep
from assay.engine.backend import Backend

_PAGE = 20


@dataclass(frozen=True)
class _Told:
    """What there is to tell: as JSON, for people, and whether anything is broken."""

    json: Mapping[str, Any]
    broken: bool
    print: Callable[[], None] = field(compare=False)


def trace(
    folder: Folder,
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="KEY", help="Of any record, or of a job, an order or a lot; else the rates."
        ),
    ] = None,
    *,
    rates: Annotated[
        bool, typer.Option("--rates", help="How often chains break, by site and by step.")
    ] = False,
    as_of: AsOf = None,
    standard: Standards = None,
    json: Json = False,
) -> None:
    """Follow a job over its records, from any record of it, and name each break.

    Without a key: how often chains break over all records, and the first broken cases.
    Ends with 1 when a chain is broken, with 2 when something cannot be read.
    """
    with opened_operation(folder, as_of, standard, None) as (operation, problems):
        told = _told_of_all(operation) if key is None or rates else _told_of_one(operation, key)
        if json:
            print_json({**told.json, "problems": problems_as_json(problems)})
        else:
            told.print()
            say_problems(problems)
        if problems:
            raise Ended(UNREADABLE)
        if told.broken:
            raise Ended(FINDINGS)


def _backend(operation: Operation) -> Backend:
    from assay.engine.records import EngineRecords

    records = operation.populations
    if not isinstance(records, EngineRecords):
        raise TypeError("the records of a folder are kept by the engine")
    return records.backend


def _told_of_one(operation: Operation, key: str) -> _Told:
    from assay.assessment.finding_cases import find_nodes
    from assay.assessment.genealogy import find_origins, follow_genealogy
    from assay.assessment.nonconformity_life import follow_life
    from assay.checks.facts.stand_still import stand_still
    from assay.engine.tracing import look_up_in, trace_nodes
    from assay.output import trace as written

    backend = _backend(operation)
    look_up = look_up_in(backend)
    nodes = find_nodes(look_up, key)
    if not nodes:
        raise NotFoundError(_nowhere(operation, key))
    traces = trace_nodes(backend, nodes, stand_still(operation))
    origins = [follow_genealogy(look_up, each) for each in find_origins(look_up, key)]
    life = follow_life(look_up, key)

    def show() -> None:
        lines = [written.trace_lines(each) for each in traces]
        lines += [written.genealogy_lines(each) for each in origins]
        lines += [written.life_lines(life)] if life else []
        if not traces:
            say(f"{nodes[0]} belongs to no job or order that is recorded.")
        for place, each in enumerate(lines):
            say(*([""] if place else []), *each)

    told = {
        "key": key,
        "traces": [written.trace_as_json(each) for each in traces],
        "genealogy": [written.genealogy_as_json(each) for each in origins],
        "life": written.life_as_json(life) if life else None,
    }
    broken = any(each.breaks for each in traces) or any(each.broken for each in origins)
    return _Told(told, broken or bool(life and not life.whole), show)


def _nowhere(operation: Operation, key: str) -> str:
    from assay.engine.tracing import names_looked_in, offer_near

    backend = _backend(operation)
    looked = names_looked_in(backend)
    where = ", ".join(FAMILIES[family].title.lower() for family in looked) or "no records at all"
    near = offer_near(backend, key)
    offer = f"; near it are {', '.join(near)}" if near else ""
    return f"nothing is called {key!r}; looked in {where}{offer}."


def _told_of_all(operation: Operation) -> _Told:
    from assay.checks.facts.stand_still import stand_still
    from assay.engine.tracing import count_breaks, count_chains, list_broken
    from assay.output import trace as written

    backend = _backend(operation)
    still = stand_still(operation)
    tally = count_chains(backend, still)
    rates = rate_breaks(count_breaks(backend, still))
    first = list_broken(backend, still, limit=_PAGE)
    processes = {step: _processes(operation, step) for step in TraceStep}

    def show() -> None:
        in_hand = f"{tally.not_applicable:,} in hand and whole so far"
        say(f"{tally.deviating:,} of {tally.population:,} cases are broken; {in_hand}.")
        print_table(
            ("Site", "Step", "Processes", "Cases", "Broken", "Rate"),
            (
                (
                    each.site or "all",
                    f"{int(each.step)} {each.step.title}",
                    ", ".join(processes[each.step]),
                    f"{each.cases:,}",
                    f"{each.broken:,}",
                    f"{float(each.rate or 0):.2%}",
                )
                for each in rates
            ),
        )
        say(*(_in_a_line(each) for each in first))
        if tally.deviating > len(first):
            say(f"and {tally.deviating - len(first):,} more")

    told = {
        "cases": tally.population,
        "in_hand": tally.not_applicable,
        "broken": tally.deviating,
        "rates": [
            {**rate, "processes": processes[TraceStep(rate["step"])]}
            for rate in written.rates_as_json(rates)
        ],
        "first_broken": written.broken_as_json(first),
    }
    return _Told(told, bool(tally.deviating), show)


def _in_a_line(case: BrokenCase) -> str:
    hop = case.hop
    where = f"{case.case}, {case.site}" if case.site else case.case
    name = hop.name.replace("-", " ")
    more = f" ({name})" if name != hop.kind else ""
    return f"{where}: {hop.step.title}: {hop.kind}{more}"


def _processes(operation: Operation, step: TraceStep) -> Sequence[str]:
    """Return the processes that leave the records of a step."""
    return [
        key
        for key, process in operation[Process].items()
        if set(process.records) & set(step.families)
    ]
