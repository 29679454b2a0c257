"""Traces where the records lie: the whole population in one query, one case by a few small ones.

Of a case only its own records are fetched, and of the population only counts
and the page of broken cases that is asked for.
"""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from assay.assessment.break_rates import BrokenCase, CasesAlike
from assay.assessment.case_facts import ChainRecords, Record
from assay.assessment.finding_cases import NAMES, LookUp, cases_of, fetch_case
from assay.assessment.tracing import trace_case
from assay.claims.tally import Tally
from assay.claims.tracing.broken_chain import StandStill, chain_broken, compile_breaks
from assay.claims.tracing.chain import Chain
from assay.claims.tracing.looking_up import (
    compile_look_up,
    compile_neighbours,
    compile_orphans,
    row_columns,
)
from assay.domain.trace import Link, Node, Trace, TraceStep
from assay.domain.trace_hop import HOPS
from assay.engine.backend import Backend
from assay.engine.running import list_deviations, run_population_test, run_query

_OFFERED: Final = 5
_WIDTHS: Final = range(3, 8)


def chain_of(backend: Backend) -> Chain:
    """Return the chain that a database holds records of."""
    return Chain(backend.relations())


def count_chains(backend: Backend, still: StandStill) -> Tally:
    """Return how many cases there are, and how many of them are broken."""
    return run_population_test(backend, chain_broken(chain_of(backend), still))


def list_broken(
    backend: Backend, still: StandStill, *, limit: int = 20, offset: int = 0
) -> Sequence[BrokenCase]:
    """Return a page of the broken cases, in the order of their keys."""
    test = chain_broken(chain_of(backend), still)
    return [
        BrokenCase(
            each.key,
            each.site,
            each.facts["order"] or "",
            TraceStep(int(each.facts["reached"])),
            HOPS[int(each.measured) - 1],
        )
        for each in list_deviations(backend, test, limit=limit, offset=offset)
    ]


def count_breaks(backend: Backend, still: StandStill) -> Sequence[CasesAlike]:
    """Return how many cases of which site came how far, and broke where."""
    return [
        CasesAlike(site or "", int(reached), int(broken), int(cases))
        for site, _, reached, broken, cases in run_query(
            backend, compile_breaks(chain_of(backend), still)
        )
    ]


def look_up_in(backend: Backend) -> LookUp:
    """Return the look-up that fetches records of one family by the values of a column."""
    relations = backend.relations()

    def look_up(family: str, column: str, values: Sequence[str]) -> Sequence[Record]:
        members = relations.get(family)
        if members is None or column not in members.columns or not values:
            return ()
        names = row_columns(members)
        rows = run_query(backend, compile_look_up(members, column, values))
        return [dict(zip(names, row, strict=True)) for row in rows]

    return look_up


def read_case(backend: Backend, case: str) -> ChainRecords:
    """Return the records of one case."""
    chain = chain_of(backend)
    return fetch_case(look_up_in(backend), case, chain.families, by_day=chain.by_day)


def trace_nodes(backend: Backend, nodes: Sequence[Node], still: StandStill) -> Sequence[Trace]:
    """Return the trace of every case that some records belong to."""
    return [
        trace_case(case, read_case(backend, case), still.as_of, still.days)
        for case in cases_of(look_up_in(backend), nodes)
    ]


def names_looked_in(backend: Backend) -> Mapping[str, Sequence[str]]:
    """Return where a key is looked for: the columns of each family that is there."""
    relations = backend.relations()
    looked: dict[str, list[str]] = {}
    for _, family, column in NAMES:
        if family in relations and column in relations[family].columns:
            looked.setdefault(family, []).append(column)
    return looked


def offer_near(backend: Backend, key: str) -> Sequence[str]:
    """Return a few keys that are written much like one that nobody has."""
    relations = backend.relations()
    near: set[str] = set()
    for family, columns in names_looked_in(backend).items():
        for column in columns:
            for written in _written(key):
                for query in compile_neighbours(relations[family], column, written):
                    near |= {row[0] for row in run_query(backend, query) if row[0]}
    likeness = {each: SequenceMatcher(None, key.upper(), each.upper()).ratio() for each in near}
    return sorted(near, key=lambda each: (-likeness[each], each))[:_OFFERED]


def _written(key: str) -> frozenset[str]:
    """Return how a key may be meant: in capitals, and with its number filled up with noughts."""
    capitals = key.upper()
    stem = capitals.rstrip("0123456789")
    number = capitals[len(stem) :]
    filled = (f"{stem}{number.zfill(width)}" for width in _WIDTHS) if number else ()
    return frozenset({key, capitals, *filled})


def list_orphans(backend: Backend, link: Link, *, limit: int = 20) -> Sequence[tuple[str, str]]:
    """Return the first records whose link leads nowhere, each with what it names."""
    relations = backend.relations()
    child, parent = relations.get(link.family), relations.get(link.to)
    if child is None or parent is None or link.several or link.column not in child.columns:
        return ()
    query = compile_orphans(child, link.column, parent, link.to_column, limit=limit)
    return [(key, named) for key, named in run_query(backend, query)]
